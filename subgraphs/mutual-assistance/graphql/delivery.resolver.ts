import { Arg, Ctx, Field, ID, Int, Mutation, ObjectType, Query, Resolver } from 'type-graphql';
import { valueOrThrow } from '../../../schema/contract/registered-error.ts';
import { enumOf } from '../../runtime/enums.ts';
import { DateTimeScalar } from '../../runtime/scalars.ts';
import type { AssistanceAction } from '../domain/assistance-lifecycle.ts';
import { type CaseDelivery, DELIVERY_STATUSES, type DeliveryStatus } from '../domain/case-delivery.ts';
import type { AssistanceContext } from './context.ts';
import { AssistanceActionEnum } from './enums.ts';

const DeliveryStatusEnum = enumOf(
  'AssistanceDeliveryStatus',
  DELIVERY_STATUSES,
  'PENDING: tried until it arrives. DEAD: tried too often; it and what follows in its case wait for an officer.',
);

@ObjectType('AssistanceDelivery', {
  description: 'A step of an incoming request on its way to the asking administration’s own case system.',
})
class AssistanceDeliveryType {
  @Field(() => ID, { description: 'Its identifier; the `jti` of what the case system is sent.' })
  id: string;

  @Field(() => String, { description: 'Reference of the request.' })
  reference: string;

  @Field(() => Int, { description: 'The version that the step made: those of one case arrive in this order.' })
  sequence: number;

  @Field(() => AssistanceActionEnum, { description: 'The step.' })
  action: AssistanceAction;

  @Field(() => DeliveryStatusEnum, { description: 'Where it stands.' })
  status: DeliveryStatus;

  @Field(() => Int, { description: 'How often it was tried.' })
  attempts: number;

  @Field(() => DateTimeScalar, { description: 'When it is or would have been tried next.' })
  nextAttemptAt: string;

  @Field(() => String, { nullable: true, description: 'Why the last attempt failed; null: none did.' })
  lastError: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it arrived; null: it has not.' })
  deliveredAt: string | null;
}

function deliveryObject(delivery: CaseDelivery): AssistanceDeliveryType {
  const { id, sequence, event, status, attempts, nextAttemptAt, lastError, deliveredAt } = delivery;
  const { reference, action } = event;
  return { id, reference, sequence, action, status, attempts, nextAttemptAt, lastError, deliveredAt };
}

/** The way to the own case system. */
@Resolver()
export class DeliveryResolver {
  @Query(() => [AssistanceDeliveryType], {
    description:
      'What the asking administration’s case system was or is to be told, the latest first, at most 200; empty where ' +
      'none is connected. Scope assistance:read.',
  })
  async assistanceDeliveries(
    @Arg('status', () => DeliveryStatusEnum, { nullable: true, description: 'Null: every status.' })
    status: DeliveryStatus | null | undefined,
    @Ctx() { service, caller }: AssistanceContext,
  ) {
    return valueOrThrow(await service.deliveries.list(caller, status ?? null)).map(deliveryObject);
  }

  @Mutation(() => AssistanceDeliveryType, {
    description: 'Has a DEAD delivery tried again. Scope assistance:write. NOT_FOUND, ILLEGAL_TRANSITION.',
  })
  async retryAssistanceDelivery(
    @Arg('id', () => ID, { description: 'The delivery.' }) id: string,
    @Ctx() { service, caller }: AssistanceContext,
  ) {
    return deliveryObject(valueOrThrow(await service.deliveries.retry(caller, id)));
  }
}
