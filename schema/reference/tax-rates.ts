import { z } from 'zod';
import type { SourceCertainty } from '../contract/vocabulary.ts';
import { SOURCE_CERTAINTIES } from '../contract/vocabulary.ts';
import type { InForceBasis } from './assistance-agreements.ts';
import { IN_FORCE_BASES } from './assistance-agreements.ts';
import rateRows from './tax-rates.json' with { type: 'json' };

/** Classes of rate. REDUCED_1 is the highest reduced rate of its country; which goods belong to it is not told here. */
export const TAX_RATE_CLASSES = ['STANDARD', 'REDUCED_1', 'REDUCED_2', 'REDUCED_3', 'ZERO'] as const;
/** One of `TAX_RATE_CLASSES`. */
export type TaxRateClass = (typeof TAX_RATE_CLASSES)[number];

/** One rate of one country under one scheme, in force until a later row of the same class follows. */
export interface TaxRate {
  /** The scheme of collection-schemes.json. */
  readonly scheme: string;
  /** ISO 3166-1 alpha-2; of the EU, a member state (Greece is GR). */
  readonly destinationCountry: string;
  readonly class: TaxRateClass;
  /** Decimal string, percent. */
  readonly rate: string;
  /** ISO date, first day. */
  readonly inForceFrom: string;
  readonly inForceFromBasis: InForceBasis;
  /** An ASSUMED rate never decides an answer. */
  readonly certainty: SourceCertainty;
  /** ISO date for which the source speaks; of an undated source, the last day of reading. */
  readonly asOf: string;
  readonly source: string;
  readonly remark: string;
}

const text = z.string().trim().min(1);

/** Shape of a row of tax-rates.json; unknown keys are refused. */
export const taxRateSchema: z.ZodType<TaxRate> = z
  .strictObject({
    scheme: z.string().regex(/^[A-Z]{2}(-[A-Z0-9]+)+$/),
    destinationCountry: z.string().regex(/^[A-Z]{2}$/),
    class: z.enum(TAX_RATE_CLASSES),
    rate: z
      .string()
      .regex(/^\d+(\.\d+)?$/)
      .refine((rate) => Number(rate) < 100, { error: 'a rate is a percentage below 100' }),
    inForceFrom: z.iso.date(),
    inForceFromBasis: z.enum(IN_FORCE_BASES),
    certainty: z.enum(SOURCE_CERTAINTIES),
    asOf: z.iso.date(),
    source: text,
    remark: text,
  })
  .readonly();

function oneRateADay(rows: readonly TaxRate[]): boolean {
  const days = rows.map((row) => [row.scheme, row.destinationCountry, row.class, row.inForceFrom].join(' '));
  return new Set(days).size === days.length;
}

/** Validates rows of rates and freezes them; throws a `ZodError` that names row and key. */
export function loadTaxRates(rows: unknown): readonly TaxRate[] {
  return z
    .array(taxRateSchema)
    .refine(oneRateADay, { error: 'two rates of one class begin on the same day' })
    .readonly()
    .parse(rows);
}

/** Every dated rate of every scheme. */
export const TAX_RATES: readonly TaxRate[] = loadTaxRates(rateRows);
