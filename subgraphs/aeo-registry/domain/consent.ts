import type { AdministrationCode } from '../../../schema/administrations.ts';
import type { ConsentEntry } from './registered-operator.ts';

/** The entry that counts for a destination at an instant: the last recorded of those that hold by then; undefined: none. */
export function findConsent(
  consents: readonly ConsentEntry[],
  destination: AdministrationCode,
  now: Date,
): ConsentEntry | undefined {
  return consents
    .filter((entry) => entry.destination === destination && Date.parse(entry.since) <= now.getTime())
    .reduce<ConsentEntry | undefined>(
      (newest, entry) => (newest === undefined || entry.sequence > newest.sequence ? entry : newest),
      undefined,
    );
}

/** True if the operator's data may go to the destination now. No entry is no consent. */
export function consents(entries: readonly ConsentEntry[], destination: AdministrationCode, now: Date): boolean {
  return findConsent(entries, destination, now)?.given === true;
}

/** For each destination the entry that counts, or the one that is to hold later where none does yet; in order of code. */
export function presentConsents(entries: readonly ConsentEntry[], now: Date): readonly ConsentEntry[] {
  const destinations = [...new Set(entries.map((entry) => entry.destination))].toSorted();
  return destinations.flatMap((destination) => {
    const present =
      findConsent(entries, destination, now) ?? entries.findLast((entry) => entry.destination === destination);
    return present === undefined ? [] : [present];
  });
}
