import { randomUUID } from 'node:crypto';
import type { Administration } from '../../../schema/administrations.ts';
import { ATTESTATION_TYPE } from '../../../schema/contract/attestation.ts';
import type { Caller } from '../../../schema/contract/caller.ts';
import { permits } from '../../../schema/contract/caller.ts';
import { newestVersions } from '../../../schema/contract/coverage-on.ts';
import type { SealedStatement } from '../../../schema/contract/sealed-statement.ts';
import type { Tin } from '../../../schema/contract/tin.ts';
import type { Arrangement } from '../../../schema/reference/arrangements.ts';
import { seal } from '../../../schema/trust/seal.ts';
import type { Signer } from '../../../schema/trust/signer.ts';
import type { Clock } from '../../runtime/clock.ts';
import type { Database } from '../../runtime/database.ts';
import { type AttestationView, attestationFacts } from '../domain/attestation-facts.ts';
import { type DisclosedRecord, disclosedRecord } from '../domain/disclosed-record.ts';
import { fieldsOf, type Matter, mattersPermitted, type PartnerRule, relationOf } from '../domain/disclosure.ts';
import { covers, type Disclosure, REQUEST_SECONDS } from '../domain/disclosure-ledger.ts';
import type { ConsentEntry, RegisteredOperator } from '../domain/registered-operator.ts';
import { type Reliance, relyUntil } from '../domain/reliance.ts';
import { successorAt } from '../domain/succession.ts';
import { earliestTold } from '../domain/told-history.ts';
import type { RegistryProfile } from '../profiles/registry-profile.ts';
import { findTinsOfAliases } from '../store/alias.store.ts';
import { findDesignations } from '../store/designated-validator.store.ts';
import { recordDisclosures } from '../store/ledger.store.ts';
import { findConsentsTo, findOperators } from '../store/operator.store.ts';
import { attestationClaims } from './attestation-claims.ts';
import type { Terms } from './end-to-end.ts';
import { createRequestMemo } from './request-memo.ts';
import type { WatchCallers } from './watch-callers.ts';

/** All that one question about one TIN can take out of the registry. It exists only once the ledger has its entry. */
export interface Disclosed {
  /** Null: unknown, withheld, or not for this caller. */
  readonly record: DisclosedRecord | null;
  readonly successor: Tin | null;
  /** National fields by name; empty where `record` is null. */
  readonly national: Readonly<Record<string, string | boolean | readonly string[] | null>>;
  /** The signed statement; null: the caller may not ask for one. */
  readonly attestation: string | null;
}

/** What a registry answers with. */
export interface DiscloseParts {
  readonly home: Administration;
  readonly profile: RegistryProfile;
  readonly database: Database;
  readonly signer: Signer;
  readonly clock: Clock;
  readonly isPartner: PartnerRule;
  /** By whose coverage the history that may be told is limited. */
  readonly arrangements: readonly Arrangement[];
  /** How long what is said may be relied on while this registry is silent. */
  readonly reliance: Reliance;
  /** Who has guessed too often to be told anything. */
  readonly watch: WatchCallers;
}

/**
 * Answers one caller about what `readTin` gave, in its order: registered TINs, or aliases toward the asking administration
 * that have the shape of one. Rejects where the ledger cannot be written.
 */
export type Disclose = (caller: Caller, tins: readonly Tin[], terms?: Terms) => Promise<readonly Disclosed[]>;

const OPEN: Terms = { kind: 'OPEN' };

/** Answers that are remembered at most, some kilobytes each; what falls out is found again through the ledger. */
const MAXIMUM_ANSWERS = 20_000;

const NO_CONSENTS: ReadonlyMap<string, readonly ConsentEntry[]> = new Map();

/** What was decided about one question, before it is written and said. `operator` is undefined for an unknown and a withheld one alike. */
interface Decision {
  readonly asked: Tin;
  readonly operator: RegisteredOperator | undefined;
  readonly matters: readonly Matter[];
  readonly disclosure: Disclosure;
  /** True: the terms do not let this be asked, or the caller guesses, so that not even a negative statement is made. */
  readonly isRefused: boolean;
}

