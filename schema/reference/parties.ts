import { z } from 'zod';
import { WCO_REGIONS, type WcoRegion } from '../contract/vocabulary.ts';
import data from './parties.json' with { type: 'json' };

/** A party to arrangements that has no registry in this federation: known, and nothing can be asked of it. */
export interface UnconnectedParty {
  /** ISO 3166-1 alpha-2. */
  readonly code: string;
  readonly name: string;
  readonly region: WcoRegion;
  readonly source: string;
}

const text = z.string().trim().min(1);

/** Shape of a row of parties.json; unknown keys are refused. */
export const unconnectedPartySchema: z.ZodType<UnconnectedParty> = z
  .strictObject({ code: z.string().regex(/^[A-Z]{2}$/), name: text, region: z.enum(WCO_REGIONS), source: text })
  .readonly();

/** Validates rows of parties and freezes them; throws a `ZodError` that names row and key. */
export function loadUnconnectedParties(rows: unknown): readonly UnconnectedParty[] {
  return z
    .array(unconnectedPartySchema)
    .refine((parties) => new Set(parties.map(({ code }) => code)).size === parties.length, {
      error: 'a code stands twice',
    })
    .readonly()
    .parse(rows);
}

/** Every party of arrangements.json that is not a connected administration, by code. */
export const UNCONNECTED_PARTIES: readonly UnconnectedParty[] = loadUnconnectedParties(data);
