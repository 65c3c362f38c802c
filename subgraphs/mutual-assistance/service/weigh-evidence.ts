import { createHash, randomUUID } from 'node:crypto';
import { MAXIMUM_EVIDENCE_BYTES, MAXIMUM_EVIDENCE_CHARACTERS } from '../../../schema/contract/evidence-limits.ts';
import type { Evidence } from '../domain/assistance-request.ts';
import { NOT_BASE64 } from '../domain/evidence-file.ts';

/** A file with what was derived from its content, and the content itself. */
export interface WeighedFile extends Evidence {
  readonly content: Uint8Array;
}

/** A file as it was handed in, with size and hash derived from its content; nothing of both is ever taken from the sender. */
export function weighEvidence(file: { name: string; mediaType: string; contentBase64: string }): WeighedFile {
  const { name, mediaType, contentBase64 } = file;
  const unread = { id: randomUUID(), name, mediaType, sha256: '', content: new Uint8Array() };
  // Certainly too large: it need not be decoded.
  if (contentBase64.length > MAXIMUM_EVIDENCE_CHARACTERS) return { ...unread, sizeBytes: MAXIMUM_EVIDENCE_BYTES + 1 };
  const content = Buffer.from(contentBase64, 'base64');
  // Buffer skips what it cannot read: only content that comes back the same was base64 in the first place.
  if (content.toString('base64') !== contentBase64) return { ...unread, sizeBytes: NOT_BASE64 };
  const sha256 = createHash('sha256').update(content).digest('hex');
  return { ...unread, sizeBytes: content.length, sha256, content };
}
