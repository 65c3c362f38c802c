import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const ROOT = new URL('../../', import.meta.url);
const MODEL = readFileSync(new URL('docs/threat-model.md', ROOT), 'utf8');

/** Paths that the model names, in code. */
const named = [...MODEL.matchAll(/`((?:test|docs|schema|gateway|subgraphs|scripts)\/[\w./-]+\.\w+)`/g)].map(
  ([, path]) => path ?? '',
);

describe('the threat model', () => {
  it('names files that exist', () => {
    expect(named.length).toBeGreaterThan(20);
    expect(named.filter((path) => !existsSync(new URL(path, ROOT)))).toEqual([]);
  });

  it('leaves out no attack that is tested', () => {
    const tests = readdirSync(new URL('test/security/', ROOT)).filter((name) => name.endsWith('.test.ts'));
    expect(tests.map((name) => `test/security/${name}`).filter((path) => !named.includes(path))).toEqual([]);
  });

  it('names a test or refers to one for every threat', () => {
    const threats = MODEL.split('## Threats')[1]?.split('\n## ')[0]?.split('\n') ?? [];
    const rows = threats.filter((line) => line.startsWith('| ') && !/^\| (?:threat|\*\*)/.test(line));
    expect(rows.length).toBeGreaterThan(15);
    expect(rows.filter((row) => !row.includes('`test/'))).toEqual([]);
  });
});
