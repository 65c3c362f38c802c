import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { buildFederatedSchema, type FederatedSchema } from '../../runtime/federated-schema.ts';
import { requireScope } from '../../runtime/require-scope.ts';
import { JwsScalar } from '../../runtime/scalars.ts';
import { findTimeProof } from '../service/time-proof.ts';
import { createAdministrationResolver } from './administration.resolver.ts';
import { createArrangementImpactResolver } from './arrangement-impact.resolver.ts';
import { createBenefitSuspensionResolver } from './benefit-suspension.resolver.ts';
import type { RecognitionContext } from './context.ts';
import { ConsultationType, RecognitionDecisionType, TimeProofType } from './decision.type.ts';
import { describeAdministration } from './describe-administration.ts';
import { createDirectoryResolver } from './directory.resolver.ts';
import { createMisuseAlertResolver } from './misuse-alert.resolver.ts';
import { createOperatorTypes } from './operator.type.ts';
import { createRecognitionAnswer } from './recognition-answer.type.ts';
import { createRecognitionChangeResolver } from './recognition-change.resolver.ts';
import { createRecognitionChangeTypes } from './recognition-change.type.ts';

/** Builds the subgraph's schema; needs no database. */
export function buildRecognitionSchema(): Promise<FederatedSchema> {
  const operators = createOperatorTypes();
  const answers = createRecognitionAnswer(operators);
  return buildFederatedSchema<RecognitionContext>({
    resolvers: [
      createDirectoryResolver(operators, answers),
      createBenefitSuspensionResolver(operators),
      createArrangementImpactResolver(),
      createMisuseAlertResolver(),
      createRecognitionChangeResolver(createRecognitionChangeTypes(operators)),
      createAdministrationResolver(),
      createDecisionResolver(),
      createConsultationResolver(),
      answers.RecognitionAnswerResolver,
      ...operators.concrete.map(({ resolver }) => resolver),
    ],
    orphanedTypes: operators.concrete.map(({ type }) => type),
    references: {
      ...Object.fromEntries(operators.concrete.map(({ typeName }) => [typeName, sameObject])),
      RecognitionAnswer: sameObject,
      Administration: async ({ code }) => ({ ...describeAdministration(String(code)) }),
    },
  });
}

/** The representation is the object: all else is resolved from its key and what the plan fetched with it. */
async function sameObject(representation: Record<string, unknown>): Promise<object> {
  return { ...representation };
}

function createDecisionResolver() {
  @Resolver(() => RecognitionDecisionType)
  class DecisionResolver {
    @FieldResolver(() => JwsScalar, {
      nullable: true,
      description:
        'The very statement decided on, negative ones too; null: none was needed or had. Needs the scope operator:read.',
    })
    attestation(@Root() decision: RecognitionDecisionType, @Ctx() { caller }: RecognitionContext): string | null {
      requireScope(caller, 'operator:read');
      return decision.statement;
    }
  }
  return DecisionResolver;
}

function createConsultationResolver() {
  @Resolver(() => ConsultationType)
  class ConsultationResolver {
    @FieldResolver(() => TimeProofType, {
      nullable: true,
      description:
        'Null: not time-stamped. It is within a minute or two of the answer where a time-stamping authority is set, and made up for after an outage of it; ask again then.',
    })
    async timeProof(
      @Root() { number }: ConsultationType,
      @Ctx() { parts, caller }: RecognitionContext,
    ): Promise<TimeProofType | null> {
      return (await findTimeProof(parts, caller, number)) ?? null;
    }
  }
  return ConsultationResolver;
}
