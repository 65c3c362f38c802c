import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { valueOrThrow } from '../../../schema/contract/registered-error.ts';
import { requireScope } from '../../runtime/require-scope.ts';
import { DateTimeScalar, TinScalar } from '../../runtime/scalars.ts';
import type { OperatorReference } from '../service/read-questions.ts';
import { type SuspensionCommand, suspendBenefits } from '../service/suspend-benefits.ts';
import type { RecognitionContext } from './context.ts';
import type { createOperatorTypes } from './operator.type.ts';

const REMARK = 'Why; 1 to 2,000 characters. The home administration reads it.';
const EFFECTIVE_FROM = 'Instant from which it holds; default now. Questions about an earlier instant are not affected.';

/** Makes the resolver by which a recognising administration stops and resumes benefits on its own side. */
export function createBenefitSuspensionResolver({ Operator }: ReturnType<typeof createOperatorTypes>) {
  @Resolver()
  class BenefitSuspensionResolver {
    @Mutation(() => Operator, {
      description:
        'Stops granting benefits to one partner operator, on the caller’s side only, and tells the home administration (EU-US, 2012/290/EU). Needs benefits:write. Errors: ILLEGAL_TRANSITION where they are suspended already.',
    })
    suspendBenefits(
      @Ctx() context: RecognitionContext,
      @Arg('tin', () => TinScalar) tin: string,
      @Arg('remark', () => String, { description: REMARK }) remark: string,
      @Arg('effectiveFrom', () => DateTimeScalar, { nullable: true, description: EFFECTIVE_FROM }) effectiveFrom:
        | string
        | null,
    ): Promise<OperatorReference> {
      return record(context, { tin, remark, suspended: true, effectiveFrom: effectiveFrom ?? null });
    }

    @Mutation(() => Operator, {
      description:
        'Resumes benefits that the caller’s side had suspended, and tells the home administration. Needs benefits:write. Errors: ILLEGAL_TRANSITION where they are not suspended.',
    })
    reinstateBenefits(
      @Ctx() context: RecognitionContext,
      @Arg('tin', () => TinScalar) tin: string,
      @Arg('remark', () => String, { description: REMARK }) remark: string,
      @Arg('effectiveFrom', () => DateTimeScalar, { nullable: true, description: EFFECTIVE_FROM }) effectiveFrom:
        | string
        | null,
    ): Promise<OperatorReference> {
      return record(context, { tin, remark, suspended: false, effectiveFrom: effectiveFrom ?? null });
    }
  }
  return BenefitSuspensionResolver;
}

async function record({ caller, parts }: RecognitionContext, command: SuspensionCommand): Promise<OperatorReference> {
  requireScope(caller, 'benefits:write');
  return valueOrThrow(await suspendBenefits(parts, caller, command));
}
