import type { AdministrationCode } from '../../../schema/administrations.ts';
import { isWithinDays } from '../../../schema/contract/calendar-day.ts';
import { coverageOn } from '../../../schema/contract/coverage-on.ts';
import type { Arrangement } from '../../../schema/reference/arrangements.ts';
import type { AssistanceAgreement } from '../../../schema/reference/assistance-agreements.ts';
import type { PartnerRule } from './disclosure.ts';

/** The administration whose operators are asked about, and the zone of dates for which an instrument states none. */
export interface Home {
  readonly administration: AdministrationCode;
  readonly timeZone: string;
}

/**
 * Who is a partner of the home administration. For every purpose: an arrangement whose coverage, in the direction
 * "asking recognises home", is in force and not interrupted at that instant. For every purpose but the clearance of
 * imports also an agreement on mutual assistance in customs matters (a tax instrument is no basis for customs data).
 * ASSUMED rows count nowhere.
 */
export function partnerRule(
  home: Home,
  arrangements: readonly Arrangement[],
  agreements: readonly AssistanceAgreement[],
): PartnerRule {
  const assisting = agreements.filter(
    ({ parties, matter, certainty }) =>
      parties.includes(home.administration) && matter === 'CUSTOMS' && certainty !== 'ASSUMED',
  );
  return (asking, purpose, now) => {
    if (asking === home.administration) return false;
    const rows = coverageOn(arrangements, home.administration, asking, now);
    const recognises = rows.some(({ standing }) => standing === 'IN_FORCE');
    if (recognises || purpose === 'IMPORT_CLEARANCE') return recognises;
    return assisting.some(
      ({ parties, inForceFrom, inForceTo }) =>
        parties.includes(asking) && isWithinDays(now, inForceFrom, inForceTo, home.timeZone),
    );
  };
}
