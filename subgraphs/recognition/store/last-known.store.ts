import { type EntityManager, In, LessThanOrEqual } from 'typeorm';
import type { Caller } from '../../../schema/contract/caller.ts';
import { isOvertaken } from '../domain/last-known.ts';
import { LastKnownRow } from './last-known.entity.ts';
import { findLastChanges } from './operator-event.store.ts';

/** For whom a statement was made: nobody else, and for no other purpose, it is ever relied on. */
export type Addressee = Pick<Caller, 'administration' | 'purpose'>;

/** A statement about an operator that may be relied on for a while. */
export interface KeptStatement {
  /** As it was asked about. */
  readonly tin: string;
  /** Under which its registry has it. */
  readonly operator: string;
  readonly attestation: string;
  readonly madeAt: Date;
  readonly relyUntil: Date;
}

/** What is kept for the addressee about these identifiers. */
export async function findLastKnown(
  manager: EntityManager,
  { administration, purpose }: Addressee,
  tins: readonly string[],
): Promise<readonly KeptStatement[]> {
  const rows = await manager.findBy(LastKnownRow, { administration, purpose, tin: In([...new Set(tins)]) });
  return rows.map(({ tin, operator, attestation, madeAt, relyUntil }) => ({
    ...{ tin, operator, attestation },
    madeAt: new Date(madeAt),
    relyUntil: new Date(relyUntil),
  }));
}

/**
 * Keeps what was said of operators, the newest of each, and forgets what was said of those in `without`, and
 * what may be relied on no longer. Inside the transaction of the consultations: a statement from before a change that
 * the registry has told meanwhile is not kept.
 */
export async function keepLastKnown(
  manager: EntityManager,
  { administration, purpose }: Addressee,
  statements: readonly KeptStatement[],
  without: readonly string[],
  now: Date,
): Promise<void> {
  const operators = statements.map(({ operator }) => operator);
  const changes = await findLastChanges(manager, administration, operators, now);
  const tins = statements.map(({ tin }) => tin);
  const before = new Map(
    (await findLastKnown(manager, { administration, purpose }, tins)).map((row) => [row.tin, row.madeAt]),
  );
  const fresh = new Map(
    statements
      .filter(({ operator, madeAt }) => !isOvertaken(madeAt, changes.get(operator) ?? null))
      .filter(({ tin, madeAt }) => madeAt >= (before.get(tin) ?? madeAt))
      .map((statement) => [statement.tin, statement]),
  );
  await manager.delete(LastKnownRow, { administration, purpose, tin: In([...fresh.keys(), ...without]) });
  await manager.delete(LastKnownRow, { relyUntil: LessThanOrEqual(now.toISOString()) });
  const rows = [...fresh.values()].map(({ tin, operator, attestation, madeAt, relyUntil }) => ({
    ...{ administration, purpose, tin, operator, attestation },
    madeAt: madeAt.toISOString(),
    relyUntil: relyUntil.toISOString(),
  }));
  if (rows.length > 0) await manager.insert(LastKnownRow, rows);
}

/** Forgets what the administration of each change was told of the operator; inside the transaction in which the change is known. */
export async function forgetLastKnown(
  manager: EntityManager,
  changes: readonly { readonly administration: string; readonly tin: string }[],
): Promise<void> {
  const operators = changes.map(({ tin }) => tin);
  const rows = await manager.find(LastKnownRow, {
    select: { administration: true, purpose: true, tin: true, operator: true },
    where: { operator: In([...new Set(operators)]) },
  });
  if (rows.length === 0) return;
  const changed = new Set(changes.map(({ administration, tin }) => `${administration} ${tin}`));
  for (const { administration, purpose, tin, operator } of rows) {
    if (changed.has(`${administration} ${operator}`))
      await manager.delete(LastKnownRow, { administration, purpose, tin });
  }
}
