import { endOfDay } from '../../../schema/contract/calendar-day.ts';
import { accepted, badInput, type Result, refused } from '../../../schema/contract/result.ts';
import { effectiveHistory, standingSteps } from './authorization-status.ts';
import { findHistoryFault } from './import-rules.ts';
import type { Authorization, StatusEvent } from './registered-operator.ts';

/** What an officer says of a step that was recorded wrongly. */
export interface StatusCorrection {
  /** `sequence` of the step, or of an earlier correction of it. */
  readonly event: number;
  /** When the step is in force in truth; undefined: it never was. */
  readonly effectiveFrom: Date | undefined;
  readonly ground: string;
  readonly legalBasis: string | null;
  readonly by: string;
}

/**
 * The steps that put one right, none of which is changed: the past is known better, not rewritten. A suspension that never
 * was takes the reinstatement that ended it along. What would leave a history that no acts lead to is an ILLEGAL_TRANSITION:
 * every other step that is in force stays in force, and the decision that began the authorization stays its first.
 */
export function correctStatus(
  { history, validTo }: Pick<Authorization, 'history' | 'validTo'>,
  { event, effectiveFrom, ground, legalBasis, by }: StatusCorrection,
  now: Date,
  timeZone: string,
): Result<readonly StatusEvent[]> {
  const named = history.find(({ sequence }) => sequence === event);
  const step = history.find(({ sequence }) => sequence === (named?.correction?.of ?? event));
  if (step === undefined) return badInput('event', 'RECORDED_STEP', 'There is no step of this sequence.');
  const standing = standingSteps(history).find(({ sequence }) => sequence === step.sequence);
  const isAnnulled = effectiveFrom === undefined;
  if (isAnnulled && step === history[0]) {
    return refused('ILLEGAL_TRANSITION', 'The decision that began the authorization stays; it can be revoked.');
  }
  if (isAnnulled && standing === undefined) return refused('ILLEGAL_TRANSITION', 'The step is annulled already.');
  if (standing !== undefined && effectiveFrom?.getTime() === Date.parse(standing.effectiveFrom)) {
    return badInput('effectiveFrom', 'ANOTHER_INSTANT', `It is in force from ${standing.effectiveFrom} already.`);
  }
  if (!isAnnulled && validTo !== null && effectiveFrom.getTime() >= endOfDay(validTo, timeZone)) {
    return refused('ILLEGAL_TRANSITION', `The authorization has expired by then; its last day is ${validTo}.`);
  }
  const before = effectiveHistory(history);
  const wrong = isAnnulled ? [standing ?? step, ...reinstatementOf(step, before)] : [step];
  const last = Math.max(...history.map(({ sequence }) => sequence));
  const corrections = wrong.map(
    (one, index): StatusEvent => ({
      sequence: last + index + 1,
      status: one.status,
      effectiveFrom: effectiveFrom?.toISOString() ?? one.effectiveFrom,
      recordedAt: now.toISOString(),
      recordedBy: by,
      ground,
      correction: { of: one.sequence, annuls: isAnnulled, legalBasis },
    }),
  );
  const isWrong = ({ sequence }: StatusEvent) => wrong.some((one) => one.sequence === sequence);
  const staying = isAnnulled ? before.filter((one) => !isWrong(one)) : [...before, step];
  const fault = findImpossible(before, effectiveHistory([...history, ...corrections]), staying);
  return fault === undefined ? accepted(corrections) : refused('ILLEGAL_TRANSITION', fault);
}

/** The step that ended a suspension; empty where none did, or the step is no suspension in force. */
function reinstatementOf({ sequence }: StatusEvent, inForce: readonly StatusEvent[]): readonly StatusEvent[] {
  const index = inForce.findIndex((one) => one.sequence === sequence);
  const next = inForce[index + 1];
  return inForce[index]?.status === 'SUSPENDED' && next?.status === 'AUTHORISED' ? [next] : [];
}

/** Why the history cannot be; undefined: it can. What was wrong before is not the correction's fault. */
function findImpossible(
  before: readonly StatusEvent[],
  after: readonly StatusEvent[],
  staying: readonly StatusEvent[],
): string | undefined {
  const [first] = before;
  if (first !== undefined && after[0]?.sequence !== first.sequence) {
    return `${first.status} of ${first.effectiveFrom} began the authorization; nothing comes before it, and it stays.`;
  }
  const lost = staying.find(({ sequence }) => !after.some((one) => one.sequence === sequence));
  if (lost !== undefined) {
    return `${lost.status} of ${lost.effectiveFrom} could not have been decided then; correct that first.`;
  }
  return findHistoryFault(before) === undefined ? findHistoryFault(after)?.message : undefined;
}
