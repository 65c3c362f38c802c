import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ADMINISTRATIONS, PARTIES } from '../../../../schema/administrations.ts';
import type { AttestedAuthorization } from '../../../../schema/contract/attestation.ts';
import { OPERATOR_ROLES, TRANSPORT_MODES } from '../../../../schema/contract/vocabulary.ts';
import { ARRANGEMENTS } from '../../../../schema/reference/arrangements.ts';
import { impactOf, withDraft } from '../../../../subgraphs/recognition/domain/arrangement-impact.ts';
import { isSuspendedAt, type SuspensionStep } from '../../../../subgraphs/recognition/domain/benefit-suspension.ts';
import { decide } from '../../../../subgraphs/recognition/domain/decide.ts';
import { decodeQuestion, encodeQuestion } from '../../../../subgraphs/recognition/domain/question-key.ts';
import type { Situation } from '../../../../subgraphs/recognition/domain/situation.ts';
import { situationOf } from '../../../../subgraphs/recognition/domain/situation-of.ts';
import { inWords, situations } from '../../../support/situations.ts';

const RUNS = { numRuns: 3_000 };

/** The situation with the operator's authorizations changed; as it is where the registry spoke of no operator. */
function withAuthorizations(
  situation: Situation,
  change: (list: readonly AttestedAuthorization[]) => readonly AttestedAuthorization[],
): Situation {
  const { statement } = situation;
  if (statement.kind !== 'OPERATOR') return situation;
  const operator = { ...statement.operator, authorizations: change(statement.operator.authorizations) };
  return { ...situation, statement: { kind: 'OPERATOR', operator } };
}

describe('a decision', () => {
  test('does not depend on the order of authorizations, nor of the steps of a history', () => {
    fc.assert(
      fc.property(situations, (situation) => {
        const turned = withAuthorizations(situation, (list) =>
          list.toReversed().map((one) => ({ ...one, history: distinct(one.history).toReversed() })),
        );
        const straight = withAuthorizations(situation, (list) =>
          list.map((one) => ({ ...one, history: distinct(one.history) })),
        );
        expect(decide(turned, false)).toEqual(decide(straight, false));
      }),
      RUNS,
    );
  });

  test('does not depend on the order of arrangements, but for equals', () => {
    fc.assert(
      fc.property(situations, (situation) => {
        const turned = { ...situation, coverage: situation.coverage.toReversed() };
        expect(decide(turned, false).outcome).toBe(decide(situation, false).outcome);
      }),
      RUNS,
    );
  });

  test('with benefits suspended is never RECOGNISED, and says so beside all else', () => {
    fc.assert(
      fc.property(situations, (situation) => {
        const free = decide({ ...situation, benefitsSuspended: false }, false);
        const suspended = decide({ ...situation, benefitsSuspended: true }, false);
        expect(suspended.outcome).not.toBe('RECOGNISED');
        expect(suspended.outcome).not.toBe('UNDETERMINED');
        expect(suspended.reasons).toContain('BENEFITS_SUSPENDED_BY_RECOGNISING_SIDE');
        for (const reason of free.reasons) {
          if (reason !== 'REGISTRY_UNAVAILABLE') expect(suspended.reasons).toContain(reason);
        }
      }),
      RUNS,
    );
  });

  test('is never RECOGNISED once all authorizations are revoked, or none is for the role', () => {
    fc.assert(
      fc.property(situations, (situation) => {
        const on = situation.question.on.toISOString();
        const revoked = withAuthorizations(situation, (list) =>
          list.map((one) => ({
            ...one,
            history: [
              ...one.history.filter(({ effectiveFrom }) => effectiveFrom <= on),
              { status: 'REVOKED', effectiveFrom: on },
            ],
          })),
        );
        const others = withAuthorizations(situation, (list) =>
          list.map((one) => ({ ...one, roles: one.roles.filter((role) => role !== situation.question.role) })),
        );
        expect(decide(revoked, false).outcome).not.toBe('RECOGNISED');
        expect(decide(others, false).outcome).not.toBe('RECOGNISED');
      }),
      RUNS,
    );
  });

  test('under two rows is RECOGNISED exactly if it is under one of them', () => {
    fc.assert(
      fc.property(situations, fc.subarray([...OPERATOR_ROLES]), (situation, roles) => {
        const [row] = situation.coverage;
        if (row === undefined) return;
        const second = { ...row, coverage: { ...row.coverage, roles, authorizationTypes: ['AEOC'], modes: [] } };
        const outcomeUnder = (coverage: Situation['coverage']) => decide({ ...situation, coverage }, false).outcome;
        const alone = [outcomeUnder([row]), outcomeUnder([second])];
        for (const both of [
          [row, second],
          [second, row],
        ]) {
          expect(outcomeUnder(both) === 'RECOGNISED').toBe(alone.includes('RECOGNISED'));
        }
      }),
      RUNS,
    );
  });

  test('offers assistance only where there is no arrangement and an agreement allows it', () => {
    fc.assert(
      fc.property(situations, fc.boolean(), (situation, isPossible) => {
        const { nextStep, reasons, retryAfterSeconds, outcome } = decide(situation, isPossible);
        if (nextStep === 'ASK_FOR_ASSISTANCE') expect(isPossible && reasons.includes('NO_ARRANGEMENT')).toBe(true);
        expect(nextStep === 'GRANT_BENEFITS').toBe(outcome === 'RECOGNISED');
        expect(retryAfterSeconds !== null).toBe(nextStep === 'RETRY_LATER');
      }),
      RUNS,
    );
  });

  test('that breaks a property is shown as the smallest case, in a sentence', () => {
    const { counterexample } = fc.check(
      fc.property(situations, (situation) => decide(situation, false).outcome !== 'RECOGNISED'),
      { numRuns: 2_000, seed: 4 },
    );
    const [smallest] = counterexample ?? [];
    if (smallest === undefined) throw new TypeError('nothing is recognised');
    expect(fc.stringify(smallest)).toBe(inWords(smallest));
    expect(inWords(smallest)).toMatch(
      /^[A-Z]{2} asks about [A-Z]{2} as [A-Z_]+.* on \d{4}-.*; rows: .*IN_FORCE.*; OPERATOR: /,
    );
    expect(inWords(smallest).length).toBeLessThan(400);
  });
});

