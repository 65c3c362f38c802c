import { compactVerify, decodeProtectedHeader } from 'jose';
import type { AdministrationCode } from '../../schema/administrations.ts';
import type { Caller } from '../../schema/contract/caller.ts';
import { algorithmOf } from '../../schema/trust/key-algorithm.ts';
import type { TrustedKey } from '../../schema/trust/trust-list.ts';
import { isObject, type JsonObject } from './json-object.ts';

/** A statement that came, and the question that it came to. */
export interface Statement {
  readonly jws: string;
  readonly caller: Caller;
  readonly tin: string;
  /** When it came. */
  readonly at: Date;
  readonly header: JsonObject;
  readonly claims: JsonObject;
  /** Why the signature is not the pinned key's; null: it is. */
  readonly unsigned: string | null;
}

/** Reads a statement without believing it; undefined: it is no JWS. */
export async function readStatement(
  jws: unknown,
  question: { readonly caller: Caller; readonly tin: string; readonly at: Date },
  pinned: readonly TrustedKey[],
): Promise<Statement | undefined> {
  if (typeof jws !== 'string') return undefined;
  const header = headerOf(jws);
  const claims = claimsOf(jws);
  if (header === undefined || claims === undefined) return undefined;
  return { jws, ...question, header, claims, unsigned: await whyUnsigned(jws, header, pinned) };
}

/** The keys that are pinned for the administration's registry and in use. */
export function pinnedKeys(
  keys: readonly TrustedKey[],
  administration: AdministrationCode,
  now: Date,
): readonly TrustedKey[] {
  return keys.filter(
    ({ role, administration: of, until }) =>
      role === 'REGISTRY' && of === administration && (until === null || until > now),
  );
}

async function whyUnsigned(jws: string, header: JsonObject, pinned: readonly TrustedKey[]): Promise<string | null> {
  const key = pinned.find(({ kid }) => kid === header['kid']);
  if (key === undefined) return 'its kid names no key that is pinned for this registry';
  try {
    await compactVerify(jws, key.key, { algorithms: [algorithmOf(key.jwk)] });
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : 'the signature does not fit';
  }
}

function headerOf(jws: string): JsonObject | undefined {
  try {
    return { ...decodeProtectedHeader(jws) };
  } catch {
    return undefined;
  }
}

function claimsOf(jws: string): JsonObject | undefined {
  try {
    const claims: unknown = JSON.parse(Buffer.from(jws.split('.')[1] ?? '', 'base64url').toString('utf8'));
    return isObject(claims) ? claims : undefined;
  } catch {
    return undefined;
  }
}
