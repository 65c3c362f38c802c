import type { CaseOperator } from './case-operators.ts';
import { notRecognised, type RecognitionCase, recognised, undetermined } from './cases.ts';

/**
 * The arrangements between connected administrations as domain.md 2.4 has them, each direction for itself: who recognises
 * whose operator today, and since when by the rules of schema/reference/README.md. Written down by hand, not read.
 */
const IN_FORCE: readonly (readonly [asking: string, about: CaseOperator, under: string])[] = [
  ['JP', 'EU_AEOF', 'EU-JP 2011-05-24'],
  ['EU', 'JP_AEO', 'EU-JP 2011-05-24'],
  ['US', 'EU_AEOF', 'EU-US 2013-01-31'],
  ['EU', 'US_TIER_2', 'EU-US 2013-01-31'],
  ['CN', 'EU_AEOF', 'CN-EU 2015-11-01'],
  ['EU', 'CN_ADVANCED', 'CN-EU 2015-11-01'],
  ['CH', 'EU_AEOF', 'CH-EU 2011-01-01'],
  ['EU', 'CH_AEO', 'CH-EU 2011-01-01'],
  ['NO', 'EU_AEOF', 'EU-NO 2009-08-01'],
  ['EU', 'NO_AEOS', 'EU-NO 2009-08-01'],
  ['GB', 'EU_AEOF', 'EU-GB 2025-08-01'],
  ['EU', 'GB_AEOF', 'EU-GB 2025-08-01'],
  ['CA', 'EU_AEOF', 'CA-EU 2025-08-01'],
  ['EU', 'CA_PIP', 'CA-EU 2025-08-01'],
  ['US', 'CA_PIP', 'CA-US 2009-08-01'],
  ['CA', 'US_TIER_2', 'CA-US 2009-08-01'],
  ['US', 'JP_AEO', 'JP-US 2018-11-01'],
  ['JP', 'US_TIER_2', 'JP-US 2018-11-01'],
  ['US', 'KR_AA', 'KR-US 2015-02-15'],
  ['KR', 'US_TIER_2', 'KR-US 2015-02-15'],
  ['US', 'SG_STP_PLUS', 'SG-US 2014-12-01'],
  ['SG', 'US_TIER_2', 'SG-US 2014-12-01'],
  ['US', 'NZ_SES', 'NZ-US 2009-08-01'],
  ['US', 'GB_AEOF', 'GB-US 2022-09-01'],
  ['GB', 'US_TIER_2', 'GB-US 2022-09-01'],
  ['US', 'BR_OEA_S', 'BR-US 2022-10-01'],
  ['BR', 'US_TIER_2', 'BR-US 2022-10-01'],
  ['JP', 'CA_PIP', 'CA-JP 2018-11-01'],
  ['CA', 'KR_AA', 'CA-KR 2018-08-01'],
  ['CA', 'SG_STP_PLUS', 'CA-SG 2011-01-01'],
  ['CA', 'AU_ATT', 'AU-CA 2018-08-01'],
  ['HK', 'CA_PIP', 'CA-HK 2025-07-01'],
  ['CA', 'NZ_SES', 'CA-NZ 2023-06-01'],
  ['CA', 'GB_AEOF', 'CA-GB 2025-01-01'],
  ['SG', 'CN_ADVANCED', 'CN-SG 2013-03-15'],
  ['CN', 'SG_STP_PLUS', 'CN-SG 2013-03-15'],
  ['KR', 'CN_ADVANCED', 'CN-KR 2014-04-01'],
  ['CN', 'KR_AA', 'CN-KR 2014-04-01'],
  ['JP', 'CN_ADVANCED', 'CN-JP 2019-06-01'],
  ['CN', 'JP_AEO', 'CN-JP 2019-06-01'],
  ['AU', 'CN_ADVANCED', 'AU-CN 2023-12-14'],
  ['CN', 'AU_ATT', 'AU-CN 2023-12-14'],
  ['NZ', 'CN_ADVANCED', 'CN-NZ 2017-07-01'],
  ['CN', 'NZ_SES', 'CN-NZ 2017-07-01'],
  ['MO', 'CN_ADVANCED', 'CN-MO 2023-06-01'],
  ['CN', 'MO_AEO', 'CN-MO 2023-06-01'],
  ['BR', 'CN_ADVANCED', 'BR-CN 2025-07-01'],
  ['CN', 'BR_OEA_S', 'BR-CN 2025-07-01'],
  ['JP', 'KR_AA', 'JP-KR 2015-02-15'],
  ['KR', 'JP_AEO', 'JP-KR 2015-02-15'],
  ['SG', 'JP_AEO', 'JP-SG 2014-12-02'],
  ['NZ', 'JP_AEO', 'JP-NZ 2018-06-29'],
  ['HK', 'JP_AEO', 'HK-JP 2018-11-01'],
  ['AU', 'JP_AEO', 'AU-JP 2019-08-14'],
  ['SG', 'KR_AA', 'KR-SG 2014-12-02'],
  ['NZ', 'KR_AA', 'KR-NZ 2018-06-29'],
  ['HK', 'KR_AA', 'HK-KR 2014-08-29'],
  ['AU', 'KR_AA', 'AU-KR 2019-08-14'],
  ['GB', 'KR_AA', 'GB-KR 2025-01-01'],
  ['HK', 'SG_STP_PLUS', 'HK-SG 2015-08-12'],
  ['AU', 'SG_STP_PLUS', 'AU-SG 2019-08-14'],
  ['NZ', 'SG_STP_PLUS', 'NZ-SG 2023-06-01'],
  ['GB', 'SG_STP_PLUS', 'GB-SG 2023-09-01'],
  ['NZ', 'AU_ATT', 'AU-NZ 2018-06-29'],
  ['HK', 'AU_ATT', 'AU-HK 2018-03-01'],
  ['HK', 'NZ_SES', 'HK-NZ 2019-02-22'],
  ['GB', 'NZ_SES', 'GB-NZ 2022-12-01'],
  ['MO', 'HK_TIER_1', 'HK-MO 2025-07-01'],
];

