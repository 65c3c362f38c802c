import type { Caller } from '../../schema/contract/caller.ts';
import type { Refusal } from '../../schema/contract/error-codes.ts';
import type { VerifyAccessToken } from '../../schema/trust/access-tokens.ts';
import { readPurpose } from '../purpose/read-purpose.ts';
import { identify } from './identify.ts';

/** Whoever asks, and until when: each of its requests gets an id of its own. */
export interface EstablishedCaller {
  readonly caller: Omit<Caller, 'requestId'>;
  /** When its token expires. */
  readonly expiresAt: Date;
}

/** What a client shows of itself, in headers or in the first message of a connection. */
export interface Introduction {
  readonly authorization: string | undefined;
  readonly dpop: string | undefined;
  readonly purpose: string | undefined;
}

export interface EstablishParts {
  readonly verifyToken: VerifyAccessToken;
  /** Where clients reach this gateway: a proof of possession names it. */
  readonly publicUrl: string;
}

/** Who asks and for what purpose, and until when that is good; or why not. */
export async function establishCaller(
  { authorization, dpop, purpose }: Introduction,
  { verifyToken, publicUrl }: EstablishParts,
): Promise<EstablishedCaller | Refusal> {
  const identity = await identify({ authorization, dpop, url: `${publicUrl}/graphql` }, verifyToken);
  if ('code' in identity) return identity;
  const read = readPurpose(purpose);
  if (typeof read !== 'string') return read;
  const { expiresAt, ...who } = identity;
  return { caller: { ...who, purpose: read }, expiresAt };
}
