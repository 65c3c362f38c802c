import { type EntityManager, In } from 'typeorm';
import type { Tin } from '../../../schema/contract/tin.ts';
import type { Application, ApplicationContent, ApplicationEvent } from '../domain/application.ts';
import type { ApplicationState } from '../domain/application-lifecycle.ts';
import type { Evidence } from '../domain/registered-operator.ts';
import { ApplicationRow } from './application.entity.ts';
import { ApplicationEventRow } from './application-event.entity.ts';

/** Which applications are looked for. */
export interface ApplicationSearch {
  readonly state: ApplicationState | undefined;
  /** The day today, to find what is overdue (true) or is not (false); undefined: whatever. */
  readonly overdue: { readonly is: boolean; readonly today: string } | undefined;
  readonly tin: string | undefined;
  /** The position after which to go on. */
  readonly after: string | undefined;
}

/** What of an application is stored beside its history. */
export interface ApplicationSummary {
  readonly state: ApplicationState;
  readonly renews: string | null;
  readonly decideBy: string | null;
}

/** An application under a key, as it was first sent. */
export interface SentApplication {
  readonly id: string;
  readonly sent: ApplicationContent;
}

export async function findApplication(manager: EntityManager, id: string): Promise<Application | undefined> {
  return (await findApplications(manager, [id])).get(id);
}

/** Up to 1,000 applications with their history, by identifier: two statements. */
export async function findApplications(
  manager: EntityManager,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Application>> {
  if (ids.length === 0) return new Map();
  const rows = await manager.findBy(ApplicationRow, { id: In([...ids]) });
  const found = await manager.find(ApplicationEventRow, {
    where: { applicationId: In([...ids]) },
    order: { sequence: 'ASC' },
  });
  const events = new Map<string, ApplicationEvent[]>();
  for (const { applicationId, ...event } of found) {
    const { sequence, action, state, at, by, why, details } = event;
    const entry = { sequence, action, state, at, by, why, details };
    events.set(applicationId, [...(events.get(applicationId) ?? []), entry]);
  }
  return new Map(rows.map(({ id, tin }) => [id, { id, tin: tin as Tin, events: events.get(id) ?? [] }]));
}

/** What is on file of an operator with its applications, in order of recording within each. */
export async function findEvidence(manager: EntityManager, tin: string): Promise<readonly Evidence[]> {
  const rows = await manager.find(ApplicationRow, { where: { tin }, select: { id: true } });
  const ids = rows.map(({ id }) => id);
  const events = await manager.find(ApplicationEventRow, {
    where: { applicationId: In(ids), action: 'addEvidence' },
    order: { applicationId: 'ASC', sequence: 'ASC' },
  });
  return events.flatMap(({ details }) => details.evidence ?? []);
}

export async function findSent(
  manager: EntityManager,
  keyOf: string,
  idempotencyKey: string,
): Promise<SentApplication | undefined> {
  const row = await manager.findOneBy(ApplicationRow, { keyOf, idempotencyKey });
  return row === null ? undefined : { id: row.id, sent: row.sent };
}

/** Identifiers and positions, oldest first. */
export function searchApplications(
  manager: EntityManager,
  { state, overdue, tin, after }: ApplicationSearch,
  limit: number,
): Promise<readonly Pick<ApplicationRow, 'id' | 'position'>[]> {
  const query = manager
    .createQueryBuilder(ApplicationRow, 'application')
    .select('application.id', 'id')
    .addSelect('application.position', 'position');
  if (state !== undefined) query.andWhere('application.state = :state', { state });
  if (tin !== undefined) query.andWhere('application.tin = :tin', { tin });
  if (after !== undefined) query.andWhere('application.position > :after', { after });
  if (overdue !== undefined) {
    const late = 'application.decideBy < :today';
    query.andWhere(overdue.is ? late : `(application.decideBy IS NULL OR NOT ${late})`, { today: overdue.today });
  }
  return query.orderBy('application.position', 'ASC').limit(limit).getRawMany();
}

/** TIN, identifier and last day of what is to be decided by a day. */
export function findToDecide(
  manager: EntityManager,
  until: string,
): Promise<readonly { readonly id: string; readonly tin: string; readonly decideBy: string }[]> {
  return manager
    .createQueryBuilder(ApplicationRow, 'application')
    .select('application.id', 'id')
    .addSelect('application.tin', 'tin')
    .addSelect('application.decideBy', 'decideBy')
    .where('application.decideBy <= :until', { until })
    .getRawMany();
}

/** True if the renewal of an authorization is applied for and not decided. */
export async function findPendingRenewals(manager: EntityManager): Promise<ReadonlySet<string>> {
  const rows = await manager
    .createQueryBuilder(ApplicationRow, 'application')
    .select('application.renews', 'renews')
    .where('application.renews IS NOT NULL')
    .andWhere('application.state NOT IN (:...states)', { states: ['DRAFT', 'AUTHORISED', 'REJECTED', 'WITHDRAWN'] })
    .getRawMany<{ renews: string }>();
  return new Set(rows.map(({ renews }) => renews));
}

export async function insertApplication(
  manager: EntityManager,
  { id, tin, events }: Application,
  key: { readonly keyOf: string; readonly idempotencyKey: string; readonly sent: ApplicationContent },
  summary: ApplicationSummary,
): Promise<void> {
  const position = `${events[0]?.at ?? ''} ${id}`;
  await manager.insert(ApplicationRow, { id, tin, position, ...key, ...summary, version: events.length } as never);
  await insertEvents(manager, id, events);
}

/** Adds acts; false where the version is no longer the one that they were decided on. */
export async function appendEvents(
  manager: EntityManager,
  id: string,
  version: number,
  events: readonly ApplicationEvent[],
  summary: ApplicationSummary,
): Promise<boolean> {
  const { affected } = await manager.update(
    ApplicationRow,
    { id, version },
    { ...summary, version: version + events.length },
  );
  if (affected !== 1) return false;
  await insertEvents(manager, id, events);
  return true;
}

async function insertEvents(
  manager: EntityManager,
  applicationId: string,
  events: readonly ApplicationEvent[],
): Promise<void> {
  for (const event of events) await manager.insert(ApplicationEventRow, { applicationId, ...event } as never);
}
