import { Arg, Ctx, ID, Int, Mutation, Resolver } from 'type-graphql';
import { valueOrThrow } from '../../../schema/contract/registered-error.ts';
import type { Scope } from '../../../schema/contract/scopes.ts';
import type { SafeCriterion } from '../../../schema/contract/vocabulary.ts';
import { SafeCriterionEnum } from '../../runtime/enums.ts';
import { requireScope } from '../../runtime/require-scope.ts';
import type { Registration } from '../domain/registration.ts';
import type { Result } from '../domain/result.ts';
import { applyForRegistration } from '../service/apply-for-registration.ts';
import { approveRegistration, endOrSuspendRegistration } from '../service/decide-registration.ts';
import { fileRemittanceReturn } from '../service/file-remittance-return.ts';
import { requestExporterValidation } from '../service/request-exporter-validation.ts';
import { type VendorRegistrationObject, vendorRegistrationObject } from './objects.ts';
import {
  type RemittanceReturnFields,
  statedReturnOf,
  type VendorApplicationFields,
  type VendorRegistrationInputs,
  vendorApplicationOf,
} from './vendor-registration.input.ts';
import type { VendorRegistrationTypes } from './vendor-registration.type.ts';
import { createLoaders, type VendorRegistrationContext } from './vendor-registration-context.ts';

const ID_TEXT = 'The registration’s `id`; another destination’s is NOT_FOUND.';
const VERSION_TEXT = 'The version that was read; an older one is VERSION_CONFLICT.';
const REMARK_TEXT = 'The reason, 1 to 10,000 characters.';
const ERRORS = 'ILLEGAL_TRANSITION names what is possible instead. Needs the scope vendor:write.';

/** Steps of the asking administration with its own vendors. */
export function createMutationResolver(types: VendorRegistrationTypes, inputs: VendorRegistrationInputs) {
  const { VendorRegistration, RemittanceReturn } = types;
  const { VendorApplicationInput, RemittanceReturnInput } = inputs;

  @Resolver()
  class MutationResolver {
    @Mutation(() => VendorRegistration, {
      description:
        'Takes a vendor’s application. A vendor that is known already keeps its identity; a second open registration is ' +
        'ILLEGAL_TRANSITION. Needs the scope vendor:write.',
    })
    applyForVendorRegistration(
      @Arg('input', () => VendorApplicationInput, { description: 'The application.' }) input: VendorApplicationFields,
      @Ctx() context: VendorRegistrationContext,
    ) {
      return changed(context, ['vendor:write'], () =>
        applyForRegistration(context.parts, context.caller, vendorApplicationOf(input)),
      );
    }

    @Mutation(() => VendorRegistration, {
      description:
        'Asks the vendor’s home administration to validate it (note, options 2 and 3) and lets the registration wait for ' +
        `the answer. NO_LEGAL_BASIS where no agreement in force allows it. ${ERRORS} Needs assistance:write too.`,
    })
    requestExporterValidation(
      @Arg('registrationId', () => ID, { description: ID_TEXT }) registrationId: string,
      @Arg('criteria', () => [SafeCriterionEnum], { description: 'Which to verify; one or more.' })
      criteria: SafeCriterion[],
      @Arg('version', () => Int, { description: VERSION_TEXT }) version: number,
      @Ctx() context: VendorRegistrationContext,
    ) {
      return changed(context, ['vendor:write', 'assistance:write'], () =>
        requestExporterValidation(context.parts, context.caller, { registrationId, criteria, version }),
      );
    }

    @Mutation(() => VendorRegistration, {
      description: `Approves, with the scheme’s next number; reinstates a suspended one, which keeps its number. ${ERRORS}`,
    })
    approveVendorRegistration(
      @Arg('registrationId', () => ID, { description: ID_TEXT }) registrationId: string,
      @Arg('version', () => Int, { description: VERSION_TEXT }) version: number,
      @Ctx() context: VendorRegistrationContext,
    ) {
      return changed(context, ['vendor:write'], () =>
        approveRegistration(context.parts, context.caller, registrationId, version),
      );
    }

    @Mutation(() => VendorRegistration, { description: `Refuses an application for good. ${ERRORS}` })
    refuseVendorRegistration(
      @Arg('registrationId', () => ID, { description: ID_TEXT }) registrationId: string,
      @Arg('remark', () => String, { description: REMARK_TEXT }) remark: string,
      @Arg('version', () => Int, { description: VERSION_TEXT }) version: number,
      @Ctx() context: VendorRegistrationContext,
    ) {
      return ended(context, 'refuseVendorRegistration', { registrationId, remark, version });
    }

    @Mutation(() => VendorRegistration, { description: `Suspends: no longer valid at import from today. ${ERRORS}` })
    suspendVendorRegistration(
      @Arg('registrationId', () => ID, { description: ID_TEXT }) registrationId: string,
      @Arg('remark', () => String, { description: REMARK_TEXT }) remark: string,
      @Arg('version', () => Int, { description: VERSION_TEXT }) version: number,
      @Ctx() context: VendorRegistrationContext,
    ) {
      return ended(context, 'suspendVendorRegistration', { registrationId, remark, version });
    }

    @Mutation(() => VendorRegistration, {
      description: `Ends a registration for good; returns of its time remain due. ${ERRORS}`,
    })
    deregisterVendor(
      @Arg('registrationId', () => ID, { description: ID_TEXT }) registrationId: string,
      @Arg('remark', () => String, { description: REMARK_TEXT }) remark: string,
      @Arg('version', () => Int, { description: VERSION_TEXT }) version: number,
      @Ctx() context: VendorRegistrationContext,
    ) {
      return ended(context, 'deregisterVendor', { registrationId, remark, version });
    }

    @Mutation(() => RemittanceReturn, {
      description:
        'Files the return of a period that has ended and in which the registration was ACTIVE. A second one for the same ' +
        'period is ILLEGAL_TRANSITION. Needs the scope vendor:write.',
    })
    async fileRemittanceReturn(
      @Arg('registrationId', () => ID, { description: ID_TEXT }) registrationId: string,
      @Arg('input', () => RemittanceReturnInput, { description: 'The return.' }) input: RemittanceReturnFields,
      @Ctx() context: VendorRegistrationContext,
    ) {
      requireScope(context.caller, 'vendor:write');
      const { parts, caller } = context;
      return valueOrThrow(await fileRemittanceReturn(parts, caller, registrationId, statedReturnOf(input)));
    }
  }

  return MutationResolver;
}

function ended(
  context: VendorRegistrationContext,
  action: Parameters<typeof endOrSuspendRegistration>[2],
  given: Parameters<typeof endOrSuspendRegistration>[3],
): Promise<VendorRegistrationObject> {
  return changed(context, ['vendor:write'], () =>
    endOrSuspendRegistration(context.parts, context.caller, action, given),
  );
}

/** Takes the step and shows the registration as it is after it, and not as an earlier step of the same request had read it. */
async function changed(
  context: VendorRegistrationContext,
  scopes: readonly Scope[],
  step: () => Promise<Result<Registration>>,
): Promise<VendorRegistrationObject> {
  for (const scope of scopes) requireScope(context.caller, scope);
  const registration = valueOrThrow(await step());
  context.loaders = createLoaders(context.parts.store.read, context.caller);
  return vendorRegistrationObject(registration);
}
