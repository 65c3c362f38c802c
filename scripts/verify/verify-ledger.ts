import { registryIssuer } from '../../schema/contract/attestation.ts';
import type { TrustList } from '../../schema/trust/trust-list.ts';
import { isUnaltered, LEDGER_HEAD_TYPE } from '../../subgraphs/aeo-registry/domain/disclosure-ledger.ts';
import { CHAIN_START, chainHash } from '../../subgraphs/runtime/hash-chain.ts';
import { type LedgerLine, ledgerLines } from '../exchange/ledger-file.ts';
import { entryFaults } from './entry-faults.ts';
import { type ChainPosition, readSignedPosition, type SignedPosition } from './signed-position.ts';

/** What was found in an exported disclosure ledger. */
export interface LedgerVerdict {
  readonly administration: string;
  /** Entry up to which everything was found right. */
  readonly entries: number;
  readonly seals: number;
  /** The first thing that is wrong; null: nothing is. */
  readonly fault: string | null;
}

/** What the registry signed of its ledger: the head as a day left it, or the last one. */
interface Seal extends ChainPosition {
  readonly name: string;
  /** It does not come from the file, so the file may begin behind it. */
  readonly isGiven: boolean;
}

interface Verification {
  readonly file: string;
  readonly trust: TrustList;
  readonly now: Date;
  /** A seal kept elsewhere, as JWS: what the file has must agree with it, or go on where it ends. */
  readonly seal?: string | undefined;
}

/**
 * Follows the hash chain of an exported ledger from its first entry, and compares it with everything that the registry
 * signed of it: an altered, removed or moved entry breaks the chain; one rewritten with all that follow it is not the one
 * that a seal names; one cut off the end is missed by the head. Throws a SourceFault where the file is no such export.
 */
export async function verifyLedger(verification: Verification): Promise<LedgerVerdict> {
  const { administration, seals, fault } = await readSeals(verification);
  if (fault !== undefined) return { administration, entries: 0, seals: seals.length, fault };
  const { entries, fault: found } = await followEntries(verification.file, seals);
  return { administration, entries, seals: seals.length, fault: found };
}

/** Everything that is signed, verified, in order of its entries. */
async function readSeals({ file, trust, now, seal }: Verification): Promise<{
  readonly administration: string;
  readonly seals: readonly Seal[];
  readonly fault?: string;
}> {
  const seals: Seal[] = [];
  let administration: string | undefined;
  let isHeadFound = false;
  const refuse = (fault: string) => ({ administration: administration ?? 'nobody named', seals, fault });

  async function read(jws: string, name: string, isGiven: boolean): Promise<SignedPosition | string> {
    const signed = await readSignedPosition(jws, { trust, type: LEDGER_HEAD_TYPE, role: 'REGISTRY', now });
    if (typeof signed === 'string') return `${name} is not genuine: ${signed}`;
    const { claims, signedBy } = signed;
    const isOwn = (signedBy.administration ?? administration) === administration;
    if (!isOwn || claims.iss !== registryIssuer(administration ?? '')) return `${name} is signed by another registry`;
    seals.push({ name, isGiven, sequence: signed.sequence, hash: signed.hash });
    return signed;
  }

  for await (const line of ledgerLines(file)) {
    if (line.kind === 'LEDGER') administration ??= line.administration;
    if (line.kind !== 'SEAL' && line.kind !== 'HEAD') continue;
    const name = line.kind === 'SEAL' ? `the seal of ${line.day}` : 'the head';
    const signed = await read(line.signature, name, false);
    if (typeof signed === 'string') return refuse(signed);
    if (!saysTheSame(line, signed)) return refuse(`${name} does not say what its signature covers`);
    if (line.kind === 'HEAD') isHeadFound = true;
  }
  if (!isHeadFound) return refuse('there is no signed head: entries cut off the end would not be missed');
  if (seal !== undefined) {
    const signed = await read(seal, 'the seal that was given', true);
    if (typeof signed === 'string') return refuse(signed);
  }
  return { administration: administration ?? '', seals: seals.toSorted((a, b) => a.sequence - b.sequence) };
}

function saysTheSame(line: Extract<LedgerLine, { kind: 'SEAL' | 'HEAD' }>, signed: SignedPosition): boolean {
  const day = line.kind === 'SEAL' ? line.day : undefined;
  return line.sequence === signed.sequence && line.hash === signed.hash && signed.claims['day'] === day;
}

async function followEntries(
  file: string,
  seals: readonly Seal[],
): Promise<{ readonly entries: number; readonly fault: string | null }> {
  let last: ChainPosition | undefined;
  let proven = 0;
  /** Set at the first fault that may be a move: the place whose entry is looked for behind. */
  let lost: { readonly place: number; readonly fault: string } | undefined;
  for await (const line of ledgerLines(file)) {
    if (line.kind !== 'ENTRY') continue;
    if (lost !== undefined) {
      if (line.sequence === lost.place) return { entries: lost.place - 1, fault: `entry ${lost.place} was moved` };
      continue;
    }
    last ??= beginning(line.sequence, seals);
    const { kind: _kind, ...entry } = line;
    const name = `${entry.by} about ${entry.asked}`;
    const [fault] = entryFaults({ ...entry, name, isUnaltered: isUnaltered(entry, chainHash) }, last);
    if (fault !== undefined) {
      if (entry.sequence <= last.sequence + 1) return { entries: last.sequence, fault };
      lost = { place: last.sequence + 1, fault };
      continue;
    }
    last = { sequence: entry.sequence, hash: entry.hash };
    const broken = seals.find((seal) => seal.sequence === entry.sequence && seal.hash !== entry.hash);
    if (broken !== undefined) return { entries: proven, fault: rewritten(broken, proven + 1) };
    if (seals.some((seal) => seal.sequence === entry.sequence)) proven = entry.sequence;
  }
  if (lost !== undefined) return { entries: lost.place - 1, fault: lost.fault };
  const end = last?.sequence ?? 0;
  const beyond = seals.find(({ sequence }) => sequence > end);
  if (beyond === undefined) return { entries: end, fault: null };
  return {
    entries: end,
    fault: `the entries end with ${end}, and ${beyond.name} names entry ${beyond.sequence}: what is behind ${end} was cut off`,
  };
}

/** What the first entry follows: the seal that was given, where it ends just before, or nothing at all. */
function beginning(first: number, seals: readonly Seal[]): ChainPosition {
  return seals.find(({ isGiven, sequence }) => isGiven && sequence === first - 1) ?? { sequence: 0, hash: CHAIN_START };
}

function rewritten({ name, sequence }: Seal, from: number): string {
  return `entry ${sequence} is not the one that ${name} names: one from ${from} to ${sequence} was altered, removed or moved, and all behind it written anew`;
}
