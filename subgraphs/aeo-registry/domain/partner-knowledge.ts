import type { AdministrationCode } from '../../../schema/administrations.ts';
import { SCOPES, type Scope } from '../../../schema/contract/scopes.ts';
import { PURPOSES_OF_USE } from '../../../schema/contract/vocabulary.ts';
import { aliasesToward } from './alias.ts';
import { attestationFacts } from './attestation-facts.ts';
import { consents } from './consent.ts';
import type { DesignatedValidator } from './designated-validator.ts';
import { disclosedRecord } from './disclosed-record.ts';
import { type Matter, mattersPermitted, type PartnerRule } from './disclosure.ts';
import type { RegisteredOperator } from './registered-operator.ts';

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

/** All that a partner may be told at an instant, as one text that is only good for comparing; null: nothing. */
export type Knowledge = (partner: EntitledPartner, at: number) => string | null;

/**
 * What each partner may be told of what is on file; nothing where the operator does not exist or is withheld. It is made by the
 * rules that make the answers, so that both always say the same; and once for all partners that are entitled alike, since an
 * import asks for each operator, partner and instant.
 */
export function knowledgeOf({ operator, designations }: OnFile, timeZone: string): Knowledge {
  if (operator === undefined) return () => null;
  const authorizations = operator.authorizations.toSorted((a, b) => (a.number < b.number ? -1 : 1));
  const inOrder = { ...operator, authorizations, aliases: [] };
  const common = new Map<string, string>();

  function commonAt({ administration, matters, earliest }: EntitledPartner, at: number): string {
    const key = [at, earliest?.getTime(), ...matters].join(' ');
    const known = common.get(key);
    if (known !== undefined) return known;
    const now = new Date(at);
    const text = JSON.stringify([
      attestationFacts(inOrder, { asking: administration, now, timeZone, earliest, designations }),
      disclosedRecord(inOrder, matters, now, timeZone),
      matters.includes('NATIONAL_FIELDS') ? operator?.national : null,
    ]);
    common.set(key, text);
    return text;
  }

  return (partner, at) => {
    const now = new Date(at);
    if (!consents(operator.consents, partner.administration, now)) return null;
    const aliases = aliasesToward(operator.aliases, partner.administration, now, timeZone);
    const identifiers = aliases.map(({ scheme, value }) => `${value} ${scheme}`).toSorted();
    return [commonAt(partner, at), ...identifiers].join('\n');
  };
}
