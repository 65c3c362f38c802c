import { accepted, badInput, type Result, refused } from '../../../schema/contract/result.ts';
import { Exact } from './exact-money.ts';
import { checkText, keyRule } from './input-rules.ts';
import type { RemittanceReturn } from './remittance-return.ts';

/** A payment as it is recorded; the amount is a decimal string in the scheme's currency. */
export interface StatedPayment {
  readonly period: string;
  readonly amount: string;
  /** Calendar date at the destination. */
  readonly paidOn: string;
  readonly reference: string | null;
  readonly idempotencyKey: string;
}

/** The payment with its texts trimmed, or the rule that it breaks by itself. */
export function checkPayment(stated: StatedPayment, today: string): Result<StatedPayment> {
  const key = keyRule.safeParse(stated.idempotencyKey);
  if (!key.success) return badInput('idempotencyKey', key.error.issues[0]?.message ?? '1 to 200 characters');
  if (!new Exact(stated.amount).gt(0)) return badInput('amount', 'more than 0');
  if (stated.paidOn > today) return badInput('paidOn', 'today or before');
  const reference = stated.reference === null ? accepted(null) : checkText('reference', stated.reference);
  return reference.ok ? accepted({ ...stated, reference: reference.value, idempotencyKey: key.data }) : reference;
}

/** A return is filed before it is paid, and never paid beyond what is outstanding. */
export function checkPayable(
  { amount }: StatedPayment,
  { version, outstanding, period }: RemittanceReturn,
): Result<null> {
  if (version === 0)
    return refused('ILLEGAL_TRANSITION', `The return of ${period.name} has not been filed yet: file it first.`);
  return new Exact(amount).gt(outstanding)
    ? badInput('amount', `at most what is outstanding, ${outstanding}`)
    : accepted(null);
}
