import { Arg, Ctx, ID, Int, Mutation, Resolver } from 'type-graphql';
import { valueOrThrow } from '../../../../schema/contract/registered-error.ts';
import type { OperatorRole, ValidationMethod } from '../../../../schema/contract/vocabulary.ts';
import { OperatorRoleEnum, ValidationMethodEnum } from '../../../runtime/enums.ts';
import { DateScalar, JwsScalar } from '../../../runtime/scalars.ts';
import type { Actor } from '../../service/actor.ts';
import { shown } from './application.resolver.ts';
import type { createApplicationTypes } from './application-types.ts';
import type { ImportInputs, ValidationArgument } from './import-inputs.ts';
import { type OfficerContext, officerWith } from './officer-context.ts';
import type { createOfficerTypes } from './officer-types.ts';
import { readValidation } from './read-import.ts';
import type { ShownApplication } from './show-application.ts';
import { type ShownAuthorization, showAuthorization } from './show-operator.ts';

const ERRORS = 'ILLEGAL_TRANSITION names what is allowed; NOT_FOUND; VERSION_CONFLICT. Needs registry:write.';
const VERSION = 'As last read; another one is VERSION_CONFLICT.';
/** Of an argument that `recordRevalidation` takes too. */
export const ANSWER =
  'With PARTNER_ADMINISTRATION, and only then: the statement of the partner’s answer (`AssistanceResponse.statement`), given to this administration about this operator; the validation is as it says (SIGNED_ANSWER, ABOUT_THIS_OPERATOR, NAMED_PARTNER, AS_ANSWERED).';
const ID_OF = 'Identifier of the application.';

