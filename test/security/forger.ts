import { createPrivateKey, type KeyObject, sign as signBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { decodeJwt, importJWK, type JWK, type JWTPayload, SignJWT } from 'jose';
import { ATTESTATION_TYPE } from '../../schema/contract/attestation.ts';
import type { LinkRequest, SubgraphLink } from '../../schema/link/subgraph-link.ts';
import { newPrivateKey, publicPartOf } from '../../schema/trust/new-private-key.ts';
import { keysDirectory } from '../../scripts/start/trust-store.ts';

/** Claims of an attestation, free to be altered. */
export type Claims = JWTPayload & Record<string, unknown>;

/** What a forger has in hands: the good attestation that the registry made for this very question. */
export interface Good {
  readonly jws: string;
  readonly claims: Claims;
  /** All good attestations of the call, in the order of the entities; this one is at `index`. */
  readonly all: readonly string[];
  readonly index: number;
  readonly request: LinkRequest;
}

/** Makes something else of a good attestation. */
export type Forgery = (good: Good) => unknown;

/** Signs claims under any header, with the key of the party. */
export type Pen = (claims: Claims, header?: Readonly<Record<string, unknown>>) => Promise<string>;

/** The pen of a party whose private key file lies below the data directory. */
export async function penOf(dataDirectory: string, party: string): Promise<Pen> {
  const jwk = JSON.parse(readFileSync(join(keysDirectory(dataDirectory), `${party}.private.json`), 'utf8')) as JWK;
  const key = await importJWK(jwk, 'EdDSA');
  return (claims, header) =>
    new SignJWT(claims).setProtectedHeader({ alg: 'EdDSA', typ: ATTESTATION_TYPE, ...header }).sign(key);
}

/** A key that nobody pinned. */
export function strangersKey(): { publicJwk: JWK; pen: Pen } {
  const jwk = newPrivateKey('Ed25519');
  const privateKey = createPrivateKey({ key: jwk, format: 'jwk' });
  return {
    publicJwk: publicPartOf(jwk),
    pen: async (claims, header) => compact({ alg: 'EdDSA', typ: ATTESTATION_TYPE, ...header }, claims, privateKey),
  };
}

/** A JWS written by hand, so that no library refuses what it says. Without a key its signature is empty. */
export function compact(header: object, claims: object, key?: KeyObject): string {
  const head = `${base64url(header)}.${base64url(claims)}`;
  return `${head}.${key === undefined ? '' : signBytes(null, Buffer.from(head), key).toString('base64url')}`;
}

/** The text with one character at the place, in thousandths of its length, exchanged for another. */
export function alteredAt(text: string, thousandths: number): string {
  const at = Math.floor((text.length * thousandths) / 1000);
  return `${text.slice(0, at)}${text[at] === 'A' ? 'B' : 'A'}${text.slice(at + 1)}`;
}

/** A registry that answers as the real one, with each attestation exchanged for what the forgery makes of it. */
export function forgingLink(real: SubgraphLink, forgery: () => Forgery): SubgraphLink {
  return {
    ...real,
    async request(request) {
      const answer = JSON.parse(await real.request(request)) as { data: Record<string, { attestation?: string }[]> };
      for (const entities of Object.values(answer.data)) {
        const all = entities.flatMap(({ attestation }) => attestation ?? []);
        let index = 0;
        for (const entity of entities) {
          if (entity.attestation === undefined) continue;
          const jws = entity.attestation;
          const forged = await forgery()({ jws, claims: decodeJwt(jws) as Claims, all, index, request });
          Object.assign(entity, { attestation: forged });
          index += 1;
        }
      }
      return JSON.stringify(answer);
    },
  };
}

function base64url(part: object): string {
  return Buffer.from(JSON.stringify(part)).toString('base64url');
}
