import type { AdministrationCode } from '../../../schema/administrations.ts';
import type { BusinessModel } from '../../../schema/contract/vocabulary.ts';
import type { SchemeRegistrant } from '../../../schema/reference/collection-schemes.ts';
import type { ConversionRate } from './conversion-rate.ts';
import type { Intermediary } from './intermediary.ts';
import type { DayOfUse } from './number-usage.ts';
import type { MatchKind } from './possible-duplicates.ts';
import type {
  CheckedConsignment,
  FiledReturn,
  Payment,
  Registration,
  RegistrationEvent,
  Vendor,
} from './registration.ts';
import type { RegistrationStatus } from './registration-lifecycle.ts';
import type { SupplyChainPartner } from './supply-chain-partner.ts';

/** How a list is ordered: by application, or by the latest step, newest first. Each is a total order. */
export const REGISTRATION_ORDERS = ['NEWEST', 'OLDEST', 'RECENTLY_CHANGED'] as const;
/** One of `REGISTRATION_ORDERS`. */
export type RegistrationOrder = (typeof REGISTRATION_ORDERS)[number];

/** The place of a registration in every order. */
export type RegistrationPlace = Pick<Registration, 'position' | 'changedAt'>;

/** What a page of registrations is cut by; a null filter lets everything through. */
export interface RegistrationPageQuery {
  readonly destination: AdministrationCode;
  readonly status: RegistrationStatus | null;
  readonly businessModel: BusinessModel | null;
  readonly capacity: SchemeRegistrant | null;
  /** TIN. */
  readonly representative: string | null;
  /** Only those for which the one that a token names may act; null: all. */
  readonly actor: string | null;
  readonly order: RegistrationOrder;
  /** Only those behind this place; null: from the beginning. */
  readonly after: RegistrationPlace | null;
  readonly limit: number;
}

/** What is read of supply-chain partners; within one administration, each one query, as all that is read. */
export interface PartnerReader {
  /** Vendors with one of the TINs, in order of `id`. */
  vendorsOfTins(destination: AdministrationCode, tins: readonly string[]): Promise<readonly Vendor[]>;
  partners(administration: AdministrationCode, ids: readonly string[]): Promise<readonly SupplyChainPartner[]>;
  /** Whom the operators represent, were to represent or have represented, the latest to begin first. */
  partnersRepresentedBy(
    administration: AdministrationCode,
    tins: readonly string[],
  ): Promise<readonly SupplyChainPartner[]>;
  /** Those that the vendors are, the latest to begin first. */
  partnersOfVendors(
    administration: AdministrationCode,
    vendorIds: readonly string[],
  ): Promise<readonly SupplyChainPartner[]>;
  /** Which of the events of its registry were kept before. */
  keptRegistryEvents(administration: AdministrationCode, ids: readonly string[]): Promise<ReadonlySet<string>>;
}

/**
 * Everything that is read. Each look-up is within one destination: what belongs to another is as if it were not there.
 * Each is one query, however many keys it is given.
 */
