import { PURPOSES_OF_USE, type PurposeOfUse } from '../../../schema/contract/vocabulary.ts';

/** The purpose for which a documented operation is to be asked, as its comment names it; clearance where it names none. */
export function documentedPurpose(operation: string): PurposeOfUse {
  const named = PURPOSES_OF_USE.find((purpose) => operation.includes(`Purpose-Of-Use: ${purpose}`));
  return named ?? 'IMPORT_CLEARANCE';
}
