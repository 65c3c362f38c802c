import type { Tin } from '../../../schema/contract/tin.ts';
import type { AuthorizationStatus, BusinessModel, OperatorRole } from '../../../schema/contract/vocabulary.ts';
import { statusAt } from './authorization-status.ts';
import type { Matter } from './disclosure.ts';
import type { Address, Authorization, RegisteredOperator, Validation } from './registered-operator.ts';

/** An authorization as it leaves the registry. */
export interface DisclosedAuthorization {
  readonly number: string;
  readonly type: string;
  readonly roles: readonly OperatorRole[];
  readonly status: AuthorizationStatus;
  /** Instant, RFC 3339 UTC; in the future while the authorization has not begun. */
  readonly statusSince: string;
  readonly validFrom: string;
  readonly validTo: string | null;
  /** Oldest first; null: not for this caller. */
  readonly validations: readonly Validation[] | null;
}

/** An operator's record as it leaves the registry. */
export interface DisclosedRecord {
  readonly tin: Tin;
  readonly legalName: string;
  readonly tradingNames: readonly string[];
  readonly address: Address;
  readonly roles: readonly OperatorRole[];
  readonly businessModels: readonly BusinessModel[];
  readonly authorizations: readonly DisclosedAuthorization[];
}

/** The record as far as the matters go; null without RECORD among them. */
export function disclosedRecord(
  operator: RegisteredOperator,
  matters: readonly Matter[],
  now: Date,
  timeZone: string,
): DisclosedRecord | null {
  if (!matters.includes('RECORD')) return null;
  return {
    tin: operator.tin,
    legalName: operator.legalName,
    tradingNames: operator.tradingNames,
    address: operator.address,
    roles: operator.roles,
    businessModels: operator.businessModels,
    authorizations: operator.authorizations.map((one) => disclosedAuthorization(one, matters, now, timeZone)),
  };
}

/** One authorization as far as the matters go, with its status at that instant. */
export function disclosedAuthorization(
  authorization: Authorization,
  matters: readonly Matter[],
  now: Date,
  timeZone: string,
): DisclosedAuthorization {
  const { number, type, roles, validFrom, validTo } = authorization;
  const { status, since } = statusAt(authorization, now, timeZone);
  const validations = matters.includes('VALIDATIONS') ? presentValidations(authorization.validations) : null;
  const remarked = matters.includes('REMARKS') ? validations : (validations?.map(withFactsOnly) ?? null);
  return { number, type, roles, status, statusSince: since, validFrom, validTo, validations: remarked };
}

/** A validation recorded again is a correction: of each only the last stands. Oldest first. */
function presentValidations(validations: readonly Validation[]): readonly Validation[] {
  const byIdentity = new Map(
    validations
      .toSorted((a, b) => a.sequence - b.sequence)
      .map((one) => [[one.performedOn, one.method, one.validatedBy].join('|'), one]),
  );
  return [...byIdentity.values()].toSorted((a, b) => (a.performedOn < b.performedOn ? -1 : 1));
}

/** Neither remarks nor what it rests on: that was given to this administration alone (note, VIII). */
function withFactsOnly({ assistance: _assistance, evidence: _evidence, ...facts }: Validation): Validation {
  return { ...facts, criteria: facts.criteria.map((assessment) => ({ ...assessment, remark: null })) };
}
