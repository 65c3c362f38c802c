import { Brackets, type EntityManager, In } from 'typeorm';
import type { AdministrationCode } from '../../../schema/administrations.ts';
import { appendChange } from '../../runtime/change-log.ts';
import type { Database } from '../../runtime/database.ts';
import { appendEvents } from '../../runtime/event-outbox.ts';
import { OPEN_STATES } from '../domain/assistance-lifecycle.ts';
import type { AssistanceStore } from '../domain/assistance-ports.ts';
import type { AssistanceEvent, AssistanceRequest, Evidence } from '../domain/assistance-request.ts';
import type { NewRequest } from '../domain/submit-request.ts';
import type { StepTaken } from '../domain/take-step.ts';
import { AssistanceEventEntity } from './assistance-event.entity.ts';
import { AssistanceEvidenceEntity } from './assistance-evidence.entity.ts';
import { AssistanceRequestEntity } from './assistance-request.entity.ts';
import { addDelivery } from './case-delivery.store.ts';
import { COUNTED_COLUMNS, changingColumns, countedCaseOfRow, requestOfRow, rowOfDraft } from './request-mapping.ts';
import { type SideColumn, selectionOfSide } from './request-selection.ts';

/** The store on the subgraph's own database; steps in cases of `told` go into the outbox of their case systems. */
export function createAssistanceStore(
  { read, write }: Database,
  told: ReadonlySet<AdministrationCode> = new Set(),
): AssistanceStore {
  function visibleTo(party: AdministrationCode) {
    return read
      .createQueryBuilder(AssistanceRequestEntity, 'request')
      .where(
        new Brackets((either) => either.where('request.requesting = :party').orWhere('request.requested = :party')),
      )
      .setParameters({ party })
      .orderBy('request.ordinal', 'DESC');
  }

  return {
    add: (request) => write((manager) => addRequest(manager, request, told)),

    keepStep: (step, event) =>
      write(async (manager) => {
        const kept = await keepStep(manager, step);
        if (kept && event !== undefined) await appendEvents(manager, event.addressee, [event.event]);
        if (kept && told.has(step.request.requested)) await addDelivery(manager, step.request, step.event);
        return kept;
      }),

    async find(id) {
      const row = await read.findOneBy(AssistanceRequestEntity, { id });
      return row === null ? undefined : requestOfRow(row);
    },

    async findByKey(requesting, idempotencyKey) {
      const row = await read.findOneBy(AssistanceRequestEntity, { requesting, idempotencyKey });
      return row === null ? undefined : requestOfRow(row);
    },

    async list(selection) {
      const { direction, orderBy, limit } = selection;
      const sides: SideColumn[] =
        direction === null ? ['requesting', 'requested'] : [direction === 'INCOMING' ? 'requested' : 'requesting'];
      const found = await Promise.all(sides.map((side) => selectionOfSide(read, side, selection).getMany()));
      const rows = found.flat().sort(orderBy === 'DUE' ? earliestDueFirst : newestFirst);
      return rows.slice(0, limit).map(requestOfRow);
    },

    async owed(party, by, limit) {
      const query = visibleTo(party)
        .andWhere('request.state IN (:...states)', { states: OPEN_STATES })
        .andWhere(
          new Brackets((either) =>
            either
              .where('request.dueOn <= :by', { by })
              .orWhere('request.stoppedOn IS NOT NULL')
              .orWhere('request.lapsesAt IS NOT NULL'),
          ),
        );
      const rows = await query
        .orderBy('request.dueOn', 'ASC')
        .addOrderBy('request.ordinal', 'ASC')
        .limit(limit)
        .getMany();
      return rows.map(requestOfRow);
    },

    async counted(party) {
      const rows = await read.find(AssistanceRequestEntity, {
        select: Object.fromEntries(COUNTED_COLUMNS.map((column) => [column, true])),
        where: [{ requesting: party }, { requested: party }],
      });
      return rows.map(countedCaseOfRow);
    },

    async linkedTo(link, values, party) {
      const rows = await visibleTo(party).andWhere(`request.${link} IN (:...values)`, { values }).getMany();
      return rows.map(requestOfRow);
    },

    async findMany(ids, party) {
      const rows = await visibleTo(party).andWhere('request.id IN (:...ids)', { ids }).getMany();
      return rows.map(requestOfRow);
    },

    async historiesOf(ids) {
      const rows = await read.find(AssistanceEventEntity, {
        where: { requestId: In(ids) },
        order: { requestId: 'ASC', version: 'ASC' },
      });
      return groupByRequest(rows, ({ at, by, action, from, to, remark, until }) => ({
        ...{ at, by, action, from, to, remark, until },
      }));
    },

    async findEvidence(id) {
      const row = await read.findOneBy(AssistanceEvidenceEntity, { id });
      if (row === null) return undefined;
      const request = await read.findOneBy(AssistanceRequestEntity, { id: row.requestId });
      return request === null ? undefined : { evidence: evidenceOfRow(row), request: requestOfRow(request) };
    },

    async evidenceAmong(ids) {
      const rows = await read.find(AssistanceEvidenceEntity, { select: { id: true }, where: { id: In(ids) } });
      return new Set(rows.map(({ id }) => id));
    },

    async evidenceOf(ids) {
      const rows = await read.find(AssistanceEvidenceEntity, {
        where: { requestId: In(ids) },
        order: { requestId: 'ASC', position: 'ASC' },
      });
      return groupByRequest(rows, evidenceOfRow);
    },
  };
}

