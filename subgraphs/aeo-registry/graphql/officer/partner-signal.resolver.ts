import { Arg, Ctx, Field, ID, ObjectType, Query, Resolver } from 'type-graphql';
import type { PartnerEventKind } from '../../../../schema/contract/partner-event.ts';
import { valueOrThrow } from '../../../../schema/contract/registered-error.ts';
import { DateTimeScalar, TinScalar } from '../../../runtime/scalars.ts';
import type { PartnerSignal } from '../../domain/partner-signal.ts';
import { type OfficerContext, officerWith } from './officer-context.ts';

/** What partners did on their side. */
export function createPartnerSignalResolver() {
  @ObjectType('PartnerSignal', {
    description: 'What a partner did on its side about an operator of this registry, by a signed event of the hub.',
  })
  class PartnerSignalType implements Omit<PartnerSignal, 'id'> {
    @Field(() => DateTimeScalar, { description: 'When the partner recorded it.' })
    at: string;

    @Field(() => ID, { description: 'Code of the administration that acted.' })
    from: string;

    @Field(() => String, {
      description:
        'BENEFITS_SUSPENDED, BENEFITS_REINSTATED, ASSISTANCE_ANSWERED (a partner answered what this administration asked about the operator) or MISUSE_SUSPECTED (its TIN is used under many unrelated names); more may come.',
    })
    kind: PartnerEventKind;

    @Field(() => TinScalar, {
      description: 'The operator; where the partner named it by an alias toward itself, the TIN behind that.',
    })
    tin: string;

    @Field(() => String, { nullable: true, description: 'Why, in the partner’s words; null: it gave none.' })
    remark: string;

    @Field(() => DateTimeScalar, { description: 'Instant from which it holds on the partner’s side.' })
    effectiveFrom: string;
  }

  @Resolver()
  class PartnerSignalResolver {
    @Query(() => [PartnerSignalType], {
      description:
        'Newest first, the newest thousand: benefits suspended and reinstated on the other side, and its TIN used by others. This registry’s own decisions do not change by them.',
    })
    async partnerSignals(
      @Arg('tin', () => TinScalar, { nullable: true, description: 'About this operator; default: about all.' })
      tin: string | null | undefined,
      @Ctx() context: OfficerContext,
    ): Promise<readonly PartnerSignal[]> {
      officerWith(context, 'registry:read');
      return valueOrThrow(await context.signals.list(tin ?? undefined));
    }
  }
  return PartnerSignalResolver;
}
