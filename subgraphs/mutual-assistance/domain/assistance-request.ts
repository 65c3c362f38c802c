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
import type { AssistanceAction, AssistanceSide, AssistanceState } from './assistance-lifecycle.ts';
import type { FurtherUse } from './further-use.ts';
import { confirmationOwedBy, type OralRequest } from './oral-request.ts';
import { missingParticulars, type RequestParticulars } from './request-particulars.ts';
import type { ResponseClock } from './response-clock.ts';

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

/** Grounds on which the instruments let an administration postpone: assistance would interfere (domain.md 3.3). */
export const POSTPONEMENT_GROUNDS = ['ONGOING_INVESTIGATION', 'ONGOING_PROSECUTION', 'ONGOING_PROCEEDINGS'] as const;
/** One of `POSTPONEMENT_GROUNDS`. */
export type PostponementGround = (typeof POSTPONEMENT_GROUNDS)[number];

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
  /** What was not done of the request, and why; null: all was done. */
  readonly notDone: AssistanceRefusal | null;
  /** The answer signed for the requested administration, JWS; null until it is kept. */
  readonly statement: string | null;
}

/** Why the requested administration declines; grounds without reasons are no refusal (domain.md 3.3). */
export interface AssistanceRefusal {
  readonly ground: RefusalGround;
  readonly explanation: string;
}

/** Why the requested administration cannot help yet, and when it looks again. */
export interface Postponement {
  readonly ground: PostponementGround;
  readonly reasons: string;
  /** ISO date. */
  readonly reviewOn: string;
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
  readonly particulars: RequestParticulars;
  /** Codes of the administrations whose officials are to take part with those of the requested one. */
  readonly jointWith: readonly AdministrationCode[];
  /** Null: it was made in writing. */
  readonly oral: OralRequest | null;
  /** As the last step left it; `stateAt` says what has lapsed since. */
  readonly state: AssistanceState;
  /** RFC 3339, UTC. */
  readonly submittedAt: string;
  readonly clock: ResponseClock;
  /** RFC 3339, UTC, of the answer or the refusal; null: there is none. */
  readonly answeredAt: string | null;
  /** The last one; null: never. */
  readonly postponement: Postponement | null;
  readonly furtherUses: readonly FurtherUse[];
  readonly response: AssistanceResponse | null;
  readonly refusal: AssistanceRefusal | null;
  /** 1 at submission, one more with each step. */
  readonly version: number;
}

/** One step of a request's history. */
export interface AssistanceEvent {
  readonly at: string;
  readonly by: AdministrationCode;
  /** The step; null: none was taken, it lapsed by itself. */
  readonly action: AssistanceAction | null;
  /** Null: the submission. */
  readonly from: AssistanceState | null;
  readonly to: AssistanceState;
  /** The question, the answer or the reason that came with the step; null: none. */
  readonly remark: string | null;
  /** ISO date; the review of a postponement, else null. */
  readonly until: string | null;
}

/** What is told of an evidence file: its content never travels in the graph. */
export interface Evidence {
  /** Names the file where contents are kept. */
  readonly id: string;
  readonly name: string;
  readonly mediaType: string;
  readonly sizeBytes: number;
  /** Hexadecimal. */
  readonly sha256: string;
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

/** What a complete request still lacks, by input field; empty: nothing. */
export function missingOf(request: AssistanceRequest): readonly string[] {
  const { particulars, subject, state, oral } = request;
  const unconfirmed = confirmationOwedBy(state, oral) === null ? [] : ['confirmAssistanceRequest'];
  return [...missingParticulars(particulars, subject.kind === 'VENDOR'), ...unconfirmed];
}
