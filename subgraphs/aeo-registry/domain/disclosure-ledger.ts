import type { AdministrationCode } from '../../../schema/administrations.ts';
import type { PurposeOfUse } from '../../../schema/contract/vocabulary.ts';

/** `typ` of the signed head of a disclosure ledger. */
export const LEDGER_HEAD_TYPE = 'aeo-ledger-head+jwt';

/** One question about one operator, written before it was answered. */
export interface Disclosure {
  /** Instant, RFC 3339 UTC. */
  readonly at: string;
  readonly by: AdministrationCode;
  /** The person or program within that administration; opaque here. */
  readonly subject: string;
  readonly purpose: PurposeOfUse;
  /** The operator whose data went out; where none did, what was asked. */
  readonly tin: string;
  /** What was asked: a TIN, or an alias of the operator toward the asking administration. */
  readonly asked: string;
  /** What the question could take out; empty: nothing. */
  readonly fields: readonly string[];
  readonly attestationId: string;
  readonly requestId: string;
}

/** An entry in its place: each hash covers the entry and the hash before it, from 1 without a gap. */
export interface LedgerEntry extends Disclosure {
  readonly sequence: number;
  readonly previousHash: string;
  readonly hash: string;
}

/** An entry of the ledger as it is shown; `subject` null: to the operator that it is about. */
export type ShownEntry = Omit<LedgerEntry, 'subject'> & { readonly subject: string | null };

/** The last entry's place and hash; sequence 0 and the start of the chain while the ledger is empty. */
export interface LedgerHead {
  readonly sequence: number;
  readonly hash: string;
}

/** The head as one day left it, signed by the registry. */
export interface LedgerSeal extends LedgerHead {
  /** The last day, at the administration, of which it covers every entry. */
  readonly day: string;
  /** JWS over day, sequence, hash and instant, of type `aeo-ledger-head+jwt`. */
  readonly signature: string;
}

/** A hash over the previous hash and one entry, the same for equal entries. */
export type ChainHash = (previousHash: string, entry: Readonly<Record<string, unknown>>) => string;

/** The disclosures as the entries that follow the head. */
export function chain(disclosures: readonly Disclosure[], head: LedgerHead, hash: ChainHash): readonly LedgerEntry[] {
  let { sequence, hash: previousHash } = head;
  return disclosures.map((disclosure) => {
    sequence += 1;
    const entry = { ...disclosure, sequence, previousHash, hash: hash(previousHash, contentOf(disclosure, sequence)) };
    previousHash = entry.hash;
    return entry;
  });
}

/** Where entries stop following from the head: the sequence of the first altered, removed or moved one; null: nowhere. */
export function findBreak(entries: readonly LedgerEntry[], head: LedgerHead, hash: ChainHash): number | null {
  let { sequence, hash: previousHash } = head;
  for (const entry of entries) {
    sequence += 1;
    if (entry.sequence !== sequence || entry.previousHash !== previousHash || !isUnaltered(entry, hash))
      return sequence;
    previousHash = entry.hash;
  }
  return null;
}

/** True if an entry says what its own hash covers. */
export function isUnaltered(entry: LedgerEntry, hash: ChainHash): boolean {
  return entry.hash === hash(entry.previousHash, contentOf(entry, entry.sequence));
}

function contentOf(disclosure: Disclosure, sequence: number): Readonly<Record<string, unknown>> {
  const { at, by, subject, purpose, tin, asked, fields, attestationId, requestId } = disclosure;
  return { sequence, at, by, subject, purpose, tin, asked, fields, attestationId, requestId };
}

/** How long, in seconds, one request may go on asking under its first entry: as long as a caller assertion lives. */
export const REQUEST_SECONDS = 60;

/**
 * True if an entry already covers what a request wants again: same person, purpose, operator and fields, within the life
 * of a request. Otherwise a request id used again and again would take out news without an entry.
 */
export function covers(entry: Disclosure, wanted: Disclosure): boolean {
  return (
    entry.subject === wanted.subject &&
    entry.purpose === wanted.purpose &&
    entry.tin === wanted.tin &&
    entry.fields.join() === wanted.fields.join() &&
    Date.parse(wanted.at) - Date.parse(entry.at) <= REQUEST_SECONDS * 1000
  );
}
