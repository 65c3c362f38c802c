import { describe, expect, it } from 'vitest';
import { ECOMMERCE_STAKEHOLDERS, SAFE_CRITERIA } from '../../../schema/contract/vocabulary.ts';
import { ANNEX_II_SURVEY, annexIiSurveySchema } from '../../../schema/reference/annex-ii-survey.ts';
import { BENEFITS, benefitSchema, loadBenefits } from '../../../schema/reference/benefits.ts';
import { CRITERIA, criterionSchema, loadCriteria } from '../../../schema/reference/criteria.ts';
import { INSTRUMENTS, instrumentSchema, loadInstruments } from '../../../schema/reference/instruments.ts';
import { loadUnconnectedParties, UNCONNECTED_PARTIES } from '../../../schema/reference/parties.ts';

const LETTERS = [...'ABCDEFGHIJKLM'];

describe('the criteria', () => {
  it('are the 13 of SAFE, A to M', () => {
    expect(CRITERIA.map(({ code }) => code)).toEqual(SAFE_CRITERIA);
    expect(CRITERIA.map(({ letter }) => letter)).toEqual(LETTERS);
  });

  it('say where the note says nothing specific', () => {
    expect(CRITERIA.filter(({ ecommerceReading }) => ecommerceReading === null).map(({ letter }) => letter)).toEqual([
      'C',
      'E',
      'L',
    ]);
    for (const { ecommerceReading, source } of CRITERIA) {
      expect(source).toContain(ecommerceReading === null ? 'says nothing specific' : '[infer]');
    }
  });

  it('are spoken to by UPU standards from G to J, and in L', () => {
    const spokenTo = CRITERIA.filter(({ upuStandards }) => upuStandards.length > 0);
    expect(spokenTo.map(({ letter }) => letter)).toEqual(['G', 'H', 'I', 'J', 'L']);
    for (const { source } of spokenTo) expect(source).toContain('[infer]');
  });

  it('are refused when one is missing, out of order or has an unknown key', () => {
    expect(() => loadCriteria(CRITERIA.slice(1))).toThrow('A to M');
    expect(() => loadCriteria([...CRITERIA].reverse())).toThrow('A to M');
    expect(criterionSchema.safeParse({ ...CRITERIA[0], colour: 'red' }).success).toBe(false);
    expect(criterionSchema.safeParse({ ...CRITERIA[0], letter: 'B' }).success).toBe(false);
  });
});

describe('the benefits', () => {
  it('are general ones and the thirteen of the note, A to M', () => {
    const ecommerce = BENEFITS.filter(({ scope }) => scope === 'ECOMMERCE');
    expect(ecommerce.map(({ code }) => code)).toEqual(LETTERS.map((letter) => `ECOMMERCE_${letter}`));
    expect(BENEFITS.filter(({ scope }) => scope === 'GENERAL')).toHaveLength(7);
  });

  it('are refused under a wrong scope, twice or with an unknown key', () => {
    expect(benefitSchema.safeParse({ ...BENEFITS[0], scope: 'ECOMMERCE' }).success).toBe(false);
    expect(benefitSchema.safeParse({ ...BENEFITS[0], colour: 'red' }).success).toBe(false);
    expect(() => loadBenefits([BENEFITS[0], BENEFITS[0]])).toThrow('twice');
  });
});

describe('the instruments', () => {
  it('hold the seven of Annex I, each with its address in one piece', () => {
    const annexI = INSTRUMENTS.filter(({ listedInAnnexI }) => listedInAnnexI);
    expect(annexI).toHaveLength(7);
    for (const { address } of annexI) expect(address).toMatch(/^https?:\/\/(www|aeo)\.wcoomd\.org\/\S*$/);
    for (const { address } of annexI) expect(address).not.toMatch(/ofstandards|andtools|andprogrammes/);
  });

  it('hold those that are cited beside them', () => {
    const codes = INSTRUMENTS.map(({ code }) => code);
    for (const code of ['ECOMMERCE_FOS_STANDARD_6', 'ECOMMERCE_FOS_STANDARD_11', 'UPU_S58', 'UPU_S59']) {
      expect(codes).toContain(code);
    }
    expect(codes).toContain('TIN_GUIDELINES');
    expect(codes).toContain('MODEL_BILATERAL_AGREEMENT');
  });

  it('are refused twice, or with an address that is none', () => {
    expect(() => loadInstruments([INSTRUMENTS[0], INSTRUMENTS[0]])).toThrow('twice');
    expect(instrumentSchema.safeParse({ ...INSTRUMENTS[0], address: 'see above' }).success).toBe(false);
  });
});

describe('the survey of Annex II', () => {
  it('has 31 members in the regions of the note', () => {
    expect(ANNEX_II_SURVEY.members).toHaveLength(31);
    const count = (region: string) => ANNEX_II_SURVEY.members.filter((member) => member.region === region).length;
    expect(['AMS', 'MENA', 'WCA', 'ESA', 'EUROPE', 'ASIA_PACIFIC'].map(count)).toEqual([8, 1, 0, 3, 8, 11]);
  });

  it('names 16 members in figure 2-2, by stakeholder as the figure does', () => {
    expect(ANNEX_II_SURVEY.members.filter(({ stakeholders }) => stakeholders.length > 0)).toHaveLength(16);
    const covered = ECOMMERCE_STAKEHOLDERS.map(
      (one) => ANNEX_II_SURVEY.members.filter(({ stakeholders }) => stakeholders.includes(one)).length,
    );
    expect(covered).toEqual([2, 2, 0, 14, 4, 1]);
  });

  it('keeps experiences and plans', () => {
    const told = (key: 'currentExperience' | 'futurePlans') =>
      ANNEX_II_SURVEY.members.filter((member) => member[key] !== null).map(({ code }) => code);
    expect(told('currentExperience')).toEqual(['GT', 'EU', 'KR']);
    expect(told('futurePlans')).toEqual(['US', 'CH', 'PK']);
  });

  it('says where the note contradicts itself', () => {
    const { coveredInText, notCoveredInText, repliesInText, contradictions } = ANNEX_II_SURVEY;
    expect(coveredInText + notCoveredInText).toBe(repliesInText + 1);
    const [counts, memberStates] = contradictions;
    expect(counts?.subject).toBe('COVERED_AND_NOT_COVERED');
    expect(counts?.members).toHaveLength(16);
    expect(memberStates?.members).toEqual(['EU', 'IT', 'LT']);
  });

  it('is refused when a member is missing', () => {
    expect(annexIiSurveySchema.safeParse({ ...ANNEX_II_SURVEY, members: [] }).success).toBe(false);
  });
});

describe('the parties without a registry', () => {
  it('stand once each and are refused twice', () => {
    expect(UNCONNECTED_PARTIES).toHaveLength(52);
    expect(() => loadUnconnectedParties([UNCONNECTED_PARTIES[0], UNCONNECTED_PARTIES[0]])).toThrow('twice');
  });
});
