import { basename, dirname } from 'node:path/posix';
import { describe, expect, it } from 'vitest';
import { placesOf, SOURCES } from './sources.ts';

/** Longest file without a reason; a test may be longer. */
const LINES = 300;
const LINES_OF_A_TEST = 400;

/** Files that are longer, each with its reason. */
const LONG_FILES: Readonly<Record<string, string>> = {
  'test/federation/composition/contract-fields.ts': 'a list: the contract, one line a field',
  'test/security/refusals.test.ts': 'one table of every bad request, over one federation',
};

const KEBAB = /^[a-z0-9]+(?:-[a-z0-9]+)*(?:\.[a-z]+)?(?:\.test)?\.ts$/;
const KEBAB_FOLDER = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;
const EMPTY_WORDS = /(?:^|[-.])(?:utils?|helpers?|common|misc|managers?)(?:[-.]|$)/;

/** Written apart, so that this file does not find itself. */
const LEFT_OVERS = new RegExp(`\\b(?:${['TO' + 'DO', 'FIX' + 'ME', 'HA' + 'CK'].join('|')})\\b`, 'g');

describe('every source', () => {
  it('has a name in kebab-case, and so have its folders', () => {
    const names = SOURCES.filter(
      ({ path }) =>
        !KEBAB.test(basename(path)) ||
        !dirname(path)
          .split('/')
          .every((folder) => KEBAB_FOLDER.test(folder)),
    );
    expect(
      names.map(({ path }) => path),
      'because a file is found by the name of its main export',
    ).toEqual([]);
  });

  it('has a name that says what is in it', () => {
    expect(
      SOURCES.map(({ path }) => path).filter((path) => path.split('/').some((part) => EMPTY_WORDS.test(part))),
      'because utils, helpers, common and manager say nothing: use the field’s own words',
    ).toEqual([]);
  });

  it('is short, or stands in the list with a reason', () => {
    const long = SOURCES.flatMap(({ path, text }) => {
      const lines = text.split('\n').length - 1;
      const isLong = lines > (path.startsWith('test/') ? LINES_OF_A_TEST : LINES);
      return isLong && !Object.hasOwn(LONG_FILES, path) ? [`${path}: ${lines} lines`] : [];
    });
    expect(
      long,
      'because one idea a file is what a reader can hold; a longer one wants a reason in LONG_FILES',
    ).toEqual([]);
  });

  it('is in the list of long files only while it is long', () => {
    const paths = new Map(SOURCES.map(({ path, text }) => [path, text.split('\n').length - 1]));
    const short = Object.keys(LONG_FILES).filter(
      (path) => (paths.get(path) ?? 0) <= (path.startsWith('test/') ? LINES_OF_A_TEST : LINES),
    );
    expect(short, 'because a list that holds more than it must hides the next one').toEqual([]);
  });

  it('has no default export', () => {
    expect(
      placesOf(SOURCES, /^export default\b|\bas default\b/gm),
      'because a default has as many names as importers, and nobody finds it',
    ).toEqual([]);
  });

  it('has no any', () => {
    expect(
      placesOf(SOURCES, /(?:[:|&<,(=]|\bas|\bextends|\bkeyof|\bReadonlyArray<)\s*any\b(?!\s*[:(.'])/g),
      'because any switches the compiler off for everything that it touches; unknown makes one look first',
    ).toEqual([]);
  });

  it('leaves nothing to be done later', () => {
    expect(
      placesOf(SOURCES, LEFT_OVERS, 'text'),
      'because work that is left over is an issue, where somebody sees it',
    ).toEqual([]);
  });

  it('names no interface with an I before it', () => {
    expect(
      placesOf(SOURCES, /\b(?:interface|type) I[A-Z][a-z]\w*/g),
      'because the reader wants the word, not what the compiler makes of it',
    ).toEqual([]);
  });

  it('switches no check off without a reason beside it', () => {
    expect(
      placesOf(SOURCES, /@ts-(?:ignore|nocheck|expect-error)(?!\s*[:\w])|biome-ignore(?![^\n]*:\s*\S)/g, 'text'),
      'because a check that is off is a decision, and a decision has a reason',
    ).toEqual([]);
  });
});
