import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import type { AssistanceKind, PurposeOfUse, SafeCriterion } from '../../../schema/contract/vocabulary.ts';
import { AssistanceKindEnum, PurposeOfUseEnum, SafeCriterionEnum } from '../../runtime/enums.ts';
import { DateTimeScalar, TinScalar } from '../../runtime/scalars.ts';
import type { AssistanceState } from '../domain/assistance-lifecycle.ts';
import { type DraftInput, missingOfDraft, type SavedDraft } from '../domain/saved-draft.ts';
import { AssistanceStateEnum } from './enums.ts';
import { AssistanceParticularsInput, AssistanceParticularsType, particularsOf } from './particulars.type.ts';

/** What a draft and its input have alike. */
@ObjectType('AssistanceDraftFields')
@InputType('AssistanceDraftFieldsInput')
abstract class DraftFields {
  @Field(() => ID, { nullable: true, description: 'Code of the requested administration.' })
  requested?: string | null;

  @Field(() => AssistanceKindEnum, { nullable: true, description: 'What is asked for.' })
  kind?: AssistanceKind | null;

  @Field(() => ID, { nullable: true, description: 'The legal basis; looked at when the draft is submitted.' })
  agreement?: string | null;

  @Field(() => String, { nullable: true, description: 'Object of and reason for the request.' })
  reason?: string | null;

  @Field(() => String, { nullable: true, description: 'Summary of the facts.' })
  facts?: string | null;

  @Field(() => PurposeOfUseEnum, { nullable: true, description: 'What the answer is to be used for.' })
  purpose?: PurposeOfUse | null;

  @Field(() => Boolean, { nullable: true, description: 'True if the matter cannot wait.' })
  urgent?: boolean | null;

  @Field(() => TinScalar, { nullable: true, description: 'The operator concerned.' })
  subjectTin?: string | null;

  @Field(() => ID, { nullable: true, description: 'The vendor concerned.' })
  subjectVendorId?: string | null;

  @Field(() => [SafeCriterionEnum], { nullable: true, description: 'Criteria to be verified, each once.' })
  criteria?: readonly SafeCriterion[] | null;

  @Field(() => [String], { nullable: true, description: 'Questions to be answered one by one.' })
  questions?: readonly string[] | null;

  @Field(() => [ID], { nullable: true, description: 'Administrations whose officials are to take part.' })
  jointWith?: readonly string[] | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When the request was made orally.' })
  madeOrallyAt?: string | null;
}

@ObjectType('SavedAssistanceDraft', {
  description: 'A request that is not sent yet, as far as it is written. No other administration learns of it.',
})
export class SavedAssistanceDraftType extends DraftFields {
  @Field(() => ID, { description: 'Its identifier.' })
  id: string;

  @Field(() => AssistanceStateEnum, { description: 'DRAFT.' })
  state: AssistanceState;

  @Field(() => AssistanceParticularsType, { description: 'What the instruments ask a request to say beside.' })
  particulars: AssistanceParticularsType;

  @Field(() => [String], {
    description: 'What a complete request would still lack, by input field; what is demanded first.',
  })
  missing: readonly string[];

  @Field(() => DateTimeScalar, { description: 'When it was saved last.' })
  savedAt: string;

  @Field(() => Int, { description: 'One more with each saving.' })
  version: number;
}

@InputType('AssistanceDraftInput', {
  description:
    'A request as far as it is written: the fields of AssistanceRequestInput, none of them demanded. The `assistance` of ' +
    'a recognition decision can be passed as it is.',
})
export class AssistanceDraftInput extends DraftFields {
  @Field(() => AssistanceParticularsInput, {
    nullable: true,
    description: 'What the instruments ask a request to say beside.',
  })
  particulars?: AssistanceParticularsInput | null;
}

/** A draft as the domain reads it. */
export function draftInputOf(input: AssistanceDraftInput): DraftInput {
  return {
    requested: input.requested ?? null,
    kind: input.kind ?? null,
    agreement: input.agreement ?? null,
    reason: input.reason ?? null,
    facts: input.facts ?? null,
    purpose: input.purpose ?? null,
    urgent: input.urgent ?? false,
    subjectTin: input.subjectTin ?? null,
    subjectVendorId: input.subjectVendorId ?? null,
    criteria: [...(input.criteria ?? [])],
    questions: [...(input.questions ?? [])],
    particulars: particularsOf(input.particulars),
    jointWith: [...(input.jointWith ?? [])],
    madeOrallyAt: input.madeOrallyAt ?? null,
  };
}

/** A draft as its own administration sees it. */
export function draftObject({ id, content, savedAt, version }: SavedDraft): SavedAssistanceDraftType {
  return { ...content, id, state: 'DRAFT', missing: missingOfDraft(content), savedAt, version };
}
