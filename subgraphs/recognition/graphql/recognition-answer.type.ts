import { Ctx, Directive, Field, FieldResolver, ID, InputType, ObjectType, Resolver, Root } from 'type-graphql';
import { ADMINISTRATIONS, operatorTypeName } from '../../../schema/administrations.ts';
import type { TinProblem } from '../../../schema/contract/tin.ts';
import type { OperatorRole, TransportMode } from '../../../schema/contract/vocabulary.ts';
import { OperatorRoleInputEnum, TransportModeEnum } from '../../runtime/enums.ts';
import { requireScope } from '../../runtime/require-scope.ts';
import { DateTimeScalar } from '../../runtime/scalars.ts';
import type { AskedQuestion, OperatorReference } from '../service/read-questions.ts';
import type { RecognitionContext } from './context.ts';
import { RecognitionDecisionType } from './decision.type.ts';
import type { createOperatorTypes } from './operator.type.ts';
import { showDecision } from './show-decision.ts';
import { TinProblemEnum } from './tin-problem.enum.ts';

@InputType('RecognitionQuestion', { description: 'One question about one party of a consignment.' })
export class RecognitionQuestionInput implements AskedQuestion {
  @Field(() => String, {
    description: 'Lower case and the separators space, hyphen and dot are read; nothing else is guessed.',
  })
  tin: string;

  @Field(() => OperatorRoleInputEnum, { description: 'The role in which the operator acts.' })
  role: OperatorRole;

  @Field(() => TransportModeEnum, { nullable: true, description: 'Where the coverage depends on it.' })
  mode?: TransportMode | null;

  @Field(() => String, { nullable: true, description: 'The name on the declaration, to be compared.' })
  declaredName?: string | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'The instant asked about; default now, never in the future.',
  })
  on?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'The caller’s own reference to the consignment; comes back unchanged. Questions of clearance that have none and are mostly in vain are refused after a while.',
  })
  reference?: string | null;
}

/** What arrives for an answer by its key: the encoded question, and the statement inside `consulted` where there is one. */
interface AnswerValue {
  readonly question: string;
  readonly problem?: TinProblem | null;
  readonly consulted?: { readonly attestation?: string | null } | null;
}

/** Selects the attestation of whichever concrete operator was consulted. */
const REQUIRED_STATEMENT = `consulted { ${ADMINISTRATIONS.map(
  ({ code }) => `... on ${operatorTypeName(code)} { attestation }`,
).join(' ')} }`;

/** Makes the answer type and its resolver; anew for each schema. */
export function createRecognitionAnswer({ Operator }: ReturnType<typeof createOperatorTypes>) {
  @ObjectType('RecognitionAnswer', {
    description: 'The answer to one question of a batch; its row stands where the question stood.',
  })
  @Directive('@key(fields: "question")')
  class RecognitionAnswer {
    @Field(() => ID)
    @Directive('@inaccessible')
    question: string;

    @Field(() => String, { nullable: true, description: 'As given with the question.' })
    reference: string | null;

    @Field(() => String, { description: 'As given with the question.' })
    tin: string;

    @Field(() => Operator, {
      nullable: true,
      description: 'Null where `problem` says why, or where the home administration has no registry here.',
    })
    operator: OperatorReference | null;

    @Field(() => Operator, { nullable: true })
    @Directive('@inaccessible')
    consulted: OperatorReference | null;

    @Field(() => TinProblemEnum, { nullable: true, description: 'Null: the identifier is well formed.' })
    problem: TinProblem | null;
  }

  @Resolver(() => RecognitionAnswer)
  class RecognitionAnswerResolver {
    @FieldResolver(() => RecognitionDecisionType, { nullable: true, description: 'Null where `problem` says why.' })
    @Directive(`@requires(fields: "${REQUIRED_STATEMENT}")`)
    async decision(
      @Root() answer: AnswerValue,
      @Ctx() context: RecognitionContext,
    ): Promise<RecognitionDecisionType | null> {
      requireScope(context.caller, 'recognition:ask');
      const conclusion = await context.conclusions.load({
        question: answer.question,
        attestation: answer.consulted?.attestation ?? null,
      });
      return conclusion === null ? null : showDecision(conclusion);
    }
  }
  return { RecognitionAnswer, RecognitionAnswerResolver };
}
