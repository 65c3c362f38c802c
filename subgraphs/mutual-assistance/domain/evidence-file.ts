import { MAXIMUM_EVIDENCE_BYTES } from '../../../schema/contract/evidence-limits.ts';
import { accepted, badInput, type Result } from '../../../schema/contract/result.ts';
import type { Evidence } from './assistance-request.ts';

/**
 * What evidence may be: formats that both sides can read without running anything, and `application/jose`, which the
 * requesting administration alone can decrypt (a JWE end to end; docs/decisions/0009).
 */
export const EVIDENCE_MEDIA_TYPES: readonly string[] = [
  'application/pdf',
  'image/png',
  'image/jpeg',
  'text/plain',
  'text/csv',
  'application/json',
  'application/jose',
];

/** `sizeBytes` of content that is no base64. */
export const NOT_BASE64 = -1;

/** The files if each is evidence as allowed: a plain file name, a known media type, 1 byte to 1 MiB of valid base64. */
export function readEvidence(files: readonly Evidence[]): Result<readonly Evidence[]> {
  for (const [at, { name, mediaType, sizeBytes }] of files.entries()) {
    const field = `response.evidence.${at}`;
    if (/[/\\]/.test(name)) return badInput(`${field}.name`, 'a file name without a path');
    if (!EVIDENCE_MEDIA_TYPES.includes(mediaType)) {
      return badInput(`${field}.mediaType`, `one of ${EVIDENCE_MEDIA_TYPES.join(', ')}`);
    }
    if (sizeBytes === NOT_BASE64)
      return badInput(`${field}.contentBase64`, 'base64 with padding (RFC 4648, section 4)');
    if (sizeBytes < 1 || sizeBytes > MAXIMUM_EVIDENCE_BYTES) {
      return badInput(`${field}.contentBase64`, '1 byte to 1 MiB when decoded');
    }
  }
  return accepted(files);
}
