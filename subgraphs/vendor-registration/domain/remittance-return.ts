import { accepted, badInput, type Result } from '../../../schema/contract/result.ts';
import { Exact, type ExactDecimal, sumOf, writtenAmount } from './exact-money.ts';
import { keyRule } from './input-rules.ts';
import { getSchemeRow, type PublishedScheme } from './published-scheme.ts';
import type { FiledReturn, Payment, RegistrationEvent } from './registration.ts';
import { activeStretches } from './registration-history.ts';
import { findPeriod, periodsBetween, type RemittancePeriod } from './remittance-period.ts';
import { returnDueOn } from './return-due-on.ts';

/** OPEN and OVERDUE: not filed, and due or past due. FILED: filed, something outstanding. PAID: nothing outstanding. */
export const RETURN_STATUSES = ['OPEN', 'FILED', 'PAID', 'OVERDUE'] as const;
/** One of `RETURN_STATUSES`. */
export type ReturnStatus = (typeof RETURN_STATUSES)[number];

/** A return as it is told: its latest version, amounts with the scheme's decimals; all 0 while it is not filed. */
export interface RemittanceReturn {
  readonly registrationId: string;
  readonly period: RemittancePeriod;
  /** 0: not filed. */
  readonly version: number;
  readonly consignments: number;
  readonly assessedDuty: string;
  readonly assessedTax: string;
  readonly collected: string;
  /** With the return and by later payments together. */
  readonly remitted: string;
  /** Assessed duty and tax less what was remitted; derived, never stored. Below 0: paid too much, after a correction. */
  readonly outstanding: string;
  readonly dueOn: string;
  readonly status: ReturnStatus;
  /** Past due, and not filed or something outstanding. */
  readonly overdue: boolean;
  /** Oldest first. */
  readonly versions: readonly FiledReturn[];
  /** Oldest first. */
  readonly payments: readonly Payment[];
}

/** Everything that was kept of the returns of a registration. */
export interface KeptReturns {
  readonly filed: readonly FiledReturn[];
  readonly payments: readonly Payment[];
}

/** A return as it is filed. */
export interface StatedReturn {
  readonly period: string;
  readonly consignments: number;
  readonly assessedDuty: string;
  readonly assessedTax: string;
  readonly collected: string;
  readonly remitted: string;
  readonly idempotencyKey: string;
}

/** What returns are derived from. `today` is the destination's calendar date. */
export interface ReturnSetting {
  readonly schemes: readonly PublishedScheme[];
  readonly scheme: string;
  /** Oldest first. */
  readonly history: readonly RegistrationEvent[];
  readonly timeZone: string;
  readonly today: string;
}

/** Every period that has ended and in which the registration was ACTIVE for a day or more, oldest first, filed or not. */
export function returnsOf(
  registrationId: string,
  kept: KeptReturns,
  setting: ReturnSetting,
): readonly RemittanceReturn[] {
  return endedPeriods(setting).map((period) => describeReturn(registrationId, period, kept, setting));
}

/** The return as it may be kept, or the rule that it breaks. */
export function checkReturn(stated: StatedReturn, setting: ReturnSetting, isCorrection = false): Result<StatedReturn> {
  const key = keyRule.safeParse(stated.idempotencyKey);
  if (!key.success) return badInput('idempotencyKey', key.error.issues[0]?.message ?? '1 to 200 characters');
  if (stated.consignments < 0) return badInput('consignments', '0 or more');
  const amounts = ['assessedDuty', 'assessedTax', 'collected', 'remitted'] as const;
  const negative = amounts.find((field) => new Exact(stated[field]).lt(0));
  if (negative !== undefined) return badInput(negative, '0 or more');
  // A correction may show that too much was paid over; a first return that says so is a slip.
  if (!isCorrection && new Exact(stated.remitted).gt(assessedTotal(stated))) {
    return badInput('remitted', 'at most assessed duty and tax together');
  }
  const months = getSchemeRow(setting.schemes, setting.scheme, setting.today).returnMonths;
  const period = findPeriod(stated.period, months);
  if (period === undefined) {
    return badInput(
      'period',
      `a period of ${months} months, as ${periodsBetween(setting.today, setting.today, months)[0]?.name}`,
    );
  }
  if (period.lastDay >= setting.today) return badInput('period', 'a period that has ended');
  if (!endedPeriods(setting).some(({ name }) => name === period.name)) {
    return badInput('period', 'a period in which the registration was ACTIVE');
  }
  return accepted({ ...stated, idempotencyKey: key.data });
}

/** One return as it is told, filed or not. */
export function describeReturn(
  registrationId: string,
  period: RemittancePeriod,
  kept: KeptReturns,
  { schemes, scheme, today }: ReturnSetting,
): RemittanceReturn {
  const row = getSchemeRow(schemes, scheme, period.lastDay);
  const dueOn = returnDueOn(row.returnDueRule, period.lastDay);
  const versions = kept.filed.filter((one) => one.period === period.name).toSorted((a, b) => a.version - b.version);
  const payments = kept.payments.filter((one) => one.period === period.name);
  const latest = versions.at(-1);
  const amounts = latest ?? { assessedDuty: '0', assessedTax: '0', collected: '0', remitted: '0' };
  const remitted = sumOf(payments.map(({ amount }) => new Exact(amount))).plus(amounts.remitted);
  const outstanding = assessedTotal(amounts).minus(remitted);
  const settled = latest !== undefined && outstanding.lte(0);
  const write = (amount: string | ExactDecimal) => writtenAmount(new Exact(amount), row.rounding);
  return {
    registrationId,
    period,
    version: latest?.version ?? 0,
    consignments: latest?.consignments ?? 0,
    assessedDuty: write(amounts.assessedDuty),
    assessedTax: write(amounts.assessedTax),
    collected: write(amounts.collected),
    remitted: write(remitted),
    outstanding: write(outstanding),
    dueOn,
    status: statusOfReturn(latest !== undefined, settled, today > dueOn),
    overdue: today > dueOn && !settled,
    versions,
    payments,
  };
}

function statusOfReturn(filed: boolean, settled: boolean, pastDue: boolean): ReturnStatus {
  if (filed) return settled ? 'PAID' : 'FILED';
  return pastDue ? 'OVERDUE' : 'OPEN';
}

function assessedTotal({ assessedDuty, assessedTax }: { assessedDuty: string; assessedTax: string }): ExactDecimal {
  return new Exact(assessedDuty).plus(assessedTax);
}

function endedPeriods({ schemes, scheme, history, timeZone, today }: ReturnSetting): readonly RemittancePeriod[] {
  const months = getSchemeRow(schemes, scheme, today).returnMonths;
  const periods = activeStretches(history, timeZone)
    .flatMap(({ from, to }) => periodsBetween(from, to ?? today, months))
    .filter(({ lastDay }) => lastDay < today);
  return [...new Map(periods.map((period) => [period.name, period])).values()];
}
