import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { findAdministration } from '../administrations.ts';

/** One administration's token issuer: an OpenID provider, by its issuer identifier. */
export const tokenIssuerSchema = z.strictObject({
  /** As it stands in `iss` and in its discovery document; without TLS on this machine only. */
  issuer: z
    .url({ protocol: /^https?$/ })
    .refine(isReachedSafely, 'https, or http on 127.0.0.1')
    .transform((text) => text.replace(/\/$/, '')),
  /** The one administration for whose people and programs it speaks. */
  administration: z.string().refine((code) => findAdministration(code) !== undefined, 'no administration of the list'),
  /** True: a token that is not bound to a key of its holder (RFC 9449) is refused. */
  requireDpop: z.boolean().default(false),
});
export type TokenIssuer = z.output<typeof tokenIssuerSchema>;

const issuersSchema = z
  .array(tokenIssuerSchema)
  .refine((issuers) => new Set(issuers.map(({ issuer }) => issuer)).size === issuers.length, 'an issuer stands twice');

/** Reads which issuer speaks for which administration; throws with the path and the fault. */
export function readTokenIssuers(path: string): readonly TokenIssuer[] {
  const parsed = issuersSchema.safeParse(JSON.parse(readFileSync(path, 'utf8')));
  if (!parsed.success) throw new TypeError(`${path} is no list of token issuers: ${z.prettifyError(parsed.error)}`);
  return parsed.data;
}

function isReachedSafely(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname } = new URL(text);
  return protocol === 'https:' || ['127.0.0.1', 'localhost', '[::1]'].includes(hostname);
}
