import { z } from 'zod';
import data from './instruments.json' with { type: 'json' };

/** A WCO or UPU instrument that the note lists in its Annex I or cites. */
export interface Instrument {
  readonly code: string;
  readonly title: string;
  readonly issuer: string;
  /** As in the note, its line breaks repaired; null: no address was found. */
  readonly address: string | null;
  /** True for the list of the note's Annex I. */
  readonly listedInAnnexI: boolean;
  readonly source: string;
  readonly remark: string | null;
}

const text = z.string().trim().min(1);

/** Shape of a row of instruments.json; unknown keys are refused. */
export const instrumentSchema: z.ZodType<Instrument> = z
  .strictObject({
    code: z.string().regex(/^[A-Z][A-Z0-9_]+$/),
    title: text,
    issuer: text,
    address: z.url().nullable(),
    listedInAnnexI: z.boolean(),
    source: text,
    remark: text.nullable(),
  })
  .readonly();

/** Validates rows of instruments and freezes them; throws a `ZodError` that names row and key. */
export function loadInstruments(rows: unknown): readonly Instrument[] {
  return z
    .array(instrumentSchema)
    .refine((instruments) => new Set(instruments.map(({ code }) => code)).size === instruments.length, {
      error: 'a code stands twice',
    })
    .readonly()
    .parse(rows);
}

/** The instruments of the note's Annex I, then those that it or domain.md cites. */
export const INSTRUMENTS: readonly Instrument[] = loadInstruments(data);
