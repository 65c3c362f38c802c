import { decodeJwt } from 'jose';
import { z } from 'zod';
import { rootByPath } from './receipt-tree.ts';
import { type TimeStampCertificates, type TimeStampVerdict, verifyTimeStamp } from './time-stamp.ts';

/** Steps of the longest path: a batch of a million million receipts. */
const MAXIMUM_STEPS = 40;

/**
 * What shows that a receipt was there at a time: the path from it to the root of its batch, the head of the log that names
 * the root, and the token of a time-stamping authority over the head. Also what `Consultation.timeProof` gives.
 */
export const timeProofSchema = z.object({
  head: z.string().min(1),
  path: z.array(z.string()).max(MAXIMUM_STEPS),
  /** The TimeStampToken of RFC 3161, DER in base64. */
  token: z.base64().min(1),
});
export type TimeProof = z.infer<typeof timeProofSchema>;

/**
 * By when a receipt was there. Rests on hashes and the authority’s signature alone: neither the log nor its signer’s key is
 * believed, so that it holds when that key has been stolen.
 */
export async function verifyTimeProof(
  receipt: string,
  { head, path, token }: TimeProof,
  certificates: TimeStampCertificates,
): Promise<TimeStampVerdict> {
  const root = rootByPath(receipt, path);
  if (root === undefined || rootNamedBy(head) !== root) {
    return { ok: false, why: 'the path does not lead from this receipt to the head that was stamped' };
  }
  return verifyTimeStamp(Buffer.from(token, 'base64'), Buffer.from(head), certificates);
}

function rootNamedBy(head: string): unknown {
  try {
    return decodeJwt(head)['root'];
  } catch {
    return undefined;
  }
}
