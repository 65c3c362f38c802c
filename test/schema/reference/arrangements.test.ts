import { describe, expect, it } from 'vitest';
import { OPERATOR_ROLES } from '../../../schema/contract/vocabulary.ts';
import {
  ARRANGEMENTS,
  type Arrangement,
  type ArrangementCoverage,
  arrangementSchema,
  loadArrangements,
} from '../../../schema/reference/arrangements.ts';
import { UNCONNECTED_PARTIES } from '../../../schema/reference/parties.ts';
import { ACTION_PLANS, ASSUMED_ROWS, CONNECTED, ROWS_OF_SECTION_2_4 } from './rows-of-section-2-4.ts';

function arrangement(id: string): Arrangement {
  const found = ARRANGEMENTS.find((row) => row.id === id);
  if (found === undefined) throw new Error(`no arrangement ${id}`);
  return found;
}

/** Rows surer than ASSUMED that hold on a day, in one direction. */
function sureOn(id: string, authorising: string, recognising: string, day: string): ArrangementCoverage[] {
  return arrangement(id).coverage.filter(
    (row) =>
      row.authorising === authorising &&
      row.recognising === recognising &&
      row.certainty !== 'ASSUMED' &&
      row.inForceFrom <= day &&
      (row.inForceTo === null || row.inForceTo >= day),
  );
}

describe('the arrangements of domain.md 2.4', () => {
  it('are all present, once each', () => {
    expect(ARRANGEMENTS.map(({ id }) => id).sort()).toEqual([...ROWS_OF_SECTION_2_4].sort());
    expect(ARRANGEMENTS.every(({ version }) => version === 1)).toBe(true);
  });

  it('name parties that are connected or known', () => {
    const known = new Set([...CONNECTED, ...UNCONNECTED_PARTIES.map(({ code }) => code)]);
    for (const { parties } of ARRANGEMENTS) for (const party of parties) expect(known).toContain(party);
    for (const { code } of UNCONNECTED_PARTIES) {
      expect(CONNECTED).not.toContain(code);
      expect(ARRANGEMENTS.some(({ parties }) => parties.includes(code))).toBe(true);
    }
  });

  it('hold no C row above ASSUMED', () => {
    for (const id of ASSUMED_ROWS) {
      expect(arrangement(id).certainty).toBe('ASSUMED');
      expect(arrangement(id).coverage.every(({ certainty }) => certainty === 'ASSUMED')).toBe(true);
    }
    expect(
      ARRANGEMENTS.filter(({ certainty }) => certainty === 'ASSUMED')
        .map(({ id }) => id)
        .sort(),
    ).toEqual([...ASSUMED_ROWS].sort());
  });

  it('give action plans, negotiations and mere signatures no coverage', () => {
    for (const id of ACTION_PLANS) expect(arrangement(id).status).toBe('COMPARING_PROGRAMMES');
    for (const { status, coverage } of ARRANGEMENTS) {
      if (['COMPARING_PROGRAMMES', 'VALIDATING_JOINTLY', 'DRAFTING', 'SIGNED'].includes(status)) {
        expect(coverage).toEqual([]);
      }
    }
    expect(arrangement('EAC').coverage).toEqual([]);
  });

  it('give pilots of unknown scope assumed rows only', () => {
    const pilots = ARRANGEMENTS.filter(({ status }) => status === 'PILOT');
    expect(pilots.map(({ id }) => id)).toEqual(['AE-IN', 'BR-UY', 'CN-TW', 'IN-US', 'KR-TR']);
    for (const { coverage, inForceFrom } of pilots) {
      expect(inForceFrom).toBeNull();
      expect(coverage.every(({ certainty }) => certainty === 'ASSUMED')).toBe(true);
    }
  });

  it('serve whatever is surer than ASSUMED and in force today', () => {
    for (const { id, status, certainty, coverage } of ARRANGEMENTS) {
      if (status !== 'IN_FORCE' || certainty === 'ASSUMED') continue;
      for (const { authorising, recognising } of coverage) {
        expect(sureOn(id, authorising, recognising, '2026-11-24'), id).toHaveLength(1);
      }
    }
  });

  it('grant benefits, live statements only, and no third-party validation', () => {
    for (const row of ARRANGEMENTS.flatMap(({ coverage }) => coverage)) {
      expect(row.benefits.length).toBeGreaterThan(0);
      expect(row.benefits.every((code) => code.startsWith('GENERAL_'))).toBe(true);
      expect(row.maximumAttestationAgeHours).toBe(0);
      expect(row.acceptsThirdPartyValidation).toBe(false);
    }
  });
});

