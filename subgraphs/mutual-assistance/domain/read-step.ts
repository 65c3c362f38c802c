import { z } from 'zod';
import { accepted, badInput, type Result } from '../../../schema/contract/result.ts';
import { PURPOSES_OF_USE, type PurposeOfUse } from '../../../schema/contract/vocabulary.ts';
import type { AssistanceAction } from './assistance-lifecycle.ts';
import {
  POSTPONEMENT_GROUNDS,
  type PostponementGround,
  REFUSAL_GROUNDS,
  type RefusalGround,
} from './assistance-request.ts';
import { dateAt } from './calendar-date.ts';
import { type ReadResponse, type ResponseInput, readResponse } from './check-response.ts';
import { parseInput, textSchema } from './parse-input.ts';
import { particularsSchema, type RequestParticulars } from './request-particulars.ts';

/** The steps after a submission. */
export type StepAction = Exclude<AssistanceAction, 'saveAssistanceDraft' | 'submitAssistanceRequest'>;

type PlainAction =
  | 'acknowledgeAssistanceRequest'
  | 'startExecution'
  | 'resumeAssistanceRequest'
  | 'withdrawAssistanceRequest'
  | 'closeAssistanceRequest';

/** A step as an officer takes it: the action and what belongs to it. */
export type Step =
  | { readonly action: PlainAction }
  | { readonly action: 'confirmAssistanceRequest'; readonly particulars: ParticularsInput | null }
  | { readonly action: 'askForInformation'; readonly question: string }
  | { readonly action: 'supplyInformation'; readonly answer: string; readonly particulars: ParticularsInput | null }
  | {
      readonly action: 'postponeAssistanceRequest';
      readonly ground: PostponementGround;
      readonly until: string;
      readonly remark: string;
    }
  | { readonly action: 'completeAssistanceRequest'; readonly response: ResponseInput }
  | {
      readonly action: 'completeAssistanceRequestInPart';
      readonly response: ResponseInput;
      readonly ground: RefusalGround;
      readonly explanation: string;
    }
  | { readonly action: 'refuseAssistanceRequest'; readonly ground: RefusalGround; readonly explanation: string }
  | { readonly action: 'requestFurtherUse'; readonly purpose: PurposeOfUse; readonly reason: string }
  | { readonly action: 'grantFurtherUse'; readonly purpose: PurposeOfUse; readonly remark: string | null }
  | { readonly action: 'refuseFurtherUse'; readonly purpose: PurposeOfUse; readonly remark: string };

/** Particulars as they are put in. */
export type ParticularsInput = z.input<typeof particularsSchema>;

/** A step whose form is right, as what it will write; everything that does not belong to its action is null. */
export interface ReadStep {
  readonly action: StepAction;
  readonly remark: string | null;
  /** ISO date. */
  readonly until: string | null;
  readonly ground: RefusalGround | null;
  readonly postponement: PostponementGround | null;
  readonly answer: ReadResponse | null;
  readonly particulars: RequestParticulars | null;
  readonly purpose: PurposeOfUse | null;
}

const PLAIN = {
  ...{ remark: null, until: null, ground: null, postponement: null },
  ...{ answer: null, particulars: null, purpose: null },
} as const;

/** Reads the form of a step: everything that can be said without the request. */
export function readStep(step: Step, administration: string, now: Date): Result<ReadStep> {
  switch (step.action) {
    case 'confirmAssistanceRequest':
      return withParticulars({ ...PLAIN, action: step.action }, step.particulars);
    case 'askForInformation':
      return withRemark(step.action, 'question', step.question);
    case 'supplyInformation': {
      const read = withRemark(step.action, 'answer', step.answer);
      return read.ok ? withParticulars(read.value, step.particulars) : read;
    }
    case 'postponeAssistanceRequest':
      return readPostponement(step, dateAt(administration, now));
    case 'completeAssistanceRequest': {
      const answer = readResponse(step.response);
      return answer.ok ? accepted({ ...PLAIN, action: step.action, answer: answer.value }) : answer;
    }
    case 'completeAssistanceRequestInPart': {
      const answer = readResponse(step.response);
      return answer.ok ? withGround(step, { answer: answer.value }) : answer;
    }
    case 'refuseAssistanceRequest':
      return withGround(step, {});
    case 'requestFurtherUse':
      return withPurpose(step.action, step.purpose, 'reason', step.reason);
    case 'grantFurtherUse':
      return step.remark === null
        ? readPurpose(step.action, step.purpose)
        : withPurpose(step.action, step.purpose, 'remark', step.remark);
    case 'refuseFurtherUse':
      return withPurpose(step.action, step.purpose, 'remark', step.remark);
    default:
      return accepted({ ...PLAIN, action: step.action });
  }
}

function readPostponement(
  { action, ground, until, remark }: Extract<Step, { action: 'postponeAssistanceRequest' }>,
  today: string,
): Result<ReadStep> {
  const day = parseInput(z.iso.date({ error: 'a real calendar date' }), until, ['until']);
  if (!day.ok) return day;
  if (day.value <= today) return badInput('until', 'a day after today');
  const read = parseInput(z.enum(POSTPONEMENT_GROUNDS), ground, ['ground']);
  return read.ok ? withRemark(action, 'remark', remark, { until: day.value, postponement: read.value }) : read;
}

function withGround(step: Extract<Step, { explanation: string }>, more: Partial<ReadStep>): Result<ReadStep> {
  const ground = parseInput(z.enum(REFUSAL_GROUNDS), step.ground, ['ground']);
  return ground.ok
    ? withRemark(step.action, 'explanation', step.explanation, { ...more, ground: ground.value })
    : ground;
}

function readPurpose(action: StepAction, text: PurposeOfUse): Result<ReadStep> {
  const purpose = parseInput(z.enum(PURPOSES_OF_USE), text, ['purpose']);
  return purpose.ok ? accepted({ ...PLAIN, action, purpose: purpose.value }) : purpose;
}

function withPurpose(action: StepAction, text: PurposeOfUse, field: string, remark: string): Result<ReadStep> {
  const read = readPurpose(action, text);
  return read.ok ? withRemark(action, field, remark, { purpose: read.value.purpose }) : read;
}

function withParticulars(read: ReadStep, input: ParticularsInput | null): Result<ReadStep> {
  if (input === null) return accepted(read);
  const particulars = parseInput(particularsSchema, input, ['particulars']);
  return particulars.ok ? accepted({ ...read, particulars: particulars.value }) : particulars;
}

function withRemark(action: StepAction, field: string, text: string, more: Partial<ReadStep> = {}): Result<ReadStep> {
  const remark = parseInput(textSchema, text, [field]);
  return remark.ok ? accepted({ ...PLAIN, ...more, action, remark: remark.value }) : remark;
}
