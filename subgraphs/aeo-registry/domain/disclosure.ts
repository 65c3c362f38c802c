import type { AdministrationCode } from '../../../schema/administrations.ts';
import type { Caller } from '../../../schema/contract/caller.ts';
import type { Refusal } from '../../../schema/contract/error-codes.ts';
import type { Scope } from '../../../schema/contract/scopes.ts';
import type { PurposeOfUse } from '../../../schema/contract/vocabulary.ts';
import { consents } from './consent.ts';
import type { ConsentEntry } from './registered-operator.ts';

/** What there is to know about an operator. */
export const MATTERS = ['ATTESTATION', 'RECORD', 'NATIONAL_FIELDS', 'VALIDATIONS', 'REMARKS'] as const;
/** One of `MATTERS`. */
export type Matter = (typeof MATTERS)[number];

/**
 * How the asking administration stands to this registry for one operator. OWN: it is its own. PARTNER: an arrangement
 * or agreement between the two, and the operator's consent to that destination. NONE: everything else.
 */
export const RELATIONS = ['OWN', 'PARTNER', 'NONE'] as const;
/** One of `RELATIONS`. */
export type Relation = (typeof RELATIONS)[number];

const ALL = MATTERS;
/**
 * What arrangements let administrations exchange for clearance: who it is, status, and how it is classed (domain.md 1.3).
 * National fields are such marks, by which a declaration or a tier is matched (EORI, credit grade), and say nothing of a validation.
 */
const STATUS = ['ATTESTATION', 'RECORD', 'NATIONAL_FIELDS'] as const;
/**
 * Also what a validation found, where the question is about that: what was learned in one may be used solely for the
 * purpose for which it was given (note, VIII). Remarks of validators stay within the administration.
 */
const FACTS = [...STATUS, 'VALIDATIONS'] as const;
const NOTHING = [] as const;

/**
 * THE table: purpose × relation → what may be known, by those who have the scope for it. Whoever stands in no relation
 * gets nothing, and cannot tell that from an operator that does not exist (note, VIII; domain.md 1.3). To release goods it is
 * enough to know that the status holds: what the decision on recognition needs of a validation stands in the attestation.
 */
export const DISCLOSURE_TABLE = {
  IMPORT_CLEARANCE: { OWN: ALL, PARTNER: STATUS, NONE: NOTHING },
  RISK_ASSESSMENT: { OWN: ALL, PARTNER: FACTS, NONE: NOTHING },
  AEO_VALIDATION: { OWN: ALL, PARTNER: FACTS, NONE: NOTHING },
  VENDOR_REGISTRATION: { OWN: ALL, PARTNER: FACTS, NONE: NOTHING },
  AUDIT: { OWN: ALL, PARTNER: FACTS, NONE: NOTHING },
} as const satisfies Record<PurposeOfUse, Record<Relation, readonly Matter[]>>;

/** The scopes that each matter needs, all of them. Validations stand within the record. */
export const SCOPES_OF_MATTER = {
  ATTESTATION: ['recognition:ask'],
  RECORD: ['operator:read'],
  NATIONAL_FIELDS: ['operator:read'],
  VALIDATIONS: ['operator:read', 'validation:read'],
  REMARKS: ['operator:read', 'validation:read'],
} as const satisfies Record<Matter, readonly Scope[]>;

/** The names by which the disclosure ledger lists what each matter contains; national fields come from the profile. */
const FIELDS_OF_MATTER = {
  ATTESTATION: ['identifiers', 'legalName', 'tradingNames', 'roles', 'authorizations', 'validationFacts', 'successor'],
  RECORD: ['legalName', 'tradingNames', 'address', 'roles', 'businessModels', 'authorizations', 'successor'],
  VALIDATIONS: ['validations'],
  REMARKS: ['remarks'],
} as const satisfies Record<Exclude<Matter, 'NATIONAL_FIELDS'>, readonly string[]>;

/** True if the two administrations have what entitles the asking one to be told, for that purpose, at that instant. */
export type PartnerRule = (asking: AdministrationCode, purpose: PurposeOfUse, now: Date) => boolean;

/**
 * The relation of the asking administration to the home one for an operator. `entries` are the operator's consents to
 * the asking administration, empty for an operator that does not exist.
 */
export function relationOf(
  { administration, purpose }: Pick<Caller, 'administration' | 'purpose'>,
  home: AdministrationCode,
  entries: readonly ConsentEntry[],
  isPartner: PartnerRule,
  now: Date,
): Relation {
  if (administration === home) return 'OWN';
  return isPartner(administration, purpose, now) && consents(entries, administration, now) ? 'PARTNER' : 'NONE';
}

/** What a caller may know in a relation: the cell of the table, as far as the scopes go. */
export function mattersPermitted(caller: Pick<Caller, 'purpose' | 'scopes'>, relation: Relation): readonly Matter[] {
  const cell: readonly Matter[] = DISCLOSURE_TABLE[caller.purpose][relation];
  return cell.filter((matter) => findMissingScope(caller, matter) === undefined);
}

/** FORBIDDEN, naming the scope, where a caller may not even ask; the same whether or not the operator exists. */
export function findRefusal(caller: Pick<Caller, 'scopes'>, matter: Matter): Refusal | undefined {
  const missing = findMissingScope(caller, matter);
  if (missing === undefined) return undefined;
  return { code: 'FORBIDDEN', message: `This needs the scope ${missing}.`, rule: missing };
}

/** What the ledger lists for a disclosure: every field that this question can take out, empty when there is nothing. */
export function fieldsOf(matters: readonly Matter[], nationalFields: readonly string[]): readonly string[] {
  const fields = matters.flatMap((matter) =>
    matter === 'NATIONAL_FIELDS' ? nationalFields : FIELDS_OF_MATTER[matter],
  );
  return [...new Set(fields)];
}

function findMissingScope(caller: Pick<Caller, 'scopes'>, matter: Matter): Scope | undefined {
  return SCOPES_OF_MATTER[matter].find((scope) => !caller.scopes.includes(scope));
}
