import type { Refusal } from '../../schema/contract/error-codes.ts';
import { PURPOSES_OF_USE, type PurposeOfUse } from '../../schema/contract/vocabulary.ts';

/** Header in which a client says why it asks. */
export const PURPOSE_HEADER = 'purpose-of-use';

/** The purpose of the request; without one nothing is asked of anybody (note, VIII: solely for the purpose for which it was provided). */
export function readPurpose(header: string | undefined): PurposeOfUse | Refusal {
  const purpose = PURPOSES_OF_USE.find((known) => known === header?.trim());
  return (
    purpose ?? {
      code: 'PURPOSE_REQUIRED',
      message: 'Say in the header Purpose-Of-Use why you ask.',
      field: 'Purpose-Of-Use',
      rule: `one of ${PURPOSES_OF_USE.join(', ')}`,
    }
  );
}
