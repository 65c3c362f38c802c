import { Field, InputType } from 'type-graphql';
import type { AssessmentBasis, CriterionResult, SafeCriterion } from '../../../schema/contract/vocabulary.ts';
import { AssessmentBasisEnum, CriterionResultEnum, SafeCriterionEnum } from '../../runtime/enums.ts';
import type { AssistanceOutcome } from '../domain/assistance-request.ts';
import type { ResponseInput } from '../domain/check-response.ts';
import { type WeighedFile, weighEvidence } from '../service/weigh-evidence.ts';
import { AssistanceOutcomeEnum } from './enums.ts';

@InputType('CriterionAssessmentInput', { description: 'How one criterion of SAFE, Annex IV, was found.' })
export class CriterionAssessmentInput {
  @Field(() => SafeCriterionEnum, { description: 'The criterion; each at most once.' })
  criterion: SafeCriterion;

  @Field(() => CriterionResultEnum, { description: 'What was found.' })
  result: CriterionResult;

  @Field(() => AssessmentBasisEnum, {
    nullable: true,
    defaultValue: 'DIRECT',
    description: 'DIRECT, or the UPU standard that it rests on (note, V).',
  })
  basis: AssessmentBasis | null;

  @Field(() => String, { nullable: true, description: 'Reservation or explanation, 1 to 10,000 characters.' })
  remark: string | null;
}

@InputType('EvidenceInput', { description: 'A file that supports an answer.' })
export class EvidenceInput {
  @Field(() => String, { description: 'File name without a path, 1 to 300 characters.' })
  name: string;

  @Field(() => String, {
    description:
      'application/pdf, image/png, image/jpeg, text/plain, text/csv, application/json, or application/jose: a JWE in ' +
      'compact serialisation that the requesting administration alone can open.',
  })
  mediaType: string;

  @Field(() => String, { description: 'The content, base64 with padding; 1 MiB at most when decoded.' })
  contentBase64: string;
}

@InputType('AssistanceResponseInput', { description: 'The answer to a request.' })
export class AssistanceResponseInput {
  @Field(() => AssistanceOutcomeEnum, { description: 'The answer as a whole.' })
  outcome: AssistanceOutcome;

  @Field(() => [CriterionAssessmentInput], {
    nullable: true,
    defaultValue: [],
    description: 'Every criterion that was asked for; more may be given.',
  })
  criteria: CriterionAssessmentInput[] | null;

  @Field(() => [String], {
    nullable: true,
    defaultValue: [],
    description: 'As many as there are questions, in their order.',
  })
  answers: string[] | null;

  @Field(() => [EvidenceInput], { nullable: true, defaultValue: [], description: 'At most 10 files.' })
  evidence: EvidenceInput[] | null;

  @Field(() => String, {
    nullable: true,
    description: 'Conditions on the use of the answer; null: those of the agreement alone.',
  })
  useRestrictions: string | null;
}

/** An answer as the domain reads it, its evidence weighed. */
export function responseOf(input: AssistanceResponseInput): ResponseInput & { readonly evidence: WeighedFile[] } {
  const { outcome, criteria, answers, evidence, useRestrictions } = input;
  return {
    outcome,
    criteria: (criteria ?? []).map(({ criterion, result, basis, remark }) => ({
      ...{ criterion, result },
      ...{ basis: basis ?? 'DIRECT', remark: remark ?? null },
    })),
    answers: answers ?? [],
    evidence: (evidence ?? []).map(weighEvidence),
    useRestrictions: useRestrictions ?? null,
  };
}
