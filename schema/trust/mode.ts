import { KeyFault } from './key-fault.ts';
import { keyStateAt } from './key-state.ts';
import type { TrustList } from './trust-list.ts';

/** DEMONSTRATION has an issuer that gives anybody a token for any administration; PRODUCTION cannot start with one. */
export const MODES = ['demonstration', 'production'] as const;
export type Mode = (typeof MODES)[number];

/** The trust list, if it fits the mode; throws a KeyFault in production where an issuer speaks for every administration. */
export function trustFor(mode: Mode, trust: TrustList, now: Date): TrustList {
  if (mode === 'demonstration') return trust;
  const issuer = trust.keys.find(
    (key) =>
      key.role === 'TOKEN_ISSUER' &&
      key.administration === null &&
      ['PREPARED', 'IN_FORCE'].includes(keyStateAt(key, now)),
  );
  if (issuer === undefined) return trust;
  throw new KeyFault(
    `DEPLOYMENT: production cannot start while the trust list has ${issuer.party}, which gives tokens for every administration. ` +
      'Retire it there (npm run keys -- retire), and name the issuers of the administrations in TOKEN_ISSUERS.',
  );
}

/** Whether an API describes itself: `INTROSPECTION`, and where that is not said, in a demonstration only. */
export function introspectionFor(mode: Mode, said: 'on' | 'off' | undefined): boolean {
  return said === undefined ? mode === 'demonstration' : said === 'on';
}
