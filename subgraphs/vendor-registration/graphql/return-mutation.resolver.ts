import { Arg, Ctx, ID, Int, Mutation, Resolver } from 'type-graphql';
import { valueOrThrow } from '../../../schema/contract/registered-error.ts';
import type { Result } from '../../../schema/contract/result.ts';
import { requireScope } from '../../runtime/require-scope.ts';
import type { RemittanceReturn as ToldReturn } from '../domain/remittance-return.ts';
import { importExchangeRates } from '../service/import-exchange-rates.ts';
import { keepRemittanceReturn, recordPayment } from '../service/keep-remittance-return.ts';
import { remittanceReturnObject } from './objects.ts';
import type { RemittanceReturnTypes } from './remittance-return.type.ts';
import { requireWriting } from './require-side.ts';
import type { VendorCheckTypes } from './vendor-check.type.ts';
import {
  conversionRateOf,
  type ExchangeRateFields,
  type PaymentFields,
  type RemittanceReturnFields,
  statedPaymentOf,
  statedReturnOf,
  type VendorRegistrationInputs,
} from './vendor-registration.input.ts';
import { createLoaders, type VendorRegistrationContext } from './vendor-registration-context.ts';

const ID_TEXT = { description: 'The registration’s `id`; one that is not the caller’s own is NOT_FOUND.' };
const OF_BOTH = 'Needs the scope vendor:write, or vendor:self for its own.';

/** What is declared and paid for a period, and the rates that consignments are converted by. */
export function createReturnMutationResolver(
  { RemittanceReturn }: RemittanceReturnTypes,
  { ImportedExchangeRates }: VendorCheckTypes,
  { RemittanceReturnInput, PaymentInput, ExchangeRateInput }: VendorRegistrationInputs,
) {
  @Resolver()
  class ReturnMutationResolver {
    @Mutation(() => RemittanceReturn, {
      description:
        'Files the return of a period that has ended and in which the registration was ACTIVE. A second one for the same ' +
        `period is ILLEGAL_TRANSITION. ${OF_BOTH}`,
    })
    async fileRemittanceReturn(
      @Arg('registrationId', () => ID, ID_TEXT) registrationId: string,
      @Arg('input', () => RemittanceReturnInput, { description: 'The return.' }) input: RemittanceReturnFields,
      @Ctx() context: VendorRegistrationContext,
    ) {
      requireWriting(context.caller);
      const { parts, caller } = context;
      return kept(context, await keepRemittanceReturn(parts, caller, registrationId, statedReturnOf(input), null));
    }

    @Mutation(() => RemittanceReturn, {
      description: `Corrects a return that has been filed: a version of its own, the earlier ones are kept. ${OF_BOTH}`,
    })
    async correctRemittanceReturn(
      @Arg('registrationId', () => ID, ID_TEXT) registrationId: string,
      @Arg('input', () => RemittanceReturnInput, { description: 'The whole return as it is now.' })
      input: RemittanceReturnFields,
      @Arg('reason', () => String, { description: 'Why, 1 to 10,000 characters.' }) reason: string,
      @Arg('version', () => Int, { description: 'Of the return that is corrected; an older one is VERSION_CONFLICT.' })
      version: number,
      @Ctx() context: VendorRegistrationContext,
    ) {
      requireWriting(context.caller);
      const { parts, caller } = context;
      const correction = { version, reason };
      return kept(
        context,
        await keepRemittanceReturn(parts, caller, registrationId, statedReturnOf(input), correction),
      );
    }

    @Mutation(() => RemittanceReturn, {
      description:
        'Records a part of what was assessed that has been paid. Before the return is filed ILLEGAL_TRANSITION; more than is ' +
        'outstanding is BAD_USER_INPUT. Needs the scope vendor:write.',
    })
    async recordPayment(
      @Arg('registrationId', () => ID, ID_TEXT) registrationId: string,
      @Arg('input', () => PaymentInput, { description: 'The payment.' }) input: PaymentFields,
      @Ctx() context: VendorRegistrationContext,
    ) {
      requireScope(context.caller, 'vendor:write');
      const { parts, caller } = context;
      return kept(context, await recordPayment(parts, caller, registrationId, statedPaymentOf(input)));
    }

    @Mutation(() => ImportedExchangeRates, {
      description:
        'Keeps official rates of the asking administration, 1 to 1,000, all of them or none. A rate that is kept is never ' +
        'changed: another one for the same pair and first day is BAD_USER_INPUT. Needs the scope vendor:write.',
    })
    async importExchangeRates(
      @Arg('rates', () => [ExchangeRateInput], { description: 'The rates.' }) rates: ExchangeRateFields[],
      @Ctx() { caller, parts }: VendorRegistrationContext,
    ) {
      requireScope(caller, 'vendor:write');
      return valueOrThrow(await importExchangeRates(parts, caller, rates.map(conversionRateOf)));
    }
  }

  return ReturnMutationResolver;
}

function kept(context: VendorRegistrationContext, result: Result<ToldReturn>) {
  const told = remittanceReturnObject(valueOrThrow(result));
  context.loaders = createLoaders(context.parts, context.caller);
  return told;
}