export interface RegistrationReader extends PartnerReader {
  vendors(destination: AdministrationCode, ids: readonly string[]): Promise<readonly Vendor[]>;
  /** Vendors with that TIN, or with that name in that country. */
  similarVendors(
    destination: AdministrationCode,
    like: { readonly tin: string | null; readonly nameKey: string; readonly establishedIn: string },
  ): Promise<readonly Vendor[]>;
  registrations(destination: AdministrationCode, ids: readonly string[]): Promise<readonly Registration[]>;
  /** Newest first. */
  registrationsOfVendors(
    destination: AdministrationCode,
    vendorIds: readonly string[],
  ): Promise<readonly Registration[]>;
  /** Those of any status in which one of the TINs is the representative, newest first. */
  registrationsRepresentedBy(
    destination: AdministrationCode,
    tins: readonly string[],
  ): Promise<readonly Registration[]>;
  registrationsByNumber(destination: AdministrationCode, numbers: readonly string[]): Promise<readonly Registration[]>;
  registrationByKey(
    destination: AdministrationCode,
    idempotencyKey: string,
  ): Promise<{ readonly registration: Registration; readonly hash: string } | undefined>;
  /** In the order that is asked for. */
  registrationPage(query: RegistrationPageQuery): Promise<readonly Registration[]>;
  /** Oldest first. */
  events(registrationIds: readonly string[]): Promise<readonly RegistrationEvent[]>;
  /** Every version, oldest first. */
  filedReturns(registrationIds: readonly string[]): Promise<readonly FiledReturn[]>;
  /** Oldest first. */
  payments(registrationIds: readonly string[]): Promise<readonly Payment[]>;
  paymentByKey(
    destination: AdministrationCode,
    idempotencyKey: string,
  ): Promise<{ readonly payment: Payment; readonly hash: string } | undefined>;
  /** Consignments for which a number was found valid, oldest check first. */
  checkedConsignments(registrationIds: readonly string[]): Promise<readonly CheckedConsignment[]>;
  /** Days with a check since a day, oldest first, by number. */
  daysOfUse(destination: AdministrationCode, numbers: readonly string[], since: string): Promise<readonly NumberDay[]>;
  /** Vendors that have something in common with one of these, by vendor and then by the other. */
  possibleDuplicates(destination: AdministrationCode, vendorIds: readonly string[]): Promise<readonly VendorMatch[]>;
  /** The official rates that cover one of the days. */
  conversionRates(destination: AdministrationCode, from: string, to: string): Promise<readonly ConversionRate[]>;
  filedReturnByKey(
    destination: AdministrationCode,
    idempotencyKey: string,
  ): Promise<{ readonly filed: FiledReturn; readonly hash: string } | undefined>;
  /** Receipt of a check; undefined: none was made under that number at this destination. */
  checkReceipt(destination: AdministrationCode, consultationNumber: string): Promise<string | undefined>;
  /** The number of a scheme that is next to be given, from 1. */
  /** Those of the operators that are intermediaries, under any scheme. */
  intermediaries(destination: AdministrationCode, tins: readonly string[]): Promise<readonly Intermediary[]>;
  nextNumber(scheme: string): Promise<number>;
  /** The position that the next application takes, from 1. */
  nextPosition(): Promise<number>;
}

/** A day of use of one number. */
export interface NumberDay extends DayOfUse {
  readonly number: string;
}

/** Something that a vendor has in common with another. */
export interface VendorMatch {
  readonly vendorId: string;
  readonly otherId: string;
  readonly kind: MatchKind;
}

/** A check as it is kept. */
export interface KeptCheck {
  readonly consultationNumber: string;
  readonly destination: AdministrationCode;
  readonly askedAt: string;
  /** Calendar date at the destination. */
  readonly askedOn: string;
  readonly askedBy: string;
  readonly registrationNumber: string;
  /** Null: nobody has the number. */
  readonly registrationId: string | null;
  readonly arrivesOn: string;
  readonly consignmentReference: string | null;
  readonly outcome: string;
  readonly duty: string | null;
  readonly tax: string | null;
  readonly receipt: string;
}

/** What may be written, and read, within one transaction. */
export interface RegistrationWriter extends RegistrationReader {
  insertVendor(vendor: Vendor): Promise<void>;
  updateVendor(vendor: Vendor): Promise<void>;
  insertRegistration(
    registration: Registration,
    source: { readonly idempotencyKey: string; readonly hash: string },
  ): Promise<void>;
  /** Changes status and number and raises the version by one; false: the version was no longer `version`, nothing changed. */
  changeRegistration(
    id: string,
    version: number,
    change: { readonly status: RegistrationStatus; readonly number: string | null; readonly changedAt: string },
  ): Promise<boolean>;
  insertIntermediary(intermediary: Intermediary): Promise<void>;
  /** Keeps a step, and that those of the destination can be told of it. */
  insertEvent(event: RegistrationEvent, destination: AdministrationCode): Promise<void>;
  insertReturn(filed: FiledReturn, source: { readonly idempotencyKey: string; readonly hash: string }): Promise<void>;
  insertPayment(payment: Payment, source: { readonly idempotencyKey: string; readonly hash: string }): Promise<void>;
  insertChecks(checks: readonly KeptCheck[]): Promise<void>;
  insertRates(
    destination: AdministrationCode,
    rates: readonly ConversionRate[],
    source: { readonly importedAt: string; readonly importedBy: string },
  ): Promise<void>;
  setNextNumber(scheme: string, next: number): Promise<void>;
  /** Writes partners, each in the place of what was there under its `id`. */
  putPartners(partners: readonly SupplyChainPartner[]): Promise<void>;
  insertRegistryEvents(
    administration: AdministrationCode,
    events: readonly { readonly id: string; readonly event: string }[],
  ): Promise<void>;
}

/** Where registrations are kept. */
export interface RegistrationStore {
  readonly read: RegistrationReader;
  /** One transaction, one after another; inside, nothing but the writer is awaited. */
  write<T>(work: (writer: RegistrationWriter) => Promise<T>): Promise<T>;
}
