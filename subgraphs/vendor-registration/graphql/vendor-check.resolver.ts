import { Arg, Ctx, ID, Query, Resolver } from 'type-graphql';
import { valueOrThrow } from '../../../schema/contract/registered-error.ts';
import { requireScope } from '../../runtime/require-scope.ts';
import {
  type AnsweredCheck,
  checkVendorRegistration,
  checkVendorRegistrations,
} from '../service/check-vendor-registration.ts';
import { vendorRegistrationObject } from './objects.ts';
import type { VendorCheckTypes } from './vendor-check.type.ts';
import {
  type ConsignmentFields,
  statedConsignmentOf,
  type VendorCheckFields,
  type VendorRegistrationInputs,
} from './vendor-registration.input.ts';
import type { VendorRegistrationContext } from './vendor-registration-context.ts';

/** The check at import, of one number or of many. */
export function createVendorCheckResolver(
  { VendorRegistrationCheck, VendorCheckRow }: VendorCheckTypes,
  { ConsignmentInput, VendorCheckInput }: VendorRegistrationInputs,
) {
  @Resolver()
  class VendorCheckResolver {
    @Query(() => VendorRegistrationCheck, {
      description:
        'Whether a number may stand for a consignment at the asking administration, by the rules of the day of arrival. ' +
        'BAD_USER_INPUT where the rules of that day are not known, which says nothing about the number. Each check is kept. ' +
        'Needs vendor:read.',
    })
    async checkVendorRegistration(
      @Arg('number', () => ID, { description: 'As it is declared.' }) number: string,
      @Arg('consignment', () => ConsignmentInput, { description: 'What it is declared for.' })
      consignment: ConsignmentFields,
      @Ctx() { caller, parts }: VendorRegistrationContext,
    ) {
      requireScope(caller, 'vendor:read');
      const stated = { number, consignment: statedConsignmentOf(consignment) };
      return checkObject(valueOrThrow(await checkVendorRegistration(parts, caller, stated)));
    }

    @Query(() => [VendorCheckRow], {
      description:
        'The same for up to 1,000 numbers, in the order in which they were asked; each row has its own answer or its own ' +
        'problem. More is LIMIT_EXCEEDED. Each check is kept. Needs vendor:read.',
    })
    async checkVendorRegistrations(
      @Arg('checks', () => [VendorCheckInput], { description: '1 to 1,000.' }) checks: VendorCheckFields[],
      @Ctx() { caller, parts }: VendorRegistrationContext,
    ) {
      requireScope(caller, 'vendor:read');
      const stated = checks.map(({ number, consignment }) => ({
        number,
        consignment: statedConsignmentOf(consignment),
      }));
      return valueOrThrow(await checkVendorRegistrations(parts, caller, stated)).map((answer, at) => {
        const number = checks[at]?.number ?? '';
        if (answer.ok) return { number, check: checkObject(answer.value), problem: null };
        const { code, message, field = null, rule = null } = answer.refusal;
        return { number, check: null, problem: { code, message, field, rule } };
      });
    }
  }

  return VendorCheckResolver;
}

function checkObject({ registration, ...answer }: AnsweredCheck) {
  return { ...answer, registration: registration === null ? null : vendorRegistrationObject(registration) };
}
