import { needlessDoubts, wrongDecisions } from './check-decisions.ts';
import { lostEvents, reorderedEvents, repeatedEvents } from './check-feeds.ts';
import { halfLoggedBatches, undisclosedAnswers, unloggedAnswers, unprovenAnswers } from './check-proofs.ts';
import {
  inventedWrites,
  lostWrites,
  misdatedWrites,
  reorderedWrites,
  repeatedWrites,
  unansweredOperations,
} from './check-writes.ts';
import type { History } from './journal.ts';

/** What must never happen, each with the function that finds it in a history. Each finding is a line for a person. */
export const CHECKS = {
  'acknowledged writes lost': lostWrites,
  'writes that nobody made': inventedWrites,
  'writes there twice': repeatedWrites,
  'writes out of order': reorderedWrites,
  'writes in force at another time': misdatedWrites,
  'broken or half written': ({ kept }: History) => kept.broken,
  'wrong decisions': wrongDecisions,
  'undetermined with all there': needlessDoubts,
  'unanswered with all there': unansweredOperations,
  'receipts that do not verify': unprovenAnswers,
  'answers without a consultation': unloggedAnswers,
  'answers without a disclosure': undisclosedAnswers,
  'requests logged in part': halfLoggedBatches,
  'events lost': lostEvents,
  'events repeated or invented': repeatedEvents,
  'events out of order': reorderedEvents,
} as const satisfies Record<string, (history: History) => readonly string[]>;
export type CheckName = keyof typeof CHECKS;

/** What each check found; all empty: the history is as it must be. */
export function checkHistory(history: History): Readonly<Record<CheckName, readonly string[]>> {
  const found = Object.entries(CHECKS).map(([name, check]) => [name, check(history)]);
  return Object.fromEntries(found) as Record<CheckName, readonly string[]>;
}
