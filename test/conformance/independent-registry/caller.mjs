import { createHash } from 'node:crypto';
import { isSignedBy } from './keys.mjs';

const PURPOSES = ['IMPORT_CLEARANCE', 'RISK_ASSESSMENT', 'AEO_VALIDATION', 'VENDOR_REGISTRATION', 'AUDIT'];
const LIFE_SECONDS = 60;
const TOLERANCE_SECONDS = 30;

/** Digests of calls that were answered; a registry of several processes keeps them where all of them look. */
const answered = new Map();

/** Nothing that was signed before is believed: what was answered before a restart is forgotten. */
const startedAt = Math.floor(Date.now() / 1000);

/**
 * Who asks, if the gateway vouches for this very call to this very registry, now. Anything else is nobody: no assertion,
 * another key, another kind of statement, one for another registry or another text, one that is too old or was used.
 */
export function readCaller(assertion, gateways, subgraph, text) {
  try {
    const [statement, salt] = assertion.split('~');
    const [head, body, signature] = statement.split('.');
    const { alg, kid, typ } = decode(head);
    const key = gateways.find((gateway) => gateway.kid === kid);
    if (alg !== 'EdDSA' || typ !== 'aeo-caller+jwt' || key === undefined) return undefined;
    if (!isSignedBy(key.jwk, `${head}.${body}`, signature)) return undefined;
    const claims = decode(body);
    const now = Date.now() / 1000;
    const digest = createHash('sha256').update(`${salt}\n${subgraph}\n`).update(text).digest('base64url');
    const isForUs = claims.aud === 'urn:aeo:subgraph' && claims.calls.includes(digest);
    const isNow =
      claims.iat <= now + TOLERANCE_SECONDS &&
      claims.exp > now - TOLERANCE_SECONDS &&
      claims.iat > now - LIFE_SECONDS - TOLERANCE_SECONDS;
    const isWhole = [claims.sub, claims.administration, claims.requestId].every((text) => typeof text === 'string');
    if (!isForUs || !isNow || !isWhole || !PURPOSES.includes(claims.purpose)) return undefined;
    if (claims.iat < startedAt || wasAnswered(digest, now)) return undefined;
    const { sub: subject, administration, purpose, requestId } = claims;
    return { subject, administration, purpose, requestId, scopes: String(claims.scope).split(' ') };
  } catch {
    return undefined;
  }
}

function wasAnswered(digest, now) {
  for (const [old, at] of answered) if (at < now - LIFE_SECONDS - 2 * TOLERANCE_SECONDS) answered.delete(old);
  if (answered.has(digest)) return true;
  answered.set(digest, now);
  return false;
}

function decode(part) {
  return JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
}
