import { describe, expect, it } from 'vitest';
import { PURPOSES_OF_USE } from '../../../../schema/contract/vocabulary.ts';
import { ARRANGEMENTS, type ArrangementCoverage } from '../../../../schema/reference/arrangements.ts';
import { ASSISTANCE_AGREEMENTS, type AssistanceAgreement } from '../../../../schema/reference/assistance-agreements.ts';
import { partnerRule } from '../../../../subgraphs/aeo-registry/domain/partnership.ts';
import { arrangementOfJapanAndKorea as arrangement, coverageTowardJapan as coverage } from '../support/arrangements.ts';

const KOREA = { administration: 'KR', timeZone: 'Asia/Seoul' };
const NOW = new Date('2026-11-24T12:00:00.000Z');

const agreement: AssistanceAgreement = {
  id: 'JP-KR-TEST',
  parties: ['JP', 'KR'],
  instrument: 'Agreement',
  form: 'TREATY',
  matter: 'CUSTOMS',
  signedOn: null,
  inForceFrom: '2004-12-01',
  inForceFromBasis: 'STATED',
  inForceTo: null,
  responseDays: null,
  oralConfirmationHours: null,
  languages: null,
  refusalGrounds: null,
  useRules: null,
  besideMemberStates: null,
  kinds: ['OPERATOR_VALIDATION'],
  usableInCriminalProceedings: null,
  certainty: 'OFFICIAL',
  asOf: '2026-11-24',
  source: 'test',
  remark: 'test',
};

describe('who is a partner', () => {
  const asks = (rows: readonly ArrangementCoverage[], now = NOW) =>
    partnerRule(KOREA, [arrangement(rows)], [])('JP', 'IMPORT_CLEARANCE', now);

  it('is an administration that recognises the home one’s operators, not one whose operators are recognised', () => {
    expect(asks([coverage()])).toBe(true);
    expect(asks([coverage({ authorising: 'JP', recognising: 'KR' })])).toBe(false);
  });

  it('is so from the first to the last day, in the arrangement’s time zone', () => {
    const rows = [coverage({ inForceFrom: '2026-11-01', inForceTo: '2026-11-24' })];
    expect(asks(rows, new Date('2026-10-31T14:59:59.999Z'))).toBe(false);
    expect(asks(rows, new Date('2026-10-31T15:00:00.000Z'))).toBe(true);
    expect(asks(rows, new Date('2026-11-24T14:59:59.999Z'))).toBe(true);
    expect(asks(rows, new Date('2026-11-24T15:00:00.000Z'))).toBe(false);
  });

  it('is nobody while the direction is interrupted, or where the row is assumed or replaced', () => {
    expect(asks([coverage({ interruptions: [{ from: '2026-11-20', until: null, source: 's' }] })])).toBe(false);
    expect(asks([coverage({ interruptions: [{ from: '2026-11-20', until: '2026-11-23', source: 's' }] })])).toBe(true);
    expect(asks([coverage({ certainty: 'ASSUMED' })])).toBe(false);
    const replaced = [arrangement([coverage()]), arrangement([], { version: 2 })];
    expect(partnerRule(KOREA, replaced, [])('JP', 'IMPORT_CLEARANCE', NOW)).toBe(false);
  });

  it('is one by an assistance agreement in customs matters for every purpose but clearance', () => {
    const rule = partnerRule(KOREA, [], [agreement]);
    expect(PURPOSES_OF_USE.filter((purpose) => rule('JP', purpose, NOW))).toEqual(
      PURPOSES_OF_USE.filter((purpose) => purpose !== 'IMPORT_CLEARANCE'),
    );
    expect(partnerRule(KOREA, [], [{ ...agreement, matter: 'TAX' }])('JP', 'AUDIT', NOW)).toBe(false);
    expect(partnerRule(KOREA, [], [{ ...agreement, certainty: 'ASSUMED' }])('JP', 'AUDIT', NOW)).toBe(false);
    expect(rule('US', 'AUDIT', NOW)).toBe(false);
  });

  it('is known from the reference data: the EU to China, Brazil to nobody in the EU', () => {
    const china = partnerRule({ administration: 'CN', timeZone: 'Asia/Shanghai' }, ARRANGEMENTS, ASSISTANCE_AGREEMENTS);
    expect(china('EU', 'IMPORT_CLEARANCE', NOW)).toBe(true);
    const union = partnerRule(
      { administration: 'EU', timeZone: 'Europe/Brussels' },
      ARRANGEMENTS,
      ASSISTANCE_AGREEMENTS,
    );
    expect(union('BR', 'IMPORT_CLEARANCE', NOW)).toBe(false);
  });
});
