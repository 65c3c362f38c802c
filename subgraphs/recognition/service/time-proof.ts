import type { Caller } from '../../../schema/contract/caller.ts';
import { pathOf } from '../../../schema/trust/receipt-tree.ts';
import type { TimeProof } from '../../../schema/trust/time-proof.ts';
import { findSequence, findStamp } from '../store/log-stamp.store.ts';
import type { RecognitionParts } from './recognition-parts.ts';

/** A time proof, and by when it shows the receipt to have been there. */
export interface DatedProof extends TimeProof {
  readonly stampedAt: string;
}

/** What shows when the receipt of a consultation was there; undefined: it is not stamped yet, or somebody else asked. */
export async function findTimeProof(
  { database }: Pick<RecognitionParts, 'database'>,
  { administration }: Caller,
  number: string,
): Promise<DatedProof | undefined> {
  const sequence = await findSequence(database, number, administration);
  const stamp = sequence === undefined ? undefined : await findStamp(database, sequence);
  if (sequence === undefined || stamp === undefined) return undefined;
  const path = pathOf(stamp.leaves, sequence - stamp.first);
  return { head: stamp.head, path: [...path], token: stamp.token, stampedAt: stamp.stampedAt };
}
