import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { coverageOn } from '../../../../schema/contract/coverage-on.ts';
import { type Decision, decide, qualityOf } from '../../../../subgraphs/recognition/domain/decide.ts';
import { type LastKnown, LONGEST_CHANGE_MS } from '../../../../subgraphs/recognition/domain/last-known.ts';
import { openWindow } from '../../../../subgraphs/recognition/domain/maintenance.ts';
import type { Situation } from '../../../../subgraphs/recognition/domain/situation.ts';
import { lastKnown, situations } from '../../../support/situations.ts';

const RUNS = { numRuns: 1_500 };
const HOUR_MS = 3_600_000;

/** The situation under the same arrangements, all of whose rows let one rely on a statement for so long. */
function allowing(situation: Situation, hours: number): Situation {
  const arrangements = situation.arrangements.map((arrangement) => ({
    ...arrangement,
    coverage: arrangement.coverage.map((row) => ({ ...row, maximumAttestationAgeHours: hours })),
  }));
  const { home, asking, question } = situation;
  return { ...situation, arrangements, coverage: coverageOn(arrangements, home.code, asking, question.on) };
}

/** The same question to a registry that is silent, with what it said before. */
function silent(situation: Situation, known: LastKnown | undefined): Situation {
  return { ...situation, statement: { kind: 'SILENT', lastKnown: known } };
}

/** What the registry says in the situation, as if it had said it before. */
function saidBefore(situation: Situation, known: LastKnown): LastKnown {
  return situation.statement.kind === 'OPERATOR' ? { ...known, operator: situation.statement.operator } : known;
}

const hours = fc.constantFrom(0, 12, 24, 48);
const cases = fc.tuple(situations, hours, lastKnown).map(([situation, allowed, known]) => ({
  situation: allowing(situation, allowed),
  allowed,
  known: saidBefore(situation, known),
}));

/** True if nothing stands in the way of relying on it: said again here, apart from the rules that are tested. */
function mayBeRelied({ madeAt, relyUntil, changedAt }: LastKnown, { now, maintenance }: Situation, allowed: number) {
  return (
    allowed > 0 &&
    now.getTime() - madeAt.getTime() <= allowed * HOUR_MS &&
    now.getTime() < relyUntil.getTime() &&
    (changedAt === null || madeAt.getTime() - changedAt.getTime() > LONGEST_CHANGE_MS) &&
    maintenance?.fallbackAllowed !== false
  );
}

const told = ({ outcome, reasons, basis }: Decision) => ({ outcome, reasons, basis });

/** Beside what silence alone gives, only that there is a statement and it is too old. */
function isAsSilence(decision: Decision, alone: Decision): void {
  const reasons = decision.reasons.filter((reason) => reason !== 'ATTESTATION_TOO_OLD');
  expect({ ...told(decision), reasons }).toEqual(told(alone));
}

