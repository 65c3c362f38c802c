import { describe, expect, it } from 'vitest';
import { loadProgrammes, PROGRAMMES, programmeSchema } from '../../../schema/reference/programmes.ts';
import { CONNECTED } from './rows-of-section-2-4.ts';

function programmesOf(code: string) {
  return PROGRAMMES.filter(({ administration }) => administration === code);
}

describe('the programmes', () => {
  it('cover every connected administration, and have types there', () => {
    for (const code of CONNECTED) {
      expect(programmesOf(code).length, code).toBeGreaterThan(0);
      for (const { authorizationTypes } of programmesOf(code)) expect(authorizationTypes.length).toBeGreaterThan(0);
    }
  });

  it('change in China on 2026-04-01', () => {
    const [before, after] = programmesOf('CN');
    expect(before).toMatchObject({ inForceTo: '2026-03-31', authorizationTypes: ['ADVANCED_CERTIFIED'] });
    expect(after).toMatchObject({
      inForceFrom: '2026-04-01',
      inForceTo: null,
      authorizationTypes: ['ADVANCED_CERTIFIED', 'CERTIFIED'],
    });
    expect(programmesOf('CN')).toHaveLength(2);
  });

  it('count e-commerce stakeholders as figure 2-2 does', () => {
    expect(programmesOf('EU')[0]?.ecommerceStakeholders).toEqual([
      'E_VENDOR',
      'E_PLATFORM',
      'EXPRESS_CARRIER',
      'POSTAL_OPERATOR',
    ]);
    expect(programmesOf('CN')[1]?.ecommerceStakeholders).toEqual(['E_PLATFORM']);
    for (const code of ['AU', 'BR', 'CH', 'JP', 'KR', 'US']) {
      expect(programmesOf(code)[0]?.ecommerceStakeholders).toEqual(['EXPRESS_CARRIER']);
    }
    for (const code of ['GB', 'NO', 'CA', 'HK', 'MO', 'SG', 'NZ']) {
      expect(programmesOf(code)[0]?.ecommerceStakeholders).toEqual([]);
    }
  });

  it('admit the Guatemalan e-vendor as exporter and the Korean express carrier as forwarder', () => {
    const [guatemala] = programmesOf('GT');
    expect(guatemala?.ecommerceStakeholders).toContain('E_VENDOR');
    expect(guatemala?.eligibleRoles).toContain('EXPORTER');
    expect(guatemala?.eligibleRoles).not.toContain('E_VENDOR');
    const [korea] = programmesOf('KR');
    expect(korea?.eligibleRoles).toContain('FREIGHT_FORWARDER');
    expect(korea?.eligibleRoles).not.toContain('EXPRESS_CARRIER');
  });

  it('admit no payment company anywhere', () => {
    for (const { eligibleRoles, ecommerceStakeholders } of PROGRAMMES) {
      expect(eligibleRoles).not.toContain('E_PAYMENT_COMPANY');
      expect(ecommerceStakeholders).not.toContain('E_PAYMENT_COMPANY');
    }
  });
});

describe('the loader', () => {
  it.each([
    ['an unknown key', { colour: 'red' }],
    ['a benefit that does not exist', { benefits: ['ECOMMERCE_Z'] }],
    ['a stakeholder that is a classical role', { ecommerceStakeholders: ['EXPORTER'] }],
    ['a day that no calendar has', { inForceFrom: '2026-02-29' }],
    ['an end before the start', { inForceFrom: '2026-04-01', inForceTo: '2026-03-31' }],
  ])('refuses %s', (_, change) => {
    expect(programmeSchema.safeParse({ ...PROGRAMMES[0], ...change }).success).toBe(false);
  });

  it('refuses two programmes of one administration on one day', () => {
    expect(() => loadProgrammes([PROGRAMMES[0], PROGRAMMES[0]])).toThrow('two programmes on one day');
  });
});
