import type { AdministrationCode } from '../administrations.ts';
import type { AssessmentBasis, CriterionResult, SafeCriterion } from './vocabulary.ts';

/** `typ` of the signed answer to a request of mutual assistance, so that it stands in for nothing else. */
export const ASSISTANCE_ANSWER_TYPE = 'aeo-assistance-answer+jwt';

/** Issuer of what the mutual-assistance service signs for the administration that answered. */
export const ASSISTANCE_ISSUER = 'urn:aeo:mutual-assistance';

/** What others read of a signed answer: who answered whom, in which case, about whom, and what it found. */
export interface AssistanceAnswerClaims {
  readonly iss: string;
  /** `urn:aeo:administration:…` of the requesting administration. */
  readonly aud: string;
  /** Identifier of the request. */
  readonly sub: string;
  readonly jti: string;
  /** Seconds since the epoch. */
  readonly iat: number;
  readonly requesting: AdministrationCode;
  readonly requested: AdministrationCode;
  /** The operator, or the vendor's own TIN; null: a vendor without one. */
  readonly tin: string | null;
  readonly criteria: readonly {
    readonly criterion: SafeCriterion;
    readonly result: CriterionResult;
    readonly basis: AssessmentBasis;
  }[];
}
