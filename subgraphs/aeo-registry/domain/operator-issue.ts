import { type Result, refused } from '../../../schema/contract/result.ts';

/** Where an issue stands that an operator raised (note, IX: received, addressed and resolved). */
export const ISSUE_STATES = ['RAISED', 'ANSWERED', 'RESOLVED'] as const;
/** One of `ISSUE_STATES`. */
export type IssueState = (typeof ISSUE_STATES)[number];

/** What is done to an issue: the operator replies, an officer answers and resolves. */
export const ISSUE_ACTIONS = ['reply', 'answer', 'resolve'] as const;
/** One of `ISSUE_ACTIONS`. */
export type IssueAction = (typeof ISSUE_ACTIONS)[number];

/** The life cycle: what each action makes of each state; null: not allowed. */
export const ISSUE_LIFECYCLE = {
  RAISED: { reply: 'RAISED', answer: 'ANSWERED', resolve: 'RESOLVED' },
  ANSWERED: { reply: 'RAISED', answer: 'ANSWERED', resolve: 'RESOLVED' },
  RESOLVED: { reply: null, answer: null, resolve: null },
} as const satisfies Record<IssueState, Record<IssueAction, IssueState | null>>;

/** One step of the formal record; added and never changed. */
export interface IssueEntry {
  readonly action: IssueAction | 'raise';
  /** Instant, RFC 3339 UTC. */
  readonly at: string;
  readonly by: string;
  readonly text: string;
}

/** An issue with its formal record. */
export interface OperatorIssue {
  readonly id: string;
  readonly tin: string;
  readonly subject: string;
  readonly state: IssueState;
  readonly raisedAt: string;
  readonly entries: readonly IssueEntry[];
  readonly version: number;
}

/** The issue with one more entry, or ILLEGAL_TRANSITION naming what is allowed. */
export function stepIssue(
  issue: OperatorIssue,
  version: number,
  entry: IssueEntry & { readonly action: IssueAction },
): Result<OperatorIssue> {
  if (issue.version !== version) {
    return refused('VERSION_CONFLICT', 'The issue was changed since that version; read it again.');
  }
  const state = ISSUE_LIFECYCLE[issue.state][entry.action];
  if (state === null)
    return refused('ILLEGAL_TRANSITION', `An issue that is ${issue.state} is closed; no action is allowed.`);
  return { ok: true, value: { ...issue, state, entries: [...issue.entries, entry], version: version + 1 } };
}
