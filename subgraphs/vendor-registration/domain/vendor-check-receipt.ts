import { type AdministrationCode } from '../../../schema/administrations.ts';
import { administrationAudience } from '../../../schema/contract/attestation.ts';
import type { PurposeOfUse } from '../../../schema/contract/vocabulary.ts';
import type { StatedConsignment } from './consignment.ts';
import type { VendorCheckAnswer } from './vendor-check.ts';

/** `typ` of the receipt of a check, so that it stands in for nothing else. */
export const VENDOR_CHECK_RECEIPT_TYPE = 'aeo-vendor-check+jwt';

/** Issuer of these receipts. */
export const VENDOR_REGISTRATION_ISSUER = 'urn:aeo:vendor-registration';

/** Proof that a number was checked for a consignment, and what was answered. It has no `exp`: what it says stays true. */
export interface VendorCheckReceiptClaims extends VendorCheckAnswer {
  readonly iss: string;
  readonly aud: string;
  /** The number as it was asked about. */
  readonly sub: string;
  /** Seconds since the epoch. */
  readonly iat: number;
  /** The consultation number. */
  readonly jti: string;
  readonly purpose: PurposeOfUse;
  readonly requestId: string;
  readonly consignment: StatedConsignment;
  /** The row of the reference data whose rules were applied. */
  readonly scheme: string;
}

/** What a receipt is made of. */
export interface VendorCheckRecord {
  readonly consultationNumber: string;
  readonly number: string;
  readonly destination: AdministrationCode;
  readonly at: Date;
  readonly purpose: PurposeOfUse;
  readonly requestId: string;
  readonly consignment: StatedConsignment;
  readonly schemeId: string;
  readonly answer: VendorCheckAnswer;
}

/** The claims of a receipt. */
export function vendorCheckClaims(record: VendorCheckRecord): VendorCheckReceiptClaims {
  return {
    iss: VENDOR_REGISTRATION_ISSUER,
    aud: administrationAudience(record.destination),
    sub: record.number,
    iat: Math.floor(record.at.getTime() / 1000),
    jti: record.consultationNumber,
    purpose: record.purpose,
    requestId: record.requestId,
    consignment: record.consignment,
    scheme: record.schemeId,
    ...record.answer,
  };
}
