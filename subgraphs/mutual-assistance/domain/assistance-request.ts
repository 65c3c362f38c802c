import type { AdministrationCode } from '../../../schema/administrations.ts';
import type { Tin } from '../../../schema/contract/tin.ts';
import type {
  AssessmentBasis,
  AssistanceKind,
  CriterionResult,
  PurposeOfUse,
  SafeCriterion,
} from '../../../schema/contract/vocabulary.ts';
import type { AssistanceAgreement } from '../../../schema/reference/assistance-agreements.ts';
import type { AssistanceSide, AssistanceState } from './assistance-lifecycle.ts';

/** Whether what was asked to be verified is so. */
export const ASSISTANCE_OUTCOMES = ['CONFIRMED', 'CONFIRMED_WITH_RESERVATIONS', 'NOT_CONFIRMED'] as const;
/** One of `ASSISTANCE_OUTCOMES`. */
export type AssistanceOutcome = (typeof ASSISTANCE_OUTCOMES)[number];

/** Grounds on which the instruments let an administration decline (domain.md 3.3). */
export const REFUSAL_GROUNDS = [
  'SOVEREIGNTY',
  'SECURITY_OR_PUBLIC_POLICY',
  'COMMERCIAL_OR_PROFESSIONAL_SECRECY',
  'ONGOING_PROCEEDINGS',
  'NO_RECIPROCITY',
  'DISPROPORTIONATE_BURDEN',
  'OUTSIDE_AGREEMENT',
] as const;
/** One of `REFUSAL_GROUNDS`. */
export type RefusalGround = (typeof REFUSAL_GROUNDS)[number];

/** A vendor as it stood when the request was sent, or the operator of a TIN. */
export type AssistanceSubject =
  | {
      readonly kind: 'VENDOR';
      readonly vendorId: string;
      readonly legalName: string;
      /** ISO 3166-1 alpha-2. */
      readonly establishedIn: string;
      /** Null: it has none, or none that the requesting side knows. */
      readonly tin: string | null;
    }
  | { readonly kind: 'OPERATOR'; readonly tin: Tin };

/** One criterion as the requested administration found it. */
export interface AssessedCriterion {
  readonly criterion: SafeCriterion;
  readonly result: CriterionResult;
  readonly basis: AssessmentBasis;
  readonly remark: string | null;
}

/** The answer of the requested administration; its evidence files stand apart. */
export interface AssistanceResponse {
  readonly outcome: AssistanceOutcome;
  readonly criteria: readonly AssessedCriterion[];
  /** One for each question of the request, in its order. */
  readonly answers: readonly string[];
  /** Conditions on the use of the answer; null: those of the agreement alone. */
  readonly useRestrictions: string | null;
  /** RFC 3339, UTC. */
  readonly completedAt: string;
}

/** Why the requested administration declines; grounds without reasons are no refusal (domain.md 3.3). */
export interface AssistanceRefusal {
  readonly ground: RefusalGround;
  readonly explanation: string;
}

/** One request of mutual assistance between two administrations. */
export interface AssistanceRequest {
  readonly id: string;
  /** `JP-KR-2026-000123`: requesting, requested, year, number within both. */
  readonly reference: string;
  readonly requesting: AdministrationCode;
  readonly requested: AdministrationCode;
  /** The requesting side's own; unique with it. */
  readonly idempotencyKey: string;
  readonly kind: AssistanceKind;
  /** The legal basis as it stood when the request was sent. */
  readonly agreement: AssistanceAgreement;
  readonly reason: string;
  readonly facts: string;
  readonly purpose: PurposeOfUse;
  readonly urgent: boolean;
  readonly subject: AssistanceSubject;
  /** The registration at the requesting side that waits for this; null: none. */
  readonly vendorRegistrationId: string | null;
  readonly criteria: readonly SafeCriterion[];
  readonly questions: readonly string[];
  readonly state: AssistanceState;
  /** RFC 3339, UTC. */
  readonly submittedAt: string;
  /** ISO date, the last day for the answer. */
  readonly dueOn: string;
  /** ISO date; null unless it was postponed. */
  readonly postponedUntil: string | null;
  readonly response: AssistanceResponse | null;
  readonly refusal: AssistanceRefusal | null;
  /** 1 at submission, one more with each step. */
  readonly version: number;
}

/** One step of a request's history. */
export interface AssistanceEvent {
  readonly at: string;
  readonly by: AdministrationCode;
  /** Null: the submission. */
  readonly from: AssistanceState | null;
  readonly to: AssistanceState;
  /** The question, the answer or the reason that came with the step; null: none. */
  readonly remark: string | null;
}

/** What is told of an evidence file: its content never travels in the graph. */
export interface Evidence {
  readonly name: string;
  readonly mediaType: string;
  readonly sizeBytes: number;
  /** Hexadecimal. */
  readonly sha256: string;
}

/** An evidence file with its content, canonical base64. */
export interface EvidenceFile extends Evidence {
  readonly contentBase64: string;
}

/** On which side of a request an administration stands; undefined: a third one, which may not learn that it exists. */
export function sideOf(
  request: Pick<AssistanceRequest, 'requesting' | 'requested'>,
  administration: AdministrationCode,
): AssistanceSide | undefined {
  if (request.requesting === administration) return 'REQUESTING';
  return request.requested === administration ? 'REQUESTED' : undefined;
}

/** The reference under which both administrations file a request. */
export function referenceOf(requesting: string, requested: string, year: number, sequence: number): string {
  return `${requesting}-${requested}-${year}-${String(sequence).padStart(6, '0')}`;
}