/** The one way by which anything about an operator leaves this registry to a partner: decide, write the ledger, then say. */
export function createDisclose(parts: DiscloseParts): Disclose {
  const answer = createRequestMemo<Tin, Disclosed>(parts.clock, REQUEST_SECONDS, MAXIMUM_ANSWERS);
  const arrangements = newestVersions(parts.arrangements).filter(({ parties }) => parties.includes(parts.home.code));
  const own = { ...parts, arrangements };
  return (caller, asked, terms = OPEN) =>
    answer(requestKey(caller, terms), asked, (missing) => discloseBatch(own, caller, missing, terms));
}

/** Everything that an answer depends on: no two callers, purposes or requests ever share one. */
function requestKey({ administration, subject, purpose, scopes, requestId }: Caller, terms: Terms): string {
  const asked = terms.kind === 'OPEN' ? null : [...terms.tins];
  return JSON.stringify([administration, subject, purpose, scopes.toSorted(), requestId, asked]);
}

async function discloseBatch(
  parts: DiscloseParts,
  caller: Caller,
  asked: readonly Tin[],
  terms: Terms,
): Promise<ReadonlyMap<Tin, Disclosed>> {
  const now = parts.clock();
  const decisions = await decideUnlessGuessing(parts, caller, asked, now, terms);
  const view = await viewOf(parts, caller, decisions, now);
  const entries = await recordDisclosures(
    parts.database,
    caller.administration,
    caller.requestId,
    decisions.map(({ disclosure }) => disclosure),
    covers,
  );
  const written = new Map(entries.map((entry) => [entry.asked, entry]));
  const answers = await Promise.all(
    decisions.map(async (decision): Promise<[Tin, Disclosed]> => {
      const entry = written.get(decision.asked) ?? decision.disclosure;
      return [decision.asked, await sayOn(terms, parts, caller, decision, entry, view)];
    }),
  );
  return new Map(answers);
}

/** Whoever guesses, or is still refused for it, is told nothing about anybody, and so learns nothing from the refusal. */
async function decideUnlessGuessing(
  parts: DiscloseParts,
  caller: Caller,
  asked: readonly Tin[],
  now: Date,
  terms: Terms,
): Promise<readonly Decision[]> {
  const refused = () => asked.map((identifier) => decisionOn(parts, caller, identifier, undefined, [], true, now));
  const from = await parts.watch.standing(caller, now);
  if (from === 'REFUSED') return refused();
  const decisions = await decide(parts, caller, asked, now, terms);
  const inVain = decisions.flatMap((decision) =>
    decision.isRefused || decision.disclosure.fields.length > 0 ? [] : [decision.asked],
  );
  return (await parts.watch.isGuessing(caller, from, now, asked.length, inVain)) ? refused() : decisions;
}

/**
 * Whom a question means is looked up first, always and for all alike; then consents, and an operator only where its own
 * is in force: for a withheld one the registry reads, holds and does exactly what it does for one that does not exist.
 */
async function decide(
  parts: DiscloseParts,
  caller: Caller,
  asked: readonly Tin[],
  now: Date,
  terms: Terms,
): Promise<readonly Decision[]> {
  const { home, database, isPartner } = parts;
  const { administration } = caller;
  const meant = await findTinsOfAliases(database.read, administration, asked, now, home.timeZone);
  const tins = asked.map((identifier) => meant.get(identifier) ?? identifier);
  const entitled = isPartner(administration, caller.purpose, now);
  // Whoever may be told of nobody must not find out by the clock who consents to it either.
  const consents = entitled ? await findConsentsTo(database.read, administration, tins, now) : NO_CONSENTS;
  const permitted = new Map(
    tins.map((tin) => {
      const relation = relationOf(caller, home.code, consents.get(tin) ?? [], () => entitled, now);
      return [tin, mattersPermitted(caller, relation)];
    }),
  );
  const isRefused = (identifier: Tin) => terms.kind === 'SEALED' && !terms.tins.has(identifier);
  const told = asked.flatMap((identifier) => {
    const tin = meant.get(identifier) ?? identifier;
    return !isRefused(identifier) && (permitted.get(tin) ?? []).length > 0 ? [tin] : [];
  });
  const operators = await findOperators(database.read, told);
  return asked.map((identifier) => {
    const tin = meant.get(identifier) ?? identifier;
    const operator = isRefused(identifier) ? undefined : operators.get(tin);
    const matters = operator === undefined ? [] : (permitted.get(tin) ?? []);
    return decisionOn(parts, caller, identifier, operator, matters, isRefused(identifier), now);
  });
}

