import { randomUUID } from 'node:crypto';
import type { Administration } from '../../../schema/administrations.ts';
import {
  ATTESTATION_SECONDS,
  ATTESTATION_TYPE,
  type AttestationClaims,
  administrationAudience,
  CONTRACT_VERSION,
  registryIssuer,
} from '../../../schema/contract/attestation.ts';
import type { Caller } from '../../../schema/contract/caller.ts';
import { permits } from '../../../schema/contract/caller.ts';
import type { Tin } from '../../../schema/contract/tin.ts';
import type { Signer } from '../../../schema/trust/signer.ts';
import type { Clock } from '../../runtime/clock.ts';
import type { Database } from '../../runtime/database.ts';
import { attestationFacts } from '../domain/attestation-facts.ts';
import { type DisclosedRecord, disclosedRecord } from '../domain/disclosed-record.ts';
import { fieldsOf, type Matter, mattersPermitted, type PartnerRule, relationOf } from '../domain/disclosure.ts';
import { covers, type Disclosure, REQUEST_SECONDS } from '../domain/disclosure-ledger.ts';
import type { RegisteredOperator } from '../domain/registered-operator.ts';
import type { RegistryProfile } from '../profiles/registry-profile.ts';
import { recordDisclosures } from '../store/ledger.store.ts';
import { findConsentsTo, findOperators } from '../store/operator.store.ts';
import { createRequestMemo } from './request-memo.ts';

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
}

/** Answers one caller about TINs that `readTin` gave, in their order; rejects where the ledger cannot be written. */
export type Disclose = (caller: Caller, tins: readonly Tin[]) => Promise<readonly Disclosed[]>;

/** Answers that are remembered at most, some kilobytes each; what falls out is found again through the ledger. */
const MAXIMUM_ANSWERS = 20_000;

/** What was decided about one TIN, before it is written and said. `operator` is undefined for an unknown and a withheld one alike. */
interface Decision {
  readonly tin: Tin;
  readonly operator: RegisteredOperator | undefined;
  readonly matters: readonly Matter[];
  readonly disclosure: Disclosure;
}

/** The one way by which anything about an operator leaves this registry to a partner: decide, write the ledger, then say. */
export function createDisclose(parts: DiscloseParts): Disclose {
  const answer = createRequestMemo<Tin, Disclosed>(parts.clock, REQUEST_SECONDS, MAXIMUM_ANSWERS);
  return (caller, tins) => answer(requestKey(caller), tins, (missing) => discloseBatch(parts, caller, missing));
}

/** Everything that an answer depends on: no two callers, purposes or requests ever share one. */
function requestKey({ administration, subject, purpose, scopes, requestId }: Caller): string {
  return JSON.stringify([administration, subject, purpose, scopes.toSorted(), requestId]);
}

async function discloseBatch(
  parts: DiscloseParts,
  caller: Caller,
  tins: readonly Tin[],
): Promise<ReadonlyMap<Tin, Disclosed>> {
  const now = parts.clock();
  const decisions = await decide(parts, caller, tins, now);
  const entries = await recordDisclosures(
    parts.database,
    caller.administration,
    caller.requestId,
    decisions.map(({ disclosure }) => disclosure),
    covers,
  );
  const written = new Map(entries.map((entry) => [entry.tin, entry]));
  const answers = await Promise.all(
    decisions.map(async (decision): Promise<[Tin, Disclosed]> => {
      const entry = written.get(decision.tin) ?? decision.disclosure;
      return [decision.tin, await say(parts, caller, decision, entry, now)];
    }),
  );
  return new Map(answers);
}

/**
 * Consents are read first, and an operator only where its own is in force: for a withheld one the registry reads,
 * holds and does exactly what it does for one that does not exist.
 */
async function decide(
  { home, profile, database, isPartner }: DiscloseParts,
  caller: Caller,
  tins: readonly Tin[],
  now: Date,
): Promise<readonly Decision[]> {
  const consents = await findConsentsTo(database.read, caller.administration, tins);
  const entitled = isPartner(caller.administration, caller.purpose, now);
  const permitted = new Map(
    tins.map((tin) => {
      const relation = relationOf(caller, home.code, consents.get(tin) ?? [], () => entitled, now);
      return [tin, mattersPermitted(caller, relation)];
    }),
  );
  const operators = await findOperators(
    database.read,
    tins.filter((tin) => (permitted.get(tin)?.length ?? 0) > 0),
  );
  const nationalFields = profile.nationalFields.map(({ name }) => name);
  return tins.map((tin) => {
    const operator = operators.get(tin);
    const matters = operator === undefined ? [] : (permitted.get(tin) ?? []);
    const disclosure = {
      at: now.toISOString(),
      by: caller.administration,
      subject: caller.subject,
      purpose: caller.purpose,
      tin,
      fields: fieldsOf(matters, nationalFields),
      attestationId: randomUUID(),
      requestId: caller.requestId,
    };
    return { tin, operator, matters, disclosure };
  });
}

async function say(
  { home, profile, signer }: DiscloseParts,
  caller: Caller,
  { operator, matters }: Decision,
  entry: Disclosure,
  now: Date,
): Promise<Disclosed> {
  const attested = matters.includes('ATTESTATION') ? operator : undefined;
  const attestation = permits(caller, 'recognition:ask')
    ? await signer.sign(attestationClaims(home, entry, attested), ATTESTATION_TYPE)
    : null;
  if (operator === undefined) return { record: null, successor: null, national: {}, attestation };
  const record = disclosedRecord(operator, matters, now, home.timeZone);
  const national = matters.includes('NATIONAL_FIELDS')
    ? Object.fromEntries(profile.nationalFields.map(({ name, read }) => [name, read(operator.national)]))
    : {};
  return { record, successor: record === null ? null : operator.succeededBy, national, attestation };
}

function attestationClaims(
  home: Administration,
  { at, by, tin, purpose, attestationId, requestId }: Disclosure,
  operator: RegisteredOperator | undefined,
): AttestationClaims {
  const iat = Math.floor(Date.parse(at) / 1000);
  return {
    iss: registryIssuer(home.code),
    aud: administrationAudience(by),
    sub: tin,
    jti: attestationId,
    iat,
    exp: iat + ATTESTATION_SECONDS,
    relyUntil: iat,
    purpose,
    requestId,
    contractVersion: CONTRACT_VERSION,
    statement: operator === undefined ? 'UNKNOWN_OR_NOT_DISCLOSED' : 'OPERATOR',
    operator: operator === undefined ? null : attestationFacts(operator),
  };
}
