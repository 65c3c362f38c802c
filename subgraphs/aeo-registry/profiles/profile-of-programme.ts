import type { AdministrationCode } from '../../../schema/administrations.ts';
import { OPERATOR_ROLES } from '../../../schema/contract/vocabulary.ts';
import { PROGRAMMES } from '../../../schema/reference/programmes.ts';
import type { NationalField, RegistryProfile } from './registry-profile.ts';

/** What a programme without a row of reference data grants. */
const UNDESCRIBED_TYPES = ['AEO'];

/**
 * The profile of an administration: what its programme's dated rows say, and the national fields. Types and roles are
 * those of all its rows, since an authorization outlives the row under which it was granted; name and validity are the newest's.
 */
export function profileOfProgramme(
  administration: AdministrationCode,
  nationalFields: readonly NationalField[],
): RegistryProfile {
  const rows = PROGRAMMES.filter((row) => row.administration === administration);
  const newest = rows.at(-1);
  const types = [...new Set(rows.flatMap((row) => row.authorizationTypes))];
  return {
    administration,
    programmeName: newest?.name ?? 'Authorized Economic Operator',
    authorizationTypes: types.length === 0 ? UNDESCRIBED_TYPES : types,
    roles: rows.length === 0 ? OPERATOR_ROLES : [...new Set(rows.flatMap((row) => row.eligibleRoles))],
    validityYears: newest?.validityYears ?? null,
    nationalFields,
  };
}
