import { accepted, notFound, type Result, refused } from '../../../schema/contract/result.ts';
import { type AssistanceState, isOpen, nextState } from './assistance-lifecycle.ts';
import {
  type AssistanceEvent,
  type AssistanceRequest,
  type AssistanceResponse,
  type Evidence,
  sideOf,
} from './assistance-request.ts';
import { dateAt } from './calendar-date.ts';
import { checkCompleteness } from './check-response.ts';
import { askForUse, decideUse, type FurtherUse } from './further-use.ts';
import { confirmationOwedBy, type OralRequest, stateAt } from './oral-request.ts';
import type { ReadStep } from './read-step.ts';
import { completeParticulars } from './request-particulars.ts';
import { advanceClock } from './response-clock.ts';

/** Who takes a step, on which version, at what time. */
export interface StepCircumstances {
  readonly administration: string;
  readonly version: number;
  readonly now: Date;
}

/** What a step makes of a request. */
export interface StepTaken {
  readonly request: AssistanceRequest;
  readonly event: AssistanceEvent;
  readonly evidence: readonly Evidence[];
}

/**
 * Takes a step. In this order: whether the request exists for this administration (NOT_FOUND, as for a third one),
 * whether the version is the present one (VERSION_CONFLICT), whether the life cycle allows it to this side
 * (ILLEGAL_TRANSITION), whether what comes with it fits the case (BAD_USER_INPUT).
 */
export function takeStep(
  request: AssistanceRequest | undefined,
  step: ReadStep,
  { administration, version, now }: StepCircumstances,
): Result<StepTaken> {
  const side = request === undefined ? undefined : sideOf(request, administration);
  if (request === undefined || side === undefined) return notFound('id');
  if (request.version !== version) return versionConflict(request.version);
  const from = stateAt(request, now);
  const next = nextState(from, step.action, side);
  if (!next.ok) return next;
  const at = now.toISOString();
  const fits = whatChanges(request, step, at);
  if (!fits.ok) return fits;
  const to = next.value;
  const { until, remark } = step;
  const on = dateAt(request.requested, now);
  return accepted({
    request: {
      ...request,
      ...fits.value,
      state: to,
      version: version + 1,
      clock: advanceClock(request.clock, { from, to, on, until }),
      answeredAt: answeredAt(request.answeredAt, to, at),
    },
    event: { at, by: administration, action: step.action, from, to, remark, until },
    evidence: step.answer?.evidence ?? [],
  });
}

function answeredAt(before: string | null, to: AssistanceState, at: string): string | null {
  const answers = !isOpen(to) && to !== 'WITHDRAWN';
  return before ?? (answers ? at : null);
}

/** What the step changes beside where the request stands. */
function whatChanges(request: AssistanceRequest, step: ReadStep, at: string): Result<Partial<AssistanceRequest>> {
  const { action, ground, remark, particulars } = step;
  const reasons = remark ?? '';
  const completed = particulars === null ? {} : { particulars: completeParticulars(request.particulars, particulars) };
  switch (action) {
    case 'confirmAssistanceRequest': {
      const oral = confirmed(request, at);
      return oral.ok ? accepted({ ...completed, oral: oral.value }) : oral;
    }
    case 'supplyInformation':
      return accepted(completed);
    case 'postponeAssistanceRequest':
      return accepted({
        postponement: { ground: step.postponement ?? 'ONGOING_PROCEEDINGS', reasons, reviewOn: step.until ?? '' },
      });
    case 'completeAssistanceRequest':
    case 'completeAssistanceRequestInPart': {
      const response = answer(request, step, at);
      return response.ok ? accepted({ response: response.value }) : response;
    }
    case 'refuseAssistanceRequest':
      return accepted(ground === null ? {} : { refusal: { ground, explanation: reasons } });
    case 'requestFurtherUse':
    case 'grantFurtherUse':
    case 'refuseFurtherUse': {
      const furtherUses = changedUses(request, step, at);
      return furtherUses.ok ? accepted({ furtherUses: furtherUses.value }) : furtherUses;
    }
    default:
      return accepted({});
  }
}

function confirmed({ state, oral }: AssistanceRequest, at: string): Result<OralRequest> {
  return oral === null || confirmationOwedBy(state, oral) === null
    ? refused('ILLEGAL_TRANSITION', 'confirmAssistanceRequest: the request is in writing already.')
    : accepted({ ...oral, confirmedAt: at });
}

function answer(
  request: AssistanceRequest,
  { answer: given, ground, remark }: ReadStep,
  at: string,
): Result<AssistanceResponse | null> {
  if (given === null) return accepted(null);
  const complete = checkCompleteness(request, given.response, ground !== null);
  if (!complete.ok) return complete;
  const notDone = ground === null ? null : { ground, explanation: remark ?? '' };
  return accepted({ ...given.response, completedAt: at, notDone, statement: null });
}

function changedUses(
  request: AssistanceRequest,
  { action, purpose, remark }: ReadStep,
  at: string,
): Result<readonly FurtherUse[]> {
  if (purpose === null) return accepted(request.furtherUses);
  if (action === 'requestFurtherUse') return askForUse(request, purpose, remark ?? '', at);
  return decideUse(request, purpose, { state: action === 'grantFurtherUse' ? 'GRANTED' : 'REFUSED', remark, at });
}

/** Somebody was faster; `present` is the version that stands now, undefined where it is not known. */
export function versionConflict(present?: number): Result<never> {
  const now = present === undefined ? '' : ` It is at version ${present} now.`;
  return refused('VERSION_CONFLICT', `The request was changed since the version given.${now} Read it again.`, {
    field: 'version',
  });
}
