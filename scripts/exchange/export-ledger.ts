import type { AdministrationCode } from '../../schema/administrations.ts';
import type { LedgerEntry, LedgerSeal } from '../../subgraphs/aeo-registry/domain/disclosure-ledger.ts';
import type { SignedLedgerHead } from '../../subgraphs/aeo-registry/service/read-register.ts';
import { LEDGER_FILE_VERSION, type LedgerLine } from './ledger-file.ts';
import type { AskOfficer } from './officer-client.ts';

/** Entries on one page: as many as the endpoint gives. */
const PAGE = 200;

const HEAD = '{ ledgerHead { sequence hash signature } }';
const ENTRIES = `query ($first: Int!, $tin: TIN, $after: Cursor) { disclosures(oldestFirst: true, first: $first, tin: $tin, after: $after) {
  edges { node { sequence at by subject purpose tin asked fields attestationId requestId previousHash hash } }
  pageInfo { hasNextPage endCursor } } }`;
const SEALS = 'query ($from: Date) { ledgerSeals(from: $from) { day sequence hash signature } }';

/** A disclosure ledger as JSON lines, a page at a time; up to the head as it was when the export began, since it grows meanwhile. */
export async function* exportLedger(administration: AdministrationCode, ask: AskOfficer): AsyncGenerator<string> {
  for await (const line of linesOf(administration, ask)) yield `${JSON.stringify(line)}\n`;
}

async function* linesOf(administration: AdministrationCode, ask: AskOfficer): AsyncGenerator<LedgerLine> {
  const { ledgerHead: head } = await ask<{ ledgerHead: SignedLedgerHead }>(HEAD, {});
  yield { kind: 'LEDGER', version: LEDGER_FILE_VERSION, administration };
  for await (const { fields, ...entry } of disclosurePages(ask, {})) {
    if (entry.sequence > head.sequence) break;
    yield { kind: 'ENTRY', ...entry, fields: [...fields] };
  }
  for await (const seal of sealsOf(ask)) if (seal.sequence <= head.sequence) yield { kind: 'SEAL', ...seal };
  yield { kind: 'HEAD', ...head };
}

interface Page {
  readonly disclosures: {
    readonly edges: readonly { readonly node: LedgerEntry }[];
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  };
}

/** The entries of a ledger, oldest first, a page at a time: about one operator, or all; behind a position, or from the first. */
export async function* disclosurePages(
  ask: AskOfficer,
  { tin, after: position }: { readonly tin?: string; readonly after?: string },
): AsyncGenerator<LedgerEntry> {
  for (let after: string | null = position ?? null; ; ) {
    const { disclosures }: Page = await ask<Page>(ENTRIES, { first: PAGE, tin: tin ?? null, after });
    for (const { node } of disclosures.edges) yield node;
    if (!disclosures.pageInfo.hasNextPage) return;
    after = disclosures.pageInfo.endCursor;
  }
}

async function* sealsOf(ask: AskOfficer): AsyncGenerator<LedgerSeal> {
  for (let last: string | null = null; ; ) {
    // The last day is asked for again, and passed over: a day after it would need a calendar.
    const from: string | null = last;
    const { ledgerSeals }: { ledgerSeals: readonly LedgerSeal[] } = await ask(SEALS, { from });
    const fresh: readonly LedgerSeal[] = ledgerSeals.filter(({ day }) => day !== from);
    yield* fresh;
    if (fresh.length === 0) return;
    last = fresh.at(-1)?.day ?? null;
  }
}