describe('the tiers of domain.md 7', () => {
  it.each([
    ['EU', ['AEOS', 'AEOF']],
    ['GB', ['AEOS', 'AEOF']],
    ['SG', ['STP-Plus']],
    ['TW', ['AEO-S']],
    ['BR', ['OEA-S']],
    ['CN', ['ADVANCED_CERTIFIED']],
    ['BY', ['Type 3']],
    ['PH', ['Level 2']],
  ])('of %s are %j wherever it authorises', (code, types) => {
    const rows = ARRANGEMENTS.flatMap(({ coverage }) => coverage).filter(({ authorising }) => authorising === code);
    expect(rows.length).toBeGreaterThan(0);
    for (const row of rows) expect(row.authorizationTypes).toEqual(types);
  });
});

describe('single arrangements', () => {
  it('the EU and China recognise each other from 2015-11-01', () => {
    expect(sureOn('CN-EU', 'EU', 'CN', '2015-10-31')).toEqual([]);
    expect(sureOn('CN-EU', 'EU', 'CN', '2015-11-01')[0]?.authorizationTypes).toEqual(['AEOS', 'AEOF']);
    expect(sureOn('CN-EU', 'CN', 'EU', '2015-10-31')).toEqual([]);
    expect(sureOn('CN-EU', 'CN', 'EU', '2015-11-01')[0]?.authorizationTypes).toEqual(['ADVANCED_CERTIFIED']);
    expect(sureOn('CN-EU', 'CN', 'EU', '2026-11-24')[0]?.roles).toEqual(OPERATOR_ROLES);
  });

  it('the EU and Brazil have none', () => {
    expect(ARRANGEMENTS.filter(({ parties }) => parties.includes('EU') && parties.includes('BR'))).toEqual([]);
  });

  it('China and Japan begin on 2019-06-01', () => {
    expect(sureOn('CN-JP', 'CN', 'JP', '2019-05-31')).toEqual([]);
    expect(sureOn('CN-JP', 'CN', 'JP', '2019-06-01')).toHaveLength(1);
    expect(sureOn('CN-JP', 'JP', 'CN', '2019-06-01')).toHaveLength(1);
  });

  it('China and Australia sign in 2017 and begin on 2023-12-14', () => {
    expect(arrangement('AU-CN').signedOn).toBe('2017-11-01');
    expect(arrangement('AU-CN').signedPrecision).toBe('MONTH');
    expect(arrangement('AU-CN').coverage.every(({ inForceFrom }) => inForceFrom === '2023-12-14')).toBe(true);
    expect(sureOn('AU-CN', 'AU', 'CN', '2023-12-14')).toHaveLength(1);
  });

  it('the EU and the US cover exporters and manufacturers', () => {
    for (const { roles } of arrangement('EU-US').coverage) expect(roles).toEqual(['EXPORTER', 'MANUFACTURER']);
  });

  it('Canada and Taiwan cover exporters, Hong Kong and Israel every role', () => {
    for (const { roles } of arrangement('CA-TW').coverage) expect(roles).toEqual(['EXPORTER']);
    for (const { roles } of arrangement('HK-IL').coverage) expect(roles).toEqual(OPERATOR_ROLES);
  });

  it('the Mainland and Hong Kong begin with land and add sea and air', () => {
    expect(sureOn('CN-HK', 'CN', 'HK', '2014-05-18')[0]?.modes).toEqual(['ROAD', 'RAIL']);
    expect(sureOn('CN-HK', 'CN', 'HK', '2014-08-31')[0]?.modes).toEqual(['ROAD', 'RAIL']);
    expect(sureOn('CN-HK', 'HK', 'CN', '2014-09-01')[0]?.modes).toEqual(['ROAD', 'RAIL', 'SEA', 'AIR']);
  });

  it('members of the AAMRA recognise each other from the later start', () => {
    expect(sureOn('AAMRA', 'SG', 'MY', '2024-08-01')).toHaveLength(1);
    expect(sureOn('AAMRA', 'SG', 'TH', '2024-08-18')).toEqual([]);
    expect(sureOn('AAMRA', 'SG', 'TH', '2024-08-19')).toHaveLength(1);
    expect(sureOn('AAMRA', 'PH', 'ID', '2025-02-27')).toEqual([]);
    expect(sureOn('AAMRA', 'PH', 'ID', '2025-02-28')).toHaveLength(1);
    expect(arrangement('AAMRA').parties).toHaveLength(10);
    expect(arrangement('AAMRA').coverage).toHaveLength(6 * 5);
    for (const code of ['KH', 'LA', 'MM', 'VN']) {
      expect(arrangement('AAMRA').coverage.some((row) => [row.authorising, row.recognising].includes(code))).toBe(
        false,
      );
    }
  });
});

