import { Ctx, Field, Float, Int, ObjectType, Query, Resolver } from 'type-graphql';
import { valueOrThrow } from '../../../schema/contract/registered-error.ts';
import type { AssistanceKind } from '../../../schema/contract/vocabulary.ts';
import { AssistanceKindEnum } from '../../runtime/enums.ts';
import { AdministrationReference } from '../../runtime/shared-types.ts';
import type { AssistanceContext } from './context.ts';
import { AssistanceDirectionEnum } from './enums.ts';

@ObjectType('AssistanceStatistics', {
  description: 'Numbers of the asking administration’s own cases with one partner, of one kind, in one direction.',
})
class AssistanceStatisticsType {
  @Field(() => AdministrationReference, { description: 'The other administration.' })
  partner: AdministrationReference;

  @Field(() => AssistanceKindEnum, { description: 'What was asked for.' })
  kind: AssistanceKind;

  @Field(() => AssistanceDirectionEnum, { description: 'INCOMING: the partner asked.' })
  direction: 'INCOMING' | 'OUTGOING';

  @Field(() => Int, { description: 'All cases.' })
  total: number;

  @Field(() => Int, { description: 'Cases in which an answer is owed.' })
  open: number;

  @Field(() => Int, { description: 'Those of them whose day has passed.' })
  overdue: number;

  @Field(() => Int, { description: 'Cases that were answered, in whole or part, or refused.' })
  answered: number;

  @Field(() => Float, {
    nullable: true,
    description: 'Median of the days from submission to answer, stops not counted; null: nothing was answered.',
  })
  medianDays: number | null;
}

/** Numbers of the caller’s own cases. */
@Resolver()
export class StatisticsResolver {
  @Query(() => [AssistanceStatisticsType], {
    description:
      'Numbers of the asking administration’s own cases, by partner, kind and direction. Scope assistance:read.',
  })
  async assistanceStatistics(@Ctx() { service, caller }: AssistanceContext): Promise<AssistanceStatisticsType[]> {
    const figures = valueOrThrow(await service.figures(caller));
    return figures.map(({ partner, ...rest }) => ({ partner: { code: partner }, ...rest }));
  }
}
