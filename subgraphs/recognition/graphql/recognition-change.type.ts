import { Field, ObjectType } from 'type-graphql';
import type { TinProblem } from '../../../schema/contract/tin.ts';
import { enumOf } from '../../runtime/enums.ts';
import { CursorScalar, DateTimeScalar } from '../../runtime/scalars.ts';
import { PageInfo } from '../../runtime/shared-types.ts';
import { CHANGE_KINDS, type ChangeKind } from '../domain/recognition-change.ts';
import type { WatchedTin } from '../service/follow-operators.ts';
import type { OperatorReference } from '../service/read-questions.ts';
import type { createOperatorTypes } from './operator.type.ts';
import { TinProblemEnum } from './tin-problem.enum.ts';

const RecognitionChangeKindEnum = enumOf(
  'RecognitionChangeKind',
  CHANGE_KINDS,
  'OPERATOR_CHANGED: the home administration may tell something else than before, or nothing any more; what, only asking again says. BENEFITS_SUSPENDED, BENEFITS_REINSTATED: the caller’s own administration stopped or resumed benefits on its side.',
);

/** Makes the types of the feed of changes and of what is followed; anew for each schema. */
export function createRecognitionChangeTypes({ Operator }: ReturnType<typeof createOperatorTypes>) {
  @ObjectType('RecognitionChange', {
    description:
      'That an operator is to be asked about again. It says nothing of what has changed: an answer whose `factsAsOf` lies before `at` is out of date.',
  })
  class RecognitionChange {
    @Field(() => CursorScalar, { description: 'Its place in the feed: pass it as `after` to go on behind it.' })
    cursor: string;

    @Field(() => DateTimeScalar, {
      description:
        'Instant of the change, by the clock of whoever made it. What becomes effective later has one entry at once, and one at that instant.',
    })
    at: string;

    @Field(() => RecognitionChangeKindEnum, { description: 'What kind of change.' })
    kind: ChangeKind;

    @Field(() => Operator, { description: 'Whom it is about, as it is now: its fields are answered as ever.' })
    operator: OperatorReference;
  }

  @ObjectType('RecognitionChangeEdge', { description: 'A change and its place in the feed.' })
  class RecognitionChangeEdge {
    @Field(() => CursorScalar, { description: 'Pass it as `after`.' })
    cursor: string;

    @Field(() => RecognitionChange, { description: 'The change.' })
    node: RecognitionChange;
  }

  @ObjectType('RecognitionChangeConnection', { description: 'One page of the feed of changes, oldest first.' })
  class RecognitionChangeConnection {
    @Field(() => [RecognitionChangeEdge], { description: 'The changes of this page; in their order, each once.' })
    edges: readonly RecognitionChangeEdge[];

    @Field(() => PageInfo, {
      description:
        'Where the page ends. `endCursor` is never null: keep it, and pass it as `after` the next time, even where the page is empty.',
    })
    pageInfo: PageInfo;
  }

  @ObjectType('WatchedOperator', {
    description: 'An operator that the caller’s administration asked about or watches.',
  })
  class WatchedOperator {
    @Field(() => Operator, { description: 'The operator, as it is now.' })
    operator: OperatorReference;

    @Field(() => Boolean, { description: 'True: it is watched. False: it was asked about and is not watched.' })
    watched: boolean;
  }

  @ObjectType('WatchedOperatorEdge', { description: 'An operator and its place in the list.' })
  class WatchedOperatorEdge {
    @Field(() => CursorScalar, { description: 'Pass it as `after`.' })
    cursor: string;

    @Field(() => WatchedOperator, { description: 'The operator.' })
    node: WatchedOperator;
  }

  @ObjectType('WatchedOperatorConnection', {
    description: 'One page of the operators whose changes the caller’s administration is told, in order of TIN.',
  })
  class WatchedOperatorConnection {
    @Field(() => [WatchedOperatorEdge], { description: 'The operators of this page.' })
    edges: readonly WatchedOperatorEdge[];

    @Field(() => PageInfo, { description: 'Where the page ends.' })
    pageInfo: PageInfo;

    @Field(() => CursorScalar, {
      description:
        'Where to go on in `recognitionChanges` once the last page was read: the end of the feed as the first page was read, the same on every page, so that nothing is lost between the two.',
    })
    changesAfter: string;
  }

  @ObjectType('WatchedTin', { description: 'What became of one TIN of a call; its row stands where the TIN stood.' })
  class WatchedTinType implements WatchedTin {
    @Field(() => String, { description: 'As given.' })
    tin: string;

    @Field(() => TinProblemEnum, { nullable: true, description: 'Null: the identifier is well formed.' })
    problem: TinProblem | null;

    @Field(() => Operator, {
      nullable: true,
      description:
        'Null where `problem` says why, or where the home administration has no registry here, so that nobody tells of changes.',
    })
    operator: OperatorReference | null;
  }

  return { RecognitionChangeConnection, WatchedOperatorConnection, WatchedTin: WatchedTinType };
}