const NONE: readonly (readonly [asking: string, about: CaseOperator, why: string])[] = [
  ['KR', 'EU_AEOF', 'the EU and Korea have none'],
  ['EU', 'KR_AA', 'Korea and the EU have none'],
  ['BR', 'EU_AEOF', 'the EU and Brazil have none'],
  ['EU', 'BR_OEA_S', 'Brazil and the EU have none'],
  ['EU', 'AU_ATT', 'Australia and the EU have none'],
  ['EU', 'SG_STP_PLUS', 'Singapore and the EU have none'],
  ['EU', 'HK_TIER_1', 'Hong Kong has none with the EU, whatever mainland China has'],
  ['JP', 'MO_AEO', 'Macao has none with Japan, whatever mainland China has'],
  ['NO', 'US_TIER_2', 'Norway has none with the United States, whatever the EU has'],
  ['GT', 'EU_AEOF', 'the EU and Guatemala have none'],
];

/** Signed is not in force (domain.md 0.2), and neither is an action plan (2.1). */
const NOT_IN_FORCE: readonly RecognitionCase[] = [
  notRecognised('Switzerland and the UK signed in 2021', 'CH', 'GB_AEOF', ['ARRANGEMENT_NOT_YET_IN_FORCE']),
  notRecognised('the UK and Switzerland signed in 2021', 'GB', 'CH_AEO', ['ARRANGEMENT_NOT_YET_IN_FORCE']),
  notRecognised('the United States and Guatemala signed in 2023', 'US', 'GT_OEA', ['ARRANGEMENT_NOT_YET_IN_FORCE']),
  notRecognised('the Americas arrangement is signed only', 'BR', 'GT_OEA', ['ARRANGEMENT_NOT_YET_IN_FORCE']),
  notRecognised('China and Switzerland are on no official list', 'CN', 'CH_AEO', ['ARRANGEMENT_UNCONFIRMED']),
  notRecognised('Japan and the UK are not confirmed', 'JP', 'GB_AEOF', ['ARRANGEMENT_UNCONFIRMED']),
  notRecognised('China and the UK are not confirmed', 'GB', 'CN_ADVANCED', ['ARRANGEMENT_UNCONFIRMED']),
  notRecognised('Australia and the UK are not confirmed', 'AU', 'GB_AEOF', ['ARRANGEMENT_UNCONFIRMED']),
  notRecognised('Switzerland and Japan are not confirmed', 'CH', 'JP_AEO', ['ARRANGEMENT_UNCONFIRMED']),
  notRecognised('Switzerland and the United States are not confirmed', 'US', 'CH_AEO', ['ARRANGEMENT_UNCONFIRMED']),
];

