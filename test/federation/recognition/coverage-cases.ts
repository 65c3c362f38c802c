import { notRecognised, type RecognitionCase, recognised, undetermined } from './cases.ts';

/** Instants around the first days of arrangements: midnight in the arrangement's own time zone. */
const DATES: readonly RecognitionCase[] = [
  notRecognised(
    'China-Australia in 2020: signed in 2017, not in force',
    'AU',
    'CN_ADVANCED',
    ['ARRANGEMENT_NOT_YET_IN_FORCE'],
    {
      on: '2020-01-01T12:00:00Z',
    },
  ),
  notRecognised(
    'China-Australia a second before 14 December 2023 in Shanghai',
    'AU',
    'CN_ADVANCED',
    ['ARRANGEMENT_NOT_YET_IN_FORCE'],
    {
      on: '2023-12-13T15:59:59Z',
    },
  ),
  recognised('China-Australia from midnight of 14 December 2023 in Shanghai', 'AU', 'CN_ADVANCED', 'AU-CN 2023-12-14', {
    on: '2023-12-13T16:00:00Z',
  }),
  notRecognised('Australia-China on the day before', 'CN', 'AU_ATT', ['ARRANGEMENT_NOT_YET_IN_FORCE'], {
    on: '2023-12-13T03:00:00Z',
  }),
  notRecognised(
    'EU-Japan when it is 24 May 2011 in Tokyo and still 23 May in Brussels',
    'JP',
    'EU_AEOF',
    ['ARRANGEMENT_NOT_YET_IN_FORCE'],
    {
      on: '2011-05-23T21:59:59Z',
    },
  ),
  recognised('EU-Japan from midnight of 24 May 2011 in Brussels', 'JP', 'EU_AEOF', 'EU-JP 2011-05-24', {
    on: '2011-05-23T22:00:00Z',
  }),
  notRecognised('EU-US before phase 1', 'US', 'EU_AEOF', ['ARRANGEMENT_NOT_YET_IN_FORCE'], {
    on: '2012-06-01T00:00:00Z',
  }),
  notRecognised(
    'EU-US in phase 1, of which no source shows the content',
    'US',
    'EU_AEOF',
    ['ARRANGEMENT_UNCONFIRMED'],
    {
      on: '2012-10-01T00:00:00Z',
    },
  ),
  notRecognised('EU-US in the last second of phase 1 in New York', 'EU', 'US_TIER_2', ['ARRANGEMENT_UNCONFIRMED'], {
    on: '2013-01-31T04:59:59Z',
  }),
  recognised('EU-US from 31 January 2013 in New York', 'EU', 'US_TIER_2', 'EU-US 2013-01-31', {
    on: '2013-01-31T05:00:00Z',
  }),
  notRecognised('EU-Canada on the last day of July 2025', 'EU', 'CA_PIP', ['ARRANGEMENT_NOT_YET_IN_FORCE'], {
    on: '2025-08-01T03:59:59Z',
  }),
  recognised('EU-Canada from 1 August 2025 in Toronto', 'EU', 'CA_PIP', 'CA-EU 2025-08-01', {
    on: '2025-08-01T04:00:00Z',
  }),
  notRecognised('EU-UK in 2023, whose start nobody has confirmed', 'GB', 'EU_AEOF', ['ARRANGEMENT_UNCONFIRMED'], {
    on: '2023-06-01T00:00:00Z',
  }),
  notRecognised('Brazil-US between signature and start', 'US', 'BR_OEA_S', ['ARRANGEMENT_UNCONFIRMED'], {
    on: '2022-09-20T00:00:00Z',
  }),
  notRecognised('Brazil-US before its signature', 'US', 'BR_OEA_S', ['ARRANGEMENT_NOT_YET_IN_FORCE'], {
    on: '2022-09-01T00:00:00Z',
  }),
  notRecognised('Hong Kong-Macao between signature and a source', 'MO', 'HK_TIER_1', ['ARRANGEMENT_UNCONFIRMED'], {
    on: '2024-06-01T00:00:00Z',
  }),
  notRecognised('China-New Zealand a second before its start', 'NZ', 'CN_ADVANCED', ['ARRANGEMENT_NOT_YET_IN_FORCE'], {
    on: '2017-06-30T15:59:59Z',
  }),
  recognised('Australia-Hong Kong from 1 March 2018 in Hong Kong', 'HK', 'AU_ATT', 'AU-HK 2018-03-01', {
    on: '2018-02-28T16:00:00Z',
  }),
];

