import { Directive, Field, ID, ObjectType } from 'type-graphql';
import type {
  AuthorizationStatus,
  BusinessModel,
  OperatorRole,
  ValidationMethod,
} from '../../../schema/contract/vocabulary.ts';
import {
  AuthorizationStatusEnum,
  BusinessModelEnum,
  OperatorRoleEnum,
  ValidationMethodEnum,
} from '../../runtime/enums.ts';
import { CountryCodeScalar, DateScalar, DateTimeScalar } from '../../runtime/scalars.ts';
import { CriterionAssessmentType } from '../../runtime/shared-types.ts';
import type { DisclosedAuthorization, DisclosedRecord } from '../domain/disclosed-record.ts';
import type { CriterionAssessment, Validation } from '../domain/registered-operator.ts';

/**
 * The types of an operator's record, made anew for each schema: what one schema adds to them must never show in another.
 * `validations` is left to each schema, which decides for whom it resolves.
 */
export function createRecordTypes() {
  @ObjectType('Address', { description: 'Postal address.' })
  @Directive('@shareable')
  class AddressType {
    @Field(() => [String], { description: 'Street and number, building, district; as the country writes them.' })
    lines: readonly string[];

    @Field(() => String, { description: 'City or place.' })
    city: string;

    @Field(() => String, { nullable: true, description: 'Null: the country has none, or none is recorded.' })
    postalCode: string | null;

    @Field(() => CountryCodeScalar, { description: 'Country or territory of the address.' })
    country: string;
  }

  @ObjectType('Validation', {
    description: 'A validation by facts: how, by whom, when, with which result. Never the report (note, VIII).',
  })
  @Directive('@shareable')
  class ValidationType implements Omit<Validation, 'sequence'> {
    @Field(() => ValidationMethodEnum, { description: 'How it was done.' })
    method: ValidationMethod;

    @Field(() => String, {
      description: 'The administration, the partner administration or the designated third party.',
    })
    validatedBy: string;

    @Field(() => DateScalar, { description: 'Calendar date at the home administration.' })
    performedOn: string;

    @Field(() => DateScalar, { nullable: true, description: 'When the next one is due; null: none is scheduled.' })
    nextDueOn: string | null;

    @Field(() => [CriterionAssessmentType], { description: 'Criterion by criterion, SAFE Annex IV, A to M.' })
    criteria: readonly CriterionAssessment[];
  }

  @ObjectType('AeoAuthorization', { description: 'One authorization of an operator; it may hold several.' })
  @Directive('@shareable')
  class AeoAuthorizationType implements Omit<DisclosedAuthorization, 'validations'> {
    @Field(() => ID, { description: 'Number of the certificate, as the home administration assigned it.' })
    number: string;

    @Field(() => String, { description: 'Type as the programme names it: AEOS, AAA, ….' })
    type: string;

    @Field(() => [OperatorRoleEnum], { description: 'Roles that it was granted for.' })
    roles: readonly OperatorRole[];

    @Field(() => AuthorizationStatusEnum, { description: 'Status now; EXPIRED follows from `validTo`.' })
    status: AuthorizationStatus;

    @Field(() => DateTimeScalar, {
      description: 'Since when the status holds. In the future: the authorization has not begun yet.',
    })
    statusSince: string;

    @Field(() => DateScalar, { description: 'First day, beginning at midnight at the home administration.' })
    validFrom: string;

    @Field(() => DateScalar, { nullable: true, description: 'Last day, included; null: no expiry.' })
    validTo: string | null;
  }

  @ObjectType('OperatorRecord', { description: 'What the home registry says of an operator, now.' })
  @Directive('@shareable')
  class OperatorRecordType implements Omit<DisclosedRecord, 'tin'> {
    @Field(() => String, { description: 'Registered name, in the script in which it is registered.' })
    legalName: string;

    @Field(() => [String], { description: 'Names under which it also trades; empty: none.' })
    tradingNames: readonly string[];

    @Field(() => AddressType, { description: 'Registered address.' })
    address: DisclosedRecord['address'];

    @Field(() => [OperatorRoleEnum], { description: 'Roles in the supply chain that it is known to have.' })
    roles: readonly OperatorRole[];

    @Field(() => [BusinessModelEnum], { description: 'E-commerce business models (note, IV); empty: none.' })
    businessModels: readonly BusinessModel[];

    @Field(() => [AeoAuthorizationType], { description: 'Present and past authorizations; empty: it never had one.' })
    authorizations: readonly DisclosedAuthorization[];
  }

  return { AddressType, AeoAuthorizationType, OperatorRecordType, ValidationType };
}
