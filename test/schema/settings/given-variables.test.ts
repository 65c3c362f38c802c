import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { givenVariables } from '../../../schema/settings/given-variables.ts';

const directory = mkdtempSync(join(tmpdir(), 'aeo-settings-'));
const file = join(directory, 'database-url');
writeFileSync(file, 'postgres://aeo:secret@db/aeo\n');
afterAll(() => rmSync(directory, { recursive: true, force: true }));

describe('a secret setting', () => {
  it('is read from the file that is named, without its line break', () => {
    expect(givenVariables({ DATABASE_URL_FILE: file })).toMatchObject({ DATABASE_URL: 'postgres://aeo:secret@db/aeo' });
  });

  it('stops the start where its file is not there, by the name of the variable', () => {
    expect(() => givenVariables({ DATABASE_URL_FILE: `${file}-gone` })).toThrow(/^DATABASE_URL_FILE: .*cannot be read/);
  });

  it('is not given in two ways', () => {
    expect(() => givenVariables({ DATABASE_URL_FILE: file, DATABASE_URL: 'postgres://x' })).toThrow(/both set/);
  });

  it('is absent where it is empty', () => {
    expect(givenVariables({ DATABASE_URL: '', PORT: '1', HOST: undefined })).toEqual({ PORT: '1' });
  });
});
