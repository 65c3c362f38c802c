import fc from 'fast-check';
import { UnsecuredJWT } from 'jose';
import { describe, expect, it } from 'vitest';
import { answerFromCopy, type KeptDecision, type LiveDecision, relyUntilOf } from '../../client/copied-answer.ts';

const ASKED_AT = '2026-11-24T12:00:00.000Z';
const HOUR = 3_600_000;
const at = (hours: number) => Date.parse(ASKED_AT) + hours * HOUR;

function statement(hours: number, authorizations: readonly object[] = []): string {
  return new UnsecuredJWT({ relyUntil: at(hours) / 1000, operator: { authorizations } }).encode();
}

function kept(changed: Partial<LiveDecision> = {}, outOfDate = false): KeptDecision {
  const decision: LiveDecision = {
    ...{ outcome: 'RECOGNISED', reasons: [], basis: 'LIVE', factsAsOf: ASKED_AT, receipt: 'receipt' },
    attestation: statement(48),
    ...changed,
  };
  return { decision, askedAt: ASKED_AT, outOfDate };
}

describe('an answer from the copy', () => {
  it('recognises while the statement may be relied on, and says how old it is and until when', () => {
    expect(answerFromCopy(kept(), at(2))).toMatchObject({
      ...{ basis: 'LOCAL_COPY', outcome: 'RECOGNISED', ageSeconds: 7_200, relyUntil: '2026-11-26T12:00:00.000Z' },
    });
  });

  it.each<[string, KeptDecision | undefined, number, string]>([
    ['was never asked', undefined, 1, 'NOT_IN_COPY'],
    ['has changed since', kept({}, true), 1, 'CHANGED_SINCE'],
    ['is not to be relied on any more', kept(), 48, 'NOT_TO_BE_RELIED_ON'],
    ['may be used in its request alone', kept({ attestation: statement(0) }), 1, 'NOT_TO_BE_RELIED_ON'],
    ['came without its statement', kept({ attestation: null }), 1, 'NOT_TO_BE_RELIED_ON'],
    ['has a statement that cannot be read', kept({ attestation: 'x.y.z' }), 1, 'NOT_TO_BE_RELIED_ON'],
    ['is of the future, since the clock was set back', kept(), -1, 'NOT_TO_BE_RELIED_ON'],
    ['was a no', kept({ outcome: 'NOT_RECOGNISED' }), 1, 'NOT_RECOGNISED_WHEN_ASKED'],
  ])('cannot tell of what %s', (_what, known, hours, why) => {
    expect(answerFromCopy(known, at(hours))).toMatchObject({ outcome: 'UNDETERMINED', why, kept: known ?? null });
  });

  it('ends with the next step of the history and with the last day, in whichever time zone that ends first', () => {
    const history = [{ effectiveFrom: '2026-01-01T00:00:00Z' }, { effectiveFrom: '2026-11-25T00:00:00Z' }];
    expect(relyUntilOf(statement(48, [{ validTo: null, history }]), at(0))).toBe(Date.parse('2026-11-25T00:00:00Z'));
    expect(relyUntilOf(statement(48, [{ validTo: '2026-11-25' }]), at(0))).toBe(Date.parse('2026-11-25T10:00:00Z'));
  });

  it('is never a no, and never RECOGNISED beyond what the statement allows', () => {
    const decisions = fc.record({
      outcome: fc.constantFrom<LiveDecision['outcome']>(
        'RECOGNISED',
        'NOT_RECOGNISED',
        'UNDETERMINED',
        'NOT_APPLICABLE',
      ),
      attestation: fc.option(fc.integer({ min: -100, max: 100 }).map((hours) => statement(hours))),
    });
    fc.assert(
      fc.property(decisions, fc.boolean(), fc.integer({ min: -200, max: 200 }), (changed, outOfDate, hours) => {
        const known = kept(changed, outOfDate);
        const answer = answerFromCopy(known, at(hours));
        if (answer.basis === 'FEDERATION') throw new TypeError('the copy is not the federation');
        expect(['RECOGNISED', 'UNDETERMINED']).toContain(answer.outcome);
        if (answer.outcome !== 'RECOGNISED') return;
        expect(known.outOfDate).toBe(false);
        expect(known.decision.outcome).toBe('RECOGNISED');
        expect(at(hours)).toBeLessThan(relyUntilOf(known.decision.attestation, at(0)) ?? 0);
      }),
    );
  });
});
