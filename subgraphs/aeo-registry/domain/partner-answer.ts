import { type AdministrationCode, findAdministration } from '../../../schema/administrations.ts';
import { calendarDate } from '../../../schema/contract/calendar-day.ts';
import { accepted, badInput, type Result } from '../../../schema/contract/result.ts';
import type { Tin } from '../../../schema/contract/tin.ts';
import { isSameName } from './designated-validator.ts';
import type { CriterionAssessment, Validation } from './registered-operator.ts';

/** The answer of a partner administration to a request of this one, its signature and audience verified. */
export interface PartnerAnswer {
  /** Identifier of the request. */
  readonly request: string;
  readonly statement: string;
  readonly requested: AdministrationCode;
  /** Null: a vendor without one. */
  readonly tin: string | null;
  readonly answeredAt: Date;
  readonly criteria: readonly Omit<CriterionAssessment, 'remark'>[];
}

/** Against what an answer is held. */
export interface AnswerGround {
  /** Undefined: none was handed in. */
  readonly answer: PartnerAnswer | undefined;
  readonly tin: Tin;
  /** Identifier of the request that the plan names; null: none. */
  readonly planned: string | null;
  readonly timeZone: string;
}

/**
 * That a partner's validation is the partner's: about this operator, by the administration that it names, done by the day
 * of the answer, and each criterion as the answer has it. With any other method there is no answer.
 */
export function checkPartnerAnswer(
  { method, validatedBy, performedOn, criteria }: Omit<Validation, 'sequence'>,
  { answer, tin, planned, timeZone }: AnswerGround,
): Result<Validation['assistance']> {
  if (method !== 'PARTNER_ADMINISTRATION') {
    if (answer === undefined) return accepted(undefined);
    return badInput('assistanceAnswer', 'PARTNER_ADMINISTRATION_ONLY', `An answer is no basis of ${method}.`);
  }
  if (answer === undefined) {
    const message = 'What a partner found is shown by its signed answer to a request of mutual assistance.';
    return badInput('assistanceAnswer', 'SIGNED_ANSWER', message);
  }
  const { request, statement, requested, answeredAt } = answer;
  if (planned !== null && request !== planned) {
    return badInput('assistanceAnswer', 'OF_THE_PLANNED_REQUEST', `It answers ${request}, and ${planned} is planned.`);
  }
  if (answer.tin !== tin) {
    return badInput('assistanceAnswer', 'ABOUT_THIS_OPERATOR', `The answer is about ${answer.tin ?? 'no TIN'}.`);
  }
  if (![requested, findAdministration(requested)?.name ?? requested].some((name) => isSameName(name, validatedBy))) {
    return badInput('input.validatedBy', 'NAMED_PARTNER', `The answer was given by ${requested}.`);
  }
  if (performedOn > calendarDate(answeredAt, timeZone)) {
    return badInput('input.performedOn', 'NOT_AFTER_ANSWER', `The answer was given at ${answeredAt.toISOString()}.`);
  }
  for (const [index, { criterion, result, basis }] of criteria.entries()) {
    const found = answer.criteria.find((one) => one.criterion === criterion);
    if (found?.result === result && found.basis === basis) continue;
    const said = found === undefined ? 'nothing of it' : `${found.result}, ${found.basis}`;
    return badInput(`input.criteria[${index}]`, 'AS_ANSWERED', `The answer says of ${criterion}: ${said}.`);
  }
  return accepted({ request, statement });
}
