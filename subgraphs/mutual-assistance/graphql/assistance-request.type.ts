import { createUnionType, Directive, Field, ID, Int, ObjectType } from 'type-graphql';
import type { AssistanceKind, PurposeOfUse, SafeCriterion } from '../../../schema/contract/vocabulary.ts';
import { AssistanceKindEnum, PurposeOfUseEnum, SafeCriterionEnum } from '../../runtime/enums.ts';
import { CountryCodeScalar, CursorScalar, DateScalar, DateTimeScalar, TinScalar } from '../../runtime/scalars.ts';
import { AdministrationReference, PageInfo } from '../../runtime/shared-types.ts';
import type { AssistanceState } from '../domain/assistance-lifecycle.ts';
import { AssistanceAgreementType } from './agreement.type.ts';
import { AssistancePostponementType, AssistanceRefusalType, FurtherUseType } from './answer.type.ts';
import { AssistanceStateEnum } from './enums.ts';
import type { LinkedTypes, OperatorObject } from './linked.type.ts';
import { AssistanceParticularsType } from './particulars.type.ts';

/** A vendor as it stood when the request was sent. */
export interface VendorSubjectObject {
  readonly legalName: string;
  readonly establishedIn: string;
  readonly tin: string | null;
  readonly vendor: { readonly id: string } | null;
}

/** An operator by its TIN. */
export interface OperatorReferenceObject {
  readonly tin: string;
  readonly operator: OperatorObject | null;
}

