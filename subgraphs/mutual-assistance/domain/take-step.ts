import { z } from 'zod';
import { type AssistanceAction, nextState } from './assistance-lifecycle.ts';
import {
  type AssistanceEvent,
  type AssistanceRequest,
  type EvidenceFile,
  REFUSAL_GROUNDS,
  type RefusalGround,
  sideOf,
} from './assistance-request.ts';
import { dateAt } from './calendar-date.ts';
import { checkCompleteness, type ReadResponse, type ResponseInput, readResponse } from './check-response.ts';
import { parseInput, textSchema } from './parse-input.ts';
import { accepted, badInput, notFound, type Result, refused } from './result.ts';

/** A step as an officer takes it: the action and what belongs to it. */
export type Step =
  | { readonly action: 'acknowledgeAssistanceRequest' | 'withdrawAssistanceRequest' }
  | { readonly action: 'askForInformation'; readonly question: string }
  | { readonly action: 'supplyInformation'; readonly answer: string }
  | { readonly action: 'postponeAssistanceRequest'; readonly until: string; readonly remark: string }
  | { readonly action: 'completeAssistanceRequest'; readonly response: ResponseInput }
  | { readonly action: 'refuseAssistanceRequest'; readonly ground: RefusalGround; readonly explanation: string };

/** A step whose form is right, as what it will write. */
export interface ReadStep {
  readonly action: AssistanceAction;
  readonly remark: string | null;
  /** ISO date; postponeAssistanceRequest only. */
  readonly until: string | null;
  /** refuseAssistanceRequest only. */
  readonly ground: RefusalGround | null;
  /** completeAssistanceRequest only. */
  readonly answer: ReadResponse | null;
}

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
  readonly evidence: readonly EvidenceFile[];
}

const PLAIN = { remark: null, until: null, ground: null, answer: null } as const;

/** Reads the form of a step: everything that can be said without the request. */
export function readStep(step: Step, { administration, now }: Omit<StepCircumstances, 'version'>): Result<ReadStep> {
  switch (step.action) {
    case 'acknowledgeAssistanceRequest':
    case 'withdrawAssistanceRequest':
      return accepted({ ...PLAIN, action: step.action });
    case 'askForInformation':
      return withRemark(step.action, 'question', step.question);
    case 'supplyInformation':
      return withRemark(step.action, 'answer', step.answer);
    case 'postponeAssistanceRequest': {
      const until = parseInput(z.iso.date({ error: 'a real calendar date' }), step.until, ['until']);
      if (!until.ok) return until;
      if (until.value <= dateAt(administration, now)) return badInput('until', 'a day after today');
      return withRemark(step.action, 'remark', step.remark, { until: until.value });
    }
    case 'completeAssistanceRequest': {
      const answer = readResponse(step.response);
      return answer.ok ? accepted({ ...PLAIN, action: step.action, answer: answer.value }) : answer;
    }
    case 'refuseAssistanceRequest': {
      const ground = parseInput(z.enum(REFUSAL_GROUNDS), step.ground, ['ground']);
      return ground.ok ? withRemark(step.action, 'explanation', step.explanation, { ground: ground.value }) : ground;
    }
  }
}

function withRemark(
  action: AssistanceAction,
  field: string,
  text: string,
  more: Partial<ReadStep> = {},
): Result<ReadStep> {
  const remark = parseInput(textSchema, text, [field]);
  return remark.ok ? accepted({ ...PLAIN, ...more, action, remark: remark.value }) : remark;
}

/**
 * Takes a step. In this order: whether the request exists for this administration (NOT_FOUND, as for a third one),
 * whether the version is the present one (VERSION_CONFLICT), whether the life cycle allows it to this side
 * (ILLEGAL_TRANSITION), whether an answer is complete (BAD_USER_INPUT).
 */
export function takeStep(
  request: AssistanceRequest | undefined,
  step: ReadStep,
  { administration, version, now }: StepCircumstances,
): Result<StepTaken> {
  const side = request === undefined ? undefined : sideOf(request, administration);
  if (request === undefined || side === undefined) return notFound('id');
  if (request.version !== version) return versionConflict(request.version);
  const next = nextState(request.state, step.action, side);
  if (!next.ok) return next;
  const { answer, ground, remark, until } = step;
  const complete = answer === null ? accepted(null) : checkCompleteness(request, answer.response);
  if (!complete.ok) return complete;
  const at = now.toISOString();
  return accepted({
    request: {
      ...request,
      state: next.value,
      version: version + 1,
      postponedUntil: until ?? request.postponedUntil,
      response: answer === null ? request.response : { ...answer.response, completedAt: at },
      refusal: ground === null ? request.refusal : { ground, explanation: remark ?? '' },
    },
    event: { at, by: administration, from: request.state, to: next.value, remark },
    evidence: answer?.evidence ?? [],
  });
}

/** Somebody was faster; `present` is the version that stands now, undefined where it is not known. */
export function versionConflict(present?: number): Result<never> {
  const now = present === undefined ? '' : ` It is at version ${present} now.`;
  return refused('VERSION_CONFLICT', `The request was changed since the version given.${now} Read it again.`, {
    field: 'version',
  });
}
