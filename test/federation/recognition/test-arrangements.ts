import { ARRANGEMENTS, type Arrangement, loadArrangements } from '../../../schema/reference/arrangements.ts';

const SOURCE = 'TEST DATA: no such arrangement exists.';

const row = (authorising: string, recognising: string, more: object = {}) => ({
  authorising,
  recognising,
  inForceFrom: '2020-01-01',
  inForceTo: null,
  interruptions: [],
  historyMonths: null,
  roles: 'ALL',
  authorizationTypes: [],
  modes: [],
  benefits: ['GENERAL_FEWER_CONTROLS'],
  acceptsThirdPartyValidation: false,
  requiresCurrentValidation: false,
  maximumAttestationAgeHours: 0,
  certainty: 'OFFICIAL',
  source: SOURCE,
  remark: null,
  ...more,
});

const arrangement = (parties: readonly [string, string], coverage: readonly object[], more: object = {}) => ({
  id: parties.join('-'),
  parties,
  version: 1,
  recordedOn: '2020-01-01',
  timeZone: 'Etc/UTC',
  status: 'IN_FORCE',
  signedOn: null,
  signedPrecision: null,
  inForceFrom: '2020-01-01',
  terminatedOn: null,
  certainty: 'OFFICIAL',
  asOf: '2020-01-01',
  source: SOURCE,
  remark: null,
  ...more,
  coverage,
});

/**
 * The real arrangements, and beside them some between pairs that have none, for what no real one shows: suspended in
 * one direction, ended, a pilot, history that may not be told, a validation that has to be current, third parties accepted.
 */
export const ARRANGEMENTS_WITH_TEST_DATA: readonly Arrangement[] = [
  ...ARRANGEMENTS,
  ...loadArrangements([
    arrangement(
      ['KR', 'NO'],
      [
        row('KR', 'NO', { interruptions: [{ from: '2025-03-01', until: null, source: SOURCE }] }),
        row('NO', 'KR', { interruptions: [{ from: '2024-01-01', until: '2024-06-30', source: SOURCE }] }),
      ],
    ),
    arrangement(['GT', 'KR'], [row('KR', 'GT')], { status: 'TERMINATED', terminatedOn: '2024-12-31' }),
    arrangement(['CH', 'KR'], [row('KR', 'CH', { roles: ['EXPORTER'] })], { status: 'PILOT' }),
    arrangement(['BR', 'KR'], [row('KR', 'BR', { historyMonths: 12 })]),
    arrangement(
      ['KR', 'MO'],
      [row('KR', 'MO', { requiresCurrentValidation: true, acceptsThirdPartyValidation: true })],
    ),
  ]),
];