function decisionOn(
  { profile }: DiscloseParts,
  caller: Caller,
  asked: Tin,
  operator: RegisteredOperator | undefined,
  matters: readonly Matter[],
  isRefused: boolean,
  now: Date,
): Decision {
  const nationalFields = profile.nationalFields.map(({ name }) => name);
  const disclosure = {
    at: now.toISOString(),
    by: caller.administration,
    subject: caller.subject,
    purpose: caller.purpose,
    tin: operator?.tin ?? asked,
    asked,
    fields: fieldsOf(matters, nationalFields),
    attestationId: randomUUID(),
    requestId: caller.requestId,
  };
  return { asked, operator, matters, disclosure, isRefused };
}

/** What the facts of this batch are told against; designations are read only where a third party validated. */
async function viewOf(
  { home, database, arrangements }: DiscloseParts,
  { administration }: Caller,
  decisions: readonly Decision[],
  now: Date,
): Promise<AttestationView> {
  const validated = decisions.some(({ operator }) =>
    operator?.authorizations.some(({ validations }) => validations.some(({ method }) => method === 'THIRD_PARTY')),
  );
  return {
    asking: administration,
    now,
    timeZone: home.timeZone,
    earliest: earliestTold(arrangements, home.code, administration, now),
    designations: validated ? await findDesignations(database.read) : [],
  };
}

/** The answer as the terms have it: open, or with everything in one sealed text and nothing beside it. */
async function sayOn(terms: Terms, ...said: Parameters<typeof say>): Promise<Disclosed> {
  const answer = await say(...said);
  const { record, national, attestation } = answer;
  if (terms.kind === 'OPEN' || attestation === null || said[2].isRefused) return answer;
  const sealed: SealedStatement = { attestation, record, national };
  return {
    record: null,
    successor: null,
    national: {},
    attestation: await seal(JSON.stringify(sealed), terms.recipients),
  };
}

async function say(
  parts: DiscloseParts,
  caller: Caller,
  { operator, matters, isRefused }: Decision,
  entry: Disclosure,
  view: AttestationView,
): Promise<Disclosed> {
  const { home, profile, signer, reliance } = parts;
  const told = matters.includes('ATTESTATION') ? operator : undefined;
  const facts = told === undefined ? null : attestationFacts(told, viewAt(parts, view, new Date(entry.at)));
  const until = told === undefined ? null : relyUntil(reliance, told, { ...view, at: new Date(entry.at) });
  const attestation = permits(caller, 'recognition:ask')
    ? await signer.sign(attestationClaims(home, entry, isRefused ? 'REFUSED' : facts, until), ATTESTATION_TYPE)
    : null;
  if (operator === undefined) return { record: null, successor: null, national: {}, attestation };
  const record = disclosedRecord(operator, matters, view.now, home.timeZone);
  const national = matters.includes('NATIONAL_FIELDS')
    ? Object.fromEntries(profile.nationalFields.map(({ name, read }) => [name, read(operator.national)]))
    : {};
  const successor = record === null ? null : successorAt(operator.successions, view.now, home.timeZone);
  return { record, successor, national, attestation };
}

/** The view at the instant of an entry: a statement that is signed again must be the very same. */
function viewAt({ home, arrangements }: DiscloseParts, view: AttestationView, at: Date): AttestationView {
  if (at.getTime() === view.now.getTime()) return view;
  return { ...view, now: at, earliest: earliestTold(arrangements, home.code, view.asking, at) };
}
