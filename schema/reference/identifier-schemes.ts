import { z } from 'zod';
import { SOURCE_CERTAINTIES, type SourceCertainty } from '../contract/vocabulary.ts';
import data from './identifier-schemes.json' with { type: 'json' };

/** A published way of writing an operator's identifier toward one destination, from which its TIN follows. */
export interface IdentifierScheme {
  readonly scheme: string;
  /** Code of the administration whose operators are written so. */
  readonly home: string;
  /** Code of the administration that they are written so to, and to no other. */
  readonly destination: string;
  /** Regular expression on the normalised identifier; its first group is the TIN. */
  readonly pattern: string;
  /** ISO date. */
  readonly inForceFrom: string;
  /** ISO date, last day included; null: no end is known. */
  readonly inForceTo: string | null;
  readonly certainty: SourceCertainty;
  readonly asOf: string;
  readonly source: string;
  readonly remark: string | null;
}

/** Shape of a row of identifier-schemes.json; unknown keys are refused. */
export const identifierSchemeSchema: z.ZodType<IdentifierScheme> = z
  .strictObject({
    scheme: z.string().min(1),
    home: z.string().regex(/^[A-Z]{2}$/),
    destination: z.string().regex(/^[A-Z]{2}$/),
    pattern: z
      .string()
      .refine((text) => new RegExp(`${text}|`).exec('')?.length === 2, { error: 'one group: the TIN' }),
    inForceFrom: z.iso.date(),
    inForceTo: z.iso.date().nullable(),
    certainty: z.enum(SOURCE_CERTAINTIES),
    asOf: z.iso.date(),
    source: z.string().min(1),
    remark: z.string().min(1).nullable(),
  })
  .readonly();

/** The published forms; that one is in fact an operator's own is attested by its registry, never assumed. */
export const IDENTIFIER_SCHEMES: readonly IdentifierScheme[] = Object.freeze(
  z.array(identifierSchemeSchema).parse(data),
);
