import { readFileSync } from 'node:fs';
import { createTrustList, type TrustedRole, type TrustList, trustListSchema } from '../../schema/trust/trust-list.ts';

/**
 * Keys from a trust list, or from a key set (RFC 7517) as it is published: then the role is what the statement claims, and
 * the period what the set says. Undefined: the file is neither.
 */
export async function readKeys(path: string, role: TrustedRole): Promise<TrustList | undefined> {
  const file = readJson(path);
  const pinned = trustListSchema.safeParse(file);
  if (pinned.success) return createTrustList(pinned.data.keys);
  const { keys } = (file ?? {}) as { keys?: Record<string, unknown>[] };
  if (!Array.isArray(keys)) return undefined;
  return createTrustList(
    keys.map(({ nbf, exp, ...jwk }) => ({
      party: 'published',
      role,
      administration: null,
      kid: String(jwk['kid']),
      jwk,
      from: instantOf(nbf) ?? new Date(0).toISOString(),
      until: instantOf(exp),
    })),
  );
}

function instantOf(seconds: unknown): string | null {
  return typeof seconds === 'number' ? new Date(seconds * 1000).toISOString() : null;
}

function readJson(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return undefined;
  }
}
