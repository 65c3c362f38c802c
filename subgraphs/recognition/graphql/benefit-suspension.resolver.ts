import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { registeredError } from '../../../schema/contract/registered-error.ts';
import { readTin } from '../../../schema/contract/tin.ts';
import { requireScope } from '../../runtime/require-scope.ts';
import { DateTimeScalar, TinScalar } from '../../runtime/scalars.ts';
import { type OperatorReference, operatorReference } from '../service/read-questions.ts';
import { recordSuspension } from '../store/benefit-suspension.store.ts';
import type { RecognitionContext } from './context.ts';
import type { createOperatorTypes } from './operator.type.ts';

const MAXIMUM_REMARK = 2_000;
const EFFECTIVE_FROM = 'Instant from which it holds; default now. Questions about an earlier instant are not affected.';

/** Makes the resolver by which a recognising administration stops and resumes benefits on its own side. */
export function createBenefitSuspensionResolver({ Operator }: ReturnType<typeof createOperatorTypes>) {
  @Resolver()
  class BenefitSuspensionResolver {
    @Mutation(() => Operator, {
      description:
        'Stops granting benefits to one partner operator, on the caller’s side only (EU-US, 2012/290/EU). Needs benefits:write. Errors: ILLEGAL_TRANSITION where they are suspended already.',
    })
    suspendBenefits(
      @Ctx() context: RecognitionContext,
      @Arg('tin', () => TinScalar) tin: string,
      @Arg('remark', () => String, { description: 'Why; 1 to 2,000 characters.' }) remark: string,
      @Arg('effectiveFrom', () => DateTimeScalar, { nullable: true, description: EFFECTIVE_FROM }) effectiveFrom:
        | string
        | null,
    ): Promise<OperatorReference> {
      return record(context, tin, remark, true, effectiveFrom ?? null);
    }

    @Mutation(() => Operator, {
      description:
        'Resumes benefits that the caller’s side had suspended. Needs benefits:write. Errors: ILLEGAL_TRANSITION where they are not suspended.',
    })
    reinstateBenefits(
      @Ctx() context: RecognitionContext,
      @Arg('tin', () => TinScalar) tin: string,
      @Arg('remark', () => String, { description: 'Why; 1 to 2,000 characters.' }) remark: string,
      @Arg('effectiveFrom', () => DateTimeScalar, { nullable: true, description: EFFECTIVE_FROM }) effectiveFrom:
        | string
        | null,
    ): Promise<OperatorReference> {
      return record(context, tin, remark, false, effectiveFrom ?? null);
    }
  }
  return BenefitSuspensionResolver;
}

async function record(
  { caller, parts }: RecognitionContext,
  text: string,
  remark: string,
  suspended: boolean,
  effectiveFrom: string | null,
): Promise<OperatorReference> {
  requireScope(caller, 'benefits:write');
  const reading = readTin(text);
  const operator = reading.ok ? operatorReference(reading.administration, reading.tin) : null;
  if (!reading.ok || operator === null) {
    throw registeredError({ code: 'TIN_MALFORMED', message: 'Not a TIN of a connected administration.', field: 'tin' });
  }
  const why = remark.trim();
  if (why.length === 0 || why.length > MAXIMUM_REMARK) {
    throw registeredError({
      code: 'BAD_USER_INPUT',
      message: 'A remark says why.',
      field: 'remark',
      rule: `1 to ${MAXIMUM_REMARK} characters`,
    });
  }
  if (reading.administration.code === caller.administration) {
    throw registeredError({
      code: 'BAD_USER_INPUT',
      message: 'Benefits of one’s own operators are a matter of one’s own registry.',
      field: 'tin',
      rule: 'a partner’s operator',
    });
  }
  const recordedAt = parts.clock().toISOString();
  const changed = await recordSuspension(parts.database, {
    recognising: caller.administration,
    tin: reading.tin,
    suspended,
    effectiveFrom: effectiveFrom ?? recordedAt,
    recordedAt,
    recordedBy: caller.subject,
    remark: why,
  });
  if (!changed) {
    throw registeredError({
      code: 'ILLEGAL_TRANSITION',
      message: suspended
        ? 'The benefits are suspended already; reinstate is allowed.'
        : 'The benefits are not suspended; suspend is allowed.',
    });
  }
  return operator;
}
