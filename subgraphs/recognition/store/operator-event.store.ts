import { type EntityManager, In } from 'typeorm';
import type { AdministrationCode } from '../../../schema/administrations.ts';
import { insertRows } from '../../runtime/insert-rows.ts';
import { OperatorEventRow } from './change.entities.ts';

/** An event of a registry about one of its operators. */
export interface OperatorEvent {
  readonly home: AdministrationCode;
  readonly id: string;
  readonly tin: string;
  /** Instant of the change, RFC 3339 UTC. */
  readonly at: string;
  readonly partners: readonly AdministrationCode[];
}

/** Keeps what is new of the events, and gives it in the same order: who reads a feed twice changes nothing. */
export async function keepNewEvents<Event extends OperatorEvent>(
  manager: EntityManager,
  events: readonly Event[],
  recordedAt: string,
): Promise<readonly Event[]> {
  const known = new Set<string>();
  for (const home of new Set(events.map((event) => event.home))) {
    const ids = events.filter((event) => event.home === home).map(({ id }) => id);
    const rows = await manager.find(OperatorEventRow, {
      select: { home: true, id: true },
      where: { home, id: In(ids) },
    });
    for (const { id } of rows) known.add(`${home} ${id}`);
  }
  const fresh = events.filter(({ home, id }) => {
    const key = `${home} ${id}`;
    const isNew = !known.has(key);
    known.add(key);
    return isNew;
  });
  const rows = fresh.map(({ home, id, tin, at, partners }) => {
    return { home, id, tin, at, partners: JSON.stringify(partners), recorded_at: recordedAt };
  });
  await insertRows(manager, 'operator_event', ['home', 'id', 'tin', 'at', 'partners', 'recorded_at'], rows);
  return fresh;
}

/** The events about the operators, in order of their instants. */
export async function findEvents(manager: EntityManager, tins: readonly string[]): Promise<readonly OperatorEvent[]> {
  const rows = await manager.find(OperatorEventRow, { where: { tin: In([...tins]) }, order: { at: 'ASC', id: 'ASC' } });
  return rows.map(({ home, id, tin, at, partners }) => ({ home, id, tin, at, partners }));
}
