import type { AdministrationCode } from '../../../schema/administrations.ts';
import { SCOPES, type Scope } from '../../../schema/contract/scopes.ts';
import { PURPOSES_OF_USE } from '../../../schema/contract/vocabulary.ts';
import { attestationFacts } from './attestation-facts.ts';
import { consents } from './consent.ts';
import type { DesignatedValidator } from './designated-validator.ts';
import { disclosedRecord } from './disclosed-record.ts';
import { type Matter, mattersPermitted, type PartnerRule } from './disclosure.ts';
import type { Alias, Authorization, RegisteredOperator } from './registered-operator.ts';

/** An administration that may be told of operators that consent to it, and of how much at most. */
export interface EntitledPartner {
  readonly administration: AdministrationCode;
  /** What it may know for whatever purpose, by its best-furnished caller. */
  readonly matters: readonly Matter[];
  /** Nothing of the history before this instant is told; null: no limit. */
  readonly earliest: Date | null;
}

/** What stands on file of one operator. */
export interface OnFile {
  /** Undefined: it is not registered. */
  readonly operator: RegisteredOperator | undefined;
  /** Every designation of the third parties that validated. */
  readonly designations: readonly DesignatedValidator[];
}

const EVERY_SCOPE = Object.keys(SCOPES) as Scope[];

/** What a partner may know at that instant for any purpose; empty: it is entitled to nothing. */
export function mattersEntitled(
  administration: AdministrationCode,
  isPartner: PartnerRule,
  now: Date,
): readonly Matter[] {
  const matters = PURPOSES_OF_USE.filter((purpose) => isPartner(administration, purpose, now)).flatMap((purpose) =>
    mattersPermitted({ purpose, scopes: EVERY_SCOPE }, 'PARTNER'),
  );
  return [...new Set(matters)];
}

/**
 * All that the partner may be told of the operator at an instant, as one text that is only good for comparing; null: nothing,
 * whether the operator does not exist or is withheld. What it says is what the answers say: both are made by the same rules.
 */
export function knowledgeAt(
  { operator, designations }: OnFile,
  { administration, matters, earliest }: EntitledPartner,
  at: Date,
  timeZone: string,
): string | null {
  if (operator === undefined || !consents(operator.consents, administration, at)) return null;
  const inOrder = {
    ...operator,
    authorizations: operator.authorizations.toSorted(byNumber),
    aliases: operator.aliases.toSorted(byValue),
  };
  const view = { asking: administration, now: at, timeZone, earliest, designations };
  return JSON.stringify([
    attestationFacts(inOrder, view),
    disclosedRecord(inOrder, matters, at, timeZone),
    matters.includes('NATIONAL_FIELDS') ? operator.national : null,
  ]);
}

function byNumber(a: Authorization, b: Authorization): number {
  return a.number < b.number ? -1 : 1;
}

function byValue(a: Alias, b: Alias): number {
  return `${a.value} ${a.scheme}` < `${b.value} ${b.scheme}` ? -1 : 1;
}
