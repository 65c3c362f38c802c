import type { AdministrationCode } from '../../../schema/administrations.ts';
import type { FiledReturn, Registration, RegistrationEvent, Vendor } from './registration.ts';
import type { RegistrationStatus } from './registration-lifecycle.ts';

/** What a page of registrations is cut by. */
export interface RegistrationPageQuery {
  readonly destination: AdministrationCode;
  readonly status: RegistrationStatus | null;
  /** Only registrations applied for before this position; null: from the newest. */
  readonly before: number | null;
  readonly limit: number;
}

/**
 * Everything that is read. Each look-up is within one destination: what belongs to another is as if it were not there.
 * Each is one query, however many keys it is given.
 */
export interface RegistrationReader {
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
  registrationByNumber(destination: AdministrationCode, number: string): Promise<Registration | undefined>;
  registrationByKey(
    destination: AdministrationCode,
    idempotencyKey: string,
  ): Promise<{ readonly registration: Registration; readonly hash: string } | undefined>;
  /** Newest first. */
  registrationPage(query: RegistrationPageQuery): Promise<readonly Registration[]>;
  /** Oldest first. */
  events(registrationIds: readonly string[]): Promise<readonly RegistrationEvent[]>;
  filedReturns(registrationIds: readonly string[]): Promise<readonly FiledReturn[]>;
  filedReturnByKey(
    destination: AdministrationCode,
    idempotencyKey: string,
  ): Promise<{ readonly filed: FiledReturn; readonly hash: string } | undefined>;
  /** Receipt of a check; undefined: none was made under that number at this destination. */
  checkReceipt(destination: AdministrationCode, consultationNumber: string): Promise<string | undefined>;
  /** The number of a scheme that is next to be given, from 1. */
  nextNumber(scheme: string): Promise<number>;
  /** The position that the next application takes, from 1. */
  nextPosition(): Promise<number>;
}

/** A check as it is kept. */
export interface KeptCheck {
  readonly consultationNumber: string;
  readonly destination: AdministrationCode;
  readonly askedAt: string;
  readonly askedBy: string;
  readonly registrationNumber: string;
  readonly outcome: string;
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
    change: { readonly status: RegistrationStatus; readonly number: string | null },
  ): Promise<boolean>;
  insertEvent(event: RegistrationEvent): Promise<void>;
  insertReturn(filed: FiledReturn, source: { readonly idempotencyKey: string; readonly hash: string }): Promise<void>;
  insertCheck(check: KeptCheck): Promise<void>;
  setNextNumber(scheme: string, next: number): Promise<void>;
}

/** Where registrations are kept. */
export interface RegistrationStore {
  readonly read: RegistrationReader;
  /** One transaction, one after another; inside, nothing but the writer is awaited. */
  write<T>(work: (writer: RegistrationWriter) => Promise<T>): Promise<T>;
}
