import type { AdministrationCode } from '../administrations.ts';
import type { IdentifierScheme } from '../reference/identifier-schemes.ts';
import { readTin, type TinReading } from './tin.ts';

/** A TIN as it was read, and the alias that it was written as, if it was. */
export interface IdentifierReading {
  readonly reading: TinReading;
  /** Null: the TIN itself was given. */
  readonly alias: string | null;
}

/**
 * Reads what a declaration holds: a TIN, or a published form of one toward the asking administration on that day (ISO
 * date). `AEOCN…` is such a form toward Hong Kong and none toward the EU, and never the prefix AE (domain.md 0.3, 1.2).
 */
export function readIdentifier(
  input: string,
  asking: AdministrationCode,
  schemes: readonly IdentifierScheme[],
  on: string,
): IdentifierReading {
  const written = input.replace(/[ .-]/g, '').toUpperCase();
  for (const { destination, pattern, inForceFrom, inForceTo, certainty } of schemes) {
    if (
      destination !== asking ||
      certainty === 'ASSUMED' ||
      on < inForceFrom ||
      (inForceTo !== null && on > inForceTo)
    ) {
      continue;
    }
    const tin = written.match(new RegExp(pattern))?.[1];
    if (tin !== undefined) return { reading: readTin(tin), alias: written };
  }
  return { reading: readTin(input), alias: null };
}
