import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newPrivateKey, publicPartOf } from '../../schema/trust/new-private-key.ts';
import { ROOT } from '../support/npm-start.ts';

describe('the provenance of a build', () => {
  const directory = mkdtempSync(join(tmpdir(), 'aeo-provenance-'));
  const own = newPrivateKey('Ed25519');
  const files = { own, public: publicPartOf(own), other: publicPartOf(newPrivateKey('Ed25519')) };

  beforeAll(() => {
    mkdirSync(join(directory, 'dist'));
    mkdirSync(join(directory, 'schema'));
    for (const name of ['dist/sbom.json', 'package-lock.json', 'schema/supergraph.graphql']) {
      writeFileSync(join(directory, name), name);
    }
    for (const [name, jwk] of Object.entries(files)) writeFileSync(join(directory, `${name}.jwk`), JSON.stringify(jwk));
    const git = (...args: string[]) => execFileSync('git', args, { cwd: directory });
    git('init', '-q');
    git('add', 'package-lock.json', 'schema');
    git('-c', 'user.name=a', '-c', 'user.email=a@example.org', 'commit', '-qm', 'First');
  });
  afterAll(() => rmSync(directory, { recursive: true }));

  function run(...args: string[]) {
    const tsx = join(ROOT, 'node_modules/tsx/dist/loader.mjs');
    const script = join(ROOT, 'scripts/provenance.ts');
    return spawnSync(process.execPath, ['--import', tsx, script, ...args], { cwd: directory, encoding: 'utf8' });
  }

  it('is true of what was built, under the key that signed it and no other', () => {
    expect(run('--key', 'own.jwk').status).toBe(0);
    expect(run('--check', '--key', 'public.jwk').status).toBe(0);
    expect(run('--check', '--key', 'other.jwk')).toMatchObject({ status: 1, stderr: 'it is not signed by that key\n' });
  });

  it('is not true of a file that was changed afterwards, which is named', () => {
    writeFileSync(join(directory, 'dist/sbom.json'), 'another');
    const { status, stderr } = run('--check', '--key', 'public.jwk');
    expect({ status, stderr }).toEqual({ status: 1, stderr: 'dist/sbom.json is not what the statement says\n' });
  });
});
