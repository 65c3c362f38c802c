import type { AdministrationCode } from '../../../schema/administrations.ts';
import type { BusinessModel, EcommerceStakeholder } from '../../../schema/contract/vocabulary.ts';
import type { SchemeRegistrant } from '../../../schema/reference/collection-schemes.ts';
import type { DeregistrationKind } from './deregistration.ts';
import type { RegistrationSide, RegistrationStatus } from './registration-lifecycle.ts';

/** A vendor as one destination knows it: a vendor at two destinations is two vendors here, so that neither sees the other's. */
export interface Vendor {
  readonly id: string;
  readonly destination: AdministrationCode;
  readonly legalName: string;
  /** ISO 3166-1 alpha-2. */
  readonly establishedIn: string;
  /** As `readTin` gives it; null: it has none, or has not given it. */
  readonly tin: string | null;
  readonly stakeholder: EcommerceStakeholder;
  /** Null: it has never applied, and is known by the registry of its representative alone. */
  readonly contactEmail: string | null;
  /** As it writes it; null: not stated. */
  readonly address: string | null;
  /** Who may act for it, as the destination's token issuer names it; null: an officer brought its application in. */
  readonly account: string | null;
}

/** One registration of one vendor under one scheme. */
export interface Registration {
  readonly id: string;
  readonly destination: AdministrationCode;
  readonly vendorId: string;
  /** The scheme without its period: `EU-IOSS`. Which period's rules hold follows from the day. */
  readonly scheme: string;
  /** In the scheme's format; null until it first becomes ACTIVE. Never given to another. */
  readonly number: string | null;
  readonly businessModel: BusinessModel;
  /** In which capacity it was applied for. INTERMEDIARY: its representative applied for it, one number each. */
  readonly capacity: SchemeRegistrant;
  readonly status: RegistrationStatus;
  /** TIN of an operator of the destination; null: the vendor stands for itself. */
  readonly representative: string | null;
  /** 1 at the application, one more with each action. */
  readonly version: number;
  /** Order of application within this service; what pages are cut by. */
  readonly position: number;
  /** Instant of the latest step, RFC 3339 UTC. */
  readonly changedAt: string;
}

/** One step of a registration's history. */
export interface RegistrationEvent {
  readonly registrationId: string;
  /** The registration's version after this step. */
  readonly version: number;
  /** Instant, RFC 3339 UTC. */
  readonly at: string;
  /** Who took it: an officer or program of the destination, or whom the vendor's token names. */
  readonly by: string;
  readonly side: RegistrationSide;
  /** Null: the application itself. */
  readonly from: RegistrationStatus | null;
  readonly to: RegistrationStatus;
  /** Reason, question or answer; null: none was made. */
  readonly remark: string | null;
  /** Of a deregistration; null: of no other step, or none was stated. */
  readonly deregistration: DeregistrationKind | null;
  /** Reference of the request to the vendor's home administration, which is not the vendor's to know; null: none was made. */
  readonly assistanceReference: string | null;
  /** Last day on which the vendor cannot apply again; null: there is none. */
  readonly quarantineUntil: string | null;
  /** How the decision is appealed against; null: it decides nothing against the vendor. */
  readonly appealNote: string | null;
  /** The scheme's own rule that took the step without an officer; null: somebody decided. */
  readonly rule: string | null;
}

/** One version of a return as it was filed or corrected; amounts are exact decimals in the scheme's currency. */
export interface FiledReturn {
  readonly id: string;
  readonly destination: AdministrationCode;
  readonly registrationId: string;
  /** `2026-07`, `2026-Q3`, `2026-H2` or `2026`. */
  readonly period: string;
  /** 1 as filed, one more with each correction. */
  readonly version: number;
  readonly consignments: number;
  readonly assessedDuty: string;
  readonly assessedTax: string;
  readonly collected: string;
  /** Paid over with the return itself; later parts are payments. */
  readonly remitted: string;
  /** Null: as it was first filed. */
  readonly correctionReason: string | null;
  /** Instant, RFC 3339 UTC. */
  readonly filedAt: string;
  readonly filedBy: string;
}

/** A part of what was assessed for a period that has been paid; an exact decimal in the scheme's currency. */
export interface Payment {
  readonly id: string;
  readonly destination: AdministrationCode;
  readonly registrationId: string;
  readonly period: string;
  /** Order of recording within the period, from 1. */
  readonly sequence: number;
  readonly amount: string;
  /** Calendar date at the destination. */
  readonly paidOn: string;
  /** The destination's own; null: none. */
  readonly reference: string | null;
  /** Instant, RFC 3339 UTC. */
  readonly recordedAt: string;
  readonly recordedBy: string;
}

/** A consignment for which a number was found valid at import. */
export interface CheckedConsignment {
  readonly registrationId: string;
  readonly arrivesOn: string;
  /** The declarant's own; null: not stated. */
  readonly consignmentReference: string | null;
  /** Null: could not be told. */
  readonly duty: string | null;
  readonly tax: string | null;
}
