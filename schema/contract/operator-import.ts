import type { AdministrationCode } from '../administrations.ts';
import type {
  AssessmentBasis,
  AuthorizationStatus,
  BusinessModel,
  CriterionResult,
  OperatorRole,
  SafeCriterion,
  ValidationMethod,
} from './vocabulary.ts';

/** Postal address; `country` is ISO 3166-1 alpha-2, `postalCode` null where the country has none. */
export interface AddressImport {
  readonly lines: readonly string[];
  readonly city: string;
  readonly postalCode: string | null;
  readonly country: string;
}

/** The operator's consent that its data go to one partner administration, with where it is written down. */
export interface ConsentImport {
  readonly destination: AdministrationCode;
  /** Instant from which it holds, RFC 3339 UTC. */
  readonly since: string;
  readonly evidence: string;
}

/** One step of an authorization's history. Never EXPIRED, which follows from `validTo`. */
export interface StatusImport {
  readonly status: Exclude<AuthorizationStatus, 'EXPIRED'>;
  /** Instant from which it is in force, RFC 3339 UTC. */
  readonly effectiveFrom: string;
  /** Null: none is stated. */
  readonly ground: string | null;
}

/** Assessment of one criterion of SAFE, Annex IV. */
export interface CriterionAssessmentImport {
  readonly criterion: SafeCriterion;
  readonly result: CriterionResult;
  readonly basis: AssessmentBasis;
  readonly remark: string | null;
}

/** A validation by facts (note, VIII). */
export interface ValidationImport {
  readonly method: ValidationMethod;
  /** Name of the administration, of the partner administration or of the designated third party. */
  readonly validatedBy: string;
  /** Calendar date at the administration. */
  readonly performedOn: string;
  /** Null: none is scheduled. */
  readonly nextDueOn: string | null;
  /** All 13 criteria, A to M, each with its result. */
  readonly criteria: readonly CriterionAssessmentImport[];
}

/** An authorization with its history, oldest first. */
export interface AuthorizationImport {
  readonly number: string;
  readonly type: string;
  readonly roles: readonly OperatorRole[];
  /** First day, at the administration. */
  readonly validFrom: string;
  /** Last day, inclusive; null: no expiry. */
  readonly validTo: string | null;
  /** At least the decision; oldest first. */
  readonly history: readonly StatusImport[];
  readonly validations: readonly ValidationImport[];
}

/** One operator as another system, a file or the demonstration data holds it: what `importOperators` takes, by TIN. */
export interface OperatorImport {
  readonly tin: string;
  readonly legalName: string;
  readonly tradingNames: readonly string[];
  readonly address: AddressImport;
  readonly roles: readonly OperatorRole[];
  readonly businessModels: readonly BusinessModel[];
  readonly consents: readonly ConsentImport[];
  readonly authorizations: readonly AuthorizationImport[];
  /** The administration's own fields by name, as text: `bondedTransporter`, `creditGrade`, `eori`, … */
  readonly national: Readonly<Record<string, string>>;
}
