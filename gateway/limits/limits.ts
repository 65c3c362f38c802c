import { MAXIMUM_EVIDENCE_CHARACTERS, MAXIMUM_EVIDENCE_FILES } from '../../schema/contract/evidence-limits.ts';

/** What one request may be. A risk engine’s batch of 1,000 questions in variables is far within; a bomb is not. */
export interface Limits {
  readonly bodyBytes: number;
  /** What the content of evidence in variables may come to beside it, for those who may send any. */
  readonly evidenceBytes: number;
  readonly depth: number;
  readonly aliases: number;
  readonly tokens: number;
  /** Selections once every fragment stands where it is spread. */
  readonly selections: number;
  /** Cost of one operation, in units of about one field of its answer. */
  readonly cost: number;
  /** The same of all operations of one caller for one purpose in a minute. */
  readonly costPerMinute: number;
  /** Requests of one administration that are under way at once. */
  readonly concurrency: number;
}

/** Limits by default: the deepest documented operation is 11 deep and has under 500 tokens. */
export const DEFAULT_LIMITS: Limits = {
  bodyBytes: 1_048_576,
  evidenceBytes: MAXIMUM_EVIDENCE_FILES * MAXIMUM_EVIDENCE_CHARACTERS,
  depth: 16,
  aliases: 50,
  tokens: 4_000,
  selections: 2_000,
  // 1,000 questions with the operator, its record and the whole decision are about 150,000.
  cost: 500_000,
  // Some 100,000 questions a minute: thirty times the world's low-value parcels, by one declaration system.
  costPerMinute: 20_000_000,
  concurrency: 200,
};