const instant = fc
  .integer({ min: Date.parse('2020-01-01'), max: Date.parse('2027-01-01') })
  .map((time) => new Date(time).toISOString());
const steps: fc.Arbitrary<SuspensionStep[]> = fc.array(
  fc.record({ identifier: fc.constantFrom('A', 'B'), suspended: fc.boolean(), effectiveFrom: instant }),
  { maxLength: 6 },
);

describe('steps of the recognising side', () => {
  test('suspend at an instant if, under any identifier, the one recorded last of those in effect does', () => {
    fc.assert(
      fc.property(steps, instant, (list, at) => {
        const inEffect = (identifier: string) =>
          list.filter((step) => step.identifier === identifier && step.effectiveFrom <= at).pop()?.suspended === true;
        expect(isSuspendedAt(list, new Date(at))).toBe(inEffect('A') || inEffect('B'));
      }),
      RUNS,
    );
  });

  test('change nothing before they are in effect', () => {
    fc.assert(
      fc.property(steps, instant, (list, at) => {
        const later = new Date(Date.parse(at) + 1).toISOString();
        const more = [...list, { identifier: 'A', suspended: true, effectiveFrom: later }];
        expect(isSuspendedAt(more, new Date(at))).toBe(isSuspendedAt(list, new Date(at)));
        expect(isSuspendedAt(more, new Date(later))).toBe(true);
      }),
      RUNS,
    );
  });
});

const names = fc.string({ unit: 'binary', maxLength: 60 });
const keys = fc.record({
  tin: fc.string({ maxLength: 17 }),
  alias: fc.option(fc.string({ maxLength: 17 })),
  role: fc.constantFrom(...OPERATOR_ROLES),
  mode: fc.option(fc.constantFrom(...TRANSPORT_MODES)),
  on: fc.option(instant),
  declaredName: fc.option(names),
  importer: fc.option(fc.string({ unit: 'grapheme' })),
  normalised: fc.boolean(),
  consulted: fc.boolean(),
  referenced: fc.boolean(),
});

