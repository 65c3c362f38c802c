import { readFileSync } from 'node:fs';
import { buildSchema } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { registryAudience } from '../../schema/contract/access-token.ts';
import { REGISTRY_SCOPES } from '../../schema/contract/scopes.ts';
import { post } from '../support/federation.ts';
import { OFFICER_ROOT_FIELDS, OFFICER_TYPES } from './every-field/access-of-officers.ts';
import { type AccessRow, fieldsWithoutRow, stepsTo } from './every-field/access-table.ts';
import { callersOf } from './every-field/callers.ts';
import { ANOTHER, createOfficerWorld, HOME, ITSELF, type OfficerWorld } from './every-field/officer-world.ts';
import { operationOf } from './every-field/operations.ts';
import { outcomeOfFields, outcomeOfRoot } from './every-field/outcome-of.ts';

const schema = buildSchema(readFileSync(new URL('../../schema/officer.graphql', import.meta.url), 'utf8'));
const ROWS = [...OFFICER_TYPES, ...OFFICER_ROOT_FIELDS];
let world: OfficerWorld;
let callers: ReturnType<typeof callersOf>;
beforeAll(async () => {
  world = await createOfficerWorld();
  callers = callersOf(world.federation, world.now);
});
afterAll(() => world.federation.stop());

async function send(row: AccessRow, token: string | undefined) {
  const type = row.name.split('.')[0] ?? '';
  const leaf = row.by === undefined ? undefined : { type, fields: row.fields };
  const operation = operationOf(schema, stepsTo(OFFICER_TYPES, row), leaf, world.arguments);
  const { query, variables } = operation;
  const answer = await post(
    `${world.federation.url}/registries/${HOME}/graphql`,
    { query, variables },
    token === undefined ? {} : { authorization: `Bearer ${token}` },
  );
  const outcome =
    row.by === undefined ? outcomeOfRoot(answer, operation) : outcomeOfFields(answer, operation, type, row.fields);
  return { outcome, text: answer.text };
}

describe('the table', () => {
  test('has a row for every operation and field of the officer endpoint, and for nothing else', () => {
    expect(fieldsWithoutRow(schema, ROWS), 'say in every-field/access-of-officers.ts who may have it').toEqual({
      withoutRow: [],
      withoutField: [],
    });
  });
});

describe.each(ROWS.map((row) => [row.name, row] as const))('%s', (_name, row) => {
  test(`an officer, the operator itself and another operator get: ${row.outcomes.join(', ')}`, async () => {
    const tokens = [
      await callers.registry(HOME, row.scopes),
      await callers.operator(HOME, ITSELF),
      await callers.operator(HOME, ANOTHER),
    ];
    const outcomes: string[] = [];
    for (const token of tokens) outcomes.push((await send(row, token)).outcome);
    expect(outcomes).toEqual(row.outcomes);
  });

  test.each(row.scopes)('is FORBIDDEN to an officer without %s, and the answer names it', async (scope) => {
    const others = REGISTRY_SCOPES.filter((other) => other !== scope);
    const { outcome, text } = await send(row, await callers.registry(HOME, others));
    expect(outcome).toBe('FORBIDDEN');
    expect(text).toContain(scope);
  });

  test('is for no other administration, and for nobody without a good token for this registry', async () => {
    const audience = registryAudience(HOME);
    const tokens = [
      [undefined, 'UNAUTHENTICATED'],
      [await callers.foreign(HOME, audience), 'UNAUTHENTICATED'],
      [await callers.expired(HOME, REGISTRY_SCOPES), 'UNAUTHENTICATED'],
      [await callers.officer(HOME, ['operator:read']), 'UNAUTHENTICATED'],
      [await callers.registry('JP', REGISTRY_SCOPES), 'UNAUTHENTICATED'],
      [await callers.intruder('JP', audience), 'FORBIDDEN'],
    ] as const;
    const answers = await Promise.all(tokens.map(([token]) => send(row, token)));
    expect(answers.map(({ outcome }) => outcome)).toEqual(tokens.map(([, outcome]) => outcome));
  });
});
