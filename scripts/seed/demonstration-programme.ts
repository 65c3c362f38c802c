import type { AdministrationCode } from '../../schema/administrations.ts';
import { OPERATOR_ROLES, type OperatorRole } from '../../schema/contract/vocabulary.ts';
import programmeRows from '../../schema/reference/programmes.json' with { type: 'json' };

/** What the demonstration data need to know of an AEO programme. */
export interface DemonstrationProgramme {
  /** Types that arrangements recognise, as far as is known. */
  readonly types: readonly string[];
  /** Types below them; empty: there is none. */
  readonly lowerTypes: readonly string[];
  /** Null: no expiry. */
  readonly validityYears: number | null;
  readonly eligibleRoles: readonly OperatorRole[];
}

/** The types that an operator has who is authorised, but not for security, or not in the grade that partners look for. */
const LOWER_TYPES: Readonly<Record<AdministrationCode, readonly string[]>> = {
  EU: ['AEOC'],
  GB: ['AEOC'],
  US: ['CTPAT Tier 1'],
  KR: ['A'],
  CN: ['CERTIFIED'],
  HK: ['AEO Tier 1'],
  SG: ['STP'],
  BR: ['OEA-C1', 'OEA-C2'],
};

/** The programme of an administration as the reference data have it now; a plain one, of the type `AEO`, where they have none. */
export function demonstrationProgramme(code: AdministrationCode): DemonstrationProgramme {
  const row = programmeRows.findLast(({ administration }) => administration === code);
  if (row === undefined) return { types: ['AEO'], lowerTypes: [], validityYears: null, eligibleRoles: OPERATOR_ROLES };
  const eligible: readonly string[] = row.eligibleRoles;
  const lower = LOWER_TYPES[code];
  return {
    // Where the order of its types is not known here, the first stands for all.
    types: lower ? row.authorizationTypes.filter((type) => !lower.includes(type)) : row.authorizationTypes.slice(0, 1),
    lowerTypes: lower ?? [],
    validityYears: row.validityYears,
    eligibleRoles: OPERATOR_ROLES.filter((role) => eligible.includes(role)),
  };
}
