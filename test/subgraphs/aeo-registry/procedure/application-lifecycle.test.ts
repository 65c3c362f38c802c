import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  APPLICATION_ACTIONS,
  APPLICATION_LIFECYCLE,
  APPLICATION_STATES,
} from '../../../../subgraphs/aeo-registry/domain/application-lifecycle.ts';
import { bringTo, input, perform, read, SUBMIT } from '../support/procedure-steps.ts';
import { type RegistryHarness, startRegistry } from '../support/registry-harness.ts';

const EU_TYPE = { authorise: { type: 'AEOF' } };
const CELLS = APPLICATION_STATES.flatMap((state) => APPLICATION_ACTIONS.map((action) => [state, action] as const));
const tinOf = (number: number) => `DE${100000000 + number}`;

describe('an application', () => {
  let union: RegistryHarness;

  beforeAll(async () => {
    union = await startRegistry('EU');
  });
  afterAll(() => union.stop());

  it.each(CELLS)('that is %s: %s moves it as the table says, or changes nothing', async (state, action) => {
    const before = await bringTo(
      union,
      state,
      input(tinOf(CELLS.findIndex((one) => one[0] === state && one[1] === action))),
      EU_TYPE,
    );
    expect(before.state).toBe(state);
    const { errors } = await perform(union, action, before, action === 'authorise' ? { type: 'AEOF' } : {});
    const after = await read(union, before.id);
    const next = APPLICATION_LIFECYCLE[state][action];
    if (next === null) {
      expect(errors).toMatchObject([{ extensions: { code: 'ILLEGAL_TRANSITION' } }]);
      expect(after).toEqual(before);
    } else {
      expect(errors).toBeUndefined();
      expect(after).toMatchObject({ state: next, version: before.version + 1 });
      expect(after.history.at(-1)).toMatchObject({ action, state: next, by: 'officer@EU' });
    }
  });

  it('is named in what is not allowed', async () => {
    const submitted = await bringTo(union, 'SUBMITTED', input(tinOf(900)));
    const { errors } = await perform(union, 'planValidation', submitted);
    expect(errors?.[0]?.message).toContain('allowed are: return, accept, reject, withdraw, extend, addEvidence');
  });

  it('acted on by two officers at once is moved by one, and the other gets VERSION_CONFLICT', async () => {
    const application = await bringTo(union, 'SUBMITTED', input(tinOf(901)));
    const answers = await Promise.all([
      perform(union, 'accept', application),
      perform(union, 'return', application),
      perform(union, 'reject', application),
    ]);
    expect(answers.filter(({ errors }) => errors === undefined)).toHaveLength(1);
    for (const { errors } of answers.filter((answer) => answer.errors !== undefined)) {
      expect(errors).toMatchObject([{ extensions: { code: 'VERSION_CONFLICT' } }]);
    }
    expect((await read(union, application.id)).version).toBe(application.version + 1);
  });

  it('is submitted once, however often it is sent, and a key stands for one application', async () => {
    const said = input(tinOf(902));
    const sent = await Promise.all(
      [1, 2, 3].map(() => union.officer<{ submitApplication: { id: string } }>(SUBMIT, { input: said })),
    );
    expect(new Set(sent.map(({ data }) => data?.submitApplication.id)).size).toBe(1);
    const other = await union.officer(SUBMIT, { input: { ...said, legalName: 'Another' } });
    expect(other.errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', field: 'idempotencyKey' } }]);
    const list = await union.officer<{ applications: { edges: object[] } }>(
      `{ applications(tin: "${tinOf(902)}") { edges { node { id } } } }`,
    );
    expect(list.data?.applications.edges).toHaveLength(1);
  });

  it('that does not exist is NOT_FOUND for every act, and null', async () => {
    for (const action of APPLICATION_ACTIONS) {
      const { errors } = await perform(union, action, { id: 'none', version: 1 });
      expect(errors).toMatchObject([{ extensions: { code: 'NOT_FOUND' } }]);
    }
    expect((await union.officer('{ application(id: "none") { id } }')).data).toEqual({ application: null });
  });
});
