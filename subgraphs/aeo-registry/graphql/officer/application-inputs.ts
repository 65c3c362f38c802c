import { Field, ID, InputType } from 'type-graphql';
import type { AssessmentBasis, BusinessModel, OperatorRole } from '../../../../schema/contract/vocabulary.ts';
import * as enums from '../../../runtime/enums.ts';
import { DateScalar, TinScalar } from '../../../runtime/scalars.ts';
import type { AddressArgument, ImportInputs } from './import-inputs.ts';

/** The inputs of the procedure, made anew for the officer endpoint. */
export function createApplicationInputs({ AddressInput }: ImportInputs) {
  @InputType('ApplicationInput', { description: 'What an applicant says.' })
  class ApplicationInput {
    @Field(() => TinScalar, { description: 'A TIN of this administration.' })
    tin: string;

    @Field(() => String, { description: '1 to 300 characters.' })
    legalName: string;

    @Field(() => AddressInput, { description: 'Registered address.' })
    address: AddressArgument;

    @Field(() => enums.OperatorRoleEnum, {
      description: 'As what it applies: admitted by the programme of today, itself or by another role.',
    })
    stakeholder: OperatorRole;

    @Field(() => enums.BusinessModelEnum, { nullable: true, description: 'Null: none of the e-commerce models.' })
    businessModel?: BusinessModel | null;

    @Field(() => [enums.OperatorRoleEnum], { description: 'Roles that it applies for; at least one.' })
    roles: OperatorRole[];

    @Field(() => String, {
      nullable: true,
      description: 'The platform that a fulfilment centre represents (note, IV ii, option 1).',
    })
    representativeOf?: string | null;

    @Field(() => Boolean, {
      nullable: true,
      defaultValue: false,
      description: 'Asks for validation by Customs instead of a third party (note, VIII).',
    })
    customsValidation?: boolean | null;

    @Field(() => ID, { nullable: true, description: 'Number of an authorization of its own that is to be renewed.' })
    renews?: string | null;

    @Field(() => ID, { description: 'The same key again is the same application; 1 to 200 characters.' })
    idempotencyKey: string;
  }

  @InputType('CriterionAnswerInput', { description: 'An answer to one question of the questionnaire.' })
  class CriterionAnswerInput {
    @Field(() => ID, { description: 'A question that is asked of this stakeholder; once.' })
    question: string;

    @Field(() => String, { description: '1 to 10,000 characters.' })
    answer: string;
  }

  @InputType('EvidenceInput', { description: 'A document or certificate: what it is, not the document itself.' })
  class EvidenceInput {
    @Field(() => enums.AssessmentBasisEnum, {
      nullable: true,
      defaultValue: 'DIRECT',
      description: 'A UPU standard: its certificate.',
    })
    basis?: AssessmentBasis | null;

    @Field(() => String, { description: '1 to 300 characters.' })
    name: string;

    @Field(() => String, { description: 'Number, file reference or SHA-256; 1 to 300 characters.' })
    reference: string;

    @Field(() => String, { nullable: true, description: 'Who issued it.' })
    issuedBy?: string | null;

    @Field(() => DateScalar, { nullable: true, description: 'Last day of validity; a certificate has one.' })
    validUntil?: string | null;
  }

  return { ApplicationInput, CriterionAnswerInput, EvidenceInput };
}

/** Inputs as the arguments have them. */
export type ApplicationInputs = ReturnType<typeof createApplicationInputs>;
export type ApplicationArgument = InstanceType<ApplicationInputs['ApplicationInput']>;
export type AnswerArgument = InstanceType<ApplicationInputs['CriterionAnswerInput']>;
export type EvidenceArgument = InstanceType<ApplicationInputs['EvidenceInput']>;
