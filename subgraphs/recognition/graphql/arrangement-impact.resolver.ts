import { Arg, Ctx, Field, ID, InputType, Int, ObjectType, Query, Resolver } from 'type-graphql';
import type { RecognitionOutcome, RecognitionReason } from '../../../schema/contract/recognition.ts';
import { registeredError, valueOrThrow } from '../../../schema/contract/registered-error.ts';
import type { OperatorRole, TransportMode } from '../../../schema/contract/vocabulary.ts';
import {
  OperatorRoleInputEnum,
  RecognitionOutcomeEnum,
  RecognitionReasonEnum,
  TransportModeEnum,
} from '../../runtime/enums.ts';
import { requireScope } from '../../runtime/require-scope.ts';
import { DateScalar, DateTimeScalar } from '../../runtime/scalars.ts';
import type { ArrangementDraft, CoverageDraft } from '../domain/arrangement-impact.ts';
import { arrangementImpact, MAXIMUM_REPLAYED } from '../service/arrangement-impact.ts';
import { MAXIMUM_QUESTIONS } from '../service/read-questions.ts';
import { AdministrationType } from './administration.type.ts';
import type { RecognitionContext } from './context.ts';
import { RecognitionQuestionInput } from './recognition-answer.type.ts';

const THIRTY_DAYS_MS = 30 * 24 * 60 * 60 * 1000;

@InputType('CoverageDraftInput', {
  description: 'A row that the caller’s administration might agree to, as the one that recognises.',
})
export class CoverageDraftInput {
  @Field(() => DateScalar, { nullable: true, description: 'Null: as if it had been in force throughout.' })
  inForceFrom?: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'Last day, inclusive; null: without end.' })
  inForceTo?: string | null;

  @Field(() => [OperatorRoleInputEnum], { defaultValue: [], description: 'Empty: every role.' })
  roles: OperatorRole[];

  @Field(() => [String], { defaultValue: [], description: 'Empty: every type.' })
  authorizationTypes: string[];

  @Field(() => [TransportModeEnum], { defaultValue: [], description: 'Empty: every mode.' })
  modes: TransportMode[];

  @Field(() => Boolean, { defaultValue: false })
  acceptsThirdPartyValidation: boolean;
}

@InputType('ArrangementDraftInput', {
  description: 'What an arrangement might say; it stands in the place of what is agreed now.',
})
export class ArrangementDraftInput {
  @Field(() => ID, { description: 'Code of the administration whose operators would be recognised.' })
  partner: string;

  @Field(() => [CoverageDraftInput], { description: 'None: as if there were no arrangement.' })
  coverage: CoverageDraftInput[];
}

@ObjectType('ArrangementImpactRow', { description: 'Questions whose answer would change alike.' })
export class ArrangementImpactRowType {
  @Field(() => AdministrationType)
  partner: { code: string };

  @Field(() => RecognitionOutcomeEnum)
  from: RecognitionOutcome;

  @Field(() => RecognitionOutcomeEnum)
  to: RecognitionOutcome;

  @Field(() => [RecognitionReasonEnum], {
    description: 'Reasons of the new answer; empty where it would be RECOGNISED.',
  })
  reasons: readonly RecognitionReason[];

  @Field(() => Int)
  count: number;
}

@ObjectType('ArrangementImpact', {
  description: 'How the answers to the caller’s questions would change under a draft arrangement.',
})
export class ArrangementImpactType {
  @Field(() => Int, { description: 'Questions about that partner’s operators that were replayed.' })
  considered: number;

  @Field(() => Int)
  unchanged: number;

  @Field(() => Int)
  changed: number;

  @Field(() => Int, {
    description: 'The home registry would have to be asked, since no statement of it was kept with the question.',
  })
  cannotBeKnown: number;

  @Field(() => [ArrangementImpactRowType], { description: 'The most frequent first.' })
  rows: readonly ArrangementImpactRowType[];

  @Field(() => Boolean, {
    description: `True if there were more than ${MAXIMUM_REPLAYED} questions; the oldest were replayed.`,
  })
  truncated: boolean;
}

/** Makes the resolver of the what-if; anew for each schema. */
export function createArrangementImpactResolver() {
  @Resolver()
  class ArrangementImpactResolver {
    @Query(() => ArrangementImpactType, {
      description:
        'Replays the caller’s own past questions, or given ones, against a draft arrangement. Asks no registry and writes nothing. Needs recognition:ask.',
    })
    async arrangementImpact(
      @Ctx() { caller, parts }: RecognitionContext,
      @Arg('draft', () => ArrangementDraftInput) draft: ArrangementDraftInput,
      @Arg('since', () => DateTimeScalar, { nullable: true, description: 'Default: 30 days ago.' }) since:
        | string
        | null,
      @Arg('until', () => DateTimeScalar, { nullable: true, description: 'Default: now.' }) until: string | null,
      @Arg('questions', () => [RecognitionQuestionInput], {
        nullable: true,
        description: 'Instead of the past ones; at most 1,000. Nothing is known of what a registry would say of them.',
      })
      questions: RecognitionQuestionInput[] | null,
    ): Promise<ArrangementImpactType> {
      requireScope(caller, 'recognition:ask');
      if ((questions?.length ?? 0) > MAXIMUM_QUESTIONS) {
        throw registeredError({
          code: 'LIMIT_EXCEEDED',
          message: `At most ${MAXIMUM_QUESTIONS} questions are replayed.`,
          field: 'questions',
          rule: `at most ${MAXIMUM_QUESTIONS}`,
        });
      }
      const now = parts.clock();
      const impact = valueOrThrow(
        await arrangementImpact(parts, caller, draftOf(draft), {
          since: since ?? new Date(now.getTime() - THIRTY_DAYS_MS).toISOString(),
          until: until ?? now.toISOString(),
          questions: questions ?? null,
        }),
      );
      return { ...impact, rows: impact.rows.map((row) => ({ ...row, partner: { code: row.partner } })) };
    }
  }
  return ArrangementImpactResolver;
}

function draftOf({ partner, coverage }: ArrangementDraftInput): ArrangementDraft {
  return {
    partner,
    coverage: coverage.map(
      (row): CoverageDraft => ({
        inForceFrom: row.inForceFrom ?? null,
        inForceTo: row.inForceTo ?? null,
        roles: row.roles,
        authorizationTypes: row.authorizationTypes,
        modes: row.modes,
        acceptsThirdPartyValidation: row.acceptsThirdPartyValidation,
      }),
    ),
  };
}
