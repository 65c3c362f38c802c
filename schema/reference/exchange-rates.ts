import { z } from 'zod';

/** One official rate: one unit of `base` is `rate` units of `quote` from the first to the last day, both included. */
export interface ExchangeRateRow {
  /** ISO 4217. */
  readonly base: string;
  /** ISO 4217. */
  readonly quote: string;
  /** Decimal string above 0, up to 15 digits before and 10 after the point. */
  readonly rate: string;
  /** ISO date. */
  readonly validFrom: string;
  /** ISO date, last day included. */
  readonly validTo: string;
  /** Who publishes it, and where. */
  readonly source: string;
}

const currency = z.string().regex(/^[A-Z]{3}$/, { error: 'three letters of ISO 4217' });
const day = z.iso.date({ error: 'a date, YYYY-MM-DD' });

/** Shape of a rate; unknown keys are refused. */
export const exchangeRateSchema: z.ZodType<ExchangeRateRow> = z
  .strictObject({
    base: currency,
    quote: currency,
    rate: z
      .string()
      .regex(/^\d{1,15}(\.\d{1,10})?$/, { error: 'a decimal, up to 15 digits before and 10 after the point' })
      .refine((rate) => /[1-9]/.test(rate), { error: 'a decimal above 0' }),
    validFrom: day,
    validTo: day,
    source: z.string().trim().min(1, { error: '1 to 300 characters' }).max(300, { error: '1 to 300 characters' }),
  })
  .refine((row) => row.base !== row.quote, { path: ['quote'], error: 'another currency than base' })
  .refine((row) => row.validFrom <= row.validTo, { path: ['validTo'], error: 'not before validFrom' })
  .readonly();

/** The columns of a file of rates, in any order, named in its first line. */
export const EXCHANGE_RATE_COLUMNS = ['base', 'quote', 'rate', 'validFrom', 'validTo', 'source'] as const;

/**
 * Reads a file of rates: comma-separated, a value with a comma in double quotes, which are doubled inside; blank lines are
 * passed over. Throws a `TypeError` that names line and column.
 */
export function readExchangeRates(text: string): readonly ExchangeRateRow[] {
  const lines = text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .map((line, at) => ({ number: at + 1, line }))
    .filter(({ line }) => line.trim() !== '');
  const [head, ...rows] = lines;
  const columns = cellsOf(head?.line ?? '');
  const missing = EXCHANGE_RATE_COLUMNS.filter((column) => !columns.includes(column));
  if (missing.length > 0) throw new TypeError(`line ${head?.number ?? 1}: no column ${missing.join(', ')}`);
  return rows.map(({ line, number }) => {
    const cells = cellsOf(line);
    if (cells.length !== columns.length) {
      throw new TypeError(`line ${number}: ${cells.length} values, and ${columns.length} columns`);
    }
    const read = exchangeRateSchema.safeParse(
      Object.fromEntries(columns.map((column, at) => [column, cells[at] ?? ''])),
    );
    if (read.success) return read.data;
    const issue = read.error.issues[0];
    throw new TypeError(`line ${number}, ${issue?.path.join('.') || 'columns'}: ${issue?.message ?? 'not a rate'}`);
  });
}

function cellsOf(line: string): readonly string[] {
  const cells = `,${line}`.match(/,(?:"(?:[^"]|"")*"|[^,]*)/g) ?? [];
  return cells.map((cell) => {
    const value = cell.slice(1).trim();
    return value.startsWith('"') ? value.slice(1, -1).replaceAll('""', '"') : value;
  });
}
