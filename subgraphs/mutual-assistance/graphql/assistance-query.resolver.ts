import { Arg, Ctx, ID, Int, Query, Resolver } from 'type-graphql';
import { valueOrThrow } from '../../../schema/contract/registered-error.ts';
import type { AssistanceKind } from '../../../schema/contract/vocabulary.ts';
import type { AssistanceMatter } from '../../../schema/reference/assistance-agreements.ts';
import { AssistanceKindEnum } from '../../runtime/enums.ts';
import { CursorScalar } from '../../runtime/scalars.ts';
import type { AssistanceState } from '../domain/assistance-lifecycle.ts';
import type { RequestOrder } from '../domain/assistance-ports.ts';
import { AssistanceAgreementType, instrumentObject, MultilateralInstrumentType } from './agreement.type.ts';
import type { RequestTypes } from './assistance-request.type.ts';
import type { AssistanceContext } from './context.ts';
import {
  AssistanceDirectionEnum,
  AssistanceMatterEnum,
  AssistanceRequestOrderEnum,
  AssistanceStateEnum,
} from './enums.ts';
import { agreementObject, connectionObject, requestObject } from './request-object.ts';

const PAGE = 20;

/** What can be asked. */
export function createAssistanceQueryResolver({ AssistanceRequest, AssistanceRequestConnection }: RequestTypes) {
  @Resolver()
  class AssistanceQueryResolver {
    @Query(() => [AssistanceAgreementType], {
      description: 'Agreements on mutual assistance known here, whether in force today or not; public reference data.',
    })
    assistanceAgreements(
      @Arg('party', () => ID, { nullable: true, description: 'Code of an administration; null: all agreements.' })
      party: string | null | undefined,
      @Arg('matter', () => AssistanceMatterEnum, { nullable: true, description: 'Null: customs and tax.' })
      matter: AssistanceMatter | null | undefined,
      @Ctx() { service }: AssistanceContext,
    ) {
      return service.agreementsOf(party ?? null, matter ?? null).map(agreementObject);
    }

    @Query(() => [MultilateralInstrumentType], {
      description:
        'Multilateral instruments of assistance with their limits; public reference data. None is a legal basis of VENDOR_VALIDATION.',
    })
    multilateralInstruments(@Ctx() { service }: AssistanceContext) {
      return service.multilateralInstruments().map(instrumentObject);
    }

    @Query(() => AssistanceRequest, {
      nullable: true,
      description:
        'One request; null where there is none or the asking administration is no party to it. Scope assistance:read.',
    })
    async assistanceRequest(
      @Arg('id', () => ID, { description: 'Its identifier.' }) id: string,
      @Ctx() context: AssistanceContext,
    ) {
      const request = valueOrThrow(await context.service.find(context.caller, id));
      return request === undefined ? null : requestObject(request, context);
    }

    @Query(() => AssistanceRequestConnection, {
      description:
        'Requests that the asking administration is a party to, newest first or by day for the answer. Scope assistance:read. ' +
        'LIMIT_EXCEEDED for more than 200 at once, BAD_USER_INPUT for a cursor that this list never gave.',
    })
    async assistanceRequests(
      @Arg('direction', () => AssistanceDirectionEnum, { nullable: true, description: 'Null: both.' })
      direction: 'INCOMING' | 'OUTGOING' | null | undefined,
      @Arg('state', () => AssistanceStateEnum, { nullable: true, description: 'Null: every state.' })
      state: AssistanceState | null | undefined,
      @Arg('after', () => CursorScalar, { nullable: true, description: 'Go on after this; null: from the newest.' })
      after: string | null | undefined,
      @Arg('first', () => Int, { nullable: true, defaultValue: PAGE, description: 'How many, 1 to 200.' })
      first: number | null,
      @Arg('kind', () => AssistanceKindEnum, { nullable: true, description: 'Null: every kind.' })
      kind: AssistanceKind | null | undefined,
      @Arg('partner', () => ID, { nullable: true, description: 'Code of the other administration; null: all.' })
      partner: string | null | undefined,
      @Arg('orderBy', () => AssistanceRequestOrderEnum, {
        nullable: true,
        defaultValue: 'SUBMITTED',
        description: 'A cursor goes on in the order in which it was given.',
      })
      orderBy: RequestOrder | null,
      @Ctx() context: AssistanceContext,
    ) {
      const selection = {
        direction: direction ?? null,
        state: state ?? null,
        kind: kind ?? null,
        partner: partner ?? null,
        orderBy: orderBy ?? 'SUBMITTED',
        after: after ?? null,
        first: first ?? PAGE,
      };
      return connectionObject(valueOrThrow(await context.service.list(context.caller, selection)), context);
    }
  }
  return AssistanceQueryResolver;
}
