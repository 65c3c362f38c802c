import { Arg, Ctx, ID, Int, Mutation, Resolver } from 'type-graphql';
import { valueOrThrow } from '../../../schema/contract/registered-error.ts';
import type { Result } from '../../../schema/contract/result.ts';
import type { SafeCriterion } from '../../../schema/contract/vocabulary.ts';
import { SafeCriterionEnum } from '../../runtime/enums.ts';
import { requireScope } from '../../runtime/require-scope.ts';
import type { DeregistrationKind } from '../domain/deregistration.ts';
import type { Registration } from '../domain/registration.ts';
import { applyForRegistration } from '../service/apply-for-registration.ts';
import { approveRegistration, type ReasonedStep, takeReasonedStep } from '../service/decide-registration.ts';
import { requestExporterValidation } from '../service/request-exporter-validation.ts';
import { DeregistrationKindEnum } from './enums.ts';
import { type VendorRegistrationObject, vendorRegistrationObject } from './objects.ts';
import { requireWriting } from './require-side.ts';
import {
  type VendorApplicationFields,
  type VendorRegistrationInputs,
  vendorApplicationOf,
} from './vendor-registration.input.ts';
import type { VendorRegistrationTypes } from './vendor-registration.type.ts';
import { createLoaders, type VendorRegistrationContext } from './vendor-registration-context.ts';

const ID_TEXT = { description: 'The registration’s `id`; one that is not the caller’s own is NOT_FOUND.' };
const VERSION_TEXT = { description: 'The version that was read; an older one is VERSION_CONFLICT.' };
const REMARK_TEXT = { description: 'The reason, 1 to 10,000 characters.' };
const APPEAL_TEXT = {
  nullable: true,
  description: 'How it is appealed against, 1 to 10,000 characters; null: that review lies (WTO TFA, article 4).',
};
const ERRORS = 'ILLEGAL_TRANSITION names what is possible instead. Needs the scope vendor:write.';
const ERRORS_OF_BOTH =
  'ILLEGAL_TRANSITION names what is possible instead. Needs vendor:write, or vendor:self for its own.';

