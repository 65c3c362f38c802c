import type { TrustedKey } from './trust-list.ts';

/** Where a key stands: not used yet, used, retired in order, or no longer believed. */
export const KEY_STATES = ['PREPARED', 'IN_FORCE', 'RETIRED', 'REVOKED'] as const;
export type KeyState = (typeof KEY_STATES)[number];

/** The period of a key. */
export type KeyPeriod = Pick<TrustedKey, 'from' | 'until' | 'revokedFrom' | 'revocationReason'>;

/** The state of a key at an instant. */
export function keyStateAt({ from, until, revokedFrom }: KeyPeriod, at: Date): KeyState {
  if (revokedFrom !== null && at >= revokedFrom) return 'REVOKED';
  if (until !== null && at >= until) return 'RETIRED';
  return at < from ? 'PREPARED' : 'IN_FORCE';
}

/** The same in a sentence, for people. */
export function describeKeyState(key: KeyPeriod, at: Date): string {
  const { from, until, revokedFrom, revocationReason } = key;
  switch (keyStateAt(key, at)) {
    case 'REVOKED':
      return `revoked from ${revokedFrom?.toISOString()}: ${revocationReason}`;
    case 'RETIRED':
      return `retired, in use from ${from.toISOString()} until ${until?.toISOString()}`;
    case 'PREPARED':
      return `prepared, to be used from ${from.toISOString()}`;
    case 'IN_FORCE':
      return `in force since ${from.toISOString()}${until === null ? '' : `, until ${until.toISOString()}`}`;
  }
}
