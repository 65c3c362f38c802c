import { Ctx, Field, FieldResolver, ID, Int, ObjectType, Resolver, Root } from 'type-graphql';
import type { PurposeOfUse } from '../../../schema/contract/vocabulary.ts';
import { PurposeOfUseEnum } from '../../runtime/enums.ts';
import { DateScalar, DateTimeScalar, JwsScalar } from '../../runtime/scalars.ts';
import { CriterionAssessmentType } from '../../runtime/shared-types.ts';
import type { AssistanceAction, AssistanceState } from '../domain/assistance-lifecycle.ts';
import type { AssistanceOutcome, Evidence, PostponementGround, RefusalGround } from '../domain/assistance-request.ts';
import type { FurtherUseState } from '../domain/further-use.ts';
import type { AssistanceContext } from './context.ts';
import * as words from './enums.ts';

@ObjectType('AssistanceRefusal', { description: 'Why the requested administration declines.' })
export class AssistanceRefusalType {
  @Field(() => words.RefusalGroundEnum, { description: 'The ground that the agreements provide for.' })
  ground: RefusalGround;

  @Field(() => String, { description: 'Its reasons: a refusal without them is none.' })
  explanation: string;
}

@ObjectType('AssistancePostponement', { description: 'Why the requested administration cannot help yet.' })
export class AssistancePostponementType {
  @Field(() => words.PostponementGroundEnum, { description: 'The ground that the agreements provide for.' })
  ground: PostponementGround;

  @Field(() => String, { description: 'Its reasons: a postponement without them is none.' })
  reasons: string;

  @Field(() => DateScalar, { description: 'When it looks again; from then on the clock runs, whether it does or not.' })
  reviewOn: string;
}

@ObjectType('FurtherUse', { description: 'A wish to use the answer for another purpose than that of the request.' })
export class FurtherUseType {
  @Field(() => PurposeOfUseEnum, { description: 'The other purpose.' })
  purpose: PurposeOfUse;

  @Field(() => String, { description: 'Why the requesting side wishes so.' })
  reason: string;

  @Field(() => words.FurtherUseStateEnum, { description: 'Where it stands; only GRANTED lets the answer be read so.' })
  state: FurtherUseState;

  @Field(() => DateTimeScalar, { description: 'When it was asked for.' })
  askedAt: string;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was decided; null while ASKED.' })
  decidedAt: string | null;

  @Field(() => String, { nullable: true, description: 'Conditions of a grant, reasons of a refusal; null: none.' })
  remark: string | null;
}

@ObjectType('AssistanceEvent', { description: 'One step of a request.' })
export class AssistanceEventType {
  @Field(() => DateTimeScalar, { description: 'When it was taken.' })
  at: string;

  @Field(() => ID, { description: 'Code of the administration that took it.' })
  by: string;

  @Field(() => words.AssistanceActionEnum, {
    nullable: true,
    description: 'What was done; null: nothing, the request lapsed by itself.',
  })
  action: AssistanceAction | null;

  @Field(() => words.AssistanceStateEnum, {
    nullable: true,
    description: 'State before; null: this is the submission.',
  })
  from: AssistanceState | null;

  @Field(() => words.AssistanceStateEnum, { description: 'State after.' })
  to: AssistanceState;

  @Field(() => String, {
    nullable: true,
    description: 'The question, the answer or the reasons that came with the step; null: none.',
  })
  remark: string | null;
}

@ObjectType('EvidenceDownload', {
  description: 'A link to the content of a file. Whoever has it can follow it until it expires.',
})
export class EvidenceDownloadType {
  @Field(() => String, { description: 'Path on the address of this API, or of the mutual-assistance service.' })
  url: string;

  @Field(() => DateTimeScalar, { description: 'From when on it leads nowhere: 60 seconds after it was given.' })
  expiresAt: string;
}

/** The answer and its evidence, to which resolvers add fields. New classes for each schema. */
export function createAnswerTypes() {
  @ObjectType('Evidence', { description: 'A file that supports an answer; its content does not travel in the graph.' })
  class EvidenceType {
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
  class AssistanceResponseType {
    @Field(() => words.AssistanceOutcomeEnum, { description: 'The answer as a whole.' })
    outcome: AssistanceOutcome;

    @Field(() => [CriterionAssessmentType], {
      description:
        'Every criterion that was asked for, and perhaps more; of an answer in part, those that were assessed.',
    })
    criteria: readonly CriterionAssessmentType[];

    @Field(() => [String], { description: 'One for each question of the request, in its order.' })
    answers: readonly string[];

    @Field(() => [EvidenceType], { description: 'Supporting files, in the order in which they were given.' })
    evidence: readonly Evidence[];

    @Field(() => String, {
      nullable: true,
      description: 'Conditions on the use of the answer; null: those of the agreement alone.',
    })
    useRestrictions: string | null;

    @Field(() => AssistanceRefusalType, {
      nullable: true,
      description: 'What was not done of the request, and why; null unless PARTLY_COMPLETED.',
    })
    notDone: AssistanceRefusalType | null;

    @Field(() => DateTimeScalar, { description: 'When it was given.' })
    completedAt: string;

    @Field(() => JwsScalar, {
      nullable: true,
      description:
        'The answer with the hashes of its evidence, signed for the requested administration (typ aeo-assistance-answer+jwt); verify it offline.',
    })
    statement: string | null;
  }

  @Resolver(() => EvidenceType)
  class EvidenceResolver {
    @FieldResolver(() => EvidenceDownloadType, {
      description: 'A new link by which the asking administration can fetch the content within a minute.',
    })
    download(@Root() { id }: Evidence, @Ctx() { service, caller }: AssistanceContext) {
      return service.linkTo(caller, id);
    }
  }

  return { EvidenceType, AssistanceResponseType, EvidenceResolver };
}

export type AnswerTypes = ReturnType<typeof createAnswerTypes>;
