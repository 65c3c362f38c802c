import type { AdministrationCode } from '../../../schema/administrations.ts';
import type { BusinessModel, EcommerceStakeholder } from '../../../schema/contract/vocabulary.ts';
import type { RegistrationStatus } from './registration-lifecycle.ts';

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
  readonly contactEmail: string;
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
  readonly status: RegistrationStatus;
  /** TIN of an operator of the destination; null: the vendor stands for itself. */
  readonly representative: string | null;
  /** 1 at the application, one more with each action. */
  readonly version: number;
  /** Order of application within this service; what pages are cut by. */
  readonly position: number;
}

/** One step of a registration's history. */
export interface RegistrationEvent {
  readonly registrationId: string;
  /** The registration's version after this step. */
  readonly version: number;
  /** Instant, RFC 3339 UTC. */
  readonly at: string;
  /** The officer or program of the destination that took it. */
  readonly by: string;
  /** Null: the application itself. */
  readonly from: RegistrationStatus | null;
  readonly to: RegistrationStatus;
  /** Null: none was made. */
  readonly remark: string | null;
}

/** A return as it was filed; amounts are exact decimals in the scheme's currency. */
export interface FiledReturn {
  readonly id: string;
  readonly destination: AdministrationCode;
  readonly registrationId: string;
  /** `2026-07`, `2026-Q3`, `2026-H2` or `2026`. */
  readonly period: string;
  readonly consignments: number;
  readonly assessedDuty: string;
  readonly assessedTax: string;
  readonly collected: string;
  readonly remitted: string;
  /** Instant, RFC 3339 UTC. */
  readonly filedAt: string;
  readonly filedBy: string;
}
