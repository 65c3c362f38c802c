import { describe, expect, test } from 'vitest';
import { findAdministration } from '../../../../schema/administrations.ts';
import type { AttestedAuthorization } from '../../../../schema/contract/attestation.ts';
import { arrangementsBetween, coverageOn } from '../../../../schema/contract/coverage-on.ts';
import type { RecognitionOutcome, RecognitionReason } from '../../../../schema/contract/recognition.ts';
import type { Tin } from '../../../../schema/contract/tin.ts';
import type { OperatorRole, TransportMode } from '../../../../schema/contract/vocabulary.ts';
import { ARRANGEMENTS } from '../../../../schema/reference/arrangements.ts';
import { decide } from '../../../../subgraphs/recognition/domain/decide.ts';

interface Case {
  readonly home: string;
  readonly asking: string;
  readonly role?: OperatorRole;
  readonly mode?: TransportMode;
  readonly type?: string;
  readonly on: string;
  readonly outcome: RecognitionOutcome;
  readonly reasons: readonly RecognitionReason[];
}

function decideCase({ home, asking, role = 'EXPORTER', mode, type = 'AEO', on }: Case) {
  const administration = findAdministration(home);
  if (administration === undefined) throw new TypeError(home);
  const instant = new Date(on);
  const authorization: AttestedAuthorization = {
    number: '1',
    type,
    roles: [role],
    validFrom: '2001-01-01',
    validTo: null,
    history: [{ status: 'AUTHORISED', effectiveFrom: '2001-01-01T00:00:00Z' }],
    validation: null,
  };
  return decide(
    {
      asking,
      home: administration,
      question: { tin: '', alias: null, role, mode: mode ?? null, on: instant, declaredName: null },
      arrangements: arrangementsBetween(ARRANGEMENTS, home, asking),
      coverage: coverageOn(ARRANGEMENTS, home, asking, instant),
      benefitsSuspended: false,
      maintenance: null,
      now: new Date('2026-11-24T12:00:00Z'),
      statement: {
        kind: 'OPERATOR',
        operator: {
          tin: '' as Tin,
          identifiers: [],
          legalName: 'X',
          tradingNames: [],
          roles: [role],
          authorizations: [authorization],
          successor: null,
        },
      },
    },
    false,
  );
}

const NOON = 'T12:00:00Z';

const CASES: readonly Case[] = [
  { home: 'EU', asking: 'JP', type: 'AEOF', on: `2011-05-25${NOON}`, outcome: 'RECOGNISED', reasons: [] },
  {
    home: 'EU',
    asking: 'JP',
    type: 'AEOF',
    on: `2011-05-22${NOON}`,
    outcome: 'NOT_RECOGNISED',
    reasons: ['ARRANGEMENT_NOT_YET_IN_FORCE'],
  },
  {
    home: 'EU',
    asking: 'JP',
    type: 'AEOC',
    on: `2020-01-01${NOON}`,
    outcome: 'NOT_RECOGNISED',
    reasons: ['AUTHORIZATION_TYPE_NOT_COVERED'],
  },
  {
    home: 'EU',
    asking: 'US',
    type: 'AEOS',
    role: 'CUSTOMS_BROKER',
    on: `2020-01-01${NOON}`,
    outcome: 'NOT_RECOGNISED',
    reasons: ['ROLE_NOT_COVERED'],
  },
  {
    home: 'EU',
    asking: 'US',
    type: 'AEOS',
    role: 'MANUFACTURER',
    on: `2020-01-01${NOON}`,
    outcome: 'RECOGNISED',
    reasons: [],
  },
  {
    home: 'CN',
    asking: 'AU',
    type: 'ADVANCED_CERTIFIED',
    on: `2020-01-01${NOON}`,
    outcome: 'NOT_RECOGNISED',
    reasons: ['ARRANGEMENT_NOT_YET_IN_FORCE'],
  },
  { home: 'CN', asking: 'AU', type: 'ADVANCED_CERTIFIED', on: `2024-01-01${NOON}`, outcome: 'RECOGNISED', reasons: [] },
  {
    home: 'CN',
    asking: 'EU',
    type: 'CERTIFIED',
    on: `2026-06-01${NOON}`,
    outcome: 'NOT_RECOGNISED',
    reasons: ['AUTHORIZATION_TYPE_NOT_COVERED'],
  },
  {
    home: 'CN',
    asking: 'HK',
    type: 'ADVANCED_CERTIFIED',
    on: `2014-06-01${NOON}`,
    outcome: 'UNDETERMINED',
    reasons: ['MODE_NOT_STATED'],
  },
  {
    home: 'CN',
    asking: 'HK',
    type: 'ADVANCED_CERTIFIED',
    mode: 'SEA',
    on: `2014-06-01${NOON}`,
    outcome: 'NOT_RECOGNISED',
    reasons: ['MODE_NOT_COVERED'],
  },
  {
    home: 'CN',
    asking: 'HK',
    type: 'ADVANCED_CERTIFIED',
    mode: 'ROAD',
    on: `2014-06-01${NOON}`,
    outcome: 'RECOGNISED',
    reasons: [],
  },
  {
    home: 'CN',
    asking: 'HK',
    type: 'ADVANCED_CERTIFIED',
    mode: 'SEA',
    on: `2014-10-01${NOON}`,
    outcome: 'RECOGNISED',
    reasons: [],
  },
  {
    home: 'EU',
    asking: 'BR',
    type: 'AEOF',
    on: `2026-11-24${NOON}`,
    outcome: 'NOT_RECOGNISED',
    reasons: ['NO_ARRANGEMENT'],
  },
  {
    home: 'EU',
    asking: 'KR',
    type: 'AEOF',
    on: `2026-11-24${NOON}`,
    outcome: 'NOT_RECOGNISED',
    reasons: ['NO_ARRANGEMENT'],
  },
  {
    home: 'JP',
    asking: 'CH',
    on: `2026-11-24${NOON}`,
    outcome: 'NOT_RECOGNISED',
    reasons: ['ARRANGEMENT_UNCONFIRMED'],
  },
  { home: 'JP', asking: 'JP', on: `2026-11-24${NOON}`, outcome: 'NOT_APPLICABLE', reasons: ['OWN_OPERATOR'] },
  { home: 'JP', asking: 'CN', on: `2026-11-24${NOON}`, outcome: 'RECOGNISED', reasons: [] },
  {
    home: 'SG',
    asking: 'AU',
    type: 'STP',
    on: `2026-11-24${NOON}`,
    outcome: 'NOT_RECOGNISED',
    reasons: ['AUTHORIZATION_TYPE_NOT_COVERED'],
  },
  {
    home: 'GB',
    asking: 'CH',
    type: 'AEOF',
    on: `2026-11-24${NOON}`,
    outcome: 'NOT_RECOGNISED',
    reasons: ['ARRANGEMENT_NOT_YET_IN_FORCE'],
  },
];

describe('real arrangements', () => {
  test.each(
    CASES.map(
      (one) =>
        [
          `${one.home} to ${one.asking}, ${one.type ?? 'AEO'}, ${one.role ?? 'EXPORTER'}, ${one.mode ?? 'no mode'}, ${one.on}`,
          one,
        ] as const,
    ),
  )('decide %s', (_title, one) => {
    const { outcome, reasons } = decideCase(one);
    expect({ outcome, reasons }).toEqual({ outcome: one.outcome, reasons: one.reasons });
  });
});
