import 'reflect-metadata';
import { Directive, Field, ID, ObjectType } from 'type-graphql';
import type { AssessmentBasis, CriterionResult, SafeCriterion } from '../../schema/contract/vocabulary.ts';
import { AssessmentBasisEnum, CriterionResultEnum, SafeCriterionEnum } from './enums.ts';
import { CursorScalar } from './scalars.ts';

/** What several subgraphs say alike. Types to which a resolver adds fields never stand here: TypeGraphQL would leak them. */

@ObjectType('PageInfo', { description: 'Where a page of a list ends.' })
@Directive('@shareable')
export class PageInfo {
  @Field(() => Boolean, { description: 'True if more follows.' })
  hasNextPage: boolean;

  @Field(() => CursorScalar, {
    nullable: true,
    description: 'Pass it as `after` for the next page; null: the page is empty, and nothing can follow.',
  })
  endCursor: string | null;
}

@ObjectType('Administration')
@Directive('@key(fields: "code", resolvable: false)')
export class AdministrationReference {
  @Field(() => ID)
  code: string;
}

@ObjectType('CriterionAssessment', { description: 'Assessment of one criterion of SAFE, Annex IV.' })
@Directive('@shareable')
export class CriterionAssessmentType {
  @Field(() => SafeCriterionEnum)
  criterion: SafeCriterion;

  @Field(() => CriterionResultEnum)
  result: CriterionResult;

  @Field(() => AssessmentBasisEnum, { description: 'DIRECT, or the UPU standard that it rests on (note, V).' })
  basis: AssessmentBasis;

  @Field(() => String, { nullable: true, description: 'Null: none, or not for the caller.' })
  remark: string | null;
}
