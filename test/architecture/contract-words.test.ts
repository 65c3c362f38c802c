import { readFileSync } from 'node:fs';
import { buildSchema, isEnumType } from 'graphql';
import { describe, expect, it } from 'vitest';
import * as recognition from '../../schema/contract/recognition.ts';
import * as tin from '../../schema/contract/tin.ts';
import * as vocabulary from '../../schema/contract/vocabulary.ts';
import { SOURCES } from './sources.ts';

const api = buildSchema(readFileSync(new URL('../../schema/api.graphql', import.meta.url), 'utf8'));
const lists: Readonly<Record<string, unknown>> = { ...vocabulary, ...recognition, ...tin };

/** Lists whose type is not simply `(typeof LIST)[number]`, and a second enum of the same words. */
const OTHERWISE: readonly (readonly [enumName: string, list: string])[] = [
  ['RecognitionReason', 'RECOGNITION_REASONS'],
  ['OperatorRoleInput', 'OPERATOR_ROLES'],
];

/** Each list with the name of its type, as the contract’s files pair them. */
const PAIRS = SOURCES.filter(({ path }) => path.startsWith('schema/contract/'))
  .flatMap(({ text }) => [...text.matchAll(/^export type (\w+) = \(typeof (\w+)\)\[number\];$/gm)])
  .map(([, enumName = '', list = '']) => [enumName, list] as const)
  .filter(([, list]) => Object.hasOwn(lists, list))
  .concat(OTHERWISE);

describe('the words of the contract', () => {
  it('are found in its files', () => {
    expect(PAIRS.map(([enumName]) => enumName)).toEqual(
      expect.arrayContaining(['OperatorRole', 'SafeCriterion', 'RecognitionOutcome', 'TinProblem', 'PurposeOfUse']),
    );
  });

  it.each(PAIRS)('are those of the enum %s in the API (%s)', (enumName, list) => {
    const type = api.getType(enumName);
    const words = isEnumType(type) ? type.getValues().map(({ name }) => name) : [];
    expect(words.sort(), 'because one list is the source of the enum, of claims and of columns').toEqual(
      [...(lists[list] as readonly string[])].sort(),
    );
  });
});
