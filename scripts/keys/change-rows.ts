import { KeyFault } from '../../schema/trust/key-fault.ts';
import { keyStateAt } from '../../schema/trust/key-state.ts';
import type { TrustedKeyRow } from '../../schema/trust/trust-list.ts';

/** A change of a trust list: all rows after it, and the one that others have to get. */
export interface ChangedRows {
  readonly rows: readonly TrustedKeyRow[];
  readonly row: TrustedKeyRow;
}

/** Names one key of a party. */
export interface NamedKey {
  readonly party: string;
  readonly kid: string;
}

/** What is done in the wrong order by seconds is not done in the past. */
const TOLERANCE_MS = 60_000;

/** True if the key of the row signs, or may sign, at the instant. */
export function isInForce(row: TrustedKeyRow, at: Date): boolean {
  return keyStateAt(periodOf(row), at) === 'IN_FORCE';
}

/** The period of a row, as `schema/trust/key-state.ts` reads it. */
export function periodOf({ from, until, revokedFrom, revocationReason }: TrustedKeyRow) {
  return {
    from: new Date(from),
    until: until === null ? null : new Date(until),
    revokedFrom: revokedFrom == null ? null : new Date(revokedFrom),
    revocationReason: revocationReason ?? null,
  };
}

/**
 * Retires a key in order: what it signed before stays good. Throws a KeyFault where the party would have no key left to
 * sign with, and for the past: what it signed since would be refused, which is what a revocation is for.
 */
export function retire(rows: readonly TrustedKeyRow[], named: NamedKey, at: Date, now: Date): ChangedRows {
  const row = getRow(rows, named);
  if (row.revokedFrom != null) throw new KeyFault(`The key is revoked from ${row.revokedFrom} already.`);
  if (at.getTime() < now.getTime() - TOLERANCE_MS) {
    throw new KeyFault('--at is in the past: what the key signed since would be refused. Revoke it, if that is meant.');
  }
  if (at <= new Date(row.from)) throw new KeyFault(`The key is used from ${row.from} on: it cannot be retired before.`);
  const hasHeir = rows.some((other) => other.party === row.party && other.kid !== row.kid && isInForce(other, at));
  if (!hasHeir && row.role !== 'TOKEN_ISSUER') {
    throw new KeyFault(
      `From ${at.toISOString()} on no key of ${row.party} would be in force: npm run keys -- prepare --party ${row.party}.`,
    );
  }
  return replace(rows, { ...row, until: at.toISOString() });
}

/** Revokes a key that others may have, or have had, from an instant on. An earlier instant replaces a later one, never the other way. */
export function revoke(rows: readonly TrustedKeyRow[], named: NamedKey, from: Date, reason: string): ChangedRows {
  const row = getRow(rows, named);
  if (row.revokedFrom != null && new Date(row.revokedFrom) <= from) {
    throw new KeyFault(`The key is revoked from ${row.revokedFrom} already.`);
  }
  return replace(rows, { ...row, revokedFrom: from.toISOString(), revocationReason: reason });
}

/**
 * Takes a row from the party that it is about. Throws a KeyFault where it would take back a retirement or a revocation, or
 * change what a key may sign: such a row comes from somebody who has an interest in it.
 */
export function admit(rows: readonly TrustedKeyRow[], given: TrustedKeyRow): ChangedRows {
  const known = rows.find(({ kid }) => kid === given.kid);
  if (known === undefined) {
    const namesake = rows.find(({ party }) => party === given.party);
    if (namesake !== undefined && (namesake.role !== given.role || namesake.administration !== given.administration)) {
      throw new KeyFault(`${given.party} is a ${namesake.role} here, for ${namesake.administration ?? 'everybody'}.`);
    }
    return { rows: [...rows, given], row: given };
  }
  const isSame =
    known.party === given.party && known.role === given.role && known.administration === given.administration;
  if (!isSame) throw new KeyFault(`The key ${given.kid} is pinned for ${known.party}, as a ${known.role}.`);
  if (isLater(given.until, known.until)) throw new KeyFault(`The key is retired at ${known.until} here.`);
  if (isLater(given.revokedFrom ?? null, known.revokedFrom ?? null)) {
    throw new KeyFault(`The key is revoked from ${known.revokedFrom} here.`);
  }
  return replace(rows, { ...given, jwk: known.jwk });
}

/** True if the end that is given comes after the one that is known; null: no end. */
function isLater(given: string | null, known: string | null): boolean {
  if (known === null) return false;
  return given === null || new Date(given) > new Date(known);
}

function getRow(rows: readonly TrustedKeyRow[], { party, kid }: NamedKey): TrustedKeyRow {
  const own = rows.filter((row) => row.party === party);
  if (own.length === 0) throw new KeyFault(`The trust list has no key of ${party}.`);
  const row = own.find((candidate) => candidate.kid === kid);
  if (row === undefined) {
    throw new KeyFault(`${party} has no key ${kid}; it has ${own.map((other) => other.kid).join(', ')}.`);
  }
  return row;
}

function replace(rows: readonly TrustedKeyRow[], row: TrustedKeyRow): ChangedRows {
  return { rows: rows.map((other) => (other.kid === row.kid ? row : other)), row };
}
