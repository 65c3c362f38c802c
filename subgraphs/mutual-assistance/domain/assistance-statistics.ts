import type { AdministrationCode } from '../../../schema/administrations.ts';
import type { AssistanceKind } from '../../../schema/contract/vocabulary.ts';
import { type AssistanceState, isOpen } from './assistance-lifecycle.ts';
import { type OralRequest, stateAt } from './oral-request.ts';
import { isOverdue, type ResponseClock } from './response-clock.ts';

/** What is counted of a case. */
export interface CountedCase {
  readonly requesting: AdministrationCode;
  readonly requested: AdministrationCode;
  readonly kind: AssistanceKind;
  readonly state: AssistanceState;
  readonly oral: OralRequest | null;
  readonly submittedAt: string;
  readonly answeredAt: string | null;
  readonly clock: ResponseClock;
}

/** The numbers of one party’s cases with one partner, of one kind, in one direction. */
export interface AssistanceFigures {
  readonly partner: AdministrationCode;
  readonly kind: AssistanceKind;
  readonly direction: 'INCOMING' | 'OUTGOING';
  readonly total: number;
  readonly open: number;
  readonly overdue: number;
  readonly answered: number;
  /** Median of the days from submission to answer, stops not counted; null: nothing was answered. */
  readonly medianDays: number | null;
}

const DAY_MS = 86_400_000;

/** The numbers of a party’s own cases, by partner, kind and direction, in that order. */
export function figuresOf(
  cases: readonly CountedCase[],
  party: AdministrationCode,
  now: Date,
): readonly AssistanceFigures[] {
  const groups = new Map<string, CountedCase[]>();
  for (const each of cases) {
    const outgoing = each.requesting === party;
    const key = [outgoing ? each.requested : each.requesting, each.kind, outgoing ? 'OUTGOING' : 'INCOMING'].join(' ');
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [each]);
    else group.push(each);
  }
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, group]) => figuresOfGroup(group, party, now));
}

function figuresOfGroup(group: readonly CountedCase[], party: AdministrationCode, now: Date): AssistanceFigures {
  const [first] = group;
  if (first === undefined) throw new TypeError('a group has a case');
  const outgoing = first.requesting === party;
  const states = group.map((each) => ({ ...each, state: stateAt(each, now) }));
  const days = group.flatMap(daysToAnswer);
  return {
    partner: outgoing ? first.requested : first.requesting,
    kind: first.kind,
    direction: outgoing ? 'OUTGOING' : 'INCOMING',
    total: group.length,
    open: states.filter(({ state }) => isOpen(state)).length,
    overdue: states.filter((each) => isOverdue(each, now)).length,
    answered: days.length,
    medianDays: medianOf(days),
  };
}

function daysToAnswer({ submittedAt, answeredAt, clock }: CountedCase): number[] {
  if (answeredAt === null) return [];
  const days = (new Date(answeredAt).getTime() - new Date(submittedAt).getTime()) / DAY_MS - clock.stoppedDays;
  return [Math.max(0, Math.round(days * 10) / 10)];
}

/** The middle one, or the mean of the two in the middle; null: of none. */
export function medianOf(values: readonly number[]): number | null {
  const sorted = [...values].sort((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)];
  const lower = sorted[Math.ceil(sorted.length / 2) - 1];
  return upper === undefined || lower === undefined ? null : (lower + upper) / 2;
}
