import type { Arrangement, ArrangementCoverage } from '../../../../schema/reference/arrangements.ts';

/** What Japan grants to Korea's operators. */
export function coverageTowardJapan(given: Partial<ArrangementCoverage> = {}): ArrangementCoverage {
  return {
    authorising: 'KR',
    recognising: 'JP',
    inForceFrom: '2011-05-01',
    inForceTo: null,
    interruptions: [],
    historyMonths: null,
    roles: ['EXPORTER'],
    authorizationTypes: [],
    modes: [],
    benefits: [],
    acceptsThirdPartyValidation: false,
    requiresCurrentValidation: false,
    maximumAttestationAgeHours: 0,
    certainty: 'OFFICIAL',
    source: 'test',
    remark: null,
    ...given,
  };
}

/** An arrangement of the two in force. */
export function arrangementOfJapanAndKorea(
  coverage: readonly ArrangementCoverage[],
  given: Partial<Arrangement> = {},
): Arrangement {
  return {
    id: 'JP-KR',
    parties: ['JP', 'KR'],
    version: 1,
    recordedOn: '2026-11-24',
    timeZone: 'Asia/Tokyo',
    status: 'IN_FORCE',
    signedOn: null,
    signedPrecision: null,
    inForceFrom: '2011-05-01',
    terminatedOn: null,
    coverage,
    certainty: 'OFFICIAL',
    asOf: '2026-11-24',
    source: 'test',
    remark: null,
    ...given,
  };
}
