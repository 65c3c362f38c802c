import type { AdministrationCode } from '../../../schema/administrations.ts';
import type { Arrangement, ArrangementCoverage } from '../../../schema/reference/arrangements.ts';
import type { AssistanceAgreement } from '../../../schema/reference/assistance-agreements.ts';
import { endOfDay, startOfDay } from './calendar-day.ts';
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
  const ofHome = newestVersions(arrangements).filter(({ parties }) => parties.includes(home.administration));
  const assisting = agreements.filter(
    ({ parties, matter, certainty }) =>
      parties.includes(home.administration) && matter === 'CUSTOMS' && certainty !== 'ASSUMED',
  );
  return (asking, purpose, now) => {
    if (asking === home.administration) return false;
    const recognises = ofHome.some(({ coverage, timeZone }) =>
      coverage.some(
        (row) => row.authorising === home.administration && row.recognising === asking && isInForce(row, timeZone, now),
      ),
    );
    if (recognises || purpose === 'IMPORT_CLEARANCE') return recognises;
    return assisting.some(
      ({ parties, inForceFrom, inForceTo }) =>
        parties.includes(asking) && contains(inForceFrom, inForceTo, home.timeZone, now),
    );
  };
}

/** A correction of an arrangement is a new version, and the only one that counts. */
function newestVersions(arrangements: readonly Arrangement[]): readonly Arrangement[] {
  return arrangements.filter(
    ({ id, version }) => !arrangements.some((other) => other.id === id && other.version > version),
  );
}

function isInForce(row: ArrangementCoverage, timeZone: string, now: Date): boolean {
  return (
    row.certainty !== 'ASSUMED' &&
    contains(row.inForceFrom, row.inForceTo, timeZone, now) &&
    !row.interruptions.some(({ from, until }) => contains(from, until, timeZone, now))
  );
}

function contains(from: string, to: string | null, timeZone: string, now: Date): boolean {
  return now >= startOfDay(from, timeZone) && (to === null || now < endOfDay(to, timeZone));
}
