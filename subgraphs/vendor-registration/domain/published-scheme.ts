import type { AdministrationCode } from '../../../schema/administrations.ts';
import { findSchemeOn } from '../../../schema/contract/collection-scheme-on.ts';
import type { CollectionScheme, ReturnDueRule } from '../../../schema/reference/collection-schemes.ts';
import type { NumberTemplate } from '../../../schema/reference/number-template.ts';
import type { TaxRate } from '../../../schema/reference/tax-rates.ts';

/** A scheme under which one can register: number format, return period and due rule are published, and a source says so. */
export interface PublishedScheme extends CollectionScheme {
  readonly numberTemplate: NumberTemplate;
  readonly returnMonths: number;
  readonly returnDueRule: ReturnDueRule;
}

/** The rows under which one can register; an ASSUMED row, or one of which half is not published yet, is left out. */
export function publishedSchemes(schemes: readonly CollectionScheme[]): readonly PublishedScheme[] {
  return schemes.flatMap((scheme) => {
    const { numberTemplate, returnMonths, returnDueRule, certainty } = scheme;
    if (numberTemplate === null || returnMonths === null || returnDueRule === null || certainty === 'ASSUMED')
      return [];
    return [{ ...scheme, numberTemplate, returnMonths, returnDueRule }];
  });
}

/** The period of a destination's scheme that is in force on a day; undefined: none. */
export function findPublishedSchemeOn(
  schemes: readonly PublishedScheme[],
  destination: AdministrationCode,
  on: string,
): PublishedScheme | undefined {
  const found = findSchemeOn(schemes, destination, on);
  return schemes.find(({ id }) => id === found?.id);
}

/**
 * The rules that a registration is under on a day: the row of its scheme that began last, also after the scheme has ended,
 * since returns for its time remain due. Throws where the scheme is not among the reference data.
 */
export function getSchemeRow(schemes: readonly PublishedScheme[], scheme: string, on: string): PublishedScheme {
  const rows = schemes.filter((row) => row.scheme === scheme).sort((a, b) => (a.inForceFrom < b.inForceFrom ? -1 : 1));
  const row = rows.findLast(({ inForceFrom }) => inForceFrom <= on) ?? rows[0];
  if (row === undefined) throw new TypeError(`the reference data has no scheme ${scheme}`);
  return row;
}

/** The rates that a period of a scheme saw, by country, class and first day; an ASSUMED rate never decides and is left out. */
export function ratesOfScheme(rates: readonly TaxRate[], scheme: PublishedScheme): readonly TaxRate[] {
  return rates
    .filter(
      (rate) =>
        rate.scheme === scheme.scheme &&
        rate.certainty !== 'ASSUMED' &&
        (scheme.inForceTo === null || rate.inForceFrom <= scheme.inForceTo),
    )
    .sort((a, b) => (sortKey(a) < sortKey(b) ? -1 : 1));
}

function sortKey(rate: TaxRate): string {
  return [rate.destinationCountry, rate.class, rate.inForceFrom].join(' ');
}
