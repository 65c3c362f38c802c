import { MAXIMUM_EVIDENCE_CHARACTERS, MAXIMUM_EVIDENCE_FILES } from '../../schema/contract/evidence-limits.ts';
import { DEFAULT_OPERATION_LIMITS, type OperationLimits } from '../../schema/limits/operation-limits.ts';

/** What streams may be: subscriptions, over either protocol. */
export interface StreamLimits {
  /** Of one administration at once. */
  readonly streams: number;
  /** Of all together at once, in one gateway. */
  readonly streamsInAll: number;
  /** How often a stream with nothing to tell says that it is there, in ms. */
  readonly heartbeatMs: number;
  /** How long a reader may take for what was sent to it, in ms. */
  readonly stallMs: number;
}

/** What one request may be. A risk engine’s batch of 1,000 questions in variables is far within; a bomb is not. */
export interface Limits extends OperationLimits, StreamLimits {
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
  streams: 1_000,
  streamsInAll: 5_000,
  heartbeatMs: 10_000,
  stallMs: 20_000,
};
