import type { AdministrationCode } from '../administrations.ts';
import type { Tin } from './tin.ts';
import type { AuthorizationStatus, OperatorRole, PurposeOfUse, SafeCriterion, ValidationMethod } from './vocabulary.ts';

/** `typ` of an attestation, so that no receipt or token can stand in its place. */
export const ATTESTATION_TYPE = 'aeo-attestation+jwt';

/** Version of these claims; a reader that does not know a word decides nothing on it (UNDETERMINED). */
export const CONTRACT_VERSION = '1.0';

/**
 * True for a version of these claims that a reader of this one can rely on: one with the same first number. A later second
 * number only adds what may be left unread (docs/contract-changes.md), so partners change theirs in any order.
 */
export function isReadableVersion(version: string): boolean {
  return /^\d+\.\d+$/.test(version) && version.split('.')[0] === CONTRACT_VERSION.split('.')[0];
}

/** Life of an attestation in seconds: for use within the request that asked for it. */
export const ATTESTATION_SECONDS = 60;

/** Issuer of an attestation: the registry of one administration. */
export function registryIssuer(administration: AdministrationCode): string {
  return `urn:aeo:registry:${administration}`;
}

/** Audience of an attestation: the administration that asked. */
export function administrationAudience(administration: AdministrationCode): string {
  return `urn:aeo:administration:${administration}`;
}

/**
 * What a registry says about one TIN.
 * OPERATOR: a record that the asking administration may have.
 * UNKNOWN_OR_NOT_DISCLOSED: one statement for both, alike in content, shape and cost, so that nobody can enumerate a registry.
 * REFUSED: the registry declines to answer (purpose, limit). It decides nothing.
 */
export type AttestationStatement = 'OPERATOR' | 'UNKNOWN_OR_NOT_DISCLOSED' | 'REFUSED';

/** One step of an authorization's history, as the home administration has it in force. */
export interface AttestedStatus {
  readonly status: AuthorizationStatus;
  /** Instant from which it is in force, RFC 3339 UTC. */
  readonly effectiveFrom: string;
}

/** Facts derived from validations; never reports, remarks or scores (note, VIII; domain.md 1.3). */
export interface AttestedValidation {
  readonly method: ValidationMethod;
  readonly performedOn: string;
  /** Null: none is scheduled. */
  readonly nextDueOn: string | null;
  /** True if the third party that validated has lost its designation since: to be known, not to be dropped. */
  readonly designationWithdrawn: boolean;
  readonly criteriaMet: readonly SafeCriterion[];
  readonly criteriaNotMet: readonly SafeCriterion[];
}

/** One authorization with its dated history. */
export interface AttestedAuthorization {
  readonly number: string;
  readonly type: string;
  readonly roles: readonly OperatorRole[];
  readonly validFrom: string;
  /** Last day, inclusive; null: no expiry. */
  readonly validTo: string | null;
  /** Oldest first. */
  readonly history: readonly AttestedStatus[];
  /** The newest validation; null: none is recorded. */
  readonly validation: AttestedValidation | null;
}

/** Another identifier of the operator, attested by its owner's administration for the asking destination only. */
export interface AttestedIdentifier {
  /** For example AEO_CODE, MID, EORI. */
  readonly scheme: string;
  readonly value: string;
}

/** What the home administration says of one operator to one asking administration. */
export interface AttestedOperator {
  /** Under which it is registered; `sub` is what was asked, which may be one of `identifiers`. */
  readonly tin: Tin;
  /** Valid for the asking administration now; never those for another destination. */
  readonly identifiers: readonly AttestedIdentifier[];
  readonly legalName: string;
  readonly tradingNames: readonly string[];
  readonly roles: readonly OperatorRole[];
  readonly authorizations: readonly AttestedAuthorization[];
  /** The operator that took this one's place; recognition does not move by itself. */
  readonly successor: Tin | null;
}

/**
 * The exporter-side validation as it travels: a JWS by the home administration, addressed to the asking one, about one
 * TIN, for one purpose and one request.
 */
export interface AttestationClaims {
  readonly iss: string;
  readonly aud: string;
  readonly sub: string;
  readonly jti: string;
  /** Seconds since the epoch. */
  readonly iat: number;
  /** Seconds since the epoch: for use in this request. */
  readonly exp: number;
  /** Seconds since the epoch: how long it may be relied on as last known. */
  readonly relyUntil: number;
  readonly purpose: PurposeOfUse;
  readonly requestId: string;
  readonly contractVersion: string;
  readonly statement: AttestationStatement;
  /** Null unless `statement` is OPERATOR. */
  readonly operator: AttestedOperator | null;
}
