import { describe, expect, it } from 'vitest';
import type { AdministrationCode } from '../../../../schema/administrations.ts';
import { COLLECTION_SCHEMES } from '../../../../schema/reference/collection-schemes.ts';
import {
  findPublishedSchemeOn,
  publishedSchemes,
} from '../../../../subgraphs/vendor-registration/domain/published-scheme.ts';
import {
  checkTurnover,
  registrationDutyOf,
  type StatedTurnover,
} from '../../../../subgraphs/vendor-registration/domain/registration-duty.ts';

const SCHEMES = publishedSchemes(COLLECTION_SCHEMES);

function answerAt(
  destination: AdministrationCode,
  currency: string,
  sales: string | null,
  worldwide: string | null = null,
) {
  const scheme = findPublishedSchemeOn(SCHEMES, destination, '2026-11-25');
  if (scheme === undefined) throw new TypeError(`no scheme at ${destination}`);
  const stated: StatedTurnover = { currency, toDestination: sales, worldwide };
  return registrationDutyOf(scheme, stated);
}

describe('the turnover from which one must register', () => {
  it.each([
    ['AU', 'AUD', '74999.9999999999', 'NOT_OBLIGED'],
    ['AU', 'AUD', '75000', 'OBLIGED'],
    ['CH', 'CHF', '99999.99', 'NOT_OBLIGED'],
    ['CH', 'CHF', '100000.00', 'OBLIGED'],
    ['NO', 'NOK', '50000', 'NOT_OBLIGED'],
    ['NO', 'NOK', '50000.0000000001', 'OBLIGED'],
    ['NZ', 'NZD', '60000', 'NOT_OBLIGED'],
    ['NZ', 'NZD', '60000.01', 'OBLIGED'],
    ['NZ', 'NZD', '0', 'NOT_OBLIGED'],
  ] as const)('%s, %s %s: %s', (destination, currency, sales, duty) => {
    expect(answerAt(destination, currency, sales).duty).toBe(duty);
  });

  it.each([
    ['100000.01', '1000000.01', 'OBLIGED'],
    ['100000.01', '1000000', 'NOT_OBLIGED'],
    ['100000', '1000000.01', 'NOT_OBLIGED'],
    ['100000.01', null, 'NOT_KNOWN'],
    [null, '1000000.01', 'NOT_KNOWN'],
    [null, '1000000', 'NOT_OBLIGED'],
    ['100000', null, 'NOT_OBLIGED'],
  ])('at SG, SGD %s there and %s in the world: %s', (sales, worldwide, duty) => {
    expect(answerAt('SG', 'SGD', sales, worldwide).duty).toBe(duty);
  });

  it('that is not stated, or stated in other money, is not known', () => {
    expect(answerAt('AU', 'AUD', null).duty).toBe('NOT_KNOWN');
    expect(answerAt('AU', 'USD', '1').duty).toBe('NOT_KNOWN');
  });

  it('is never below 0, and which of the two is wrong is named', () => {
    const stated = { currency: 'AUD', toDestination: '0', worldwide: null };
    expect(checkTurnover(stated)).toEqual({ ok: true, value: stated });
    expect(checkTurnover({ ...stated, toDestination: '-0.01' })).toMatchObject({
      refusal: { field: 'annualTurnover' },
    });
    expect(checkTurnover({ ...stated, worldwide: '-1' })).toMatchObject({ refusal: { field: 'worldwideTurnover' } });
  });

  it('is none where no source states one, whatever the turnover', () => {
    expect(answerAt('EU', 'EUR', '1').duty).toBe('NO_TURNOVER_RULE');
    expect(answerAt('GB', 'GBP', null).duty).toBe('NO_TURNOVER_RULE');
  });

  it('is told with its rule and row', () => {
    expect(answerAt('SG', 'SGD', '1').rule).toBe(
      'Registration is a duty above SGD 100000 of sales to the destination in twelve months, and above SGD 1000000 in ' +
        'the whole world (SG-OVR-2023-01-01)',
    );
  });
});