describe('a question key', () => {
  test('gives the question back, whatever Unicode the name is of', () => {
    fc.assert(
      fc.property(keys, (key) => {
        expect(decodeQuestion(encodeQuestion(key))).toEqual(key);
      }),
      RUNS,
    );
  });

  test('of anything else is none', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 80 }), (text) => {
        expect(decodeQuestion(text)).toBeUndefined();
        expect(decodeQuestion(Buffer.from(text).toString('base64url'))).toBeUndefined();
      }),
      RUNS,
    );
  });
});

describe('a situation', () => {
  test('is that of its question’s instant, or of now', () => {
    fc.assert(
      fc.property(
        keys,
        steps,
        instant,
        fc.constantFrom(...PARTIES),
        fc.constantFrom(...ADMINISTRATIONS),
        (key, suspensions, now, home, { code: asking }) => {
          const at = new Date(now);
          const situation = situationOf({
            asking,
            home,
            key,
            arrangements: ARRANGEMENTS,
            suspensions,
            statement: { kind: 'NOT_ASKED' },
            windows: [],
            now: at,
          });
          const on = new Date(key.on ?? now);
          expect(situation.question).toMatchObject({
            tin: key.tin,
            alias: key.alias,
            role: key.role,
            mode: key.mode,
            on,
          });
          expect(situation.benefitsSuspended).toBe(isSuspendedAt(suspensions, on));
          expect(situation.now).toBe(at);
          for (const { coverage, arrangement } of situation.coverage) {
            expect([coverage.authorising, coverage.recognising]).toEqual([home.code, asking]);
            expect(situation.arrangements).toContain(arrangement);
          }
        },
      ),
      { numRuns: 1_500 },
    );
  });
});

describe('the impact of a draft', () => {
  const pairs = fc.array(fc.record({ before: situations, benefitsSuspended: fc.boolean() }), { maxLength: 12 });

  test('counts each question once', () => {
    fc.assert(
      fc.property(pairs, (list) => {
        const questions = list.map(({ before, benefitsSuspended }) => ({
          before,
          after: { ...before, benefitsSuspended },
        }));
        const { considered, unchanged, changed, cannotBeKnown, rows } = impactOf(questions);
        expect(considered).toBe(list.length);
        expect(unchanged + changed + cannotBeKnown).toBe(considered);
        expect(rows.reduce((sum, { count }) => sum + count, 0)).toBe(changed);
        expect(rows.map(({ count }) => count)).toEqual(rows.map(({ count }) => count).toSorted((a, b) => b - a));
        for (const { reasons, to } of rows) expect(to === 'RECOGNISED').toBe(reasons.length === 0);
      }),
      { numRuns: 600 },
    );
  });

  test('of what is agreed already is none', () => {
    fc.assert(
      fc.property(fc.array(situations, { maxLength: 12 }), (list) => {
        expect(impactOf(list.map((before) => ({ before, after: before }))).changed).toBe(0);
      }),
      { numRuns: 600 },
    );
  });

  test('touches no direction but its own', () => {
    fc.assert(
      fc.property(fc.constantFrom(...PARTIES), fc.constantFrom(...ADMINISTRATIONS), ({ code: partner }, { code }) => {
        if (partner === code) return;
        const drafted = withDraft(ARRANGEMENTS, code, { partner, coverage: [] }, 'Etc/UTC');
        const isOwn = (row: { authorising: string; recognising: string }) =>
          row.authorising === partner && row.recognising === code;
        const rowsOf = (list: typeof ARRANGEMENTS) => list.flatMap(({ coverage }) => coverage);
        expect(rowsOf(drafted).filter(isOwn)).toEqual([]);
        const others = rowsOf(ARRANGEMENTS).filter(
          (row) => !isOwn(row) && !isOwn({ authorising: row.recognising, recognising: row.authorising }),
        );
        const left = new Set(rowsOf(drafted));
        expect(others.filter((row) => !left.has(row))).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });
});

/** Steps at instants of their own: of two at one instant the order says which was stated last. */
function distinct<Item extends { readonly effectiveFrom: string }>(history: readonly Item[]): Item[] {
  return history.filter(
    (step, index) => !history.slice(index + 1).some((other) => other.effectiveFrom === step.effectiveFrom),
  );
}
