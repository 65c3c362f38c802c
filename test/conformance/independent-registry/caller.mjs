import { isSignedBy } from './keys.mjs';

const PURPOSES = ['IMPORT_CLEARANCE', 'RISK_ASSESSMENT', 'AEO_VALIDATION', 'VENDOR_REGISTRATION', 'AUDIT'];
const LIFE_SECONDS = 60;
const TOLERANCE_SECONDS = 30;

/**
 * Who asks, if the gateway vouches for it to this very registry, now. Anything else is nobody: no assertion, another
 * key, another kind of statement, another registry's assertion, one that is too old.
 */
export function readCaller(assertion, gateways, subgraph) {
  try {
    const [head, body, signature] = assertion.split('.');
    const { alg, kid, typ } = decode(head);
    const key = gateways.find((gateway) => gateway.kid === kid);
    if (alg !== 'EdDSA' || typ !== 'aeo-caller+jwt' || key === undefined) return undefined;
    if (!isSignedBy(key.jwk, `${head}.${body}`, signature)) return undefined;
    const claims = decode(body);
    const now = Date.now() / 1000;
    const isForUs = claims.aud === subgraph;
    const isNow =
      claims.iat <= now + TOLERANCE_SECONDS &&
      claims.exp > now - TOLERANCE_SECONDS &&
      claims.iat > now - LIFE_SECONDS - TOLERANCE_SECONDS;
    const isWhole = [claims.sub, claims.administration, claims.requestId].every((text) => typeof text === 'string');
    if (!isForUs || !isNow || !isWhole || !PURPOSES.includes(claims.purpose)) return undefined;
    const { sub: subject, administration, purpose, requestId } = claims;
    return { subject, administration, purpose, requestId, scopes: String(claims.scope).split(' ') };
  } catch {
    return undefined;
  }
}

function decode(part) {
  return JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
}
