import { describe, expect, it } from 'vitest';
import { BUSINESS_MODELS, ECOMMERCE_STAKEHOLDERS } from '../../../../schema/contract/vocabulary.ts';
import { ASSISTANCE_AGREEMENTS } from '../../../../schema/reference/assistance-agreements.ts';
import { COLLECTION_SCHEMES } from '../../../../schema/reference/collection-schemes.ts';
import { checkIntermediary } from '../../../../subgraphs/vendor-registration/domain/applicant-rules.ts';
import { quarantineUntil } from '../../../../subgraphs/vendor-registration/domain/deregistration.ts';
import { liabilityOf } from '../../../../subgraphs/vendor-registration/domain/liability.ts';
import {
  findPublishedSchemeOn,
  publishedSchemes,
} from '../../../../subgraphs/vendor-registration/domain/published-scheme.ts';
import type { VendorApplication } from '../../../../subgraphs/vendor-registration/domain/vendor-application.ts';

const SCHEMES = publishedSchemes(COLLECTION_SCHEMES);

function schemeOf(destination: string, on = '2026-11-24') {
  const scheme = findPublishedSchemeOn(SCHEMES, destination, on);
  if (scheme === undefined) throw new TypeError(`no scheme at ${destination}`);
  return scheme;
}

const APPLICATION: VendorApplication = {
  legalName: 'Vendor',
  establishedIn: 'CN',
  tin: null,
  stakeholder: 'E_VENDOR',
  businessModel: 'SELF_RUN',
  representative: null,
  contactEmail: 'a@b.example',
  address: null,
  capacity: null,
  idempotencyKey: 'k',
};

describe('the intermediary rule', () => {
  const judged = (establishedIn: string, change: Partial<VendorApplication> = {}, destination = 'EU') =>
    checkIntermediary(
      { ...APPLICATION, establishedIn, ...change },
      schemeOf(destination),
      ASSISTANCE_AGREEMENTS,
      '2026-11-24',
    );

  it('of IOSS excepts Norway, on the list and with a tax agreement in force', () => {
    expect(judged('NO').ok).toBe(true);
  });

  it.each(['CN', 'US', 'JP', 'AQ'])('binds a vendor of %s', (country) => {
    expect(judged(country)).toMatchObject({ refusal: { code: 'BAD_USER_INPUT', field: 'representative' } });
    expect(judged(country, { representative: 'DE1234567' }).ok).toBe(true);
  });

  it('binds a vendor of the United Kingdom, whose tax agreement the list does not take up, and says so', () => {
    expect(judged('GB')).toMatchObject({ refusal: { message: expect.stringContaining('EU-GB-TCA-VAT-2020') } });
  });

  it('excepts nobody where the agreement is not in force, whatever the list says', () => {
    const scheme = schemeOf('EU');
    const norwegian = { ...APPLICATION, establishedIn: 'NO' };
    const before = checkIntermediary(norwegian, scheme, ASSISTANCE_AGREEMENTS, '2018-08-31');
    expect(before).toMatchObject({ refusal: { message: expect.stringContaining('no TAX agreement') } });
    expect(checkIntermediary(norwegian, scheme, ASSISTANCE_AGREEMENTS, '2018-09-01').ok).toBe(true);
    const customsOnly = ASSISTANCE_AGREEMENTS.filter(({ matter }) => matter === 'CUSTOMS');
    expect(checkIntermediary(norwegian, scheme, customsOnly, '2026-11-24').ok).toBe(false);
  });

  it.each(['NO', 'GB', 'CH', 'AU', 'NZ', 'SG'])('is none of %s', (destination) => {
    expect(judged('CN', {}, destination).ok).toBe(true);
  });
});

describe('who assesses, collects and remits', () => {
  it.each([
    ['SELF_RUN', 'E_VENDOR', 'VENDOR', 'VENDOR'],
    ['SELF_RUN', 'E_VENDOR', 'INTERMEDIARY', 'INTERMEDIARY'],
    ['HALF_RUN', 'E_VENDOR', 'VENDOR', 'VENDOR'],
    ['HALF_RUN', 'E_PLATFORM', 'PLATFORM', 'PLATFORM'],
    ['PLATFORM', 'E_VENDOR', 'VENDOR', 'PLATFORM'],
    ['PLATFORM', 'E_PLATFORM', 'PLATFORM', 'PLATFORM'],
    ['FULFILMENT_OFFSHORE', 'E_VENDOR', 'VENDOR', 'VENDOR'],
    ['FULFILMENT_FREE_ZONE', 'FULFILMENT_CENTRE', 'VENDOR', 'VENDOR'],
    ['FULFILMENT_DOMESTIC', 'E_VENDOR', 'INTERMEDIARY', 'IMPORTER'],
    ['SELF_RUN', 'EXPRESS_CARRIER', 'VENDOR', 'VENDOR'],
  ] as const)('in model %s for %s as %s is the %s under IOSS', (model, stakeholder, capacity, liable) => {
    expect(liabilityOf(model, stakeholder, capacity, schemeOf('EU')).liable).toBe(liable);
  });

  it('is a redeliverer where the scheme knows them', () => {
    expect(liabilityOf('SELF_RUN', 'POSTAL_OPERATOR', 'REDELIVERER', schemeOf('AU')).liable).toBe('REDELIVERER');
  });

  it('is a platform in Switzerland from 2025-01-01 and not a day before', () => {
    const on = (day: string) => liabilityOf('PLATFORM', 'E_VENDOR', 'VENDOR', schemeOf('CH', day)).liable;
    expect([on('2024-12-31'), on('2025-01-01')]).toEqual(['VENDOR', 'PLATFORM']);
  });

  it('is told with a cited rule for every model, stakeholder and scheme', () => {
    for (const scheme of SCHEMES)
      for (const model of BUSINESS_MODELS)
        for (const stakeholder of ECOMMERCE_STAKEHOLDERS) {
          const { rule } = liabilityOf(model, stakeholder, 'VENDOR', scheme);
          expect(rule).toContain(scheme.id);
          expect(rule).toMatch(/note, IV|domain\.md/);
        }
  });
});

describe('a quarantine', () => {
  it('follows persistent failure alone, and only where the scheme has one', () => {
    expect(quarantineUntil('PERSISTENT_FAILURE', schemeOf('EU'), '2026-02-28')).toBe('2028-02-28');
    expect(quarantineUntil('PERSISTENT_FAILURE', schemeOf('EU'), '2028-02-29')).toBe('2030-02-28');
    expect(quarantineUntil('CESSATION', schemeOf('EU'), '2026-02-28')).toBeNull();
    expect(quarantineUntil('PERSISTENT_FAILURE', schemeOf('NO'), '2026-02-28')).toBeNull();
  });
});
