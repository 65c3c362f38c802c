import { type AdministrationCode, findAdministration } from '../../../schema/administrations.ts';
import type { AssistanceAgreement } from '../../../schema/reference/assistance-agreements.ts';
import type { TaxRate } from '../../../schema/reference/tax-rates.ts';
import type { Signer } from '../../../schema/trust/signer.ts';
import type { Clock } from '../../runtime/clock.ts';
import type { Peer } from '../../runtime/peer.ts';
import { dateIn } from '../domain/calendar-date.ts';
import type { PublishedScheme } from '../domain/published-scheme.ts';
import type { RegistrationStore } from '../domain/registration-ports.ts';

/** What the services of this subgraph work with. */
export interface VendorRegistrationParts {
  readonly store: RegistrationStore;
  readonly clock: Clock;
  readonly newId: () => string;
  readonly signer: Signer;
  readonly mutualAssistance: Peer;
  readonly schemes: readonly PublishedScheme[];
  readonly taxRates: readonly TaxRate[];
  readonly agreements: readonly AssistanceAgreement[];
}

/** IANA time zone of a destination's dates. */
export function timeZoneOf(destination: AdministrationCode): string {
  return findAdministration(destination)?.timeZone ?? 'Etc/UTC';
}

/** The destination's calendar date at this moment. */
export function todayAt(destination: AdministrationCode, clock: Clock): string {
  return dateIn(clock().toISOString(), timeZoneOf(destination));
}