function evidenceOfRow({ id, name, mediaType, sizeBytes, sha256 }: AssistanceEvidenceEntity): Evidence {
  return { id, name, mediaType, sizeBytes, sha256 };
}

function newestFirst(a: AssistanceRequestEntity, b: AssistanceRequestEntity): number {
  return b.ordinal - a.ordinal;
}

function earliestDueFirst(a: AssistanceRequestEntity, b: AssistanceRequestEntity): number {
  if (a.dueOn === b.dueOn) return a.ordinal - b.ordinal;
  return a.dueOn < b.dueOn ? -1 : 1;
}

async function addRequest(
  manager: EntityManager,
  draft: NewRequest,
  told: ReadonlySet<AdministrationCode>,
): Promise<AssistanceRequest> {
  const { requesting, requested, idempotencyKey } = draft;
  const standing = await manager.findOneBy(AssistanceRequestEntity, { requesting, idempotencyKey });
  if (standing !== null) return requestOfRow(standing);
  // Writers come one after another on both engines, so the highest number so far is the last one.
  const referenceYear = draft.year;
  const pair = { requesting, requested, referenceYear };
  const row = rowOfDraft(draft, {
    ordinal: ((await manager.maximum(AssistanceRequestEntity, 'ordinal')) ?? 0) + 1,
    referenceYear,
    referenceNumber: ((await manager.maximum(AssistanceRequestEntity, 'referenceNumber', pair)) ?? 0) + 1,
  });
  await manager.insert(AssistanceRequestEntity, row);
  const request = requestOfRow(row);
  const event: AssistanceEvent = {
    ...{ at: draft.submittedAt, by: requesting, from: null, to: draft.state, remark: null, until: null },
    action: 'submitAssistanceRequest',
  };
  await addEvent(manager, request, event);
  if (told.has(requested)) await addDelivery(manager, request, event);
  return request;
}

async function addEvent(
  manager: EntityManager,
  { id, version, requesting, requested }: AssistanceRequest,
  { at, by, action, from, to, remark, until }: AssistanceEvent,
): Promise<void> {
  if (action === null) throw new TypeError('a step has an action');
  await manager.insert(AssistanceEventEntity, { requestId: id, version, at, by, action, from, to, remark, until });
  await appendChange(manager, [requesting, requested], id);
}

async function keepStep(manager: EntityManager, { request, event, evidence }: StepTaken): Promise<boolean> {
  const { id, version } = request;
  const before = { id, version: version - 1 };
  const { affected } = await manager.update(AssistanceRequestEntity, before, changingColumns(request));
  if (affected !== 1) return false;
  await addEvent(manager, request, event);
  const files = evidence.map((file, position) => ({ requestId: id, position, ...file }));
  if (files.length > 0) await manager.insert(AssistanceEvidenceEntity, files);
  return true;
}

function groupByRequest<Row extends { requestId: string }, Value>(
  rows: readonly Row[],
  read: (row: Row) => Value,
): ReadonlyMap<string, readonly Value[]> {
  const groups = new Map<string, Value[]>();
  for (const row of rows) {
    const group = groups.get(row.requestId);
    if (group === undefined) groups.set(row.requestId, [read(row)]);
    else group.push(read(row));
  }
  return groups;
}
