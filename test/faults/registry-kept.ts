import { statusAt } from '../../subgraphs/aeo-registry/domain/authorization-status.ts';
import { findBreak, type LedgerEntry } from '../../subgraphs/aeo-registry/domain/disclosure-ledger.ts';
import type { RegisteredOperator } from '../../subgraphs/aeo-registry/domain/registered-operator.ts';
import { findEntries } from '../../subgraphs/aeo-registry/store/ledger.store.ts';
import { findOperators } from '../../subgraphs/aeo-registry/store/operator.store.ts';
import type { Database } from '../../subgraphs/runtime/database.ts';
import { CHAIN_START, chainHash } from '../../subgraphs/runtime/hash-chain.ts';
import type { JournalEntry, WriteKind } from './registry-writes.ts';

/** Everything in the database of a registry, as its own store reads it. */
export interface Kept {
  readonly operators: ReadonlyMap<string, RegisteredOperator>;
  readonly ledger: readonly LedgerEntry[];
}

const PAGE = 1_000;

export async function readKept({ read }: Database): Promise<Kept> {
  const rows = await read.query<{ tin: string }[]>('SELECT tin FROM operator ORDER BY tin');
  const operators = new Map<string, RegisteredOperator>();
  for (let start = 0; start < rows.length; start += PAGE) {
    const tins = rows.slice(start, start + PAGE).map(({ tin }) => tin);
    for (const [tin, operator] of await findOperators(read, tins)) operators.set(tin, operator);
  }
  const ledger: LedgerEntry[] = [];
  const all = { tin: undefined, to: undefined, since: undefined, until: undefined, oldestFirst: true };
  for (;;) {
    const entries = await findEntries(read, { ...all, after: ledger.at(-1)?.sequence }, PAGE);
    ledger.push(...entries);
    if (entries.length < PAGE) return { operators, ledger };
  }
}

/** What a database itself finds broken, and rows that stand without what they belong to. */
export async function brokenRows({ read }: Database): Promise<readonly unknown[]> {
  const [{ integrity_check: verdict } = { integrity_check: 'no answer' }] =
    await read.query<{ integrity_check: string }[]>('PRAGMA integrity_check');
  const lone: unknown[] = verdict === 'ok' ? [] : [verdict];
  for (const table of ['aeo_authorization', 'status_event', 'validation', 'consent']) {
    lone.push(
      ...(await read.query(`SELECT '${table}' AS t, tin FROM ${table} WHERE tin NOT IN (SELECT tin FROM operator)`)),
    );
  }
  return lone;
}

/** By which words each kind of write is found again, in order of recording. */
const FOUND: Readonly<Record<WriteKind, (kept: Kept, tin: string) => readonly string[]>> = {
  CONSENT: ({ operators }, tin) => operators.get(tin)?.consents.map(({ evidence }) => evidence) ?? [],
  STATUS: ({ operators }, tin) =>
    operators.get(tin)?.authorizations.flatMap(({ history }) => history.map(({ ground }) => ground ?? '')) ?? [],
  IMPORT: ({ operators }, tin) => (operators.has(tin) ? [tin] : []),
  DISCLOSURE: ({ ledger }, tin) => ledger.filter((entry) => entry.tin === tin).map((entry) => entry.attestationId),
};

/** Writes that were acknowledged and are not there, once each and in the order in which their writer made them. */
export function lostWrites(kept: Kept, journal: readonly JournalEntry[]): readonly string[] {
  const groups = new Map<string, JournalEntry[]>();
  for (const entry of journal) {
    const key = `${entry.kind} ${entry.tin}`;
    groups.set(key, [...(groups.get(key) ?? []), entry]);
  }
  return [...groups].flatMap(([key, entries]) => {
    const [{ kind, tin }] = entries as [JournalEntry, ...JournalEntry[]];
    const wanted = entries.filter(({ isAcknowledged }) => isAcknowledged).map(({ id }) => id);
    const known = new Set(wanted);
    const found = FOUND[kind](kept, tin).filter((id) => known.has(id));
    return found.join() === wanted.join() ? [] : [`${key}: ${wanted.length} were acknowledged, ${found.length} found`];
  });
}

/** Operators of which a part of a write stands without the rest; each begins as an import writes it. */
export function halfWritten(
  kept: Kept,
  begun: { readonly consents: number; readonly steps: number },
): readonly string[] {
  return [...kept.operators.values()].flatMap(({ tin, version, consents, authorizations }) => {
    const [authorization, ...more] = authorizations;
    const steps = authorization?.history ?? [];
    const changes = consents.length - begun.consents + steps.length - begun.steps;
    const isWhole =
      more.length === 0 &&
      authorization?.validations.length === 1 &&
      version === 1 + changes &&
      [consents, steps].every((list) => list.every(({ sequence }, index) => sequence === index + 1));
    return isWhole ? [] : [`${tin}: version ${version}, ${consents.length} consents, ${steps.length} steps`];
  });
}

/** The place at which the chain of the ledger breaks; null: nowhere. */
export function ledgerBreak({ ledger }: Kept): number | null {
  return findBreak(ledger, { sequence: 0, hash: CHAIN_START }, chainHash);
}

/** The status that the history of an operator gives. */
export function replayedStatus({ operators }: Kept, tin: string): string | undefined {
  const authorization = operators.get(tin)?.authorizations[0];
  return authorization === undefined ? undefined : statusAt(authorization, new Date(), 'Asia/Seoul').status;
}
