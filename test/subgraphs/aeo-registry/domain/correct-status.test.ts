import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decideOnAuthorization } from '../../../../subgraphs/aeo-registry/domain/authorization-decision.ts';
import { AUTHORIZATION_ACTIONS } from '../../../../subgraphs/aeo-registry/domain/authorization-lifecycle.ts';
import {
  asRecordedAt,
  effectiveHistory,
  statusAt,
} from '../../../../subgraphs/aeo-registry/domain/authorization-status.ts';
import { correctStatus } from '../../../../subgraphs/aeo-registry/domain/correct-status.ts';
import { findHistoryFault } from '../../../../subgraphs/aeo-registry/domain/import-rules.ts';
import type {
  Authorization,
  RecordedStatus,
  StatusEvent,
} from '../../../../subgraphs/aeo-registry/domain/registered-operator.ts';

const SEOUL = 'Asia/Seoul';
const NOW = new Date('2026-11-24T12:00:00.000Z');
const day = (number: number) => new Date(Date.UTC(2026, 0, number)).toISOString();

function steps(...given: readonly (readonly [RecordedStatus, number])[]): readonly StatusEvent[] {
  return [['AUTHORISED', 1] as const, ...given].map(([status, on], index) => ({
    ...{ sequence: index + 1, status, effectiveFrom: day(on), recordedAt: day(on), recordedBy: 'o', ground: null },
  }));
}

function correct(
  history: readonly StatusEvent[],
  event: number,
  on: number | undefined,
  validTo: string | null = null,
) {
  const effectiveFrom = on === undefined ? undefined : new Date(day(on));
  const said = { event, effectiveFrom, ground: 'Misread', legalBasis: 'Article 9', by: 'p' };
  return correctStatus({ history, validTo }, said, NOW, SEOUL);
}

/** The history in force after the correction, or the code of the refusal. */
function inForceAfter(history: readonly StatusEvent[], event: number, on: number | undefined) {
  const corrected = correct(history, event, on);
  if (!corrected.ok) return corrected.refusal.code;
  return effectiveHistory([...history, ...corrected.value]).map(({ status, effectiveFrom }) => [status, effectiveFrom]);
}

describe('a correction of the past', () => {
  it('adds a step that names the one it corrects, which stays as it was written down', () => {
    expect(correct(steps(['SUSPENDED', 20]), 2, 10)).toEqual({
      ok: true,
      value: [
        {
          ...{ sequence: 3, status: 'SUSPENDED', effectiveFrom: day(10), recordedAt: NOW.toISOString() },
          ...{ recordedBy: 'p', ground: 'Misread', correction: { of: 2, annuls: false, legalBasis: 'Article 9' } },
        },
      ],
    });
    expect(inForceAfter(steps(['SUSPENDED', 20]), 2, 10)).toEqual([
      ['AUTHORISED', day(1)],
      ['SUSPENDED', day(10)],
    ]);
  });

  it('leaves the planned end of a suspension in force that it moves', () => {
    expect(inForceAfter(steps(['SUSPENDED', 20], ['AUTHORISED', 400]), 2, 10)).toEqual([
      ['AUTHORISED', day(1)],
      ['SUSPENDED', day(10)],
      ['AUTHORISED', day(400)],
    ]);
  });

  it('annuls a suspension with the reinstatement that ended it, and a revocation with what it made fall away', () => {
    expect(inForceAfter(steps(['SUSPENDED', 20], ['AUTHORISED', 30]), 2, undefined)).toEqual([['AUTHORISED', day(1)]]);
    expect(inForceAfter(steps(['SUSPENDED', 20], ['AUTHORISED', 400], ['REVOKED', 30]), 4, undefined)).toEqual([
      ['AUTHORISED', day(1)],
      ['SUSPENDED', day(20)],
      ['AUTHORISED', day(400)],
    ]);
  });

  it('is corrected in its turn, by whichever of its steps it is named, and what was annulled is restored', () => {
    let history = steps(['SUSPENDED', 20]);
    const add = (event: number, on: number | undefined) => {
      const corrected = correct(history, event, on);
      if (!corrected.ok) throw new TypeError(corrected.refusal.message);
      history = [...history, ...corrected.value];
    };
    add(2, undefined);
    expect(inForceAfter(history, 3, undefined)).toBe('ILLEGAL_TRANSITION');
    add(3, 15);
    add(2, 12);
    expect(history.map(({ correction }) => correction?.of)).toEqual([undefined, undefined, 2, 2, 2]);
    expect(effectiveHistory(history).at(-1)).toMatchObject({
      sequence: 2,
      status: 'SUSPENDED',
      effectiveFrom: day(12),
    });
  });

  it.each([
    ['a suspension behind the revocation', steps(['SUSPENDED', 20], ['REVOKED', 30]), 2, 40],
    ['a revocation before the suspension that came first', steps(['SUSPENDED', 20], ['REVOKED', 30]), 3, 10],
    ['a revocation before a reinstatement', steps(['SUSPENDED', 20], ['AUTHORISED', 30], ['REVOKED', 40]), 4, 25],
    ['a suspension behind its reinstatement', steps(['SUSPENDED', 20], ['AUTHORISED', 30]), 2, 35],
    ['a reinstatement that never was', steps(['SUSPENDED', 20], ['AUTHORISED', 30], ['SUSPENDED', 40]), 3, undefined],
    ['a suspension to the instant of another step', steps(['SUSPENDED', 20], ['REVOKED', 30]), 2, 30],
    ['the decision that began it, which never was', steps(['SUSPENDED', 20]), 1, undefined],
    ['a suspension before the decision that began it', steps(['SUSPENDED', 20]), 2, 0],
  ] as const)('is an ILLEGAL_TRANSITION where it would move %s', (_what, history, event, on) => {
    expect(inForceAfter(history, event, on)).toBe('ILLEGAL_TRANSITION');
  });

  it('names a step that there is, another instant, and one before the authorization has expired', () => {
    const history = steps(['SUSPENDED', 20]);
    expect(correct(history, 9, 10)).toMatchObject({ refusal: { field: 'event', rule: 'RECORDED_STEP' } });
    expect(correct(history, 2, 20)).toMatchObject({ refusal: { field: 'effectiveFrom', rule: 'ANOTHER_INSTANT' } });
    expect(correct(history, 2, 60, '2026-02-28')).toMatchObject({ refusal: { code: 'ILLEGAL_TRANSITION' } });
  });
});

