import { describe, expect, it } from 'vitest';
import { COLLECTION_SCHEMES } from '../../../../schema/reference/collection-schemes.ts';
import { publishedSchemes } from '../../../../subgraphs/vendor-registration/domain/published-scheme.ts';
import type { Vendor } from '../../../../subgraphs/vendor-registration/domain/registration.ts';
import {
  numberFor,
  stateOfIdentification,
} from '../../../../subgraphs/vendor-registration/domain/registration-number-of.ts';
import { findSameVendor } from '../../../../subgraphs/vendor-registration/domain/same-vendor.ts';
import {
  checkApplication,
  type VendorApplication,
} from '../../../../subgraphs/vendor-registration/domain/vendor-application.ts';

const APPLICATION: VendorApplication = {
  legalName: 'Shenzhen Lantern Trading Co., Ltd.',
  establishedIn: 'CN',
  tin: 'CN4403960001',
  stakeholder: 'E_VENDOR',
  businessModel: 'FULFILMENT_OFFSHORE',
  representative: 'DE1234567',
  contactEmail: 'tax@lantern.example',
  address: null,
  capacity: null,
  idempotencyKey: 'key-1',
};

describe('an application', () => {
  it('is taken with its texts trimmed and its TINs normalised', () => {
    const untidy = {
      ...APPLICATION,
      legalName: '  Shenzhen Lantern\n Trading Co., Ltd. ',
      tin: 'cn 4403960001',
      contactEmail: ' tax@lantern.example ',
    };
    expect(checkApplication(untidy, 'EU')).toEqual({ ok: true, value: APPLICATION });
  });

  it.each([
    ['no name', { legalName: '  ' }, 'BAD_USER_INPUT', 'legalName'],
    ['a name of 301 characters', { legalName: 'x'.repeat(301) }, 'BAD_USER_INPUT', 'legalName'],
    ['a control character in its name', { legalName: 'a\u0000b' }, 'BAD_USER_INPUT', 'legalName'],
    ['no e-mail address', { contactEmail: 'nobody' }, 'BAD_USER_INPUT', 'contactEmail'],
    ['no key', { idempotencyKey: '' }, 'BAD_USER_INPUT', 'idempotencyKey'],
    ['an establishment in a member state', { establishedIn: 'FR' }, 'BAD_USER_INPUT', 'establishedIn'],
    ['a malformed TIN', { tin: 'CN44' }, 'TIN_MALFORMED', 'tin'],
    ['a TIN with a wrong check digit', { tin: 'KR1234567890' }, 'TIN_CHECKSUM', 'tin'],
    ['a TIN of nobody', { tin: 'EL123456789' }, 'TERRITORY_UNKNOWN', 'tin'],
    ['a representative at home', { representative: 'CN4403960001' }, 'BAD_USER_INPUT', 'representative'],
    ['a malformed representative', { representative: '?' }, 'TIN_MALFORMED', 'representative'],
  ])('with %s is refused, naming the field', (_what, change, code, field) => {
    expect(checkApplication({ ...APPLICATION, ...change }, 'EU')).toMatchObject({
      ok: false,
      refusal: { code, field, rule: expect.any(String) },
    });
  });

  it('of a vendor established in the destination itself is refused', () => {
    expect(checkApplication({ ...APPLICATION, establishedIn: 'NO', representative: null }, 'NO').ok).toBe(false);
  });
});

describe('the vendor of an application', () => {
  const vendor: Vendor = { ...APPLICATION, id: 'v', destination: 'EU', account: null };
  it.each([
    ['the same TIN under another name', vendor, { legalName: 'Lantern International' }, true],
    [
      'the same name, written otherwise, without a TIN',
      vendor,
      { legalName: 'SHENZHEN  LANTERN Trading Co., Ltd.', tin: null },
      false,
    ],
    ['the same name, where the vendor has no TIN yet', { ...vendor, tin: null }, {}, false],
    ['the same name and country, where neither has a TIN', { ...vendor, tin: null }, { tin: null }, true],
    ['the same name with another TIN', vendor, { tin: 'CN4403960002' }, false],
    ['the same name in another country', vendor, { tin: null, establishedIn: 'HK' }, false],
  ])('is judged by %s', (_what, known, change, same) => {
    expect(findSameVendor([known], { ...APPLICATION, ...change }) !== undefined).toBe(same);
  });
});

describe('the number of a registration', () => {
  const schemes = publishedSchemes(COLLECTION_SCHEMES);

  it.each(schemes.map((scheme) => ({ id: scheme.id, scheme })))('of $id keeps the format', ({ scheme }) => {
    for (const sequence of [1, 2, 999_999]) {
      const number = numberFor(scheme, sequence, null);
      expect(number.ok && new RegExp(scheme.numberFormat).test(number.value)).toBe(true);
    }
  });

  it('names the member state of the representative', () => {
    const ioss = schemes.find(({ id }) => id === 'EU-IOSS-2026-07-01');
    if (ioss === undefined) throw new TypeError('no IOSS');
    expect(stateOfIdentification(ioss, 'DE1234567')).toBe('DE');
    expect(numberFor(ioss, 1, 'DE1234567')).toEqual({ ok: true, value: 'IM2760000001' });
    expect(numberFor(ioss, 12, 'FR1234567')).toEqual({ ok: true, value: 'IM2500000012' });
    expect(numberFor(ioss, 1, null)).toMatchObject({ ok: true });
  });

  it('is refused when the sequence is used up', () => {
    const voec = schemes.find(({ scheme }) => scheme === 'NO-VOEC');
    if (voec === undefined) throw new TypeError('no VOEC');
    expect(numberFor(voec, 9_999_999, null)).toEqual({ ok: true, value: '9999999' });
    expect(numberFor(voec, 10_000_000, null)).toMatchObject({ ok: false, refusal: { code: 'LIMIT_EXCEEDED' } });
  });
});
