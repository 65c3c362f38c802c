import { spawn } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Command } from 'commander';
import { operatorTypeName, PARTIES } from '../schema/administrations.ts';
import { WCO_REGIONS } from '../schema/contract/vocabulary.ts';
import { changeSources } from './add-administration/change-sources.ts';
import { type AskedAdministration, readNewAdministration } from './add-administration/read-new-administration.ts';
import { keepFiles } from './add-administration/restorable-files.ts';
import { generatedFiles } from './compose.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const ADMINISTRATIONS_FILE = 'schema/administrations.ts';
const PROFILES_FILE = 'subgraphs/aeo-registry/profiles/registry-profiles.ts';

/** Composes in a process of its own, which loads the new files; gives what it said where it fails. */
function compose(): Promise<{ ok: true } | { ok: false; said: string }> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, ['--import', 'tsx', 'scripts/compose.ts'], {
      cwd: ROOT,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    // An interruption ends the composition, and then the files are put back as after any other failure.
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal));
    let said = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        said += text;
      });
    }
    child.on('error', ({ message }) => resolve({ ok: false, said: message }));
    child.on('close', (code, signal) =>
      resolve(code === 0 ? { ok: true } : { ok: false, said: said.trim() || `ended with ${signal ?? code}` }),
    );
  });
}

async function add(asked: AskedAdministration): Promise<number> {
  const reading = readNewAdministration(asked, PARTIES);
  if (!reading.ok) {
    console.error(`Nothing was changed.\n  ${reading.faults.join('\n  ')}`);
    return 1;
  }
  const { administration } = reading;
  const { code, name } = administration;
  const profileFile = `subgraphs/aeo-registry/profiles/${code.toLowerCase()}.ts`;
  if (existsSync(join(ROOT, profileFile))) {
    console.error(
      `Nothing was changed: ${profileFile} exists, though ${code} is not in the list. Remove or rename it.`,
    );
    return 1;
  }
  const changed = changeSources(
    {
      administrations: readFileSync(join(ROOT, ADMINISTRATIONS_FILE), 'utf8'),
      registryProfiles: readFileSync(join(ROOT, PROFILES_FILE), 'utf8'),
    },
    administration,
  );

  const generated = [...(await generatedFiles()).keys()];
  const kept = keepFiles(ROOT, [ADMINISTRATIONS_FILE, PROFILES_FILE, profileFile, ...generated], ['schema/subgraphs']);
  try {
    writeFileSync(join(ROOT, profileFile), changed.profile);
    writeFileSync(join(ROOT, PROFILES_FILE), changed.registryProfiles);
    writeFileSync(join(ROOT, ADMINISTRATIONS_FILE), changed.administrations);
    const composed = await compose();
    if (!composed.ok) throw new Error(`The federation does not compose with ${code}:\n${composed.said}`);
  } catch (error) {
    kept.restore();
    throw error;
  }

  console.log(`${name} (${code}) is the administration of ${administration.tinPrefixes.join(', ')}; its operators are ${operatorTypeName(code)}.

  ${ADMINISTRATIONS_FILE} and ${PROFILES_FILE} name it, ${profileFile} is its profile, and
  the generated files are written anew. What now:

  - npm start makes its key, pins it in the trust list and fills its registry with demonstration operators.
  - ${profileFile}: its national fields. schema/reference/programmes.json: types, roles and validity.
  - schema/identifier-rules.ts: the public rule of its identifiers, with a check only where one is published.
  - schema/reference/arrangements.json: who recognises its operators; without a row nobody does.
  - npm test, and commit all of it together.`);
  return 0;
}

const options = new Command('npm run add-administration --')
  .description('Adds an administration: one entry in the list, a profile, and the composed schemas.')
  .requiredOption('--code <code>', 'ISO 3166-1 alpha-2, e.g. IN')
  .requiredOption('--name <name>', 'English name of the administration')
  .option('--region <region>', `one of ${WCO_REGIONS.join(', ')}; default: as reference/parties.json has it`)
  .option('--prefixes <codes>', 'prefixes of the TINs it answers for, e.g. IN,XY; default: its code', (text) =>
    text
      .split(',')
      .map((prefix) => prefix.trim())
      .filter((prefix) => prefix !== ''),
  )
  .option('--time-zone <zone>', 'IANA, e.g. Asia/Kolkata; default: the territory’s, where it has one')
  .option('--currency <code>', 'ISO 4217, e.g. INR; default: the territory’s')
  .option('--programme <name>', 'name of its AEO programme; default: as reference/programmes.json has it')
  .parse()
  .opts<AskedAdministration>();

try {
  process.exitCode = await add(options);
} catch (error) {
  console.error(`${error instanceof Error ? error.message : error}\nNothing was changed.`);
  process.exitCode = 1;
}