describe('the loader', () => {
  const good = () => structuredClone(arrangement('CN-EU'));
  const withCoverage = (change: Readonly<Record<string, unknown>>) => {
    const row = good();
    return { ...row, coverage: row.coverage.map((one) => ({ ...one, ...change })) };
  };

  it('takes a good row', () => {
    expect(arrangementSchema.parse(good())).toEqual(arrangement('CN-EU'));
  });

  it.each([
    ['an unknown key', () => ({ ...good(), colour: 'red' })],
    ['an unknown key of a coverage row', () => withCoverage({ colour: 'red' })],
    ['a day that no calendar has', () => ({ ...good(), signedOn: '2014-02-30' })],
    ['a status that is no word of the vocabulary', () => ({ ...good(), status: 'EXPLORATORY' })],
    ['an id not made of the parties', () => ({ ...good(), id: 'EU-CN' })],
    ['parties out of order', () => ({ ...good(), id: 'EU-CN', parties: ['EU', 'CN'] })],
    ['a time zone that does not exist', () => ({ ...good(), timeZone: 'Europe/Atlantis' })],
    ['coverage of somebody else', () => withCoverage({ authorising: 'JP' })],
    ['coverage of its own operators', () => withCoverage({ authorising: 'EU', recognising: 'EU' })],
    ['an end before the start', () => withCoverage({ inForceTo: '2015-10-31' })],
    ['a start before the signature', () => withCoverage({ inForceFrom: '2014-05-15' })],
    ['a benefit that does not exist', () => withCoverage({ benefits: ['GENERAL_RED_CARPET'] })],
    ['a type that the programme does not have', () => withCoverage({ authorizationTypes: ['AEOX'] })],
    ['no role', () => withCoverage({ roles: [] })],
    ['a role that is no word of the vocabulary', () => withCoverage({ roles: ['SMUGGLER'] })],
    ['coverage surer than the arrangement', () => ({ ...good(), certainty: 'REPORTED' })],
    ['coverage under a mere signature', () => ({ ...good(), status: 'SIGNED' })],
    ['an arrangement in force without coverage', () => ({ ...good(), coverage: [] })],
    ['a start that is not that of the coverage', () => ({ ...good(), inForceFrom: '2015-11-02' })],
    ['rows of one direction that overlap', () => ({ ...good(), coverage: [...good().coverage, ...good().coverage] })],
    ['a termination without its status', () => ({ ...good(), terminatedOn: '2026-01-01' })],
    ['a signature without its precision', () => ({ ...good(), signedPrecision: null })],
  ])('refuses %s', (_, row) => {
    expect(arrangementSchema.safeParse(row()).success).toBe(false);
  });

  it('expands ALL to every role and freezes what it gives', () => {
    const [row] = loadArrangements([withCoverage({ roles: 'ALL' })]);
    expect(row?.coverage[0]?.roles).toEqual(OPERATOR_ROLES);
    expect(Object.isFrozen(row)).toBe(true);
    expect(Object.isFrozen(row?.coverage)).toBe(true);
    expect(Object.isFrozen(row?.coverage[0]?.roles)).toBe(true);
  });

  it('takes a correction as the next version and refuses a gap, a repetition and a step back in time', () => {
    const next = { ...good(), version: 2, recordedOn: '2026-12-01' };
    expect(loadArrangements([good(), next])).toHaveLength(2);
    expect(() => loadArrangements([good(), { ...next, version: 3 }])).toThrow('do not follow');
    expect(() => loadArrangements([good(), good()])).toThrow('do not follow');
    expect(() => loadArrangements([good(), { ...next, recordedOn: '2026-01-01' }])).toThrow('do not follow');
  });
});
