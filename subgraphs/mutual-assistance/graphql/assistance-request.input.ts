import { Field, ID, InputType } from 'type-graphql';
import type { AssistanceKind, PurposeOfUse, SafeCriterion } from '../../../schema/contract/vocabulary.ts';
import { AssistanceKindEnum, PurposeOfUseEnum, SafeCriterionEnum } from '../../runtime/enums.ts';
import { DateTimeScalar, TinScalar } from '../../runtime/scalars.ts';
import type { SubmissionInput } from '../domain/submit-request.ts';
import { AssistanceParticularsInput, particularsOf } from './particulars.type.ts';

@InputType('AssistanceRequestInput', {
  description: 'What one administration asks of another. Exactly one of `subjectTin` and `subjectVendorId` is given.',
})
export class AssistanceRequestInput {
  @Field(() => ID, { description: 'Code of the requested administration; not the own one.' })
  requested: string;

  @Field(() => AssistanceKindEnum, { description: 'What is asked for; a validation names criteria or questions.' })
  kind: AssistanceKind;

  @Field(() => ID, {
    description: 'The legal basis: an agreement of both, in force today, not ASSUMED, that allows the kind.',
  })
  agreement: string;

  @Field(() => String, { description: 'Object of and reason for the request, 1 to 10,000 characters.' })
  reason: string;

  @Field(() => String, { description: 'Summary of the facts and of enquiries already made, 1 to 10,000 characters.' })
  facts: string;

  @Field(() => PurposeOfUseEnum, { description: 'The answer may be used for this purpose only.' })
  purpose: PurposeOfUse;

  @Field(() => Boolean, { nullable: true, defaultValue: false, description: 'True if the matter cannot wait.' })
  urgent: boolean | null;

  @Field(() => TinScalar, {
    nullable: true,
    description: 'The operator concerned; for a validation one of the requested administration.',
  })
  subjectTin: string | null;

  @Field(() => ID, { nullable: true, description: 'The vendor concerned, of the own administration’s registrations.' })
  subjectVendorId: string | null;

  @Field(() => [SafeCriterionEnum], {
    nullable: true,
    defaultValue: [],
    description: 'Criteria that the requested administration is asked to verify, each once.',
  })
  criteria: SafeCriterion[] | null;

  @Field(() => [String], {
    nullable: true,
    defaultValue: [],
    description: 'Questions to be answered one by one, at most 200.',
  })
  questions: string[] | null;

  @Field(() => AssistanceParticularsInput, {
    nullable: true,
    description: 'What the instruments ask a request to say beside; what is left out stands in `missing`.',
  })
  particulars?: AssistanceParticularsInput | null;

  @Field(() => [ID], {
    nullable: true,
    defaultValue: [],
    description:
      'Administrations whose officials are to take part in a validation or spot check; gives them no access to the case.',
  })
  jointWith?: string[] | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description:
      'For an urgent request that was made orally: when. It is to be confirmed with confirmAssistanceRequest within ' +
      'the agreement’s hours, or lapses.',
  })
  madeOrallyAt?: string | null;

  @Field(() => ID, {
    description: 'The sender’s own key for this request: sent again with the same content it gives the same request.',
  })
  idempotencyKey: string;
}

/** A submission as the domain reads it. */
export function submissionOf(input: AssistanceRequestInput): SubmissionInput {
  return {
    requested: input.requested,
    kind: input.kind,
    agreement: input.agreement,
    reason: input.reason,
    facts: input.facts,
    purpose: input.purpose,
    urgent: input.urgent ?? false,
    subjectTin: input.subjectTin ?? null,
    subjectVendorId: input.subjectVendorId ?? null,
    criteria: input.criteria ?? [],
    questions: input.questions ?? [],
    particulars: particularsOf(input.particulars),
    jointWith: input.jointWith ?? [],
    madeOrallyAt: input.madeOrallyAt ?? null,
    idempotencyKey: input.idempotencyKey,
  };
}
