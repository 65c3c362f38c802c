import { accepted, badInput, type Result } from '../../../schema/contract/result.ts';
import type { PurposeOfUse } from '../../../schema/contract/vocabulary.ts';

/** Where a wish to use an answer for another purpose stands. */
export const FURTHER_USE_STATES = ['ASKED', 'GRANTED', 'REFUSED'] as const;
/** One of `FURTHER_USE_STATES`. */
export type FurtherUseState = (typeof FURTHER_USE_STATES)[number];

/** A wish to use an answer for another purpose than that of the request; only the supplier may grant it (domain.md 3.3). */
export interface FurtherUse {
  readonly purpose: PurposeOfUse;
  readonly reason: string;
  readonly state: FurtherUseState;
  /** RFC 3339, UTC. */
  readonly askedAt: string;
  /** Null while ASKED. */
  readonly decidedAt: string | null;
  /** The conditions of a grant or the reasons of a refusal; null: none. */
  readonly remark: string | null;
}

/** What uses are decided on. */
export interface UsableAnswer {
  readonly purpose: PurposeOfUse;
  readonly furtherUses: readonly FurtherUse[];
}

/**
 * Uses that a purpose has in it: a vendor is registered so that its consignments can be cleared (note, IV, option 3), so
 * what was given for the registration may be read at clearance. Every other purpose is itself alone (domain.md 3.3).
 */
const INCLUDED_USES: Partial<Record<PurposeOfUse, readonly PurposeOfUse[]>> = {
  VENDOR_REGISTRATION: ['IMPORT_CLEARANCE'],
};

/** True if an answer may be read for the purpose: the request's own, one that it has in it, or one that was granted. */
export function mayBeUsedFor({ purpose, furtherUses }: UsableAnswer, wanted: PurposeOfUse): boolean {
  if (purpose === wanted || INCLUDED_USES[purpose]?.includes(wanted) === true) return true;
  return furtherUses.some((use) => use.purpose === wanted && use.state === 'GRANTED');
}

/** The uses with a new wish. One that was refused may be asked for again, with better reasons. */
export function askForUse(
  answer: UsableAnswer,
  purpose: PurposeOfUse,
  reason: string,
  at: string,
): Result<readonly FurtherUse[]> {
  if (mayBeUsedFor(answer, purpose)) return badInput('purpose', 'one for which the answer may not be used already');
  if (answer.furtherUses.some((use) => use.purpose === purpose && use.state === 'ASKED')) {
    return badInput('purpose', 'one that is not asked for already');
  }
  const wish = { purpose, reason, state: 'ASKED', askedAt: at, decidedAt: null, remark: null } as const;
  return accepted([...answer.furtherUses, wish]);
}

/** The uses with the wish for a purpose decided. */
export function decideUse(
  { furtherUses }: UsableAnswer,
  purpose: PurposeOfUse,
  decision: { readonly state: 'GRANTED' | 'REFUSED'; readonly remark: string | null; readonly at: string },
): Result<readonly FurtherUse[]> {
  const isAsked = (use: FurtherUse) => use.purpose === purpose && use.state === 'ASKED';
  if (!furtherUses.some(isAsked)) return badInput('purpose', 'one that is asked for and not decided');
  const { state, remark, at } = decision;
  return accepted(furtherUses.map((use) => (isAsked(use) ? { ...use, state, remark, decidedAt: at } : use)));
}
