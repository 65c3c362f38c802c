import { Arg, Ctx, ID, Int, Mutation, Query, Resolver } from 'type-graphql';
import { valueOrThrow } from '../../../schema/contract/registered-error.ts';
import { readTin } from '../../../schema/contract/tin.ts';
import { requireScope } from '../../runtime/require-scope.ts';
import { CursorScalar } from '../../runtime/scalars.ts';
import {
  listFollowed,
  MAXIMUM_FOLLOWED,
  MAXIMUM_WATCHED,
  setWatched,
  type WatchedTin as TinOutcome,
} from '../service/follow-operators.ts';
import { type FeedChange, MAXIMUM_CHANGES, readChanges } from '../service/read-changes.ts';
import { operatorReference } from '../service/read-questions.ts';
import type { RecognitionContext } from './context.ts';
import type { createRecognitionChangeTypes } from './recognition-change.type.ts';

const DEFAULT_PAGE = 100;
const SCOPE =
  'Needs the scope recognition:ask: whoever may ask sees, and sets, what the whole administration follows, since one feed serves all its systems.';
const TINS = `At most ${MAXIMUM_FOLLOWED.toLocaleString('en')}; a bad one is reported in its own row and hinders no other.`;

/** Makes the resolver of the feed of changes, and of what it tells of; anew for each schema. */
export function createRecognitionChangeResolver(types: ReturnType<typeof createRecognitionChangeTypes>) {
  const { RecognitionChangeConnection, WatchedOperatorConnection, WatchedTin } = types;

  @Resolver()
  class RecognitionChangeResolver {
    @Query(() => RecognitionChangeConnection, {
      description: `What has changed of the operators that the caller’s administration asked about or watches, oldest first: a feed to keep a local copy with. Who keeps \`pageInfo.endCursor\` and goes on from it gets each change once, in order, over any restart. A consent withdrawn is seen as a change and nothing else. ${SCOPE} Errors: CURSOR_EXPIRED where the feed does not reach back to the cursor; BAD_USER_INPUT for what is no cursor of this administration’s feed.`,
    })
    async recognitionChanges(
      @Ctx() { parts, caller }: RecognitionContext,
      @Arg('after', () => CursorScalar, {
        nullable: true,
        description: 'Continue behind it; null: from the oldest change that is kept.',
      })
      after: string | null,
      @Arg('first', () => Int, {
        nullable: true,
        defaultValue: DEFAULT_PAGE,
        description: `1 to ${MAXIMUM_CHANGES.toLocaleString('en')}; more is LIMIT_EXCEEDED. Null: ${DEFAULT_PAGE}.`,
      })
      first: number | null,
      @Arg('tins', () => [String], {
        nullable: true,
        description: `Only changes of these operators, at most ${MAXIMUM_CHANGES.toLocaleString('en')}; null: of all.`,
      })
      tins: string[] | null,
      @Arg('administrations', () => [ID], {
        nullable: true,
        description: 'Only changes of operators whose home administration has one of these codes; null: of all.',
      })
      administrations: string[] | null,
    ) {
      requireScope(caller, 'recognition:ask');
      const query = {
        ...{ after: after ?? null, first: first ?? DEFAULT_PAGE },
        ...{ tins: tins ?? null, administrations: administrations ?? null },
      };
      const page = valueOrThrow(await readChanges(parts, caller.administration, query));
      const { hasNextPage, endCursor } = page;
      return { edges: page.changes.flatMap(edgeOf), pageInfo: { hasNextPage, endCursor } };
    }

    @Query(() => WatchedOperatorConnection, {
      description: `The operators whose changes the caller’s administration is told, each as it is now: what to start a local copy with, or to start over with, and then go on with \`recognitionChanges(after: changesAfter)\`. ${SCOPE} Errors: BAD_USER_INPUT for what is no cursor of this list.`,
    })
    async watchedOperators(
      @Ctx() { parts, caller }: RecognitionContext,
      @Arg('after', () => CursorScalar, {
        nullable: true,
        description: 'Continue behind it; null: from the beginning.',
      })
      after: string | null,
      @Arg('first', () => Int, {
        nullable: true,
        defaultValue: DEFAULT_PAGE,
        description: `1 to ${MAXIMUM_FOLLOWED.toLocaleString('en')}; more is LIMIT_EXCEEDED. Null: ${DEFAULT_PAGE}.`,
      })
      first: number | null,
    ) {
      requireScope(caller, 'recognition:ask');
      const request = { after: after ?? null, first: first ?? DEFAULT_PAGE };
      const { followed, hasNextPage, changesAfter } = valueOrThrow(await listFollowed(parts, caller, request));
      const edges = followed.map(({ cursor, operator, watched }) => ({ cursor, node: { operator, watched } }));
      return { edges, pageInfo: { hasNextPage, endCursor: edges.at(-1)?.cursor ?? null }, changesAfter };
    }

    @Mutation(() => [WatchedTin], {
      description: `Watches operators for the caller’s whole administration, whether it asked about them or not; again, it changes nothing. Whether they exist is not looked at: who is not told of an operator is not told of its changes. ${SCOPE} Errors: LIMIT_EXCEEDED for more than ${MAXIMUM_FOLLOWED.toLocaleString('en')} in one call, or ${MAXIMUM_WATCHED.toLocaleString('en')} watched by one administration.`,
    })
    async watchOperators(
      @Ctx() { parts, caller }: RecognitionContext,
      @Arg('tins', () => [String], { description: TINS }) tins: string[],
    ): Promise<readonly TinOutcome[]> {
      requireScope(caller, 'recognition:ask');
      return valueOrThrow(await setWatched(parts, caller, tins, true));
    }

    @Mutation(() => [WatchedTin], {
      description: `Watches operators no longer; again, it changes nothing. Those that the administration asked about are told of still. ${SCOPE}`,
    })
    async unwatchOperators(
      @Ctx() { parts, caller }: RecognitionContext,
      @Arg('tins', () => [String], { description: TINS }) tins: string[],
    ): Promise<readonly TinOutcome[]> {
      requireScope(caller, 'recognition:ask');
      return valueOrThrow(await setWatched(parts, caller, tins, false));
    }
  }
  return RecognitionChangeResolver;
}

/** One that is connected no longer has no type in the graph. */
function edgeOf({ tin, ...change }: FeedChange) {
  const reading = readTin(tin);
  const operator = reading.ok ? operatorReference(reading.administration, tin) : null;
  return operator === null ? [] : [{ cursor: change.cursor, node: { ...change, operator } }];
}
