import { readFileSync } from 'node:fs';
import { buildSchema } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { GATEWAY_AUDIENCE } from '../../schema/contract/access-token.ts';
import { REGISTRY_SCOPES } from '../../schema/contract/scopes.ts';
import { post } from '../support/federation.ts';
import { BOUND_TO_PURPOSE, ROOT_FIELDS, TYPES } from './every-field/access-of-the-api.ts';
import { type AccessRow, fieldsWithoutRow, stepsTo } from './every-field/access-table.ts';
import { callersOf } from './every-field/callers.ts';
import { firstTold } from './every-field/first-told.ts';
import { operationOf } from './every-field/operations.ts';
import { outcomeOfFields, outcomeOfRoot } from './every-field/outcome-of.ts';
import { createWorld, OWN, PARTNER, STRANGER, VENDOR, type World } from './every-field/world.ts';

const schema = buildSchema(readFileSync(new URL('../../schema/api.graphql', import.meta.url), 'utf8'));
const ROWS = [...TYPES, ...ROOT_FIELDS];

let world: World;
let callers: ReturnType<typeof callersOf>;
beforeAll(async () => {
  world = await createWorld();
  callers = callersOf(world.federation, world.now);
});
afterAll(() => world.federation.stop());

function operationFor(row: AccessRow) {
  const isRoot = row.by === undefined;
  const type = row.name.split('.')[0] ?? '';
  const leaf = isRoot ? undefined : { type, fields: row.fields };
  const given = { ...world.arguments, ...(world.about[row.name] ?? world.about[type]) };
  return operationOf(schema, stepsTo(TYPES, row), leaf, given);
}

async function send(row: AccessRow, token: string | undefined, purpose: string = 'VENDOR_REGISTRATION') {
  const operation = operationFor(row);
  const { query, variables } = operation;
  const ask = row.name.startsWith('Subscription.') ? firstTold : post;
  const answer = await ask(
    `${world.federation.url}/graphql`,
    { query, variables },
    { 'purpose-of-use': purpose, ...(token === undefined ? {} : { authorization: `Bearer ${token}` }) },
  );
  const type = row.name.split('.')[0] ?? '';
  const outcome =
    row.by === undefined ? outcomeOfRoot(answer, operation) : outcomeOfFields(answer, operation, type, row.fields);
  return { outcome, text: answer.text };
}

describe('the table', () => {
  test('has a row for every operation and field of the API, and for nothing else', () => {
    expect(fieldsWithoutRow(schema, ROWS), 'say in every-field/access-of-the-api.ts who may have it').toEqual({
      withoutRow: [],
      withoutField: [],
    });
  });
});

describe.each(ROWS.map((row) => [row.name, row] as const))('%s', (_name, row) => {
  test(`own, partner, stranger and vendor get: ${row.outcomes.join(', ')}`, async () => {
    const tokens = [
      await callers.officer(OWN, row.scopes),
      await callers.officer(PARTNER, row.scopes),
      await callers.officer(STRANGER, row.scopes),
      await callers.actor(OWN, VENDOR),
    ];
    const answers = await Promise.all(tokens.map((token) => send(row, token)));
    expect(answers.map(({ outcome }) => outcome)).toEqual(row.outcomes);
  });

  test.each(row.scopes)('is FORBIDDEN without %s, and the answer names it', async (scope) => {
    const { outcome, text } = await send(row, await callers.without(OWN, scope));
    expect(outcome).toBe('FORBIDDEN');
    expect(text).toContain(scope);
  });

  test('is for nobody without a token, with one of a foreign issuer, an expired one or one for a registry', async () => {
    const tokens = [
      undefined,
      await callers.foreign(OWN, GATEWAY_AUDIENCE),
      await callers.expired(OWN, ['operator:read']),
      await callers.registry(OWN, REGISTRY_SCOPES),
    ];
    const answers = await Promise.all(tokens.map((token) => send(row, token)));
    expect(answers.map(({ outcome }) => outcome)).toEqual(tokens.map(() => 'UNAUTHENTICATED'));
  });

  test('is for no purpose that the contract does not have', async () => {
    const { outcome } = await send(row, await callers.officer(OWN, row.scopes), 'CURIOSITY');
    expect(outcome).toBe('PURPOSE_REQUIRED');
  });
});

describe('what is told for some purposes only', () => {
  test.each(BOUND_TO_PURPOSE)('%s is FORBIDDEN for %s', async (name, purpose) => {
    const row = TYPES.find((other) => other.name === name);
    if (row === undefined) throw new TypeError(`no row ${name}`);
    // A partner’s validations are not told; of an answer, the side that asked is bound to what it asked for.
    const administration = name === 'Validation' ? PARTNER : OWN;
    expect((await send(row, await callers.officer(administration, row.scopes), purpose)).outcome).toBe('FORBIDDEN');
  });
});
