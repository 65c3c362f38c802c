import { randomUUID } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import type { AdministrationCode } from '../../../schema/administrations.ts';
import { administrationAudience } from '../../../schema/contract/attestation.ts';
import { PARTNER_EVENT_TYPE, type PartnerEventClaims } from '../../../schema/contract/partner-event.ts';
import { RECEIPT_ISSUER } from '../../../schema/contract/receipt.ts';
import { appendEvents } from '../../runtime/event-outbox.ts';
import { areRelated, findPiggybacking, type NameMismatch, type Piggybacking } from '../domain/piggybacking.ts';
import { findMismatches, findTold, insertMismatches } from '../store/name-mismatch.store.ts';
import type { RecognitionParts } from './recognition-parts.ts';

/** A question whose declared name is none of the operator's. */
export interface DeclaredOtherwise extends Omit<NameMismatch, 'told'> {
  readonly home: AdministrationCode;
  /** Names in the operator's record. */
  readonly names: readonly string[];
}

/** What has to be kept of the mismatches, in the transaction of the consultations. */
export type KeepMismatches = (manager: EntityManager) => Promise<void>;

/**
 * Counts under how many unrelated names each operator's TIN is used, and signs what the home registry is told: once a
 * window, how many, and never which. Decides nothing.
 */
export async function watchNames(
  { database, signer, piggybacking: limits }: RecognitionParts,
  all: readonly DeclaredOtherwise[],
  now: Date,
): Promise<KeepMismatches> {
  const declared = all.filter(({ declaredName, names }) => !names.some((name) => areRelated(declaredName, name)));
  if (declared.length === 0) return async () => undefined;
  const from = new Date(now.getTime() - limits.windowSeconds * 1000).toISOString();
  const tins = [...new Set(declared.map(({ tin }) => tin))];
  const before = await findMismatches(database.read, tins, from);
  const events = new Map<string, { readonly addressee: AdministrationCode; readonly jws: string }>();
  for (const tin of tins) {
    const mine = declared.filter((one) => one.tin === tin);
    const seen = [...mine, ...before.filter((one) => one.tin === tin)];
    const [last] = mine;
    if (last === undefined || seen.some((one) => 'told' in one && one.told)) continue;
    const found = findPiggybacking(seen, last.names, limits);
    if (found === undefined) continue;
    const administrations = new Set(seen.map(({ askedBy }) => askedBy)).size;
    const claims = misuseClaims(last, { ...found, administrations, days: limits.windowSeconds / 86_400 }, now);
    events.set(tin, { addressee: last.home, jws: await signer.sign(claims, PARTNER_EVENT_TYPE) });
  }
  return async (manager) => {
    // Another request may have told meanwhile.
    const told = events.size === 0 ? new Set() : await findTold(manager, tins, from);
    const due = [...events].filter(([tin]) => !told.has(tin));
    for (const [, { addressee, jws }] of due) await appendEvents(manager, addressee, [jws]);
    const telling = new Set(due.map(([tin]) => tin));
    await insertMismatches(
      manager,
      declared.map(({ id, tin, at, askedBy, declaredName, importer }) => {
        return { id, tin, at, askedBy, declaredName, importer, told: telling.has(tin) };
      }),
    );
  };
}

function misuseClaims(
  { tin, askedBy, home }: DeclaredOtherwise,
  { names, importers, administrations, days }: Piggybacking & { administrations: number; days: number },
  now: Date,
): PartnerEventClaims {
  const others =
    names === 1
      ? '1 name that is not the operator’s'
      : `${names} names that are neither the operator’s nor related to each other`;
  const by = importers === 0 ? '' : `, for ${importers} importers`;
  const asked = administrations === 1 ? 'one administration' : `${administrations} administrations`;
  return {
    iss: RECEIPT_ISSUER,
    aud: administrationAudience(home),
    sub: tin,
    jti: randomUUID(),
    iat: Math.floor(now.getTime() / 1000),
    kind: 'MISUSE_SUSPECTED',
    from: askedBy,
    effectiveFrom: now.toISOString(),
    remark: `Within ${days} days ${asked} asked about this TIN under ${others}${by}.`,
  };
}
