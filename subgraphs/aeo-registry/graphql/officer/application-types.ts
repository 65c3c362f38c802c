import { Field, ID, Int, ObjectType } from 'type-graphql';
import type {
  AssessmentBasis,
  BusinessModel,
  OperatorRole,
  SafeCriterion,
  ValidationMethod,
} from '../../../../schema/contract/vocabulary.ts';
import * as enums from '../../../runtime/enums.ts';
import { CursorScalar, DateScalar, DateTimeScalar, TinScalar } from '../../../runtime/scalars.ts';
import { CriterionAssessmentType, PageInfo } from '../../../runtime/shared-types.ts';
import type { Answer, ValidationPlan } from '../../domain/application.ts';
import { APPLICATION_STATES, type ApplicationState } from '../../domain/application-lifecycle.ts';
import type { CriterionAssessment, Evidence, Validation } from '../../domain/registered-operator.ts';
import type { createOfficerTypes } from './officer-types.ts';
import type { ShownApplication, ShownStep } from './show-application.ts';

export const ApplicationStateEnum = enums.enumOf(
  'ApplicationState',
  APPLICATION_STATES,
  'Where an application stands, from its draft to the decision (note, VIII).',
);

/** The types of the procedure, made anew for the officer endpoint. */
export function createApplicationTypes({ AddressType, ValidationType }: ReturnType<typeof createOfficerTypes>) {
  @ObjectType('CriterionAnswer', { description: 'An answer to one question of the questionnaire.' })
  class CriterionAnswerType implements Answer {
    @Field(() => ID, { description: 'Identifier of the question.' })
    question: string;

    @Field(() => String, { description: 'The answer, in the applicant’s words.' })
    answer: string;
  }

  @ObjectType('ValidationPlan', { description: 'How and when the applicant is to be validated.' })
  class ValidationPlanType implements ValidationPlan {
    @Field(() => enums.ValidationMethodEnum, { description: 'How.' })
    method: ValidationMethod;

    @Field(() => DateScalar, { description: 'Day, at this administration.' })
    on: string;

    @Field(() => ID, { nullable: true, description: 'Designation of the third party; null: no third party.' })
    validator: string | null;

    @Field(() => ID, { nullable: true, description: 'Assistance request by which a partner validates; null: none.' })
    assistance: string | null;
  }

  @ObjectType('Evidence', { description: 'A document or certificate on file: what it is, not the document itself.' })
  class EvidenceType implements Evidence {
    @Field(() => enums.AssessmentBasisEnum, {
      description: 'DIRECT: any document; a UPU standard: its certificate, for the criteria that the standard covers.',
    })
    basis: AssessmentBasis;

    @Field(() => String, { description: 'What it is.' })
    name: string;

    @Field(() => String, { description: 'Number, file reference or SHA-256.' })
    reference: string;

    @Field(() => String, { nullable: true, description: 'Null: not stated.' })
    issuedBy: string | null;

    @Field(() => DateScalar, { nullable: true, description: 'Last day of validity; null: none is stated.' })
    validUntil: string | null;
  }

  @ObjectType('ApplicationStep', { description: 'One act on an application; acts are only added.' })
  class ApplicationStepType implements ShownStep {
    @Field(() => Int, { description: 'Order of recording, from 1.' })
    sequence: number;

    @Field(() => String, { description: 'draft, submit, return, accept, recordSelfAssessment, …' })
    action: ShownStep['action'];

    @Field(() => ApplicationStateEnum, { description: 'What it made of the application.' })
    state: ApplicationState;

    @Field(() => DateTimeScalar, { description: 'When.' })
    at: string;

    @Field(() => String, { description: 'Who.' })
    by: string;

    @Field(() => String, { nullable: true, description: 'Why; null: the act speaks for itself.' })
    why: string | null;
  }

  @ObjectType('Application', { description: 'An application for authorization, as its history leaves it.' })
  class ApplicationType implements ShownApplication {
    @Field(() => ID, { description: 'Identifier.' })
    id: string;

    @Field(() => TinScalar, { description: 'The applicant.' })
    tin: ShownApplication['tin'];

    @Field(() => String, { description: 'Registered name.' })
    legalName: string;

    @Field(() => AddressType, { description: 'Registered address.' })
    address: ShownApplication['address'];

    @Field(() => enums.OperatorRoleEnum, { description: 'As what it applies; the programme admits it.' })
    stakeholder: OperatorRole;

    @Field(() => enums.BusinessModelEnum, { nullable: true, description: 'Null: none of the e-commerce models.' })
    businessModel: BusinessModel | null;

    @Field(() => [enums.OperatorRoleEnum], { description: 'Roles that it applies for.' })
    roles: readonly OperatorRole[];

    @Field(() => String, {
      nullable: true,
      description: 'The platform that it represents (note, IV ii, option 1); null: it applies for itself alone.',
    })
    representativeOf: string | null;

    @Field(() => Boolean, { description: 'It asks for validation by Customs instead of a third party (note, VIII).' })
    customsValidation: boolean;

    @Field(() => ID, { nullable: true, description: 'Number of the authorization to renew; null: a new one.' })
    renews: string | null;

    @Field(() => ApplicationStateEnum, { description: 'Where it stands.' })
    state: ApplicationState;

    @Field(() => DateScalar, {
      description:
        'Last day for the decision, at this administration: the limit from the first submission, moved by every day on which the applicant owed an answer.',
    })
    decideBy: string;

    @Field(() => Boolean, {
      description: 'True: that is the programme’s own limit; false: no source gives one, and a working limit stands.',
    })
    decideByIsStated: boolean;

    @Field(() => Boolean, { description: 'The day is over, it is not decided, and the applicant owes nothing.' })
    overdue: boolean;

    @Field(() => Int, { description: 'Days in which the clock stood still.' })
    suspendedDays: number;

    @Field(() => [String], { description: 'What the applicant owes while it is RETURNED; otherwise empty.' })
    missing: readonly string[];

    @Field(() => String, { nullable: true, description: 'Version of the questionnaire answered; null: none is.' })
    questionnaire: string | null;

    @Field(() => [CriterionAnswerType], { description: 'The last self-assessment; empty: none is recorded.' })
    answers: readonly Answer[];

    @Field(() => [EvidenceType], { description: 'In order of recording.' })
    evidence: readonly Evidence[];

    @Field(() => ValidationPlanType, { nullable: true, description: 'The last plan; null: none yet.' })
    plan: ValidationPlan | null;

    @Field(() => [ValidationType], { description: 'In order of recording, with remarks.' })
    validations: readonly Omit<Validation, 'sequence'>[];

    @Field(() => [CriterionAssessmentType], { description: 'The last assessment of each criterion, A to M.' })
    criteria: readonly CriterionAssessment[];

    @Field(() => [enums.SafeCriterionEnum], { description: 'Criteria that nobody has assessed.' })
    openCriteria: readonly SafeCriterion[];

    @Field(() => [String], { description: 'Grounds of a rejection; otherwise empty.' })
    grounds: readonly string[];

    @Field(() => ID, { nullable: true, description: 'The authorization granted or renewed; null: none.' })
    authorization: string | null;

    @Field(() => [ApplicationStepType], { description: 'Every act in order.' })
    history: readonly ShownStep[];

    @Field(() => Int, { description: 'Counts every act: send it with the next one.' })
    version: number;
  }

  @ObjectType('ApplicationEdge', { description: 'An application on a page.' })
  class ApplicationEdge {
    @Field(() => CursorScalar, { description: 'Position of this entry.' })
    cursor: string;

    @Field(() => ApplicationType, { description: 'The application.' })
    node: ShownApplication;
  }

  @ObjectType('ApplicationConnection', { description: 'Applications, oldest first.' })
  class ApplicationConnection {
    @Field(() => [ApplicationEdge], { description: 'Applications of this page.' })
    edges: readonly ApplicationEdge[];

    @Field(() => PageInfo, { description: 'Whether more follows.' })
    pageInfo: PageInfo;
  }

  return { ApplicationType, ApplicationConnection, EvidenceType };
}
