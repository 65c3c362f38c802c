import { Ctx, Field, ID, Int, ObjectType, Query, Resolver } from 'type-graphql';
import { enumOf } from '../../runtime/enums.ts';
import { requireScope } from '../../runtime/require-scope.ts';
import { DateTimeScalar } from '../../runtime/scalars.ts';
import { listMisuseAlerts, MISUSE_RULES, type MisuseAlert, type MisuseRule } from '../service/misuse-alerts.ts';
import type { RecognitionContext } from './context.ts';

const MisuseRuleEnum = enumOf(
  'MisuseRule',
  MISUSE_RULES,
  'Why a caller is taken to be guessing. SEQUENCE: neighbouring numbers; SHARE: most of what it asks is unknown or withheld; NUMBER: so many are that no share excuses it; NO_REFERENCE: most of its questions of clearance without a `reference` were in vain.',
);

/** Makes the resolver by which an administration learns that one of its callers is taken to be guessing. */
export function createMisuseAlertResolver() {
  @ObjectType('MisuseAlert', {
    description:
      'One of the caller’s own administration’s persons or programs is taken to be guessing. A registry then tells it nothing for a while: recognition is UNDETERMINED with REGISTRY_REFUSED; the recognition service refuses its questions without a reference: RATE_LIMITED.',
  })
  class MisuseAlertType implements Omit<MisuseAlert, 'id' | 'asking'> {
    @Field(() => ID, {
      nullable: true,
      description: 'Code of the administration whose registry refuses; null: the recognition service does, by itself.',
    })
    administration: string | null;

    @Field(() => String, { description: 'The person or program, as its token names it.' })
    subject: string;

    @Field(() => MisuseRuleEnum, { description: 'Why.' })
    rule: MisuseRule;

    @Field(() => Int, { description: 'Different identifiers within a day of which nothing was told.' })
    unanswered: number;

    @Field(() => Int, { description: 'Questions within that day; where there were very many, at least so many.' })
    questions: number;

    @Field(() => DateTimeScalar, { description: 'Instant from which it is refused.' })
    since: string;

    @Field(() => DateTimeScalar, {
      description: 'Instant from which it is refused no more; the registry may end it before.',
    })
    until: string;
  }

  @Resolver()
  class MisuseAlertResolver {
    @Query(() => [MisuseAlertType], {
      description:
        'About callers of one’s own administration, newest first, the newest hundred; a registry tells within seconds. Needs the scope operator:read.',
    })
    misuseAlerts(@Ctx() { caller, parts }: RecognitionContext): Promise<readonly MisuseAlert[]> {
      requireScope(caller, 'operator:read');
      return listMisuseAlerts(parts, caller);
    }
  }
  return MisuseAlertResolver;
}