/** Steps of the asking administration with its own vendors, and of a vendor with its own registration. */
export function createMutationResolver(
  { VendorRegistration }: VendorRegistrationTypes,
  { VendorApplicationInput }: VendorRegistrationInputs,
) {
  @Resolver()
  class MutationResolver {
    @Mutation(() => VendorRegistration, {
      description:
        'Takes a vendor’s application. A vendor that is known already keeps its identity; a second open registration, or one ' +
        'in quarantine, is ILLEGAL_TRANSITION. Needs the scope vendor:write, or vendor:self.',
    })
    applyForVendorRegistration(
      @Arg('input', () => VendorApplicationInput, { description: 'The application.' }) input: VendorApplicationFields,
      @Ctx() context: VendorRegistrationContext,
    ) {
      requireWriting(context.caller);
      return changed(context, () => applyForRegistration(context.parts, context.caller, vendorApplicationOf(input)));
    }

    @Mutation(() => VendorRegistration, {
      description: `Asks the vendor a question, which the registration waits for. ${ERRORS}`,
    })
    requestVendorInformation(
      @Arg('registrationId', () => ID, ID_TEXT) registrationId: string,
      @Arg('question', () => String, { description: 'What is asked, 1 to 10,000 characters.' }) question: string,
      @Arg('version', () => Int, VERSION_TEXT) version: number,
      @Ctx() context: VendorRegistrationContext,
    ) {
      return decided(context, {
        registrationId,
        version,
        action: 'requestVendorInformation',
        textField: 'question',
        text: question,
      });
    }

    @Mutation(() => VendorRegistration, {
      description: `Answers the question that the registration waits for. ${ERRORS_OF_BOTH}`,
    })
    supplyVendorInformation(
      @Arg('registrationId', () => ID, ID_TEXT) registrationId: string,
      @Arg('answer', () => String, { description: 'The answer, 1 to 10,000 characters.' }) answer: string,
      @Arg('version', () => Int, VERSION_TEXT) version: number,
      @Ctx() context: VendorRegistrationContext,
    ) {
      requireWriting(context.caller);
      return reasoned(context, {
        registrationId,
        version,
        action: 'supplyVendorInformation',
        textField: 'answer',
        text: answer,
      });
    }

    @Mutation(() => VendorRegistration, {
      description:
        'Asks the vendor’s home administration to validate it (note, options 2 and 3) and lets the registration wait for ' +
        `the answer. NO_LEGAL_BASIS where no agreement in force allows it. ${ERRORS} Needs assistance:write too.`,
    })
    requestExporterValidation(
      @Arg('registrationId', () => ID, ID_TEXT) registrationId: string,
      @Arg('criteria', () => [SafeCriterionEnum], { description: 'Which to verify; one or more.' })
      criteria: SafeCriterion[],
      @Arg('version', () => Int, VERSION_TEXT) version: number,
      @Ctx() context: VendorRegistrationContext,
    ) {
      requireScope(context.caller, 'vendor:write');
      requireScope(context.caller, 'assistance:write');
      return changed(context, () =>
        requestExporterValidation(context.parts, context.caller, { registrationId, criteria, version }),
      );
    }

    @Mutation(() => VendorRegistration, { description: `Approves, with the scheme’s next number. ${ERRORS}` })
    approveVendorRegistration(
      @Arg('registrationId', () => ID, ID_TEXT) registrationId: string,
      @Arg('version', () => Int, VERSION_TEXT) version: number,
      @Ctx() context: VendorRegistrationContext,
    ) {
      requireScope(context.caller, 'vendor:write');
      return changed(context, () => approveRegistration(context.parts, context.caller, registrationId, version));
    }

    @Mutation(() => VendorRegistration, { description: `Refuses an application for good. ${ERRORS}` })
    refuseVendorRegistration(
      @Arg('registrationId', () => ID, ID_TEXT) registrationId: string,
      @Arg('remark', () => String, REMARK_TEXT) remark: string,
      @Arg('version', () => Int, VERSION_TEXT) version: number,
      @Arg('appealNote', () => String, APPEAL_TEXT) appealNote: string | null,
      @Ctx() context: VendorRegistrationContext,
    ) {
      const action = 'refuseVendorRegistration';
      return decided(context, { registrationId, version, action, ...reason(remark), appealNote });
    }

    @Mutation(() => VendorRegistration, { description: `Suspends: no longer valid at import from today. ${ERRORS}` })
    suspendVendorRegistration(
      @Arg('registrationId', () => ID, ID_TEXT) registrationId: string,
      @Arg('remark', () => String, REMARK_TEXT) remark: string,
      @Arg('version', () => Int, VERSION_TEXT) version: number,
      @Arg('appealNote', () => String, APPEAL_TEXT) appealNote: string | null,
      @Ctx() context: VendorRegistrationContext,
    ) {
      const action = 'suspendVendorRegistration';
      return decided(context, { registrationId, version, action, ...reason(remark), appealNote });
    }

    @Mutation(() => VendorRegistration, {
      description: `Lifts a suspension: ACTIVE from now on, with the number that it has. ${ERRORS}`,
    })
    reinstateVendorRegistration(
      @Arg('registrationId', () => ID, ID_TEXT) registrationId: string,
      @Arg('remark', () => String, REMARK_TEXT) remark: string,
      @Arg('version', () => Int, VERSION_TEXT) version: number,
      @Ctx() context: VendorRegistrationContext,
    ) {
      return decided(context, { registrationId, version, action: 'reinstateVendorRegistration', ...reason(remark) });
    }

    @Mutation(() => VendorRegistration, {
      description: `Ends a registration for good; returns of its time remain due. ${ERRORS_OF_BOTH}`,
    })
    deregisterVendor(
      @Arg('registrationId', () => ID, ID_TEXT) registrationId: string,
      @Arg('remark', () => String, REMARK_TEXT) remark: string,
      @Arg('version', () => Int, VERSION_TEXT) version: number,
      @Arg('kind', () => DeregistrationKindEnum, {
        nullable: true,
        description: 'Why; null: not stated. PERSISTENT_FAILURE is the destination’s alone, and begins the quarantine.',
      })
      kind: DeregistrationKind | null,
      @Arg('appealNote', () => String, APPEAL_TEXT) appealNote: string | null,
      @Ctx() context: VendorRegistrationContext,
    ) {
      requireWriting(context.caller);
      const action = 'deregisterVendor';
      return reasoned(context, { registrationId, version, action, ...reason(remark), kind: kind ?? null, appealNote });
    }
  }

  return MutationResolver;
}

function reason(text: string): Pick<ReasonedStep, 'textField' | 'text'> {
  return { textField: 'remark', text };
}

function decided(context: VendorRegistrationContext, step: ReasonedStep): Promise<VendorRegistrationObject> {
  requireScope(context.caller, 'vendor:write');
  return reasoned(context, step);
}

function reasoned(context: VendorRegistrationContext, step: ReasonedStep): Promise<VendorRegistrationObject> {
  // What a client leaves out is undefined here, and null everywhere else.
  const appealNote = step.appealNote ?? null;
  return changed(context, () => takeReasonedStep(context.parts, context.caller, { ...step, appealNote }));
}

/** Takes the step and shows the registration as it is after it, and not as an earlier step of the same request had read it. */
async function changed(
  context: VendorRegistrationContext,
  step: () => Promise<Result<Registration>>,
): Promise<VendorRegistrationObject> {
  const registration = valueOrThrow(await step());
  context.loaders = createLoaders(context.parts, context.caller);
  return vendorRegistrationObject(registration);
}
