import { decodeProtectedHeader } from 'jose';
import type { EvidenceScanner } from '../domain/assistance-ports.ts';

/** How files of a type begin. */
const FIRST_BYTES: Readonly<Record<string, readonly number[]>> = {
  'application/pdf': [0x25, 0x50, 0x44, 0x46, 0x2d],
  'image/png': [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a],
  'image/jpeg': [0xff, 0xd8, 0xff],
};

/** What a text of a type has to be beyond a text. */
const TEXTS: Readonly<Record<string, { readonly name: string; test(text: string): boolean }>> = {
  'application/json': { name: 'JSON', test: isJson },
  'application/jose': { name: 'JWE in compact serialisation', test: isCompactJwe },
};

/**
 * The scanner that is there by default: a file is of the type that it is said to be. It finds what hides behind a type, and
 * no malware inside one: an installation puts its own scanner in its place.
 */
export const scanByFirstBytes: EvidenceScanner = async ({ mediaType, content }) => {
  const first = FIRST_BYTES[mediaType];
  if (first !== undefined) {
    return first.every((byte, at) => content[at] === byte)
      ? { clean: true }
      : { clean: false, why: `does not begin as ${mediaType} does` };
  }
  const text = textOf(content);
  if (text === undefined) return { clean: false, why: 'is no UTF-8 text' };
  const isOfType = TEXTS[mediaType];
  return isOfType === undefined || isOfType.test(text)
    ? { clean: true }
    : { clean: false, why: `is no ${isOfType.name}` };
};

function textOf(content: Uint8Array): string | undefined {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(content);
    return text.includes('\0') ? undefined : text;
  } catch {
    return undefined;
  }
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** Five parts of base64url, the first a header with the encryption (RFC 7516, section 3.1); what is inside nobody here can tell. */
function isCompactJwe(text: string): boolean {
  if (!/^[\w-]+(\.[\w-]*){4}$/.test(text)) return false;
  try {
    return decodeProtectedHeader(text).enc !== undefined;
  } catch {
    return false;
  }
}
