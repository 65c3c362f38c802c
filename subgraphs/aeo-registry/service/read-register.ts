import { registryIssuer } from '../../../schema/contract/attestation.ts';
import { calendarDate } from '../../../schema/contract/calendar-day.ts';
import { accepted, badInput, type Result } from '../../../schema/contract/result.ts';
import { readTin, type Tin } from '../../../schema/contract/tin.ts';
import type { AuthorizationStatus } from '../../../schema/contract/vocabulary.ts';
import { statusAt } from '../domain/authorization-status.ts';
import { LEDGER_HEAD_TYPE, type LedgerHead, type LedgerSeal, type ShownEntry } from '../domain/disclosure-ledger.ts';
import type { RegisteredOperator } from '../domain/registered-operator.ts';
import { findEntries, readHead } from '../store/ledger.store.ts';
import { findSeals } from '../store/ledger-seal.store.ts';
import { findOperators } from '../store/operator.store.ts';
import { findTins } from '../store/operator-search.store.ts';
import { type Page, type PageRequest, pageOf, readPage } from './page.ts';
import type { RegisterParts } from './register-parts.ts';

export interface OperatorsQuestion extends PageRequest {
  /** The operator that asks for itself; undefined: an officer. */
  readonly only: Tin | undefined;
  readonly search: string | undefined;
  readonly status: AuthorizationStatus | undefined;
}

export interface DisclosuresQuestion extends PageRequest {
  /** The operator that asks for itself; undefined: an officer. */
  readonly only: Tin | undefined;
  readonly tin: string | undefined;
  readonly to: string | undefined;
  readonly since: string | undefined;
  readonly until: string | undefined;
  /** False: newest first. */
  readonly oldestFirst: boolean;
}

export interface SignedLedgerHead extends LedgerHead {
  /** JWS over sequence, hash and instant, of type `aeo-ledger-head+jwt`. */
  readonly signature: string;
}

/** What officers read of their own registry. */
export interface ReadRegister {
  operator(tin: string): Promise<Result<RegisteredOperator | null>>;
  operators(question: OperatorsQuestion): Promise<Result<Page<RegisteredOperator>>>;
  disclosures(question: DisclosuresQuestion): Promise<Result<Page<ShownEntry>>>;
  ledgerHead(): Promise<SignedLedgerHead>;
  /** Seals of some days, both included, oldest first; the first 1,000 of them. */
  ledgerSeals(from: string | undefined, until: string | undefined): Promise<readonly LedgerSeal[]>;
}

/** Operators that are looked at in one go where their status, which is derived, decides. */
const CANDIDATES = 500;

/** Seals in one answer at most: nearly three years. */
const MAXIMUM_SEALS = 1_000;

export function createReadRegister({ home, database, signer, clock }: RegisterParts): ReadRegister {
  const manager = database.read;
  return {
    async operator(tin) {
      const reading = readTin(tin);
      if (!reading.ok) return badInput('tin', `TIN_${reading.problem}`, `${reading.rule}.`);
      return accepted((await findOperators(manager, [reading.tin])).get(reading.tin) ?? null);
    },

    async operators({ only, search, status, ...request }) {
      const page = readPage(request);
      if (!page.ok) return page;
      const { first, after } = page.value;
      const now = clock();
      const today = calendarDate(now, home.timeZone);
      const fits = ({ authorizations }: RegisteredOperator) =>
        status === undefined || authorizations.some((one) => statusAt(one, now, home.timeZone).status === status);
      const text = search?.trim();
      const wanted = { only, search: text === '' ? undefined : text, status };
      const limit = status === undefined ? first + 1 : Math.max(CANDIDATES, first + 1);
      const found: RegisteredOperator[] = [];
      let position = after;
      for (;;) {
        const tins = await findTins(manager, { ...wanted, after: position }, today, limit);
        const operators = await findOperators(manager, tins);
        found.push(...tins.flatMap((tin) => operators.get(tin) ?? []).filter(fits));
        if (found.length > first || tins.length < limit) break;
        position = tins.at(-1);
      }
      return accepted(pageOf(found, first, ({ tin }) => tin));
    },

    async disclosures({ only, tin, to, since, until, oldestFirst, ...request }) {
      const page = readPage(request);
      if (!page.ok) return page;
      const reading = tin === undefined ? undefined : readTin(tin);
      if (reading?.ok === false) return badInput('tin', `TIN_${reading.problem}`, `${reading.rule}.`);
      const { first, after } = page.value;
      const position = after === undefined ? undefined : Number(after);
      if (position !== undefined && !Number.isSafeInteger(position))
        return badInput('after', 'CURSOR', 'A cursor comes from `pageInfo` or an edge of the same list.');
      if (only !== undefined && reading !== undefined && reading.tin !== only) {
        return accepted(pageOf<ShownEntry>([], first, String));
      }
      const about = only ?? reading?.tin;
      const search = { tin: about, to, since, until, oldestFirst, after: position };
      const entries = await findEntries(manager, search, first + 1);
      // It may know which administration asked, not which person there (EU Court of Justice, C-579/21, of 22 June 2023).
      const shown = only === undefined ? entries : entries.map((entry) => ({ ...entry, subject: null }));
      return accepted(pageOf<ShownEntry>(shown, first, ({ sequence }) => String(sequence)));
    },

    async ledgerHead() {
      const { sequence, hash } = await readHead(manager);
      const iat = Math.floor(clock().getTime() / 1000);
      const signature = await signer.sign({ iss: registryIssuer(home.code), iat, sequence, hash }, LEDGER_HEAD_TYPE);
      return { sequence, hash, signature };
    },

    ledgerSeals: (from, until) => findSeals(manager, from, until, MAXIMUM_SEALS),
  };
}
