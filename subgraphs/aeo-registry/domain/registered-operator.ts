import type { AdministrationCode } from '../../../schema/administrations.ts';
import type { Tin } from '../../../schema/contract/tin.ts';
import type {
  AssessmentBasis,
  AuthorizationStatus,
  BusinessModel,
  CriterionResult,
  OperatorRole,
  SafeCriterion,
  ValidationMethod,
} from '../../../schema/contract/vocabulary.ts';

/** A status that is decided and recorded. EXPIRED is not one: it follows from the last day of validity. */
export type RecordedStatus = Exclude<AuthorizationStatus, 'EXPIRED'>;

/** Postal address; `country` is ISO 3166-1 alpha-2. */
export interface Address {
  readonly lines: readonly string[];
  readonly city: string;
  readonly postalCode: string | null;
  readonly country: string;
}

/** One step of an authorization's history, with both its times: from when it is in force, and when it was written down. */
export interface StatusEvent {
  /** Order of recording within the authorization, from 1. */
  readonly sequence: number;
  readonly status: RecordedStatus;
  /** Instant from which it is in force, RFC 3339 UTC; may lie ahead. */
  readonly effectiveFrom: string;
  readonly recordedAt: string;
  readonly recordedBy: string;
  /** Null: none is stated. */
  readonly ground: string | null;
  /** Absent: a step of its own. Otherwise it puts right one that was recorded wrongly, which stays where it is. */
  readonly correction?: Correction;
}

/** That a step says when another one is in force in truth, or that it never was. */
export interface Correction {
  /** `sequence` of the step that it corrects, which is no correction itself; of several the last stands. */
  readonly of: number;
  /** True: that step never was; status and instant are then those that it had. */
  readonly annuls: boolean;
  /** Null: the ground says it. */
  readonly legalBasis: string | null;
}

/** Assessment of one criterion; `remark` never leaves but with the scope validation:read. */
export interface CriterionAssessment {
  readonly criterion: SafeCriterion;
  readonly result: CriterionResult;
  readonly basis: AssessmentBasis;
  readonly remark: string | null;
}

/** A validation of the authorization's holder (note, VIII). */
export interface Validation {
  /** Order of recording within the authorization, from 1. */
  readonly sequence: number;
  readonly method: ValidationMethod;
  readonly validatedBy: string;
  /** Calendar date at the administration. */
  readonly performedOn: string;
  /** Null: none is scheduled. */
  readonly nextDueOn: string | null;
  readonly criteria: readonly CriterionAssessment[];
  /** The partner's signed answer that it rests on: identifier of the request, and the JWS. Absent: no partner validated. */
  readonly assistance?: { readonly request: string; readonly statement: string } | undefined;
  /** Put on file with it. Absent: nothing. */
  readonly evidence?: readonly Evidence[] | undefined;
}

/** A document or certificate on file: what it is, not the document itself. */
export interface Evidence {
  /** DIRECT for any document; a UPU standard for its certificate, which counts for the criteria that the standard covers. */
  readonly basis: AssessmentBasis;
  readonly name: string;
  /** Number, file reference or SHA-256 of the document. */
  readonly reference: string;
  readonly issuedBy: string | null;
  /** Last day of validity; null: none is stated. A certificate has one. */
  readonly validUntil: string | null;
}

/** That the last day of an authorization was moved: held while its renewal is examined, or renewed. Added and never changed. */
export interface Term {
  readonly kind: 'HELD' | 'RENEWED';
  /** Last day, inclusive; null: no expiry. */
  readonly validTo: string | null;
  readonly recordedAt: string;
  readonly recordedBy: string;
  readonly ground: string;
}

/** One authorization; its status is derived from `history` and `validTo`, never stored. */
export interface Authorization {
  readonly number: string;
  readonly type: string;
  readonly roles: readonly OperatorRole[];
  /** First day, at the administration. */
  readonly validFrom: string;
  /** Last day, inclusive; null: no expiry. */
  readonly validTo: string | null;
  /** Only an administration decides (note, VIII). */
  readonly decidedBy: AdministrationCode;
  /** Null: not stated, as another system held it. */
  readonly legalBasis: string | null;
  /** In order of recording; empty: the last day was never moved. */
  readonly terms: readonly Term[];
  /** In order of recording; at least the decision. */
  readonly history: readonly StatusEvent[];
  readonly validations: readonly Validation[];
}

/** Consent, or its withdrawal, for one destination; entries are added and never changed, and the newest counts. */
export interface ConsentEntry {
  /** Order of recording within the operator, from 1. */
  readonly sequence: number;
  readonly destination: AdministrationCode;
  readonly given: boolean;
  /** Instant from which it holds, RFC 3339 UTC. */
  readonly since: string;
  /** Where it is written down. */
  readonly evidence: string;
  readonly recordedBy: string;
}

/**
 * Another identifier by which one destination knows the operator (domain.md 0.3, 1.2): attested by the administration
 * that registers it, and worth nothing anywhere else. Entries are added and never changed.
 */
export interface Alias {
  readonly destination: AdministrationCode;
  /** What kind of identifier: AEO_CODE, MID, EORI, …. */
  readonly scheme: string;
  /** 1 to 35 characters A to Z and 0 to 9. */
  readonly value: string;
  /** First day, at the administration. */
  readonly from: string;
  /** Last day, included; null: no end is known. */
  readonly until: string | null;
  readonly recordedAt: string;
  readonly recordedBy: string;
}

/** That another operator took its place; entries are added and never changed, and of those whose day has come the last counts. */
export interface Succession {
  readonly by: Tin;
  /** Day from whose beginning, at the administration, it holds. */
  readonly on: string;
  readonly reason: string;
  readonly recordedAt: string;
  readonly recordedBy: string;
}

/** Who helps the operator at the administration (note, VII, benefit H and IX); entries are added and never changed. */
export interface AccountManager {
  /** Null: nobody any more. */
  readonly name: string | null;
  /** How to reach them: mail address, telephone; null: not stated, or nobody. */
  readonly contact: string | null;
  readonly recordedAt: string;
  readonly recordedBy: string;
}

/** An operator as its home registry holds it: the aggregate that `version` locks. */
export interface RegisteredOperator {
  readonly tin: Tin;
  readonly legalName: string;
  readonly tradingNames: readonly string[];
  readonly address: Address;
  readonly roles: readonly OperatorRole[];
  readonly businessModels: readonly BusinessModel[];
  /** The administration's own values by name. */
  readonly national: Readonly<Record<string, string>>;
  /** In order of recording; the last counts. */
  readonly accountManagers: readonly AccountManager[];
  /** In order of recording; recognition does not move by itself. */
  readonly successions: readonly Succession[];
  /** Counts every change of the operator and of all that belongs to it, from 1. */
  readonly version: number;
  /** In order of recording. */
  readonly consents: readonly ConsentEntry[];
  readonly authorizations: readonly Authorization[];
  readonly aliases: readonly Alias[];
}
