import type { DecisionBasis, RecognitionOutcome, RecognitionReason } from './recognition.ts';
import type { OperatorRole, PurposeOfUse, TransportMode } from './vocabulary.ts';

/** `typ` of a receipt, so that it stands in for no attestation. */
export const RECEIPT_TYPE = 'aeo-receipt+jwt';

/** Issuer of a receipt. */
export const RECEIPT_ISSUER = 'urn:aeo:recognition';

/** What a receipt proves: this question was asked by this administration and answered so. Verifiable offline. */
export interface ReceiptClaims {
  readonly iss: string;
  /** `urn:aeo:administration:…` of the administration that asked. */
  readonly aud: string;
  /** The TIN asked about. */
  readonly sub: string;
  /** The consultation number. */
  readonly jti: string;
  /** Seconds since the epoch. */
  readonly iat: number;
  readonly purpose: PurposeOfUse;
  readonly requestId: string;
  /** The person or program that asked, within its administration. */
  readonly askedBy: string;
  readonly evaluated: {
    readonly role: OperatorRole;
    readonly mode: TransportMode | null;
    readonly on: string;
    readonly nameCompared: boolean;
  };
  readonly outcome: RecognitionOutcome;
  readonly reasons: readonly RecognitionReason[];
  readonly basis: DecisionBasis;
  /** When the home registry said so: with LAST_KNOWN before this question, with NONE the instant of the answer. */
  readonly factsAsOf: string;
  /** The row that was applied; null: none. */
  readonly arrangement: { readonly id: string; readonly version: number; readonly inForceFrom: string } | null;
  /** How many steps the asking side had taken on this operator's benefits. */
  readonly hostRevision: number;
  /** The statement decided on; null: none was needed or had. The registry's ledger names the same id. */
  readonly attestation: { readonly id: string; readonly sha256: string } | null;
  /** Version of the table of rules. */
  readonly rules: string;
}
