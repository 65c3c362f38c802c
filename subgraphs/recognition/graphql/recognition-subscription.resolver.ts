import { Arg, Ctx, ID, Resolver, Root, Subscription } from 'type-graphql';
import { valueOrThrow } from '../../../schema/contract/registered-error.ts';
import { readTin } from '../../../schema/contract/tin.ts';
import { followSeen } from '../../runtime/follow-seen.ts';
import { requireScope } from '../../runtime/require-scope.ts';
import { AFTER_CURSOR, CursorScalar, TinScalar } from '../../runtime/scalars.ts';
import { changeCursor } from '../domain/change-cursor.ts';
import { type ChangeFilter, type FollowedRecognition, passing } from '../service/follow-changes.ts';
import { operatorReference } from '../service/read-questions.ts';
import type { RecognitionContext } from './context.ts';
import type { createOperatorTypes } from './operator.type.ts';
import type { createRecognitionChangeTypes } from './recognition-change.type.ts';

const WHAT =
  'in the order of the feed `recognitionChanges`, as it is when it is told. Of operators that the caller’s administration asked about or watches. Needs the scope recognition:ask.';
const TINS = 'Only changes of these operators, at most 1,000; more is LIMIT_EXCEEDED. Null: of all.';
const ADMINISTRATIONS = 'Only changes of operators whose home administration has one of these codes; null: of all.';

interface FollowArguments extends ChangeFilter {
  readonly after?: string | null;
}

/** Makes the resolver of the subscriptions to changes; anew for each schema. */
export function createRecognitionSubscriptionResolver(
  { Operator }: ReturnType<typeof createOperatorTypes>,
  { RecognitionChange }: ReturnType<typeof createRecognitionChangeTypes>,
) {
  function subscribe({ args, context }: { args: FollowArguments; context: RecognitionContext }) {
    requireScope(context.caller, 'recognition:ask');
    const passes = valueOrThrow(passing(args));
    return followSeen(context, args.after, async ({ key }) => passes(key) && operatorOf(key) !== null);
  }

  @Resolver()
  class RecognitionSubscriptionResolver {
    @Subscription(() => RecognitionChange, { description: `A change, ${WHAT}`, subscribe })
    recognitionChange(
      @Arg('after', () => CursorScalar, { nullable: true, description: AFTER_CURSOR })
      _after: string | null | undefined,
      @Arg('tins', () => [TinScalar], { nullable: true, description: TINS }) _tins: string[] | null,
      @Arg('administrations', () => [ID], { nullable: true, description: ADMINISTRATIONS })
      _administrations: string[] | null,
      @Root() { position, key, kind, at }: FollowedRecognition,
      @Ctx() { caller }: RecognitionContext,
    ) {
      const cursor = changeCursor({ of: caller.administration, sequence: position });
      return { cursor, kind, at, operator: operatorOf(key) };
    }

    @Subscription(() => Operator, { description: `The operator of a change, ${WHAT}`, subscribe })
    recognitionChanged(
      @Arg('after', () => CursorScalar, { nullable: true, description: AFTER_CURSOR })
      _after: string | null | undefined,
      @Arg('tins', () => [TinScalar], { nullable: true, description: TINS }) _tins: string[] | null,
      @Arg('administrations', () => [ID], { nullable: true, description: ADMINISTRATIONS })
      _administrations: string[] | null,
      @Root() { key }: FollowedRecognition,
    ) {
      return operatorOf(key);
    }
  }
  return RecognitionSubscriptionResolver;
}

/** Null: one that is connected no longer has no type in the graph. */
function operatorOf(tin: string) {
  const reading = readTin(tin);
  return reading.ok ? operatorReference(reading.administration, tin) : null;
}
