import type { JWTPayload } from 'jose';
import type { TrustedKey, TrustedRole, TrustList } from '../../schema/trust/trust-list.ts';
import { verifyStatement } from '../../schema/trust/verify-statement.ts';

/** The place of an entry in a hash chain. */
export interface ChainPosition {
  readonly sequence: number;
  readonly hash: string;
}

/** What the keeper of a chain signed: how far it had come. */
export interface SignedPosition extends ChainPosition {
  readonly claims: JWTPayload;
  readonly signedBy: TrustedKey;
}

/** The position that a JWS signs, whenever that was; a text: why it is not to be believed. */
export async function readSignedPosition(
  jws: string,
  { trust, type, role, now }: { trust: TrustList; type: string; role: TrustedRole; now: Date },
): Promise<SignedPosition | string> {
  const verdict = await verifyStatement(jws, trust, { type, roles: [role], now, ignoreExpiry: true });
  if (!verdict.ok) return verdict.why;
  const { sequence, hash } = verdict.claims as Partial<ChainPosition>;
  if (sequence === undefined || hash === undefined) return 'it names no entry';
  return { sequence, hash, claims: verdict.claims, signedBy: verdict.signedBy };
}