/** The request and its lists; response and history are added by a resolver. New classes for each schema. */
export function createRequestTypes({ Operator, ForeignVendor }: LinkedTypes) {
  @ObjectType('VendorSubject', { description: 'A vendor as it stood when the request was sent.' })
  class VendorSubject {
    @Field(() => String, { description: 'Its legal name.' })
    legalName: string;

    @Field(() => CountryCodeScalar, { description: 'Where it is established.' })
    establishedIn: string;

    @Field(() => TinScalar, { nullable: true, description: 'Null: it had none that the requesting side knew.' })
    tin: string | null;

    @Field(() => ForeignVendor, {
      nullable: true,
      description:
        'The vendor as it stands now; null for the requested side: registrations are the requesting side’s own.',
    })
    vendor: { readonly id: string } | null;
  }

  @ObjectType('OperatorReference', { description: 'An operator by its TIN.' })
  class OperatorReference {
    @Field(() => TinScalar, { description: 'Its trader identification number.' })
    tin: string;

    @Field(() => Operator, {
      nullable: true,
      description: 'Null: its administration has no registry here.',
    })
    operator: OperatorObject | null;
  }

  const AssistanceSubject = createUnionType({
    name: 'AssistanceSubject',
    description: 'Whom a request is about: a vendor of the requesting administration, or the operator of a TIN.',
    types: () => [VendorSubject, OperatorReference] as const,
    resolveType: (value) => ('legalName' in value ? 'VendorSubject' : 'OperatorReference'),
  });

  @ObjectType('AssistanceRequest', {
    description: 'One request of mutual assistance. A third administration cannot learn that it exists.',
  })
  @Directive('@key(fields: "id")')
  class AssistanceRequest {
    @Field(() => ID, { description: 'Its identifier.' })
    id: string;

    @Field(() => String, { description: 'Requesting, requested, year and number within both: JP-KR-2026-000123.' })
    reference: string;

    @Field(() => AdministrationReference, { description: 'Who asks.' })
    requesting: AdministrationReference;

    @Field(() => AdministrationReference, { description: 'Who is asked.' })
    requested: AdministrationReference;

    @Field(() => AssistanceKindEnum, { description: 'What is asked for.' })
    kind: AssistanceKind;

    @Field(() => AssistanceAgreementType, { description: 'The legal basis, as it stood when the request was sent.' })
    agreement: AssistanceAgreementType;

    @Field(() => String, { description: 'Object of and reason for the request.' })
    reason: string;

    @Field(() => String, { description: 'Summary of the facts and of enquiries already made.' })
    facts: string;

    @Field(() => PurposeOfUseEnum, { description: 'The answer may be used for this purpose only.' })
    purpose: PurposeOfUse;

    @Field(() => Boolean, { description: 'True if the matter cannot wait.' })
    urgent: boolean;

    @Field(() => AssistanceSubject, { description: 'Whom it is about.' })
    subject: VendorSubjectObject | OperatorReferenceObject;

    @Field(() => [SafeCriterionEnum], {
      description: 'Criteria that the requested administration is asked to verify; empty: none.',
    })
    criteria: readonly SafeCriterion[];

    @Field(() => [String], { description: 'Questions to be answered one by one; empty: none.' })
    questions: readonly string[];

    @Field(() => AssistanceParticularsType, { description: 'What the instruments ask it to say beside.' })
    particulars: AssistanceParticularsType;

    @Field(() => [AdministrationReference], {
      description: 'Administrations whose officials are to take part; that gives them no access to the case.',
    })
    jointWith: readonly AdministrationReference[];

    @Field(() => [String], {
      description:
        'What a complete request still lacks, by input field or by the mutation that is owed; empty: nothing.',
    })
    missing: readonly string[];

    @Field(() => DateTimeScalar, { nullable: true, description: 'When it was made orally; null: it was in writing.' })
    madeOrallyAt: string | null;

    @Field(() => DateTimeScalar, {
      nullable: true,
      description: 'Until when an oral request is to be confirmed in writing, or it lapses; null: nothing is owed.',
    })
    confirmBy: string | null;

    @Field(() => AssistanceStateEnum, { description: 'Where it stands.' })
    state: AssistanceState;

    @Field(() => DateScalar, {
      description:
        'Last day for the answer: the agreement’s response days after submission, or 90 by default. Days on which ' +
        'information was owed or the request was postponed do not count and are added.',
    })
    dueOn: string;

    @Field(() => DateScalar, {
      nullable: true,
      description: 'Until when the requested side last postponed it; null: never.',
    })
    postponedUntil: string | null;

    @Field(() => AssistancePostponementType, { nullable: true, description: 'The last postponement; null: never.' })
    postponement: AssistancePostponementType | null;

    @Field(() => Boolean, {
      description: 'True if an answer is owed and `dueOn` has passed where the requested administration is.',
    })
    overdue: boolean;

    @Field(() => [FurtherUseType], {
      description: 'Wishes to use the answer for other purposes, in the order in which they were asked for.',
    })
    furtherUses: readonly FurtherUseType[];

    @Field(() => AssistanceRefusalType, { nullable: true, description: 'Null unless REFUSED.' })
    refusal: AssistanceRefusalType | null;

    @Field(() => Int, { description: 'One more with each step; a step names the version that it was decided on.' })
    version: number;
  }

  @ObjectType('AssistanceRequestEdge', { description: 'A request in a list.' })
  class AssistanceRequestEdge {
    @Field(() => CursorScalar, { description: 'Pass it as `after` to go on from here.' })
    cursor: string;

    @Field(() => AssistanceRequest, { description: 'The request.' })
    node: AssistanceRequest;
  }

  @ObjectType('AssistanceRequestConnection', { description: 'A page of requests, newest first.' })
  class AssistanceRequestConnection {
    @Field(() => [AssistanceRequestEdge], { description: 'The requests of the page.' })
    edges: readonly AssistanceRequestEdge[];

    @Field(() => PageInfo, { description: 'Whether more follows.' })
    pageInfo: PageInfo;
  }

  return { AssistanceRequest, AssistanceRequestConnection };
}

export type RequestTypes = ReturnType<typeof createRequestTypes>;
/** The fields of a request that need no loader. */
export type RequestObject = InstanceType<RequestTypes['AssistanceRequest']>;
/** A page as the graph shows it. */
export type RequestConnectionObject = InstanceType<RequestTypes['AssistanceRequestConnection']>;
