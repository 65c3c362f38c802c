import { Arg, Ctx, ID, Int, Mutation, Resolver } from 'type-graphql';
import { registeredError, valueOrThrow } from '../../../../schema/contract/registered-error.ts';
import { DateTimeScalar, TinScalar } from '../../../runtime/scalars.ts';
import type { AuthorizationAct, Decided } from '../../service/change-operator.ts';
import { actorWith, type OfficerContext, officerWith } from './officer-context.ts';
import type { createOfficerTypes } from './officer-types.ts';
import { type ShownAuthorization, type ShownOperator, showAuthorization, showOperator } from './show-operator.ts';

const NUMBER = 'Number of the authorization.';
const GROUND = 'Ground and legal basis, 1 to 10,000 characters; never leaves this administration.';
const REMARK = 'Why, 1 to 10,000 characters; never leaves this administration.';
const EFFECTIVE_FROM =
  'Instant from which it takes effect; default: now. In the future it takes effect then; in the past not before the status in force began.';
const VERSION = 'The operator’s version, as last read; another one is VERSION_CONFLICT.';
const ERRORS = 'ILLEGAL_TRANSITION names what is allowed; NOT_FOUND. Needs registry:write.';

/** What officers decide on authorizations and record on consent. */
export function createAuthorizationResolver({
  AeoAuthorizationType,
  RegisteredOperatorType,
}: ReturnType<typeof createOfficerTypes>) {
  @Resolver()
  class AuthorizationActResolver {
    @Mutation(() => AeoAuthorizationType, {
      description: `Suspends: no partner recognises it any more. ${ERRORS}`,
    })
    suspendAuthorization(
      @Arg('number', () => ID, { description: NUMBER }) number: string,
      @Arg('ground', () => String, { description: GROUND }) ground: string,
      @Arg('effectiveFrom', () => DateTimeScalar, { nullable: true, description: EFFECTIVE_FROM })
      effectiveFrom: string | undefined,
      @Arg('until', () => DateTimeScalar, {
        nullable: true,
        description:
          'Instant at which it is reinstated by itself; default: it is not, and where the programme knows a longest suspension the decision on it falls due then (`dueWork`). Not beyond that: LONGEST_SUSPENSION.',
      })
      until: string | undefined,
      @Arg('version', () => Int, { description: VERSION }) version: number,
      @Ctx() context: OfficerContext,
    ): Promise<ShownAuthorization> {
      return decide(context, 'suspend', { number, ground, effectiveFrom, until, version });
    }

    @Mutation(() => AeoAuthorizationType, { description: `Ends a suspension. ${ERRORS}` })
    reinstateAuthorization(
      @Arg('number', () => ID, { description: NUMBER }) number: string,
      @Arg('remark', () => String, { description: REMARK }) remark: string,
      @Arg('effectiveFrom', () => DateTimeScalar, { nullable: true, description: EFFECTIVE_FROM })
      effectiveFrom: string | undefined,
      @Arg('version', () => Int, { description: VERSION }) version: number,
      @Ctx() context: OfficerContext,
    ): Promise<ShownAuthorization> {
      return decide(context, 'reinstate', { number, ground: remark, effectiveFrom, version });
    }

    @Mutation(() => AeoAuthorizationType, { description: `Revokes, for good. ${ERRORS}` })
    revokeAuthorization(
      @Arg('number', () => ID, { description: NUMBER }) number: string,
      @Arg('ground', () => String, { description: GROUND }) ground: string,
      @Arg('effectiveFrom', () => DateTimeScalar, { nullable: true, description: EFFECTIVE_FROM })
      effectiveFrom: string | undefined,
      @Arg('version', () => Int, { description: VERSION }) version: number,
      @Ctx() context: OfficerContext,
    ): Promise<ShownAuthorization> {
      return decide(context, 'revoke', { number, ground, effectiveFrom, version });
    }

    @Mutation(() => AeoAuthorizationType, { description: `Withdraws at the holder’s request, for good. ${ERRORS}` })
    withdrawAuthorization(
      @Arg('number', () => ID, { description: NUMBER }) number: string,
      @Arg('remark', () => String, { description: REMARK }) remark: string,
      @Arg('effectiveFrom', () => DateTimeScalar, { nullable: true, description: EFFECTIVE_FROM })
      effectiveFrom: string | undefined,
      @Arg('version', () => Int, { description: VERSION }) version: number,
      @Ctx() context: OfficerContext,
    ): Promise<ShownAuthorization> {
      return decide(context, 'withdraw', { number, ground: remark, effectiveFrom, version });
    }

    @Mutation(() => AeoAuthorizationType, {
      description: `Puts right a step that was recorded wrongly. The step stays as it was written down and a new one names it; partners are told the history as corrected. Annulling a suspension annuls the reinstatement that ended it. ILLEGAL_TRANSITION, and nothing changes, where other steps could not have been decided then. ${ERRORS}`,
    })
    async correctStatus(
      @Arg('number', () => ID, { description: NUMBER }) number: string,
      @Arg('event', () => Int, { description: '`sequence` of the step, or of an earlier correction of it.' })
      event: number,
      @Arg('effectiveFrom', () => DateTimeScalar, {
        nullable: true,
        description: 'Instant from which the step is in force in truth. Either this or `annul`.',
      })
      effectiveFrom: string | null | undefined,
      @Arg('annul', () => Boolean, { defaultValue: false, description: 'The step never was.' }) annul: boolean,
      @Arg('ground', () => String, { description: 'Why, 1 to 10,000 characters; never leaves this administration.' })
      ground: string,
      @Arg('legalBasis', () => String, {
        nullable: true,
        description: '1 to 10,000 characters; null: the ground says it.',
      })
      legalBasis: string | null | undefined,
      @Arg('version', () => Int, { description: VERSION }) version: number,
      @Ctx() context: OfficerContext,
    ): Promise<ShownAuthorization> {
      const { subject: by } = officerWith(context, 'registry:write');
      const instant = dateOf(effectiveFrom);
      if (annul === (instant !== undefined)) {
        const message = 'A correction names another instant or annuls, and never both.';
        throw registeredError({ code: 'BAD_USER_INPUT', message, field: 'effectiveFrom', rule: 'INSTANT_OR_ANNUL' });
      }
      const act = { number, event, effectiveFrom: instant, ground, legalBasis: legalBasis ?? null, version, by };
      return shown(context, valueOrThrow(await context.change.correct(act)));
    }

    @Mutation(() => RegisteredOperatorType, {
      description:
        'Records the operator’s consent that its data go to one partner administration, or its withdrawal; counts from the next question on. Needs registry:write, or operator:self for one’s own.',
    })
    async setConsent(
      @Arg('tin', () => TinScalar, { description: 'A TIN of this administration.' }) tin: string,
      @Arg('destination', () => ID, { description: 'Code of the partner administration.' }) destination: string,
      @Arg('given', () => Boolean, { description: 'False: withdrawn.' }) given: boolean,
      @Arg('evidence', () => String, { description: 'Where it is written down.' }) evidence: string,
      @Ctx() context: OfficerContext,
    ): Promise<ShownOperator> {
      const actor = actorWith(context, 'registry:write');
      const operator = valueOrThrow(await context.change.setConsent({ tin, destination, given, evidence, actor }));
      return showOperator(operator, context.clock(), context.home.timeZone);
    }
  }
  return AuthorizationActResolver;
}

/** What an act says, as it stands in the arguments. */
interface ActArguments {
  readonly number: string;
  readonly ground: string;
  readonly effectiveFrom: string | undefined;
  readonly until?: string | undefined;
  readonly version: number;
}

async function decide(
  context: OfficerContext,
  action: AuthorizationAct['action'],
  { number, ground, effectiveFrom, until, version }: ActArguments,
): Promise<ShownAuthorization> {
  const { subject: by } = officerWith(context, 'registry:write');
  const act = { action, number, ground, version, by, effectiveFrom: dateOf(effectiveFrom), until: dateOf(until) };
  return shown(context, valueOrThrow(await context.change.decide(act)));
}

function shown(context: OfficerContext, { operator, authorization }: Decided): ShownAuthorization {
  return showAuthorization(authorization, operator.version, context.clock(), context.home.timeZone);
}

function dateOf(instant: string | null | undefined): Date | undefined {
  return instant == null ? undefined : new Date(instant);
}