/** What officers do with applications: only the administration decides (note, VIII). */
export function createExaminationResolver(
  { AeoAuthorizationType }: ReturnType<typeof createOfficerTypes>,
  { ApplicationType }: ReturnType<typeof createApplicationTypes>,
  { ValidationInput }: ImportInputs,
) {
  @Resolver()
  class ExaminationResolver {
    @Mutation(() => ApplicationType, {
      description: `Returns it for completion; the clock stands still until the applicant answers. ${ERRORS}`,
    })
    returnApplication(
      @Arg('id', () => ID, { description: ID_OF }) id: string,
      @Arg('missing', () => [String], { description: 'What is missing, at least one.' }) missing: string[],
      @Arg('version', () => Int, { description: VERSION }) version: number,
      @Ctx() context: OfficerContext,
    ): Promise<ShownApplication> {
      return shown(context, context.examine.return({ id, version }, missing, officer(context)));
    }

    @Mutation(() => ApplicationType, { description: `Accepts it for examination. ${ERRORS}` })
    acceptApplication(
      @Arg('id', () => ID, { description: ID_OF }) id: string,
      @Arg('version', () => Int, { description: VERSION }) version: number,
      @Ctx() context: OfficerContext,
    ): Promise<ShownApplication> {
      return shown(context, context.examine.accept({ id, version }, officer(context)));
    }

    @Mutation(() => ApplicationType, {
      description: `Extends the time limit, once, by what the programme allows. ${ERRORS}`,
    })
    extendTimeLimit(
      @Arg('id', () => ID, { description: ID_OF }) id: string,
      @Arg('reason', () => String, { description: 'Why, 1 to 10,000 characters.' }) reason: string,
      @Arg('version', () => Int, { description: VERSION }) version: number,
      @Ctx() context: OfficerContext,
    ): Promise<ShownApplication> {
      return shown(context, context.examine.extend({ id, version }, reason, officer(context)));
    }

    @Mutation(() => ApplicationType, {
      description: `Plans the validation; again, the later plan counts. A third party is designated on that day, and not against the applicant’s wish for Customs. ${ERRORS}`,
    })
    planValidation(
      @Arg('id', () => ID, { description: ID_OF }) id: string,
      @Arg('method', () => ValidationMethodEnum, { description: 'Not SELF_ASSESSMENT.' }) method: ValidationMethod,
      @Arg('on', () => DateScalar, { description: 'Day, at this administration.' }) on: string,
      @Arg('validator', () => ID, {
        nullable: true,
        description: 'Designation of the third party, with THIRD_PARTY only.',
      })
      validator: string | null | undefined,
      @Arg('assistance', () => ID, {
        nullable: true,
        description:
          'Assistance request by which a partner administration validates, with PARTNER_ADMINISTRATION only; its signed answer is handed in with the validation.',
      })
      assistance: string | null | undefined,
      @Arg('version', () => Int, { description: VERSION }) version: number,
      @Ctx() context: OfficerContext,
    ): Promise<ShownApplication> {
      const plan = { method, on, validator: validator ?? null, assistance: assistance ?? null };
      return shown(context, context.examine.plan({ id, version }, plan, officer(context)));
    }

    @Mutation(() => ApplicationType, {
      description: `Records a validation. What is not MET has a remark; a UPU standard is the basis only of what it covers, with a certificate on file that lasts; a third party stays within its designation; after a validation by Customs all 13 criteria are assessed. ${ERRORS}`,
    })
    recordValidation(
      @Arg('id', () => ID, { description: ID_OF }) id: string,
      @Arg('input', () => ValidationInput, { description: 'The validation.' }) input: ValidationArgument,
      @Arg('assistanceAnswer', () => JwsScalar, { nullable: true, description: ANSWER })
      assistanceAnswer: string | null | undefined,
      @Arg('version', () => Int, { description: VERSION }) version: number,
      @Ctx() context: OfficerContext,
    ): Promise<ShownApplication> {
      const said = { validation: readValidation(input), answer: assistanceAnswer ?? undefined };
      return shown(context, context.examine.validate({ id, version }, said, officer(context)));
    }

    @Mutation(() => AeoAuthorizationType, {
      description: `Decides to authorise, or to renew where renewal was applied for: partners see it at their next question, as far as the operator consents. ${ERRORS}`,
    })
    async authorise(
      @Arg('id', () => ID, { description: ID_OF }) id: string,
      @Arg('type', () => String, { description: 'A type that the programme grants.' }) type: string,
      @Arg('roles', () => [OperatorRoleEnum], { description: 'Roles that the programme admits; at least one.' })
      roles: OperatorRole[],
      @Arg('validFrom', () => DateScalar, {
        description: 'First day. The decision never has effect before it is taken.',
      })
      validFrom: string,
      @Arg('validTo', () => DateScalar, {
        nullable: true,
        description: 'Last day, included; default: by the programme’s term, or none.',
      })
      validTo: string | null | undefined,
      @Arg('legalBasis', () => String, { description: 'Legal basis, 1 to 10,000 characters.' }) legalBasis: string,
      @Arg('version', () => Int, { description: VERSION }) version: number,
      @Ctx() context: OfficerContext,
    ): Promise<ShownAuthorization> {
      const grant = { type, roles, validFrom, validTo: validTo ?? undefined, legalBasis };
      const granted = valueOrThrow(await context.examine.authorise({ id, version }, grant, officer(context)));
      const { operator, authorization } = granted;
      return showAuthorization(authorization, operator.version, context.clock(), context.home.timeZone);
    }

    @Mutation(() => ApplicationType, { description: `Decides to reject. ${ERRORS}` })
    rejectApplication(
      @Arg('id', () => ID, { description: ID_OF }) id: string,
      @Arg('grounds', () => [String], { description: 'At least one.' }) grounds: string[],
      @Arg('version', () => Int, { description: VERSION }) version: number,
      @Ctx() context: OfficerContext,
    ): Promise<ShownApplication> {
      return shown(context, context.examine.reject({ id, version }, grounds, officer(context)));
    }
  }
  return ExaminationResolver;
}

function officer(context: OfficerContext): Actor {
  return { by: officerWith(context, 'registry:write').subject, only: undefined };
}
