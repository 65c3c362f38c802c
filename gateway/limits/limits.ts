import { MAXIMUM_EVIDENCE_CHARACTERS, MAXIMUM_EVIDENCE_FILES } from '../../schema/contract/evidence-limits.ts';
import { DEFAULT_OPERATION_LIMITS, type OperationLimits } from '../../schema/limits/operation-limits.ts';

/** What one request may be. A risk engine’s batch of 1,000 questions in variables is far within; a bomb is not. */
export interface Limits extends OperationLimits {
  readonly bodyBytes: number;
  /** What the content of evidence in variables may come to beside it, for those who may send any. */
  readonly evidenceBytes: number;
  /** Cost of one operation, in units of about one field of its answer. */
  readonly cost: number;
  /** The same of all operations of one caller for one purpose in a minute. */
  readonly costPerMinute: number;
  /** Requests of one administration that are under way at once. */
  readonly concurrency: number;
  /** Requests of all callers that are under way at once. */
  readonly requestsAtOnce: number;
}

/** Limits by default. */
export const DEFAULT_LIMITS: Limits = {
  bodyBytes: 1_048_576,
  evidenceBytes: MAXIMUM_EVIDENCE_FILES * MAXIMUM_EVIDENCE_CHARACTERS,
  ...DEFAULT_OPERATION_LIMITS,
  // 1,000 questions with the operator, its record and the whole decision are about 150,000.
  cost: 500_000,
  // Some 100,000 questions a minute: thirty times the world's low-value parcels, by one declaration system.
  costPerMinute: 20_000_000,
  concurrency: 200,
  requestsAtOnce: 600,
};