describe('a registry that is silent', () => {
  test('recognises nobody but by a last known statement that may be relied on, and by what it would recognise live', () => {
    let recognised = 0;
    fc.assert(
      fc.property(cases, ({ situation, allowed, known }) => {
        const decision = decide(silent(situation, known), false);
        if (decision.outcome !== 'RECOGNISED') return;
        recognised += 1;
        expect(mayBeRelied(known, situation, allowed)).toBe(true);
        expect(decision.basis).toBe('LAST_KNOWN');
        const live = decide({ ...situation, statement: { kind: 'OPERATOR', operator: known.operator } }, false);
        expect(decision).toEqual({ ...live, basis: 'LAST_KNOWN' });
      }),
      RUNS,
    );
    expect(recognised).toBeGreaterThan(10);
  });

  test('recognises whom it would recognise live, where the statement may be relied on and the arrangement still holds', () => {
    let recognised = 0;
    fc.assert(
      fc.property(cases, ({ situation, allowed, known }) => {
        const live = decide({ ...situation, statement: { kind: 'OPERATOR', operator: known.operator } }, false);
        const { arrangements, home, asking, now } = situation;
        const holds = coverageOn(arrangements, home.code, asking, now).some(
          ({ arrangement, standing }) => standing === 'IN_FORCE' && arrangement.id === live.applied?.arrangement.id,
        );
        if (live.outcome !== 'RECOGNISED' || !holds || !mayBeRelied(known, situation, allowed)) return;
        recognised += 1;
        expect(decide(silent(situation, known), false).outcome).toBe('RECOGNISED');
      }),
      RUNS,
    );
    expect(recognised).toBeGreaterThan(10);
  });

  test('is never read as a no: whatever is none by a last known statement is as undecided as without one', () => {
    fc.assert(
      fc.property(cases, ({ situation, known }) => {
        const decision = decide(silent(situation, known), false);
        if (decision.outcome !== 'RECOGNISED') isAsSilence(decision, decide(silent(situation, undefined), false));
      }),
      RUNS,
    );
  });

  test('recognises nobody of whom it has told a change since', () => {
    fc.assert(
      fc.property(cases, fc.integer({ min: -LONGEST_CHANGE_MS, max: 10 * HOUR_MS }), ({ situation, known }, later) => {
        const changed = { ...known, changedAt: new Date(known.madeAt.getTime() + later) };
        isAsSilence(decide(silent(situation, changed), false), decide(silent(situation, undefined), false));
      }),
      RUNS,
    );
  });

  test('recognises nobody where the arrangement is live only, nor where its maintenance allows no fallback', () => {
    fc.assert(
      fc.property(cases, ({ situation, known }) => {
        const liveOnly = allowing(situation, 0);
        const justSaid = { ...known, madeAt: situation.now, relyUntil: new Date('2027-01-01'), changedAt: null };
        for (const said of [known, justSaid]) {
          expect(decide(silent(liveOnly, said), false)).toEqual(decide(silent(liveOnly, undefined), false));
        }
        const window = { from: '', until: '2026-11-25T00:00:00.000Z', fallbackAllowed: false, remark: null };
        const closed = { ...situation, maintenance: window };
        isAsSilence(decide(silent(closed, known), false), decide(silent(closed, undefined), false));
      }),
      RUNS,
    );
  });

  test('recognises nobody for an instant of the past under an arrangement that has ended since', () => {
    let recognised = 0;
    fc.assert(
      fc.property(cases, ({ situation, known }) => {
        const arrangements = situation.arrangements.map((one) => ({ ...one, terminatedOn: '2026-11-20' }));
        const ended = allowing({ ...situation, arrangements }, 48);
        isAsSilence(decide(silent(ended, known), false), decide(silent(ended, undefined), false));
        const live = decide({ ...ended, statement: { kind: 'OPERATOR', operator: known.operator } }, false);
        if (live.outcome === 'RECOGNISED') recognised += 1;
      }),
      RUNS,
    );
    expect(recognised).toBeGreaterThan(10);
  });

  test('is told to be asked again when its maintenance is over, and the answer says that it is in one', () => {
    fc.assert(
      fc.property(cases, ({ situation, known }) => {
        const { maintenance, now } = situation;
        const decision = decide(silent(situation, known), false);
        expect(decision.notices.includes('REGISTRY_IN_MAINTENANCE')).toBe(maintenance !== null);
        if (decision.nextStep !== 'RETRY_LATER') return;
        const wait = maintenance === null ? 30 : (Date.parse(maintenance.until) - now.getTime()) / 1_000;
        expect(decision.retryAfterSeconds).toBe(wait);
      }),
      RUNS,
    );
  });
});

describe('a registry that answers', () => {
  test('is never fallen back from, whatever it says: a refusal and a statement that is not believed are no silence', () => {
    fc.assert(
      fc.property(cases, ({ situation }) => {
        const decision = decide(situation, false);
        if (situation.statement.kind !== 'SILENT') expect(decision.basis).not.toBe('LAST_KNOWN');
        const live = situation.statement.kind === 'OPERATOR' && decision.outcome !== 'UNDETERMINED';
        if (live) expect(qualityOf(decision)).toBe('LIVE');
      }),
      RUNS,
    );
  });
});

describe('a statement that is older than the row allows', () => {
  test('is named beside the silence', () => {
    fc.assert(
      fc.property(cases, ({ situation, allowed, known }) => {
        const old = { ...known, madeAt: new Date(situation.now.getTime() - allowed * HOUR_MS - 1_000) };
        const { applied, reasons } = decide(silent(situation, old), false);
        expect(reasons.includes('ATTESTATION_TOO_OLD')).toBe(applied !== null && allowed > 0);
      }),
      RUNS,
    );
  });
});

describe('a maintenance window', () => {
  const window = (from: string, until: string) => ({ from, until, fallbackAllowed: true, remark: null });
  const [night, morning] = [
    window('2026-11-24T00:00:00Z', '2026-11-24T06:00:00Z'),
    window('2026-11-24T05:00:00Z', '2026-11-24T09:00:00Z'),
  ];

  test('is open from its first instant and over at its last', () => {
    const openAt = (instant: string) => openWindow([night], new Date(instant)) !== null;
    expect(openAt('2026-11-23T23:59:59.999Z')).toBe(false);
    expect(openAt('2026-11-24T00:00:00Z')).toBe(true);
    expect(openAt('2026-11-24T05:59:59.999Z')).toBe(true);
    expect(openAt('2026-11-24T06:00:00Z')).toBe(false);
  });

  test('of two that are open is the one that ends last', () => {
    expect(openWindow([morning, night], new Date('2026-11-24T05:30:00Z'))).toBe(morning);
    expect(openWindow([night, morning], new Date('2026-11-24T05:30:00Z'))).toBe(morning);
  });
});
