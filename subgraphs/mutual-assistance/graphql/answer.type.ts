import { Field, ID, Int, ObjectType } from 'type-graphql';
import { DateTimeScalar } from '../../runtime/scalars.ts';
import { CriterionAssessmentType } from '../../runtime/shared-types.ts';
import type { AssistanceState } from '../domain/assistance-lifecycle.ts';
import type { AssistanceOutcome, RefusalGround } from '../domain/assistance-request.ts';
import { AssistanceOutcomeEnum, AssistanceStateEnum, RefusalGroundEnum } from './enums.ts';

@ObjectType('Evidence', { description: 'A file that supports an answer; its content does not travel in the graph.' })
export class EvidenceType {
  @Field(() => String, { description: 'File name without a path.' })
  name: string;

  @Field(() => String, { description: 'Media type, RFC 6838.' })
  mediaType: string;

  @Field(() => Int, { description: 'Size in bytes, as received.' })
  sizeBytes: number;

  @Field(() => String, { description: 'SHA-256 of the content, hexadecimal, computed on receipt.' })
  sha256: string;
}

@ObjectType('AssistanceResponse', { description: 'The answer of the requested administration.' })
export class AssistanceResponseType {
  @Field(() => AssistanceOutcomeEnum, { description: 'The answer as a whole.' })
  outcome: AssistanceOutcome;

  @Field(() => [CriterionAssessmentType], { description: 'Every criterion that was asked for, and perhaps more.' })
  criteria: readonly CriterionAssessmentType[];

  @Field(() => [String], { description: 'One for each question of the request, in its order.' })
  answers: readonly string[];

  @Field(() => [EvidenceType], { description: 'Supporting files, in the order in which they were given.' })
  evidence: readonly EvidenceType[];

  @Field(() => String, {
    nullable: true,
    description: 'Conditions on the use of the answer; null: those of the agreement alone.',
  })
  useRestrictions: string | null;

  @Field(() => DateTimeScalar, { description: 'When it was given.' })
  completedAt: string;
}

@ObjectType('AssistanceRefusal', { description: 'Why the requested administration declines.' })
export class AssistanceRefusalType {
  @Field(() => RefusalGroundEnum, { description: 'The ground that the agreements provide for.' })
  ground: RefusalGround;

  @Field(() => String, { description: 'Its reasons: a refusal without them is none.' })
  explanation: string;
}

@ObjectType('AssistanceEvent', { description: 'One step of a request.' })
export class AssistanceEventType {
  @Field(() => DateTimeScalar, { description: 'When it was taken.' })
  at: string;

  @Field(() => ID, { description: 'Code of the administration that took it.' })
  by: string;

  @Field(() => AssistanceStateEnum, { nullable: true, description: 'State before; null: this is the submission.' })
  from: AssistanceState | null;

  @Field(() => AssistanceStateEnum, { description: 'State after.' })
  to: AssistanceState;

  @Field(() => String, {
    nullable: true,
    description: 'The question, the answer or the reasons that came with the step; null: none.',
  })
  remark: string | null;
}
