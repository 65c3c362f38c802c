import type { Caller } from '../../../schema/contract/caller.ts';
import { accepted, badInput, type Result, refused } from '../../../schema/contract/result.ts';
import { exchangeRateSchema } from '../../../schema/reference/exchange-rates.ts';
import type { ConversionRate } from '../domain/conversion-rate.ts';
import type { VendorRegistrationParts } from './vendor-registration-parts.ts';

/** What an import did. */
export interface ImportedRates {
  readonly imported: number;
  /** Rows that were kept already, the same in every value. */
  readonly unchanged: number;
}

const MAXIMUM_RATES = 1_000;

/**
 * Keeps official rates of the caller's own administration, all of them or none. A rate that was kept is never changed, since
 * answers were given by it: another one for the same pair and first day is BAD_USER_INPUT naming the row.
 */
export async function importExchangeRates(
  { store, clock }: VendorRegistrationParts,
  { administration, subject }: Caller,
  rates: readonly ConversionRate[],
): Promise<Result<ImportedRates>> {
  if (rates.length > MAXIMUM_RATES) {
    return refused('LIMIT_EXCEEDED', 'rates: at most 1,000.', { field: 'rates', rule: '1 to 1,000' });
  }
  if (rates.length === 0) return badInput('rates', '1 to 1,000');
  const given = new Map<string, ConversionRate>();
  for (const [at, rate] of rates.entries()) {
    const read = exchangeRateSchema.safeParse(rate);
    if (!read.success) {
      const issue = read.error.issues[0];
      return badInput(`rates.${[at, ...(issue?.path ?? [])].join('.')}`, issue?.message ?? 'a rate');
    }
    if (given.has(keyOf(read.data))) return badInput(`rates.${at}`, 'one rate for a pair and first day');
    given.set(keyOf(read.data), read.data);
  }
  const days = [...given.values()];
  const from = days.map(({ validFrom }) => validFrom).sort()[0] ?? '';
  const to =
    days
      .map(({ validTo }) => validTo)
      .sort()
      .at(-1) ?? '';
  return store.write(async (writer) => {
    const kept = new Map((await writer.conversionRates(administration, from, to)).map((rate) => [keyOf(rate), rate]));
    const added: ConversionRate[] = [];
    for (const [at, rate] of days.entries()) {
      const known = kept.get(keyOf(rate));
      if (known === undefined) added.push(rate);
      else if (known.rate !== rate.rate || known.validTo !== rate.validTo || known.source !== rate.source) {
        return badInput(
          `rates.${at}`,
          `the rate that is kept for ${keyOf(rate)}, which is ${known.rate} and never changed`,
        );
      }
    }
    await writer.insertRates(administration, added, { importedAt: clock().toISOString(), importedBy: subject });
    return accepted({ imported: added.length, unchanged: days.length - added.length });
  });
}

function keyOf({ base, quote, validFrom }: ConversionRate): string {
  return `${base}/${quote} from ${validFrom}`;
}
