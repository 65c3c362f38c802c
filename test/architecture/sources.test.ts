import { describe, expect, it } from 'vitest';
import { codeOf, forbiddenImports, importsOf, placesOf, type Source } from './sources.ts';

const sourceOf = (path: string, text: string): Source => ({
  path,
  text,
  code: codeOf(text),
  imports: importsOf(path, text),
});

describe('what the rules are read from', () => {
  it('are imports in every form, with their lines', () => {
    const text = `import 'reflect-metadata';
import { a } from '../store/a.ts';
import {
  b,
  type C,
} from './b.ts';
import * as d from 'typeorm';
export { e } from '../../f.ts';
export const from = 'not an import';
const g = await import('node:fs');
// import { no } from './comment-in-the-middle.ts'
`;
    expect(importsOf('subgraphs/x/domain/rule.ts', text).map(({ target, line }) => `${line} ${target}`)).toEqual([
      '1 reflect-metadata',
      '2 subgraphs/x/store/a.ts',
      '3 subgraphs/x/domain/b.ts',
      '7 typeorm',
      '8 subgraphs/f.ts',
      '10 node:fs',
    ]);
  });

  it('is code without comments and strings, each line where it was', () => {
    const text = "const a = 'Date.now()'; // Date.now()\n/* Date.now()\n */ const b = Date.now();\n";
    expect(codeOf(text).split('\n')).toHaveLength(4);
    expect(placesOf([sourceOf('x.ts', text)], /Date\.now\(\)/g)).toEqual(['x.ts:3: Date.now()']);
  });

  it('names file, line and target of an import that is forbidden', () => {
    const source = sourceOf('gateway/a.ts', "\nimport { b } from '../subgraphs/b.ts';\n");
    expect(forbiddenImports([source], ({ target }) => target.startsWith('subgraphs/'))).toEqual([
      'gateway/a.ts:2: imports subgraphs/b.ts',
    ]);
  });
});
