import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { REASONS, RECOGNITION_REASONS } from '../../../../schema/contract/recognition.ts';
import { decide, isDecidedWithoutRegistry, outcomeOf } from '../../../../subgraphs/recognition/domain/decide.ts';
import { situations } from '../../../support/situations.ts';

const RUNS = { numRuns: 5_000 };

describe('a decision, over real arrangements and any statement', () => {
  test('is RECOGNISED only on an operator’s statement, a row in force for role and mode, and no suspension', () => {
    let recognised = 0;
    fc.assert(
      fc.property(situations, (situation) => {
        const { outcome, reasons, applied, benefits } = decide(situation, false);
        if (outcome !== 'RECOGNISED') {
          expect(benefits).toEqual([]);
          return;
        }
        recognised += 1;
        expect(reasons).toEqual([]);
        expect(situation.statement.kind).toBe('OPERATOR');
        expect(situation.benefitsSuspended).toBe(false);
        expect(applied?.standing).toBe('IN_FORCE');
        expect(applied?.arrangement.certainty).not.toBe('ASSUMED');
        expect(applied?.coverage.certainty).not.toBe('ASSUMED');
        expect(applied?.coverage.authorising).toBe(situation.home.code);
        expect(applied?.coverage.recognising).toBe(situation.asking);
        expect(applied?.coverage.roles).toContain(situation.question.role);
      }),
      RUNS,
    );
    expect(recognised).toBeGreaterThan(0);
  });

  test('never makes a no of silence, refusal or a bad signature', () => {
    fc.assert(
      fc.property(situations, fc.constantFrom('SILENT', 'REFUSED', 'INVALID'), (situation, kind) => {
        const withDoubt = decide({ ...situation, statement: { kind } }, false);
        const alone = decide({ ...situation, statement: { kind: 'NOT_ASKED' } }, false);
        if (withDoubt.outcome === 'NOT_RECOGNISED') expect(alone.outcome).toBe('NOT_RECOGNISED');
        expect(withDoubt.outcome).not.toBe('RECOGNISED');
      }),
      RUNS,
    );
  });

  test('that the hub makes alone stays as it is, whatever the registry would have said', () => {
    fc.assert(
      fc.property(situations, (situation) => {
        if (!isDecidedWithoutRegistry(situation)) return;
        const alone = decide({ ...situation, statement: { kind: 'NOT_ASKED' } }, false);
        expect(decide(situation, false).outcome).toBe(alone.outcome);
      }),
      RUNS,
    );
  });

  test('never becomes RECOGNISED by a further reason', () => {
    fc.assert(
      fc.property(
        fc.subarray([...RECOGNITION_REASONS]),
        fc.constantFrom(...RECOGNITION_REASONS),
        (reasons, further) => {
          const before = outcomeOf(reasons);
          const after = outcomeOf([...reasons, further]);
          expect(after).not.toBe('RECOGNISED');
          if (before === 'NOT_RECOGNISED') expect(after).not.toBe('UNDETERMINED');
        },
      ),
      RUNS,
    );
  });

  test('lists reasons in the order of the registry, each once', () => {
    fc.assert(
      fc.property(situations, (situation) => {
        const { reasons } = decide(situation, false);
        expect(reasons).toEqual(RECOGNITION_REASONS.filter((reason) => reasons.includes(reason)));
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('the precedence', () => {
  test.each(RECOGNITION_REASONS.map((reason) => [reason, REASONS[reason].effect] as const))(
    'of %s alone is that of %s',
    (reason, effect) => {
      const expected = { OWN: 'NOT_APPLICABLE', AGAINST: 'NOT_RECOGNISED', DOUBT: 'UNDETERMINED' } as const;
      expect(outcomeOf([reason])).toBe(expected[effect]);
    },
  );

  test('puts any fact against before any doubt', () => {
    expect(outcomeOf(['REGISTRY_UNAVAILABLE', 'NO_ARRANGEMENT'])).toBe('NOT_RECOGNISED');
    expect(outcomeOf(['MODE_NOT_STATED', 'AUTHORIZATION_REVOKED'])).toBe('NOT_RECOGNISED');
  });

  test('without a reason is recognition', () => {
    expect(outcomeOf([])).toBe('RECOGNISED');
  });
});
