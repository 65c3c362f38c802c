import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { GraphQLCountryCode } from 'graphql-scalars';
import { ADMINISTRATIONS, PARTIES } from '../schema/administrations.ts';
import { changeSources, type ListedSources } from '../scripts/add-administration/change-sources.ts';
import { readNewAdministration } from '../scripts/add-administration/read-new-administration.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const COPIED = ['bench', 'gateway', 'schema', 'scripts', 'subgraphs', 'package.json', 'tsconfig.json'];
const ADMINISTRATIONS_FILE = 'schema/administrations.ts';
const PROFILES_FILE = 'subgraphs/aeo-registry/profiles/registry-profiles.ts';

/**
 * A copy of these sources with more administrations than there are, each added as `npm run add-administration` adds it and
 * composed: what is measured with 100 registries is the system itself. Throws where it does not compose.
 */
export function makeGrownCopy(directory: string, administrations: number): void {
  mkdirSync(directory, { recursive: true });
  for (const name of COPIED) cpSync(join(ROOT, name), join(directory, name), { recursive: true });
  symlinkSync(join(ROOT, 'node_modules'), join(directory, 'node_modules'));
  let sources: ListedSources = {
    administrations: readFileSync(join(directory, ADMINISTRATIONS_FILE), 'utf8'),
    registryProfiles: readFileSync(join(directory, PROFILES_FILE), 'utf8'),
  };
  for (const code of furtherCodes(administrations - ADMINISTRATIONS.length)) {
    const reading = readNewAdministration(
      { code, name: `Customs of ${code}`, region: 'EUROPE', timeZone: 'UTC', currency: 'USD', programme: 'AEO' },
      PARTIES,
    );
    if (!reading.ok) throw new TypeError(`${code}: ${reading.faults.join('; ')}`);
    const { profile, ...changed } = changeSources(sources, reading.administration);
    writeFileSync(join(directory, `subgraphs/aeo-registry/profiles/${code.toLowerCase()}.ts`), profile);
    sources = changed;
  }
  writeFileSync(join(directory, ADMINISTRATIONS_FILE), sources.administrations);
  writeFileSync(join(directory, PROFILES_FILE), sources.registryProfiles);
  const composed = spawnSync(process.execPath, ['--import', 'tsx', 'scripts/compose.ts'], { cwd: directory });
  if (composed.status !== 0) throw new Error(`The grown copy does not compose:\n${composed.stderr}`);
}

/** Territories that no connected administration answers for. */
function furtherCodes(count: number): readonly string[] {
  const taken = new Set(ADMINISTRATIONS.flatMap(({ code, tinPrefixes }) => [code, ...tinPrefixes]));
  const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
  const codes = letters
    .flatMap((first) => letters.map((second) => first + second))
    .filter((code) => isTerritory(code) && !taken.has(code));
  if (codes.length < count) throw new TypeError(`There are ${codes.length} further territories, not ${count}.`);
  return codes.slice(0, Math.max(0, count));
}

function isTerritory(code: string): boolean {
  try {
    GraphQLCountryCode.parseValue(code);
    return true;
  } catch {
    return false;
  }
}