/** The phased start between the mainland and Hong Kong: land 2014-05-18, air and sea 2014-09-01. */
const MODES: readonly RecognitionCase[] = [
  undetermined('whether Hong Kong recognises depends on the mode', 'HK', 'CN_ADVANCED', ['MODE_NOT_STATED']),
  undetermined('whether the mainland recognises depends on the mode', 'CN', 'HK_TIER_1', ['MODE_NOT_STATED']),
  recognised('Hong Kong, by sea today', 'HK', 'CN_ADVANCED', 'CN-HK 2014-09-01', { mode: 'SEA' }),
  recognised('Hong Kong, by rail today', 'HK', 'CN_ADVANCED', 'CN-HK 2014-09-01', { mode: 'RAIL' }),
  recognised('the mainland, by air today', 'CN', 'HK_TIER_2', 'CN-HK 2014-09-01', { mode: 'AIR' }),
  notRecognised(
    'Hong Kong, by post: no phase covers it',
    'HK',
    'CN_ADVANCED',
    ['MODE_NOT_COVERED'],
    { mode: 'POST' },
    { under: null },
  ),
  notRecognised('Hong Kong, by road on 17 May 2014', 'HK', 'CN_ADVANCED', ['ARRANGEMENT_NOT_YET_IN_FORCE'], {
    mode: 'ROAD',
    on: '2014-05-17T15:59:59Z',
  }),
  recognised('Hong Kong, by road from 18 May 2014', 'HK', 'CN_ADVANCED', 'CN-HK 2014-05-18', {
    mode: 'ROAD',
    on: '2014-05-17T16:00:00Z',
  }),
  notRecognised('Hong Kong, by sea in July 2014', 'HK', 'CN_ADVANCED', ['MODE_NOT_COVERED'], {
    mode: 'SEA',
    on: '2014-07-01T00:00:00Z',
  }),
  notRecognised('the mainland, by air in the last second of August 2014', 'CN', 'HK_TIER_1', ['MODE_NOT_COVERED'], {
    mode: 'AIR',
    on: '2014-08-31T15:59:59Z',
  }),
  recognised('the mainland, by air from 1 September 2014', 'CN', 'HK_TIER_1', 'CN-HK 2014-09-01', {
    mode: 'AIR',
    on: '2014-08-31T16:00:00Z',
  }),
  undetermined('without a mode in July 2014', 'HK', 'CN_ADVANCED', ['MODE_NOT_STATED'], { on: '2014-07-01T00:00:00Z' }),
  notRecognised('a mode that is not stated hides no grade that is not covered', 'HK', 'CN_CERTIFIED', [
    'AUTHORIZATION_TYPE_NOT_COVERED',
    'MODE_NOT_STATED',
  ]),
  recognised('a mode where the arrangement covers all', 'JP', 'EU_AEOF', 'EU-JP 2011-05-24', { mode: 'POST' }),
];

