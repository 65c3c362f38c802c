import type { AdministrationCode } from '../../../schema/administrations.ts';
import type { OperatorRole } from '../../../schema/contract/vocabulary.ts';
import type { Reliance } from '../domain/reliance.ts';

/** A field that one administration adds to its own operator type. Disclosed like the record, by the same table. */
export interface NationalField {
  /** Name in the graph, and the key in an operator's `national` values unless `read` says otherwise. */
  readonly name: string;
  readonly description: string;
  readonly type: 'String' | 'Boolean' | '[String!]';
  /** Null: the operator has no such value. */
  readonly read: (values: Readonly<Record<string, string>>) => string | boolean | readonly string[] | null;
}

/** What one administration's registry has of its own; everything else of a registry is the same for all. */
export interface RegistryProfile {
  readonly administration: AdministrationCode;
  readonly programmeName: string;
  /** Every type of authorization that the programme grants or has granted. */
  readonly authorizationTypes: readonly string[];
  /** Roles that the programme admits. */
  readonly roles: readonly OperatorRole[];
  /** Null: an authorization has no expiry. */
  readonly validityYears: number | null;
  readonly nationalFields: readonly NationalField[];
  /**
   * Partners that have to ask in their own name, by a question set of their own key, and get sealed answers (end-to-end
   * mode); undefined: none has to, and the gateway is believed about who asks.
   */
  readonly endToEnd?: 'ALL' | readonly AdministrationCode[];
  /** Hours for which partners may rely on its last word while it is silent; undefined: not at all. */
  readonly reliance?: Reliance;
}
