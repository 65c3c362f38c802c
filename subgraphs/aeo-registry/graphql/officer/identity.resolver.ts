import { Arg, Ctx, ID, Mutation, Resolver } from 'type-graphql';
import { valueOrThrow } from '../../../../schema/contract/registered-error.ts';
import { DateScalar, TinScalar } from '../../../runtime/scalars.ts';
import { type OfficerContext, officerWith } from './officer-context.ts';
import type { createOfficerTypes } from './officer-types.ts';
import { type ShownOperator, showOperator } from './show-operator.ts';

/** What officers record on who an operator is: its identifiers elsewhere, and who took its place. */
export function createIdentityResolver({ RegisteredOperatorType }: ReturnType<typeof createOfficerTypes>) {
  @Resolver()
  class IdentityResolver {
    @Mutation(() => RegisteredOperatorType, {
      description:
        'Attests another identifier of the operator toward one destination, where questions by it are about the operator from then on; nowhere else. BAD_USER_INPUT names what is wrong: a value stands for one operator a destination and day. Needs registry:write.',
    })
    async addAlias(
      @Arg('tin', () => TinScalar, { description: 'A TIN of this administration.' }) tin: string,
      @Arg('destination', () => ID, { description: 'Code of the partner administration.' }) destination: string,
      @Arg('scheme', () => String, { description: 'AEO_CODE, MID, EORI, …; 1 to 35 characters.' }) scheme: string,
      @Arg('value', () => String, { description: '1 to 35 characters A to Z and 0 to 9, without separators.' })
      value: string,
      @Arg('from', () => DateScalar, { description: 'First day, at this administration.' }) from: string,
      @Arg('until', () => DateScalar, { nullable: true, description: 'Last day, included; null: no end is known.' })
      until: string | null | undefined,
      @Ctx() context: OfficerContext,
    ): Promise<ShownOperator> {
      const { subject: recordedBy } = officerWith(context, 'registry:write');
      const act = { tin, destination, scheme, value, from, until: until ?? null, recordedBy };
      const operator = valueOrThrow(await context.identity.addAlias(act));
      return showOperator(operator, context.clock(), context.home.timeZone);
    }

    @Mutation(() => RegisteredOperatorType, {
      description:
        'Records that another operator takes this one’s place (renamed, merged, a duplicate TIN). A pointer: recognition, consents and authorizations do not move. Recorded again, the later entry counts from its day on. Needs registry:write.',
    })
    async succeedOperator(
      @Arg('tin', () => TinScalar, { description: 'The operator whose place is taken.' }) tin: string,
      @Arg('by', () => TinScalar, {
        description: 'Another operator of this registry, not succeeded by this one itself.',
      })
      by: string,
      @Arg('on', () => DateScalar, { description: 'Day from whose beginning, at this administration, it holds.' })
      on: string,
      @Arg('reason', () => String, { description: 'Why, 1 to 10,000 characters; never leaves this administration.' })
      reason: string,
      @Ctx() context: OfficerContext,
    ): Promise<ShownOperator> {
      const { subject: recordedBy } = officerWith(context, 'registry:write');
      const operator = valueOrThrow(await context.identity.succeed({ tin, by, on, reason, recordedBy }));
      return showOperator(operator, context.clock(), context.home.timeZone);
    }
  }
  return IdentityResolver;
}
