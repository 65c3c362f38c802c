import { Arg, Ctx, Field, ID, ObjectType, Query, Resolver } from 'type-graphql';
import type { BusinessModel, OperatorRole, SafeCriterion } from '../../../../schema/contract/vocabulary.ts';
import { QUESTIONNAIRE, type Question, type Questionnaire } from '../../../../schema/reference/questionnaire.ts';
import { BusinessModelEnum, OperatorRoleEnum, SafeCriterionEnum } from '../../../runtime/enums.ts';
import { questionnaireFor } from '../../domain/questionnaire-for.ts';
import { actorWith, type OfficerContext } from './officer-context.ts';

/** The questions by which an applicant assesses itself. */
export function createQuestionnaireResolver() {
  @ObjectType('Question', { description: 'A question on one criterion of SAFE, Annex IV.' })
  class QuestionType implements Question {
    @Field(() => ID, { description: 'Letter of the criterion and a number; never given to another question.' })
    id: string;

    @Field(() => SafeCriterionEnum, { description: 'The criterion that it is about.' })
    criterion: SafeCriterion;

    @Field(() => [OperatorRoleEnum], { description: 'Whom it is asked; empty: everybody.' })
    stakeholders: readonly OperatorRole[];

    @Field(() => [BusinessModelEnum], { description: 'In which models it is asked; empty: in all.' })
    businessModels: readonly BusinessModel[];

    @Field(() => String, { description: 'The question.' })
    text: string;

    @Field(() => String, { description: 'Why it is asked.' })
    why: string;

    @Field(() => String, { description: 'SAFE, the note, or where it is inferred.' })
    source: string;
  }

  @ObjectType('Questionnaire', { description: 'The questions for one stakeholder in one business model.' })
  class QuestionnaireType implements Questionnaire {
    @Field(() => String, { description: 'Version: a changed question is a new version.' })
    version: string;

    @Field(() => [QuestionType], { description: 'In order of criterion, A to M.' })
    questions: readonly Question[];
  }

  @Resolver()
  class QuestionnaireResolver {
    @Query(() => QuestionnaireType, {
      description: 'Customised to stakeholder and business model. Needs registry:read, or operator:self.',
    })
    questionnaire(
      @Arg('stakeholder', () => OperatorRoleEnum, { description: 'As what one applies.' }) stakeholder: OperatorRole,
      @Arg('businessModel', () => BusinessModelEnum, { nullable: true, description: 'Null: no e-commerce model.' })
      businessModel: BusinessModel | null | undefined,
      @Ctx() context: OfficerContext,
    ): Questionnaire {
      actorWith(context, 'registry:read');
      return questionnaireFor(QUESTIONNAIRE, stakeholder, businessModel ?? null);
    }
  }
  return QuestionnaireResolver;
}
