import { describe, expect, it } from 'vitest';
import { lineAt, SOURCES, type Source } from './sources.ts';

const EXPORT = /^export (?:declare )?(?:abstract )?(?:async )?(?:const|function|interface|type|class|enum) (\w+)/gm;

/** `export type Scope = keyof typeof SCOPES;` right under its list: the list’s sentence is its sentence. */
const COMPANION =
  /^export type \w+ = (?:\(typeof \w+\)\[number\]|keyof typeof \w+|z\.(?:infer|input|output)<typeof \w+>);$/;

/** Exports as `path:line: name` without a doc comment right above. */
function undocumented({ path, text }: Source): string[] {
  const lines = text.split('\n');
  return [...text.matchAll(EXPORT)].flatMap((match) => {
    const line = lineAt(text, match.index);
    const above = lines[line - 2] ?? '';
    const isCompanion = COMPANION.test(lines[line - 1] ?? '') && above !== '';
    return isCompanion || /\*\/\s*$/.test(above) ? [] : [`${path}:${line}: ${match[1]}`];
  });
}

describe('every export has a doc sentence', () => {
  it('in schema/contract', () => {
    const contract = SOURCES.filter(({ path }) => path.startsWith('schema/contract/'));
    expect(contract.length).toBeGreaterThan(10);
    expect(
      contract.flatMap(undocumented),
      'because the contract is read by people who have nothing else of ours: units, null, errors and source stand there',
    ).toEqual([]);
  });

  it('in every domain', () => {
    const domain = SOURCES.filter(({ path }) => /^subgraphs\/[^/]+\/domain\//.test(path));
    expect(domain.length).toBeGreaterThan(30);
    expect(
      domain.flatMap(undocumented),
      'because a rule is cited: the sentence says which article, convention or note it comes from, and what null means',
    ).toEqual([]);
  });
});
