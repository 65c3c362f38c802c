import { describe, expect, test } from 'vitest';
import { type Administration, findAdministration } from '../../../../schema/administrations.ts';
import { endOfDay, startOfDay } from '../../../../schema/contract/calendar-day.ts';
import { arrangementsBetween, coverageOn, newestVersions } from '../../../../schema/contract/coverage-on.ts';
import type { Tin } from '../../../../schema/contract/tin.ts';
import {
  OPERATOR_ROLES,
  type OperatorRole,
  TRANSPORT_MODES,
  type TransportMode,
} from '../../../../schema/contract/vocabulary.ts';
import { ARRANGEMENTS, type Arrangement, type ArrangementCoverage } from '../../../../schema/reference/arrangements.ts';
import { PROGRAMMES } from '../../../../schema/reference/programmes.ts';
import { type Decision, decide } from '../../../../subgraphs/recognition/domain/decide.ts';

interface Row {
  readonly arrangement: Arrangement;
  readonly coverage: ArrangementCoverage;
}

const ROWS: readonly Row[] = newestVersions(ARRANGEMENTS).flatMap((arrangement) =>
  arrangement.coverage.map((coverage) => ({ arrangement, coverage })),
);
const isSure = ({ arrangement, coverage }: Row) =>
  arrangement.certainty !== 'ASSUMED' && coverage.certainty !== 'ASSUMED';
const nameOf = ({ arrangement: { id }, coverage: { authorising, recognising, inForceFrom } }: Row) =>
  `${id}: ${recognising} recognises ${authorising} from ${inForceFrom}`;
const SURE = ROWS.filter(isSure).map((row) => [nameOf(row), row] as const);
const ASSUMED = ROWS.filter((row) => !isSure(row)).map((row) => [nameOf(row), row] as const);

/** The home administration, as if it had a registry here: the rules are the same for all parties. */
function connected(code: string): Administration {
  const home = findAdministration(code);
  if (home === undefined) throw new TypeError(`nobody is called ${code}`);
  return { ...home, registry: 'CONNECTED' };
}

interface Asked {
  readonly instant: number;
  readonly role?: OperatorRole;
  readonly type?: string;
  readonly mode?: TransportMode | null;
}

/** Decides on an operator that is authorised without a break; what is not given is what the row covers. */
function decideOn({ coverage }: Row, { instant, role, type, mode }: Asked): Decision {
  const { authorising, recognising } = coverage;
  const on = new Date(instant);
  const asked = role ?? coverage.roles[0] ?? 'EXPORTER';
  return decide(
    {
      asking: recognising,
      home: connected(authorising),
      question: {
        tin: 'X',
        alias: null,
        role: asked,
        mode: mode === undefined ? (coverage.modes[0] ?? null) : mode,
        on,
        declaredName: null,
      },
      arrangements: arrangementsBetween(ARRANGEMENTS, authorising, recognising),
      coverage: coverageOn(ARRANGEMENTS, authorising, recognising, on),
      benefitsSuspended: false,
      maintenance: null,
      now: new Date('2026-11-25T12:00:00Z'),
      statement: {
        kind: 'OPERATOR',
        operator: {
          tin: 'X' as Tin,
          identifiers: [],
          legalName: 'X',
          tradingNames: [],
          roles: [asked],
          successor: null,
          authorizations: [
            {
              number: '1',
              type: type ?? coverage.authorizationTypes[0] ?? 'AEO',
              roles: [asked],
              validFrom: '1990-01-01',
              validTo: null,
              history: [{ status: 'AUTHORISED', effectiveFrom: '1990-01-01T00:00:00.000Z' }],
              validation: null,
            },
          ],
        },
      },
    },
    false,
  );
}

/** Calendar date there at an instant, by another way than the code that is tested. */
function dateIn(timeZone: string, instant: number): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(
    instant,
  );
}

/** The other rows of the direction that are sure and within their days at the instant. */
function othersOn(row: Row, instant: number): readonly ArrangementCoverage[] {
  return ROWS.filter(
    (other) =>
      other.coverage !== row.coverage &&
      isSure(other) &&
      other.coverage.authorising === row.coverage.authorising &&
      other.coverage.recognising === row.coverage.recognising &&
      dateIn(other.arrangement.timeZone, instant) >= other.coverage.inForceFrom &&
      dateIn(other.arrangement.timeZone, instant) <= (other.coverage.inForceTo ?? '9999-12-31'),
  ).map(({ coverage }) => coverage);
}

