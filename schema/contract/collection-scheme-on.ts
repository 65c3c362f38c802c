import type { CollectionScheme } from '../reference/collection-schemes.ts';
import type { TaxRate, TaxRateClass } from '../reference/tax-rates.ts';

/**
 * The period of a destination's scheme that is in force on a day (ISO date, first and last day included); undefined: no
 * scheme is known for that day, an ASSUMED row included. A change of the rules is a new row (domain.md section 4).
 */
export function findSchemeOn(
  schemes: readonly CollectionScheme[],
  destination: string,
  on: string,
): CollectionScheme | undefined {
  return schemes.find(
    (scheme) =>
      scheme.destination === destination &&
      scheme.certainty !== 'ASSUMED' &&
      scheme.inForceFrom <= on &&
      (scheme.inForceTo === null || on <= scheme.inForceTo),
  );
}

/**
 * The rate of a class in a country under a scheme on a day (ISO date): the row that began last. undefined: no rate is
 * shown for that day, an ASSUMED row included. The rate is a percentage.
 */
export function taxRateOn(
  rates: readonly TaxRate[],
  scheme: string,
  country: string,
  rateClass: TaxRateClass,
  on: string,
): TaxRate | undefined {
  return rates
    .filter(
      (rate) =>
        rate.scheme === scheme &&
        rate.destinationCountry === country &&
        rate.class === rateClass &&
        rate.certainty !== 'ASSUMED' &&
        rate.inForceFrom <= on,
    )
    .reduce<TaxRate | undefined>(
      (latest, rate) => (latest === undefined || latest.inForceFrom < rate.inForceFrom ? rate : latest),
      undefined,
    );
}