const NOT_CONNECTED: readonly RecognitionCase[] = [
  undetermined('Mexico has an arrangement and no registry here', 'US', { tin: 'MX123456789' }, [
    'REGISTRY_NOT_CONNECTED',
  ]),
  undetermined(
    'Canada recognises exporters of Taiwan',
    'CA',
    { tin: 'TW90000001' },
    ['REGISTRY_NOT_CONNECTED'],
    {},
    {
      under: 'CA-TW 2025-08-08',
    },
  ),
  notRecognised(
    'Canada recognises exporters of Taiwan only',
    'CA',
    { tin: 'TW90000001' },
    ['ROLE_NOT_COVERED', 'REGISTRY_NOT_CONNECTED'],
    { role: 'MANUFACTURER' },
  ),
  undetermined(
    'the Philippines joined the ASEAN arrangement',
    'SG',
    { tin: 'PH123456789' },
    ['REGISTRY_NOT_CONNECTED'],
    {},
    {
      under: 'AAMRA 2025-02-28',
    },
  ),
  notRecognised(
    'the Philippines had not joined yet in 2024',
    'SG',
    { tin: 'PH123456789' },
    ['ARRANGEMENT_NOT_YET_IN_FORCE', 'REGISTRY_NOT_CONNECTED'],
    { on: '2024-12-01T00:00:00Z' },
  ),
  undetermined(
    'Malaysia was among the first members in 2024',
    'SG',
    { tin: 'MY123456789' },
    ['REGISTRY_NOT_CONNECTED'],
    { on: '2024-12-01T00:00:00Z' },
    { under: 'AAMRA 2024-08-01' },
  ),
  notRecognised('Cambodia signed the ASEAN arrangement and has not started', 'SG', { tin: 'KH123456789' }, [
    'NO_ARRANGEMENT',
    'REGISTRY_NOT_CONNECTED',
  ]),
  notRecognised('an action plan with the Philippines is none', 'HK', { tin: 'PH123456789' }, [
    'NO_ARRANGEMENT',
    'REGISTRY_NOT_CONNECTED',
  ]),
  notRecognised('an action plan with Chile is none', 'HK', { tin: 'CL123456789' }, [
    'NO_ARRANGEMENT',
    'REGISTRY_NOT_CONNECTED',
  ]),
  notRecognised('the pilot across the strait shows no coverage', 'CN', { tin: 'TW90000001' }, [
    'ARRANGEMENT_UNCONFIRMED',
    'REGISTRY_NOT_CONNECTED',
  ]),
  notRecognised('the pilot with India shows no coverage', 'US', { tin: 'IN123456789' }, [
    'ARRANGEMENT_UNCONFIRMED',
    'REGISTRY_NOT_CONNECTED',
  ]),
  notRecognised('Saudi Arabia and Hong Kong signed in 2025', 'HK', { tin: 'SA123456789' }, [
    'ARRANGEMENT_NOT_YET_IN_FORCE',
    'REGISTRY_NOT_CONNECTED',
  ]),
];

/** Cases about where an arrangement stands today. */
export const ARRANGEMENT_CASES: readonly RecognitionCase[] = [
  ...IN_FORCE.map(([asking, about, under]) => recognised(`${asking} recognises ${about}`, asking, about, under)),
  ...NONE.map(([asking, about, why]) => notRecognised(why, asking, about, ['NO_ARRANGEMENT'], {}, { under: null })),
  ...NOT_IN_FORCE,
  ...NOT_CONNECTED,
];
