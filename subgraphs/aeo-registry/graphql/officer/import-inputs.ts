import { Field, ID, InputType } from 'type-graphql';
import type {
  AssessmentBasis,
  AuthorizationStatus,
  BusinessModel,
  CriterionResult,
  OperatorRole,
  SafeCriterion,
  ValidationMethod,
} from '../../../../schema/contract/vocabulary.ts';
import * as enums from '../../../runtime/enums.ts';
import { CountryCodeScalar, DateScalar, DateTimeScalar } from '../../../runtime/scalars.ts';

/** The inputs of an import, made anew for the officer endpoint. */
export function createImportInputs() {
  @InputType('AddressInput', { description: 'Postal address.' })
  class AddressInput {
    @Field(() => [String], { description: 'At most five.' })
    lines: string[];

    @Field(() => String, { description: 'City or place.' })
    city: string;

    @Field(() => String, { nullable: true, description: 'Null: the country has none.' })
    postalCode?: string | null;

    @Field(() => CountryCodeScalar, { description: 'Country or territory of the address.' })
    country: string;
  }

  @InputType('StatusImport', { description: 'One step of an authorization’s history.' })
  class StatusImport {
    @Field(() => enums.AuthorizationStatusEnum, { description: 'Not EXPIRED, which follows from `validTo`.' })
    status: AuthorizationStatus;

    @Field(() => DateTimeScalar, { description: 'Instant from which it is in force.' })
    effectiveFrom: string;

    @Field(() => String, { nullable: true, description: 'Null: none is stated.' })
    ground?: string | null;
  }

  @InputType('CriterionAssessmentInput', { description: 'Assessment of one criterion of SAFE, Annex IV.' })
  class CriterionAssessmentInput {
    @Field(() => enums.SafeCriterionEnum, { description: 'Once in a validation.' })
    criterion: SafeCriterion;

    @Field(() => enums.CriterionResultEnum, { description: 'PARTLY_MET is no fact to decide on.' })
    result: CriterionResult;

    @Field(() => enums.AssessmentBasisEnum, {
      nullable: true,
      defaultValue: 'DIRECT',
      description: 'Whether assessed directly, or by a UPU standard.',
    })
    basis?: AssessmentBasis | null;

    @Field(() => String, { nullable: true, description: 'Never leaves this administration.' })
    remark?: string | null;
  }

  @InputType('ValidationInput', { description: 'A validation (note, VIII).' })
  class ValidationInput {
    @Field(() => enums.ValidationMethodEnum, { description: 'How it was done.' })
    method: ValidationMethod;

    @Field(() => String, {
      description: 'The administration, the partner administration or the designated third party.',
    })
    validatedBy: string;

    @Field(() => DateScalar, { description: 'Day at the administration.' })
    performedOn: string;

    @Field(() => DateScalar, { nullable: true, description: 'Null: none is scheduled.' })
    nextDueOn?: string | null;

    @Field(() => [CriterionAssessmentInput], { description: 'Criterion by criterion.' })
    criteria: CriterionAssessmentInput[];
  }

  @InputType('AuthorizationImport', { description: 'An authorization with its whole history.' })
  class AuthorizationImport {
    @Field(() => ID, { description: 'Unique in this registry.' })
    number: string;

    @Field(() => String, { description: 'A type that the programme grants or has granted.' })
    type: string;

    @Field(() => [enums.OperatorRoleEnum], { description: 'Roles that it is granted for; at least one.' })
    roles: OperatorRole[];

    @Field(() => DateScalar, { description: 'First day, at the administration.' })
    validFrom: string;

    @Field(() => DateScalar, { nullable: true, description: 'Last day, included; null: no expiry.' })
    validTo?: string | null;

    @Field(() => [StatusImport], { description: 'At least the decision; oldest first.' })
    history: StatusImport[];

    @Field(() => [ValidationInput], { nullable: true, defaultValue: [], description: 'Known ones are left alone.' })
    validations?: ValidationInput[] | null;
  }

  @InputType('NationalValueInput', { description: 'A value of the administration’s own, by name.' })
  class NationalValueInput {
    @Field(() => String, { description: 'Name of a national field of the profile.' })
    name: string;

    @Field(() => String, { description: 'As text: `true` and `false`; lists with commas between.' })
    value: string;
  }

  @InputType('OperatorImport', { description: 'One operator as another system or a file holds it.' })
  class OperatorImportInput {
    @Field(() => String, { description: 'The key of the import; a TIN of this administration.' })
    tin: string;

    @Field(() => String, { description: '1 to 300 characters.' })
    legalName: string;

    @Field(() => [String], { nullable: true, defaultValue: [], description: 'Each 1 to 300 characters.' })
    tradingNames?: string[] | null;

    @Field(() => AddressInput, { description: 'Registered address.' })
    address: AddressInput;

    @Field(() => [enums.OperatorRoleEnum], { description: 'At least one.' })
    roles: OperatorRole[];

    @Field(() => [enums.BusinessModelEnum], { nullable: true, defaultValue: [], description: 'E-commerce models.' })
    businessModels?: BusinessModel[] | null;

    @Field(() => [ID], {
      nullable: true,
      defaultValue: [],
      description:
        'Destinations that it consents to from now on; never revives a consent that was withdrawn (setConsent).',
    })
    consents?: string[] | null;

    @Field(() => [AuthorizationImport], {
      nullable: true,
      defaultValue: [],
      description: 'Those that the registry has beside them stay.',
    })
    authorizations?: AuthorizationImport[] | null;

    @Field(() => [NationalValueInput], {
      nullable: true,
      defaultValue: [],
      description: 'Values of the profile’s national fields.',
    })
    national?: NationalValueInput[] | null;
  }

  return { AddressInput, OperatorImportInput, ValidationInput };
}

/** Inputs of the officer endpoint that several mutations take. */
export type ImportInputs = ReturnType<typeof createImportInputs>;

export type AddressArgument = InstanceType<ImportInputs['AddressInput']>;
export type ValidationArgument = InstanceType<ImportInputs['ValidationInput']>;

/** One operator as the arguments have it. */
export type OperatorImportArgument = InstanceType<ImportInputs['OperatorImportInput']>;
