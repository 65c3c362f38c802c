import { describe, expect, it } from 'vitest';
import { readExchangeRates } from '../../../schema/reference/exchange-rates.ts';

const HEAD = 'base,quote,rate,validFrom,validTo,source';

describe('a file of exchange rates', () => {
  it('is read with its columns in any order, quotes, blank lines and either line end', () => {
    const text = `\uFEFFsource,base,quote,rate,validFrom,validTo\r\n"ECB, ""reference""",EUR,USD,1.0850,2026-11-01,2026-11-30\r\n\r\n`;
    expect(readExchangeRates(text)).toEqual([
      {
        base: 'EUR',
        quote: 'USD',
        rate: '1.0850',
        validFrom: '2026-11-01',
        validTo: '2026-11-30',
        source: 'ECB, "reference"',
      },
    ]);
  });

  it.each([
    ['no head', 'EUR,USD,1,2026-11-01,2026-11-30,s', 'line 1'],
    ['a value too few', `${HEAD}\nEUR,USD,1,2026-11-01,2026-11-30`, 'line 2: 5 values'],
    ['an empty first value', `${HEAD}\n,USD,1,2026-11-01,2026-11-30,s`, 'line 2, base'],
    ['a rate of 0', `${HEAD}\nEUR,USD,0.00,2026-11-01,2026-11-30,s`, 'line 2, rate'],
    ['a rate with a comma', `${HEAD}\nEUR,USD,"1,08",2026-11-01,2026-11-30,s`, 'line 2, rate'],
    ['a day that the calendar does not have', `${HEAD}\nEUR,USD,1,2026-11-31,2026-12-30,s`, 'line 2, validFrom'],
    ['an end before the start', `${HEAD}\nEUR,USD,1,2026-11-02,2026-11-01,s`, 'line 2, validTo'],
    ['one currency twice', `${HEAD}\nEUR,EUR,1,2026-11-01,2026-11-30,s`, 'line 2, quote'],
    ['no source', `${HEAD}\nEUR,USD,1,2026-11-01,2026-11-30,`, 'line 2, source'],
    [
      'a later fault',
      `${HEAD}\nEUR,USD,1,2026-11-01,2026-11-30,s\n\nEUR,usd,1,2026-11-01,2026-11-30,s`,
      'line 4, quote',
    ],
  ])('with %s is refused, naming the line', (_what, text, place) => {
    expect(() => readExchangeRates(text)).toThrow(place);
  });
});
