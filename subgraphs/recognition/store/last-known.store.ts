import { type EntityManager, In, LessThan, LessThanOrEqual } from 'typeorm';
import type { Caller } from '../../../schema/contract/caller.ts';
import { isOvertaken, LONGEST_CHANGE_MS } from '../domain/last-known.ts';
import { LastKnownRow } from './last-known.entity.ts';
import { OperatorChangeRow } from './operator-change.entity.ts';

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

/** A change that a registry told, of what it says about one of its operators. */
export interface ToldChange {
  readonly tin: string;
  /** Codes of the administrations that are told something else than before, or will be. */
  readonly partners: readonly string[];
  /** When it was recorded there, whenever it takes effect. */
  readonly recordedAt: Date;
}

/** How long a change is remembered: by far longer than a statement from before it may still be on its way. */
const CHANGE_REMEMBERED_MS = 10 * 60_000;

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

/** When these operators were last changed in their registries, where that is remembered. */
export async function findChanges(
  manager: EntityManager,
  operators: readonly string[],
): Promise<ReadonlyMap<string, Date>> {
  const rows = await manager.findBy(OperatorChangeRow, { tin: In([...new Set(operators)]) });
  return new Map(rows.map(({ tin, changedAt }) => [tin, new Date(changedAt)]));
}

/**
 * Keeps what was said of operators, the newest of each, and forgets those of whom nothing is told any more (`withheld`)
 * and what may be relied on no longer. Inside the transaction of the consultations: a statement from before a change that
 * the registry has told meanwhile is not kept.
 */
export async function keepLastKnown(
  manager: EntityManager,
  { administration, purpose }: Addressee,
  statements: readonly KeptStatement[],
  withheld: readonly string[],
  now: Date,
): Promise<void> {
  const changes = await findChanges(
    manager,
    statements.map(({ operator }) => operator),
  );
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
  await manager.delete(LastKnownRow, { administration, purpose, tin: In([...fresh.keys(), ...withheld]) });
  await manager.delete(LastKnownRow, { relyUntil: LessThanOrEqual(now.toISOString()) });
  const rows = [...fresh.values()].map(({ tin, operator, attestation, madeAt, relyUntil }) => ({
    ...{ administration, purpose, tin, operator, attestation },
    madeAt: madeAt.toISOString(),
    relyUntil: relyUntil.toISOString(),
  }));
  if (rows.length > 0) await manager.insert(LastKnownRow, rows);
}

/** Forgets what the partners of each change were told before it, and remembers the change; inside the transaction that takes it in. */
export async function forgetLastKnown(
  manager: EntityManager,
  changes: readonly ToldChange[],
  now: Date,
): Promise<void> {
  const tins = [...new Set(changes.map(({ tin }) => tin))];
  const kept = new Set((await manager.findBy(LastKnownRow, { operator: In(tins) })).map(({ operator }) => operator));
  for (const { tin, partners, recordedAt } of changes.filter((change) => kept.has(change.tin))) {
    const madeAt = LessThanOrEqual(new Date(recordedAt.getTime() + LONGEST_CHANGE_MS).toISOString());
    await manager.delete(LastKnownRow, { operator: tin, administration: In([...partners]), madeAt });
  }
  const newest = new Map(await findChanges(manager, tins));
  for (const { tin, recordedAt } of changes) {
    if (recordedAt > (newest.get(tin) ?? new Date(0))) newest.set(tin, recordedAt);
  }
  const forgotten = new Date(now.getTime() - CHANGE_REMEMBERED_MS).toISOString();
  await manager.delete(OperatorChangeRow, [{ tin: In(tins) }, { changedAt: LessThan(forgotten) }]);
  const rows = [...newest].map(([tin, changedAt]) => ({ tin, changedAt: changedAt.toISOString() }));
  if (rows.length > 0) await manager.insert(OperatorChangeRow, rows);
}