test('there are rows above ASSUMED and ASSUMED ones, for connected parties and others', () => {
  expect(SURE.length).toBeGreaterThan(200);
  expect(ASSUMED.length).toBeGreaterThan(50);
});

describe.each(SURE)('%s', (_name, row) => {
  const { arrangement, coverage } = row;
  const first = startOfDay(coverage.inForceFrom, arrangement.timeZone);

  test('recognises from its first instant in the arrangement’s own zone, and not before', () => {
    expect(dateIn(arrangement.timeZone, first)).toBe(coverage.inForceFrom);
    expect(dateIn(arrangement.timeZone, first - 1) < coverage.inForceFrom).toBe(true);
    const decision = decideOn(row, { instant: first });
    expect(decision).toMatchObject({ outcome: 'RECOGNISED', reasons: [], benefits: coverage.benefits });
    expect(decision.applied?.coverage).toBe(coverage);
    for (const instant of [first - 1, first - 24 * 3_600_000]) {
      const before = decideOn(row, { instant });
      expect(before.applied?.coverage).not.toBe(coverage);
      if (othersOn(row, instant).length === 0) expect(before.outcome).toBe('NOT_RECOGNISED');
    }
  });

  test('ends with its last day, if it has one', () => {
    if (coverage.inForceTo === null) return;
    const end = endOfDay(coverage.inForceTo, arrangement.timeZone);
    expect(dateIn(arrangement.timeZone, end - 1)).toBe(coverage.inForceTo);
    expect(decideOn(row, { instant: end - 1 }).applied?.coverage).toBe(coverage);
    expect(decideOn(row, { instant: end }).applied?.coverage).not.toBe(coverage);
  });

  test('covers each of its roles, and no other', () => {
    for (const role of OPERATOR_ROLES) {
      const { outcome, reasons } = decideOn(row, { instant: first, role });
      if (coverage.roles.includes(role)) expect([role, outcome]).toEqual([role, 'RECOGNISED']);
      else if (!othersOn(row, first).some(({ roles }) => roles.includes(role))) {
        expect([role, outcome, reasons]).toEqual([role, 'NOT_RECOGNISED', ['ROLE_NOT_COVERED']]);
      }
    }
  });

  test('covers each of its types of authorization, and no other of that programme', () => {
    const types = new Set(
      PROGRAMMES.filter(({ administration }) => administration === coverage.authorising).flatMap(
        ({ authorizationTypes }) => authorizationTypes,
      ),
    );
    for (const type of types) {
      const { outcome, reasons } = decideOn(row, { instant: first, type });
      const isCovered = coverage.authorizationTypes.length === 0 || coverage.authorizationTypes.includes(type);
      if (isCovered) expect([type, outcome]).toEqual([type, 'RECOGNISED']);
      else if (othersOn(row, first).length === 0) {
        expect([type, outcome, reasons]).toEqual([type, 'NOT_RECOGNISED', ['AUTHORIZATION_TYPE_NOT_COVERED']]);
      }
    }
  });

  test('covers each of its modes, and no other; without one it cannot be told', () => {
    if (coverage.modes.length === 0) {
      for (const mode of [...TRANSPORT_MODES, null]) {
        expect(decideOn(row, { instant: first, mode }).outcome).toBe('RECOGNISED');
      }
      return;
    }
    expect(decideOn(row, { instant: first, mode: null }).reasons).toEqual(['MODE_NOT_STATED']);
    for (const mode of TRANSPORT_MODES) {
      const expected = coverage.modes.includes(mode) ? [] : ['MODE_NOT_COVERED'];
      expect([mode, decideOn(row, { instant: first, mode }).reasons]).toEqual([mode, expected]);
    }
  });
});

describe.each(ASSUMED)('%s, which nobody has confirmed', (_name, row) => {
  test('never recognises by itself', () => {
    const first = startOfDay(row.coverage.inForceFrom, row.arrangement.timeZone);
    const { outcome, reasons, applied } = decideOn(row, { instant: first });
    expect(applied?.coverage).not.toBe(row.coverage);
    if (othersOn(row, first).length > 0) return;
    expect({ outcome, reasons }).toEqual({ outcome: 'NOT_RECOGNISED', reasons: ['ARRANGEMENT_UNCONFIRMED'] });
  });
});
