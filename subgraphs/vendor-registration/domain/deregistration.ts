import { accepted, badInput, type Result, refused } from '../../../schema/contract/result.ts';
import { monthsAfter } from './calendar-date.ts';
import type { PublishedScheme } from './published-scheme.ts';
import type { RegistrationEvent } from './registration.ts';
import type { RegistrationSide, RegistrationStatus } from './registration-lifecycle.ts';

/** Why a registration ended. PERSISTENT_FAILURE: obligations not kept time and again; it alone has a quarantine. */
export const DEREGISTRATION_KINDS = ['OWN_WISH', 'CESSATION', 'PERSISTENT_FAILURE'] as const;
/** One of `DEREGISTRATION_KINDS`. */
export type DeregistrationKind = (typeof DEREGISTRATION_KINDS)[number];

/** Whether a side may end a registration for that reason; null: none is stated, which is the officer's to do. */
export function checkDeregistration(
  kind: DeregistrationKind | null,
  status: RegistrationStatus,
  side: RegistrationSide,
): Result<null> {
  if (side === 'VENDOR' && (kind === null || kind === 'PERSISTENT_FAILURE')) {
    return badInput('kind', 'OWN_WISH or CESSATION, where the vendor itself asks for it');
  }
  if (kind === 'PERSISTENT_FAILURE' && status !== 'ACTIVE' && status !== 'SUSPENDED') {
    return badInput('kind', 'OWN_WISH or CESSATION: a vendor that was never approved has failed in nothing');
  }
  return accepted(null);
}

/** The last day on which the vendor cannot apply again; null: it can at once, or no rule of the scheme is known. */
export function quarantineUntil(
  kind: DeregistrationKind | null,
  { quarantine }: PublishedScheme,
  today: string,
): string | null {
  return kind === 'PERSISTENT_FAILURE' && quarantine !== null ? monthsAfter(today, quarantine.months) : null;
}

/** A vendor in quarantine cannot apply: ILLEGAL_TRANSITION names its last day. The events are those of all its registrations. */
export function checkNoQuarantine(events: readonly RegistrationEvent[], today: string): Result<null> {
  const until = events
    .map((event) => event.quarantineUntil ?? '')
    .sort()
    .at(-1);
  if (until === undefined || until < today) return accepted(null);
  return refused(
    'ILLEGAL_TRANSITION',
    `The vendor was deregistered for persistent failure and is in quarantine until ${until}, that day included.`,
  );
}

/** What a decision against a vendor says of review where the officer has not said more. */
const REVIEW = 'Administrative appeal or judicial review under the law of the destination (WTO TFA, article 4).';

/** The appeal note of a step: the officer's own, else that review lies; null for a step that decides nothing against the vendor. */
export function appealNoteOf(
  to: RegistrationStatus,
  kind: DeregistrationKind | null,
  stated: string | null,
): string | null {
  const decidesAgainst = to === 'REFUSED' || to === 'SUSPENDED' || (to === 'DEREGISTERED' && kind !== 'OWN_WISH');
  return stated ?? (decidesAgainst ? REVIEW : null);
}
