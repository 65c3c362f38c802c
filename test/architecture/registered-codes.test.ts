import { describe, expect, it } from 'vitest';
import { ERROR_CODES, isErrorCode } from '../../schema/contract/error-codes.ts';
import { lineAt, sourcesBelow } from './sources.ts';

const REGISTRY = 'schema/contract/error-codes.ts';
const PROGRAM = sourcesBelow('schema', 'gateway', 'subgraphs', 'scripts').filter(({ path }) => path !== REGISTRY);

describe('the error registry', () => {
  it('holds no code that nobody gives', () => {
    const unused = Object.keys(ERROR_CODES).filter((code) => !PROGRAM.some(({ text }) => text.includes(`'${code}'`)));
    expect(unused, 'because a code in the reference page that never comes makes clients handle what is not').toEqual(
      [],
    );
  });

  it('holds every code that stands in the sources', () => {
    const unregistered = PROGRAM.flatMap(({ path, text }) =>
      [...text.matchAll(/\bcode: '([A-Z][A-Z_]{2,})'/g)]
        .filter(([, code]) => !isErrorCode(code))
        .map((match) => `${path}:${lineAt(text, match.index)}: ${match[1]}`),
    );
    expect(unregistered, 'because nothing but a registered code reaches a client').toEqual([]);
  });

  it('gives each code a meaning and a remedy that end in a full stop', () => {
    for (const [code, { meaning, remedy }] of Object.entries(ERROR_CODES)) {
      expect(meaning, code).toMatch(/\.$/);
      expect(remedy, code).toMatch(/\.$/);
    }
  });
});
