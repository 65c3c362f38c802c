import { createHash, createPrivateKey, generateKeyPairSync, verify } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';

/** The registry's own key, made once and readable by its owner alone: the private part never leaves this machine. */
export function loadKey(file) {
  if (!existsSync(file)) {
    const { privateKey } = generateKeyPairSync('ed25519');
    writeFileSync(file, JSON.stringify(privateKey.export({ format: 'jwk' })), { mode: 0o600 });
  }
  const { d, ...rest } = JSON.parse(readFileSync(file, 'utf8'));
  const privateKey = createPrivateKey({ format: 'jwk', key: { ...rest, d } });
  const kid = thumbprint(rest);
  return { kid, privateKey, publicJwk: { ...rest, kid, alg: 'EdDSA', use: 'sig' } };
}

/** RFC 7638: the SHA-256 of the key's required members in order. This is what partners pin. */
export function thumbprint({ crv, kty, x }) {
  return createHash('sha256').update(JSON.stringify({ crv, kty, x })).digest('base64url');
}

/** The gateway's keys in the trust list: nobody else's word on who asks is taken. */
export function gatewayKeys(trustListFile) {
  return JSON.parse(readFileSync(trustListFile, 'utf8')).keys.filter(({ role }) => role === 'GATEWAY');
}

/** True if the signature over a JWS's first two parts is by that public key. */
export function isSignedBy(key, signed, signature) {
  return verify(null, Buffer.from(signed), { format: 'jwk', key }, Buffer.from(signature, 'base64url'));
}
