/** How large the text of one operation may be, at whichever endpoint a client stands. */
export interface OperationLimits {
  readonly depth: number;
  readonly aliases: number;
  readonly tokens: number;
  /** Selections once every fragment stands where it is spread. */
  readonly selections: number;
}

/** Limits by default: the deepest documented operation is 11 deep and has under 500 tokens. */
export const DEFAULT_OPERATION_LIMITS: OperationLimits = { depth: 16, aliases: 50, tokens: 4_000, selections: 2_000 };
