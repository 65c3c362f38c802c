import type { AdministrationCode } from '../../../schema/administrations.ts';

/**
 * What is told of an operator. OPERATOR_CHANGED: its home administration may tell something else than before, or nothing any
 * more. BENEFITS_SUSPENDED and BENEFITS_REINSTATED: the administration that is told did so on its own side.
 */
export const CHANGE_KINDS = ['OPERATOR_CHANGED', 'BENEFITS_SUSPENDED', 'BENEFITS_REINSTATED'] as const;
/** One of `CHANGE_KINDS`. */
export type ChangeKind = (typeof CHANGE_KINDS)[number];

/** That what one administration is told of an operator, or makes of it, is another thing from an instant on. */
export interface RecognitionChange {
  /** Whose answers change. */
  readonly administration: AdministrationCode;
  readonly tin: string;
  readonly kind: ChangeKind;
  /** Instant of the change, RFC 3339 UTC. */
  readonly at: string;
}
