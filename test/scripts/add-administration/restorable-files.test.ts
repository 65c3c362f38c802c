import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { keepFiles } from '../../../scripts/add-administration/restorable-files.ts';

const root = mkdtempSync(join(tmpdir(), 'aeo-kept-'));
afterEach(() => rmSync(root, { recursive: true, force: true }));

it('kept files come back as they were: changed, removed and new ones alike', () => {
  mkdirSync(join(root, 'generated'), { recursive: true });
  writeFileSync(join(root, 'list.ts'), 'list');
  writeFileSync(join(root, 'generated/a.graphql'), 'a');
  writeFileSync(join(root, 'generated/empty.graphql'), '');
  const kept = keepFiles(root, ['list.ts', 'profile.ts'], ['generated', 'nowhere']);

  writeFileSync(join(root, 'list.ts'), 'longer list');
  writeFileSync(join(root, 'profile.ts'), 'new');
  writeFileSync(join(root, 'generated/b.graphql'), 'b');
  rmSync(join(root, 'generated/a.graphql'));
  rmSync(join(root, 'generated/empty.graphql'));
  kept.restore();

  expect(readFileSync(join(root, 'list.ts'), 'utf8')).toBe('list');
  expect(readFileSync(join(root, 'generated/a.graphql'), 'utf8')).toBe('a');
  expect(readFileSync(join(root, 'generated/empty.graphql'), 'utf8')).toBe('');
  expect(existsSync(join(root, 'profile.ts'))).toBe(false);
  expect(existsSync(join(root, 'generated/b.graphql'))).toBe(false);
});
