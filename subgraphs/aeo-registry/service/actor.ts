import type { Tin } from '../../../schema/contract/tin.ts';

/** Who acts or asks. */
export interface Actor {
  /** As history names it. */
  readonly by: string;
  /** The operator that acts for itself: all that is not its own is to it as if it did not exist. Undefined: an officer. */
  readonly only: Tin | undefined;
}

/** True if what belongs to the operator is there for whoever asks. */
export function isOwn({ only }: Actor, tin: string): boolean {
  return only === undefined || only === tin;
}
