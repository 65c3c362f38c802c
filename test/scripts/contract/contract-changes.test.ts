import { readFileSync } from 'node:fs';
import { parse, print } from 'graphql';
import { describe, expect, it } from 'vitest';
import { changesSinceRelease } from '../../../scripts/check-contract.ts';
import { contractChanges, type Promised } from '../../../scripts/contract/contract-changes.ts';
import { type AcceptedChanges, faultsOfChanges, readAcceptedChanges } from '../../../scripts/contract/judge-changes.ts';
import { changedText } from '../../gateway/supergraph/changed-text.ts';

const read = (path: string) => readFileSync(new URL(`../../../schema/${path}`, import.meta.url), 'utf8');

/** A released schema without descriptions, so that a line of it can be changed. */
const bare = (path: string) => print(parse(read(path).replaceAll(/"""[\s\S]*?"""/g, '')));

const RELEASED: Readonly<Record<Promised, string>> = {
  api: bare('released/api.graphql'),
  officer: bare('released/officer.graphql'),
  'registry-contract': bare('released/registry-contract.graphql'),
};

const REASON = 'Nobody asks for it since the field beside it says more.';

/** What is said of a released schema once it is changed; `before` changes what was released. */
async function faultsWith(
  schema: Promised,
  change: (sdl: string) => string,
  accepted: AcceptedChanges = [],
  before = (sdl: string) => sdl,
): Promise<string[]> {
  const released = before(RELEASED[schema]);
  return faultsOfChanges(await contractChanges(schema, released, change(released)), accepted);
}

const withoutPrefixes = (sdl: string) => changedText(sdl, '  tinPrefixes: [CountryCode!]!', '');
const deprecated = (sdl: string) =>
  changedText(
    sdl,
    '  tinPrefixes: [CountryCode!]!',
    '  tinPrefixes: [CountryCode!]! @deprecated(reason: "Ask for the other.")',
  );
const withoutDeprecated = (sdl: string) => sdl.replace(/ {2}tinPrefixes: \[CountryCode!\]! @deprecated.*\n/, '');

const removal = (dates: { announcedOn: string; on: string }): AcceptedChanges => [
  { schema: 'api', change: 'FIELD_REMOVED', path: 'Administration.tinPrefixes', reason: REASON, ...dates },
];
const IN_TIME = { announcedOn: '2026-01-15', on: '2026-07-15' };

describe('what is promised now', () => {
  it('breaks nothing of what was released, but what is accepted by name', async () => {
    const accepted = readAcceptedChanges(read('released/accepted-changes.json'));
    expect(faultsOfChanges(await changesSinceRelease(), accepted)).toEqual([]);
  });
});

describe('a change that breaks a client', () => {
  it.each<[string, Promised, (sdl: string) => string, RegExp]>([
    ['a field that goes', 'api', withoutPrefixes, /FIELD_REMOVED Administration\.tinPrefixes: breaks/],
    [
      'a value that may be null from now on',
      'api',
      (sdl) => changedText(sdl, '  tinPrefixes: [CountryCode!]!', '  tinPrefixes: [CountryCode!]'),
      /FIELD_TYPE_CHANGED Administration\.tinPrefixes/,
    ],
    [
      'an argument that has to be given',
      'api',
      (sdl) => changedText(sdl, '  operator(tin: TIN!): Operator', '  operator(tin: TIN!, why: String!): Operator'),
      /FIELD_ARGUMENT_ADDED Query\.operator/,
    ],
    ['a word that goes', 'api', (sdl) => sdl.replace(/\n {2}UNDETERMINED\n/, '\n'), /ENUM_VALUE_REMOVED/],
    [
      'a field of the officer endpoint that goes',
      'officer',
      (sdl) => sdl.replace(/\n {2}importOperators\(.*\n/, '\n'),
      /FIELD_REMOVED Mutation\.importOperators/,
    ],
    [
      'a field that every registry has to have at once',
      'registry-contract',
      (sdl) => changedText(sdl, '  successor: TIN\n', '  successor: TIN\n  predecessor: TIN\n'),
      /registry-contract: FIELD_ADDED Operator\.predecessor/,
    ],
  ])('%s is refused', async (_name, schema, change, fault) => {
    const faults = await faultsWith(schema, change);
    expect(faults.some((text) => fault.test(text))).toBe(true);
  });

  it('is accepted by name, announced six months before and deprecated in what was released', async () => {
    expect(await faultsWith('api', withoutDeprecated, removal(IN_TIME), deprecated)).toEqual([]);
  });

  it('is refused a day too soon', async () => {
    const soon = removal({ announcedOn: '2026-01-15', on: '2026-07-14' });
    expect(await faultsWith('api', withoutDeprecated, soon, deprecated)).toEqual([
      'api: FIELD_REMOVED Administration.tinPrefixes: is on 2026-07-14, and 6 months of notice end on 2026-07-15',
    ]);
  });

  it('is refused where what was released did not say that it would come', async () => {
    expect(await faultsWith('api', withoutPrefixes, removal(IN_TIME))).toEqual([
      'api: FIELD_REMOVED Administration.tinPrefixes: was not @deprecated in what was released',
    ]);
  });

  it('is not accepted for another place, nor without a reason', async () => {
    const other = removal(IN_TIME).map((entry) => ({ ...entry, path: 'Administration.name' }));
    expect(await faultsWith('api', withoutDeprecated, other, deprecated)).toHaveLength(2);
    expect(() => readAcceptedChanges(JSON.stringify([{ ...removal(IN_TIME)[0], reason: '' }]))).toThrow();
  });

  it('is no longer accepted once it is released', async () => {
    expect(await faultsWith('api', (sdl) => sdl, removal(IN_TIME))).toEqual([
      'api: FIELD_REMOVED Administration.tinPrefixes: is accepted, and is not so',
    ]);
  });
});

describe('a change that breaks nobody', () => {
  it.each<[string, Promised, (sdl: string) => string, string]>([
    ['a field more', 'api', (sdl) => `${sdl}\nextend type Administration { motto: String }`, 'SAFE'],
    ['a deprecation', 'api', deprecated, 'SAFE'],
    [
      'a word more, which a client has to bear',
      'api',
      (sdl) => `${sdl}\nextend enum RecognitionOutcome { PENDING }`,
      'DANGEROUS',
    ],
    [
      'an argument that may be left out',
      'api',
      (sdl) => changedText(sdl, '  operator(tin: TIN!): Operator', '  operator(tin: TIN!, why: String): Operator'),
      'DANGEROUS',
    ],
  ])('%s passes', async (_name, schema, change, severity) => {
    const changes = await contractChanges(schema, RELEASED[schema], change(RELEASED[schema]));
    expect(changes.map((found) => found.severity)).toContain(severity);
    expect(faultsOfChanges(changes, [])).toEqual([]);
  });
});
