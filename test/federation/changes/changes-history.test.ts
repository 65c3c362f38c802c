import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { demonstrationTin } from '../../../scripts/seed/demonstration-tin.ts';
import { krTin, sampleOperator } from '../../subgraphs/aeo-registry/support/sample-operators.ts';
import { startFederation, type TestFederation } from '../../support/federation.ts';
import { createTestClock } from '../../support/parties.ts';
import {
  atTheRegistry,
  changesAfter,
  decisionsOn,
  pageOfChanges,
  type SeenChange,
  waitForChanges,
} from './changes-client.ts';

const CONSENT = `mutation($tin: TIN!, $given: Boolean!) {
  setConsent(tin: $tin, destination: "JP", given: $given, evidence: "Form 12") { version } }`;
const MANAGER = `mutation($tin: TIN!, $name: String!) { assignAccountManager(tin: $tin, name: $name) { version } }`;
const WATCH = 'mutation($tins: [String!]!) { watchOperators(tins: $tins) { problem } }';

const HOMES = ['KR', 'US'] as const;
type Home = (typeof HOMES)[number];
const OPERATORS_EACH = 2;

/** What happens next: a registry writes, or the client reads a page, which it keeps, or loses with everything in memory. */
const step = fc.oneof(
  fc.record({
    act: fc.constantFrom('RENAME', 'CONSENT', 'MANAGER'),
    operator: fc.nat(HOMES.length * OPERATORS_EACH - 1),
  }),
  fc.record({ act: fc.constantFrom('READ', 'READ_AND_DIE'), first: fc.integer({ min: 1, max: 4 }) }),
);

interface Followed {
  readonly home: Home;
  readonly tin: string;
  name: number;
  consents: boolean;
  /** Instants of what Japan could see, in order. */
  readonly visible: string[];
}

describe('a client that keeps its cursor', () => {
  const clock = createTestClock();
  let federation: TestFederation;
  let number = 0;

  beforeAll(async () => {
    federation = await startFederation({ clock });
  });
  afterAll(() => federation.stop());

  function tick(): string {
    const now = new Date(clock().getTime() + 1_000).toISOString();
    clock.set(now);
    return now;
  }

  function tinOf(home: Home): string {
    number += 1;
    return home === 'KR' ? krTin(number) : demonstrationTin(home, home, 500 + number, new Set());
  }

  async function write(operators: readonly Pick<Followed, 'home' | 'tin' | 'name'>[]): Promise<void> {
    for (const home of HOMES) {
      const rows = operators
        .filter((one) => one.home === home)
        .map(({ tin, name }) =>
          sampleOperator(tin, ['JP'], { legalName: `Name ${name}`, authorizations: [], national: {} }),
        );
      const registry = federation.embedded.registries.get(home);
      if (rows.length > 0)
        expect(await registry?.importOperators(rows, 'test')).toMatchObject({ written: rows.length });
    }
  }

  async function act(kind: 'RENAME' | 'CONSENT' | 'MANAGER', operator: Followed): Promise<void> {
    const { home, tin } = operator;
    const at = tick();
    operator.name += 1;
    if (kind === 'RENAME') await write([operator]);
    if (kind === 'MANAGER') await atTheRegistry(federation, home, MANAGER, { tin, name: `Kim ${operator.name}` });
    if (kind === 'CONSENT') {
      operator.consents = !operator.consents;
      await atTheRegistry(federation, home, CONSENT, { tin, given: operator.consents });
    }
    if (kind === 'CONSENT' || (kind === 'RENAME' && operator.consents)) operator.visible.push(at);
  }

  test('sees exactly what happened, in order an operator, once, wherever it stops and goes on', {
    timeout: 120_000,
  }, async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 24 }), async (steps) => {
        const operators = HOMES.flatMap((home) =>
          Array.from({ length: OPERATORS_EACH }, (): Followed => {
            return { home, tin: tinOf(home), name: 0, consents: true, visible: [] };
          }),
        );
        await decisionsOn(
          federation,
          'JP',
          operators.map(({ tin }) => tin),
        );
        let cursor = (await changesAfter(federation, 'JP', null)).endCursor;
        const seen: SeenChange[] = [];
        const begun = tick();
        await write(operators);
        for (const { visible } of operators) visible.push(begun);

        for (const one of steps) {
          if ('operator' in one) {
            const operator = operators[one.operator];
            if (operator !== undefined) await act(one.act, operator);
            continue;
          }
          const page = await pageOfChanges(federation, 'JP', cursor, { first: one.first });
          if (one.act === 'READ_AND_DIE') continue;
          seen.push(...page.changes);
          cursor = page.endCursor;
        }
        // A registry tells in its order: once the last that it wrote is there, so is all before.
        for (const operator of operators) {
          if (!operator.consents) await act('CONSENT', operator);
          await act('RENAME', operator);
        }
        const expected = operators.reduce((sum, { visible }) => sum + visible.length, 0);
        seen.push(...(await waitForChanges(federation, 'JP', cursor, expected - seen.length)).changes);
        for (const { tin, visible } of operators) {
          expect(seen.filter(({ operator }) => operator.tin === tin).map(({ at }) => at)).toEqual(visible);
        }
        expect(seen).toHaveLength(expected);
      }),
      { numRuns: 5 },
    );
  });

  test('goes on where it stopped when the whole federation was stopped and started in between', {
    timeout: 60_000,
  }, async () => {
    const operators = Array.from({ length: 300 }, () => ({ home: 'KR' as const, tin: tinOf('KR'), name: 0 }));
    const tins = operators.map(({ tin }) => tin);
    await federation.ask('JP', WATCH, { tins });
    const { endCursor } = await changesAfter(federation, 'JP', null);
    await write(operators);
    await waitForChanges(federation, 'JP', endCursor, 1);
    const first = await pageOfChanges(federation, 'JP', endCursor, { first: 70 });
    await federation.embedded.stop();
    const { dataDirectory } = federation;
    federation = await startFederation({ clock, dataDirectory });
    const rest = await waitForChanges(federation, 'JP', first.endCursor, tins.length - first.changes.length);
    const told = [...first.changes, ...rest.changes].map(({ operator }) => operator.tin);
    expect(told).toEqual(tins);
  });
});
