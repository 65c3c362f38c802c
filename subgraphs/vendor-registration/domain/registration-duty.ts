import { accepted, badInput, type Result } from '../../../schema/contract/result.ts';
import type { RegistrationTurnover } from '../../../schema/reference/collection-schemes.ts';
import { Exact } from './exact-money.ts';
import type { PublishedScheme } from './published-scheme.ts';

/** NO_TURNOVER_RULE: no source states a turnover from which the scheme obliges. NOT_KNOWN is never a "no". */
export const REGISTRATION_DUTIES = ['OBLIGED', 'NOT_OBLIGED', 'NO_TURNOVER_RULE', 'NOT_KNOWN'] as const;
/** One of `REGISTRATION_DUTIES`. */
export type RegistrationDuty = (typeof REGISTRATION_DUTIES)[number];

/** What a vendor says of its turnover in twelve months, both in `currency`; null: it does not know, or does not say. */
export interface StatedTurnover {
  readonly currency: string;
  /** Sales to the destination that the scheme would tax. */
  readonly toDestination: string | null;
  readonly worldwide: string | null;
}

/** Whether a vendor has to register, and the rule that says so. */
export interface RegistrationDutyAnswer {
  readonly duty: RegistrationDuty;
  readonly rule: string;
}

/** The turnover as it may be asked about, or the rule that it breaks. */
export function checkTurnover(stated: StatedTurnover): Result<StatedTurnover> {
  if (new Exact(stated.toDestination ?? 0).lt(0)) return badInput('annualTurnover', '0 or more');
  if (new Exact(stated.worldwide ?? 0).lt(0)) return badInput('worldwideTurnover', '0 or more');
  return accepted(stated);
}

/** Whether a turnover obliges a vendor to register under a scheme. What is stated in other money is not known in its own. */
export function registrationDutyOf(
  { id, name, registrationTurnover: limit }: PublishedScheme,
  stated: StatedTurnover,
): RegistrationDutyAnswer {
  if (limit === null) {
    return { duty: 'NO_TURNOVER_RULE', rule: `No turnover from which ${name} obliges is known (${id})` };
  }
  const conditions = stated.currency === limit.currency ? conditionsOf(limit, stated) : [null];
  return { duty: dutyOf(conditions), rule: `${ruleOf(limit)} (${id})` };
}

/** Each condition met (true), not met (false) or not known (null); all of them have to be met. */
function conditionsOf(limit: RegistrationTurnover, { toDestination, worldwide }: StatedTurnover): (boolean | null)[] {
  const sales = toDestination === null ? null : reaches(toDestination, limit.amount, limit.inclusive);
  if (limit.worldwideAmount === null) return [sales];
  return [sales, worldwide === null ? null : reaches(worldwide, limit.worldwideAmount, false)];
}

function reaches(turnover: string, amount: string, inclusive: boolean): boolean {
  return inclusive ? new Exact(turnover).gte(amount) : new Exact(turnover).gt(amount);
}

function dutyOf(conditions: readonly (boolean | null)[]): RegistrationDuty {
  if (conditions.includes(false)) return 'NOT_OBLIGED';
  return conditions.includes(null) ? 'NOT_KNOWN' : 'OBLIGED';
}

function ruleOf({ amount, currency, inclusive, worldwideAmount }: RegistrationTurnover): string {
  const sales = `${inclusive ? 'from' : 'above'} ${currency} ${amount} of sales to the destination in twelve months`;
  const world = worldwideAmount === null ? '' : `, and above ${currency} ${worldwideAmount} in the whole world`;
  return `Registration is a duty ${sales}${world}`;
}
