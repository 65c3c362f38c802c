import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { CONFORMANCE_CHECKS } from '../../scripts/conformance/checks.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const REGISTRY = join(ROOT, 'test/conformance/independent-registry');
const GUIDE = readFileSync(join(ROOT, 'docs/connect-your-registry.md'), 'utf8');
const MODULES = readdirSync(REGISTRY).filter((name) => name.endsWith('.mjs'));
const SOURCES = MODULES.map((name) => readFileSync(join(REGISTRY, name), 'utf8'));

describe('the guide to connecting a system of one’s own', () => {
  test('shows code of the independent registry, word for word', () => {
    const shown = [...GUIDE.matchAll(/```js\n([\s\S]*?)\n```/g)].map(([, code]) => code ?? '');
    expect(shown.length).toBeGreaterThan(5);
    expect(shown.filter((code) => !SOURCES.some((source) => source.includes(code)))).toEqual([]);
  });

  test('lists every check with its level, its demand and what a failure means, and no other', () => {
    const rows = [...GUIDE.matchAll(/^\| `([A-Z_]+\.[A-Z_]+)` \| (\w+) \| (.+) \| (.+) \|$/gm)];
    expect(rows.map(([, id, level, demand, onFailure]) => [id, { level, demand, onFailure }])).toEqual(
      Object.entries(CONFORMANCE_CHECKS),
    );
  });

  test('stands on a registry that imports graphql, modules of Node and its own files, and nothing of ours', () => {
    const imported = SOURCES.flatMap((source) =>
      [...source.matchAll(/\bfrom '([^']+)'/g)].map(([, name]) => name ?? ''),
    );
    expect(imported.filter((name) => !/^(?:node:\w+|graphql|\.\/[\w-]+\.mjs)$/.test(name))).toEqual([]);
  });
});
