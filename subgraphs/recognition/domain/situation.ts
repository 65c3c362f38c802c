import type { Administration, AdministrationCode } from '../../../schema/administrations.ts';
import type { AttestedOperator } from '../../../schema/contract/attestation.ts';
import type { StandingCoverage } from '../../../schema/contract/coverage-on.ts';
import type { OperatorRole, TransportMode } from '../../../schema/contract/vocabulary.ts';
import type { Arrangement } from '../../../schema/reference/arrangements.ts';
import type { LastKnown } from './last-known.ts';
import type { MaintenanceWindow } from './maintenance.ts';

/** What is asked about one operator. */
export interface Question {
  readonly tin: string;
  /** The published form in which the TIN was written; null: the TIN itself. */
  readonly alias: string | null;
  readonly role: OperatorRole;
  /** Null: not stated. */
  readonly mode: TransportMode | null;
  /** The instant asked about; never in the future. */
  readonly on: Date;
  /** The name on the declaration, to be compared; null: none. */
  readonly declaredName: string | null;
}

/**
 * What the home registry said, after verification. Only OPERATOR and NEGATIVE are statements about the operator; the
 * others are ways of not knowing, and none of them is a no.
 */
export type Statement =
  | { readonly kind: 'NOT_ASKED' }
  /** `lastKnown`: what it said before; undefined: nothing is kept, or this service has not found it silent itself. */
  | { readonly kind: 'SILENT'; readonly lastKnown?: LastKnown | undefined }
  | { readonly kind: 'REFUSED' }
  | { readonly kind: 'INVALID' }
  | { readonly kind: 'TOO_OLD' }
  | { readonly kind: 'NEGATIVE' }
  | { readonly kind: 'OPERATOR'; readonly operator: AttestedOperator };

/** The operator of which the registry speaks, or spoke before it fell silent; undefined: of none. */
export function operatorOf(statement: Statement): AttestedOperator | undefined {
  if (statement.kind === 'OPERATOR') return statement.operator;
  return statement.kind === 'SILENT' ? statement.lastKnown?.operator : undefined;
}

/** All that a decision may look at. */
export interface Situation {
  readonly asking: AdministrationCode;
  readonly home: Administration;
  readonly question: Question;
  /** Every arrangement between the two, also those that have no row in this direction. */
  readonly arrangements: readonly Arrangement[];
  /** Every row in this direction, with where it stands at the instant asked about. */
  readonly coverage: readonly StandingCoverage[];
  /** Whether the asking administration has suspended the benefits of this operator on its side (EU-US: domain.md 0.8). */
  readonly benefitsSuspended: boolean;
  readonly statement: Statement;
  /** In which the home registry is, as it announced; null: in none. */
  readonly maintenance: MaintenanceWindow | null;
  /** When the decision is made: history further back than the arrangement allows is counted from here. */
  readonly now: Date;
}