describe('whatever was decided and corrected', () => {
  const act = fc.record({
    action: fc.constantFrom(...AUTHORIZATION_ACTIONS, 'suspend', 'reinstate', 'correct', 'correct', 'annul'),
    event: fc.integer({ min: 1, max: 6 }),
    on: fc.integer({ min: 0, max: 40 }),
    until: fc.option(fc.integer({ min: 1, max: 60 }), { nil: undefined }),
  });

  it('a replay of what is recorded gives the present state, and what was known at any instant stays as it was', () => {
    let corrections = 0;
    fc.assert(
      fc.property(fc.array(act, { maxLength: 25 }), (acts) => {
        const held = { validFrom: '2026-01-01', validTo: null };
        let history: readonly StatusEvent[] = steps();
        const known: { readonly at: Date; readonly inForce: readonly StatusEvent[] }[] = [];
        for (const [index, { action, event, on, until }] of acts.entries()) {
          const now = new Date(Date.parse(day(2 + index)) + 1);
          const instant = new Date(day(on));
          const wasWhole = findHistoryFault(effectiveHistory(history)) === undefined;
          const isDecision = action !== 'correct' && action !== 'annul';
          const effectiveFrom = action === 'annul' ? undefined : instant;
          const added = isDecision
            ? decideOnAuthorization(
                { ...held, history } as Authorization,
                {
                  ...{ action, ground: 'g', by: 'o', effectiveFrom: on < 25 ? undefined : instant },
                  until: until === undefined || action !== 'suspend' ? undefined : new Date(day(until)),
                },
                now,
                SEOUL,
                undefined,
              )
            : correctStatus(
                { ...held, history },
                { event, effectiveFrom, ground: 'g', legalBasis: null, by: 'o' },
                now,
                SEOUL,
              );
          if (added.ok) {
            if (!isDecision) corrections += 1;
            history = [...history, ...added.value];
            if (!isDecision && wasWhole) expect(findHistoryFault(effectiveHistory(history))).toBeUndefined();
          }
          known.push({ at: now, inForce: effectiveHistory(history) });
        }
        for (const { at, inForce } of known) expect(effectiveHistory(asRecordedAt(history, at))).toEqual(inForce);
        const shuffled = history.toReversed().toSorted((a, b) => a.sequence - b.sequence);
        expect(effectiveHistory(shuffled)).toEqual(known.at(-1)?.inForce ?? effectiveHistory(history));
        expect(history.map(({ sequence }) => sequence)).toEqual(history.map((_one, index) => index + 1));
        const read = effectiveHistory(history).findLast(({ effectiveFrom }) => Date.parse(effectiveFrom) <= +NOW);
        expect(statusAt({ ...held, history }, NOW, SEOUL).status).toBe(read?.status);
      }),
      { numRuns: 500 },
    );
    expect(corrections).toBeGreaterThan(50);
  });
});