/** The tier traps of domain.md 7. */
const TIERS: readonly RecognitionCase[] = [
  recognised('the EU’s AEOS is covered', 'JP', 'EU_AEOS', 'EU-JP 2011-05-24'),
  notRecognised(
    'the EU’s AEOC is outside: Japan',
    'JP',
    'EU_AEOC',
    ['AUTHORIZATION_TYPE_NOT_COVERED'],
    {},
    { under: 'EU-JP 2011-05-24' },
  ),
  notRecognised('the EU’s AEOC is outside: China', 'CN', 'EU_AEOC', ['AUTHORIZATION_TYPE_NOT_COVERED']),
  notRecognised('the EU’s AEOC is outside: United States', 'US', 'EU_AEOC', ['AUTHORIZATION_TYPE_NOT_COVERED']),
  recognised('AEOC and AEOS together: the AEOS counts', 'JP', 'EU_AEOC_AND_AEOS', 'EU-JP 2011-05-24'),
  notRecognised('an AEOC does not stand in for a revoked AEOS', 'JP', 'EU_AEOC_AND_REVOKED_AEOS', [
    'AUTHORIZATION_REVOKED',
  ]),
  notRecognised('a good AEOC beside a revoked one: only the type is against it', 'JP', 'EU_REVOKED_AEOC_AND_AEOC', [
    'AUTHORIZATION_TYPE_NOT_COVERED',
  ]),
  notRecognised('the UK’s AEOC is outside', 'EU', 'GB_AEOC', ['AUTHORIZATION_TYPE_NOT_COVERED']),
  notRecognised('Singapore’s STP is outside: China', 'CN', 'SG_STP', ['AUTHORIZATION_TYPE_NOT_COVERED']),
  notRecognised('Singapore’s STP is outside: Hong Kong', 'HK', 'SG_STP', ['AUTHORIZATION_TYPE_NOT_COVERED']),
  notRecognised('Singapore’s STP is outside: United States', 'US', 'SG_STP', ['AUTHORIZATION_TYPE_NOT_COVERED']),
  notRecognised('China’s new certified grade is outside: EU', 'EU', 'CN_CERTIFIED', ['AUTHORIZATION_TYPE_NOT_COVERED']),
  notRecognised('China’s new certified grade is outside: Japan', 'JP', 'CN_CERTIFIED', [
    'AUTHORIZATION_TYPE_NOT_COVERED',
  ]),
  notRecognised(
    'China’s new certified grade did not exist in 2025',
    'EU',
    'CN_CERTIFIED',
    ['AUTHORIZATION_TYPE_NOT_COVERED', 'AUTHORIZATION_NOT_YET_VALID'],
    { on: '2025-06-01T00:00:00Z' },
  ),
  notRecognised('Brazil’s compliance level 1 is outside: United States', 'US', 'BR_OEA_C1', [
    'AUTHORIZATION_TYPE_NOT_COVERED',
  ]),
  notRecognised('Brazil’s compliance level 2 is outside: China', 'CN', 'BR_OEA_C2', ['AUTHORIZATION_TYPE_NOT_COVERED']),
  recognised('Korea’s grade A is covered', 'JP', 'KR_A', 'JP-KR 2015-02-15'),
  recognised('Korea’s grade AAA is covered', 'JP', 'KR_AAA', 'JP-KR 2015-02-15'),
  recognised('CTPAT Tier 1 is covered', 'EU', 'US_TIER_1', 'EU-US 2013-01-31'),
  recognised('CTPAT Tier 3 is covered', 'EU', 'US_TIER_3', 'EU-US 2013-01-31'),
];

/** Arrangements are narrow by role (domain.md 0.1). */
const ROLES: readonly RecognitionCase[] = [
  recognised('EU-US benefits manufacturers', 'US', 'EU_AEOF', 'EU-US 2013-01-31', { role: 'MANUFACTURER' }),
  notRecognised(
    'EU-US does not benefit brokers',
    'US',
    'EU_AEOF',
    ['ROLE_NOT_COVERED'],
    { role: 'CUSTOMS_BROKER' },
    { under: null },
  ),
  notRecognised('EU-US does not benefit importers', 'EU', 'US_TIER_2', ['ROLE_NOT_COVERED'], { role: 'IMPORTER' }),
  notRecognised('EU-US does not benefit carriers', 'US', 'EU_AEOS', ['ROLE_NOT_COVERED'], { role: 'CARRIER' }),
  notRecognised(
    'a role outside is told beside the grade only where a row is left to apply',
    'US',
    'EU_AEOC',
    ['ROLE_NOT_COVERED'],
    {
      role: 'CUSTOMS_BROKER',
    },
  ),
  notRecognised('China-New Zealand is for exporters: not manufacturers', 'NZ', 'CN_ADVANCED', ['ROLE_NOT_COVERED'], {
    role: 'MANUFACTURER',
  }),
  notRecognised('New Zealand-China is for exporters: not manufacturers', 'CN', 'NZ_SES', ['ROLE_NOT_COVERED'], {
    role: 'MANUFACTURER',
  }),
  recognised('EU-Japan has every role: a warehouse', 'JP', 'EU_AEOF', 'EU-JP 2011-05-24', {
    role: 'WAREHOUSE_OPERATOR',
  }),
  recognised('EU-Japan has every role: an e-vendor that the EU authorised', 'JP', 'EU_AEOF', 'EU-JP 2011-05-24', {
    role: 'E_VENDOR',
  }),
  notRecognised(
    'a role that the home programme does not authorise',
    'JP',
    'KR_AA',
    ['NO_AUTHORIZATION'],
    { role: 'E_VENDOR' },
    {
      under: 'JP-KR 2015-02-15',
    },
  ),
  notRecognised('an authorization as broker is none as exporter', 'JP', 'KR_BROKER', ['NO_AUTHORIZATION']),
  recognised('the same as broker', 'JP', 'KR_BROKER', 'JP-KR 2015-02-15', { role: 'CUSTOMS_BROKER' }),
];

/** Cases about what an arrangement covers, and when. */
export const COVERAGE_CASES: readonly RecognitionCase[] = [...DATES, ...MODES, ...TIERS, ...ROLES];
