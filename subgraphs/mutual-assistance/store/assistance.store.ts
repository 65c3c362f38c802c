import { Brackets, type EntityManager, In } from 'typeorm';
import type { AdministrationCode } from '../../../schema/administrations.ts';
import type { Database } from '../../runtime/database.ts';
import type { AssistanceStore } from '../domain/assistance-ports.ts';
import type { AssistanceRequest } from '../domain/assistance-request.ts';
import type { AssistanceDraft } from '../domain/submit-request.ts';
import type { StepTaken } from '../domain/take-step.ts';
import { AssistanceEventEntity } from './assistance-event.entity.ts';
import { AssistanceEvidenceEntity } from './assistance-evidence.entity.ts';
import { AssistanceRequestEntity } from './assistance-request.entity.ts';
import { changingColumns, requestOfRow, rowOfDraft } from './request-mapping.ts';

/** The store on the subgraph's own database. */
export function createAssistanceStore({ read, write }: Database): AssistanceStore {
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
    add: (draft) => write((manager) => addRequest(manager, draft)),
    keepStep: (step) => write((manager) => keepStep(manager, step)),

    async find(id) {
      const row = await read.findOneBy(AssistanceRequestEntity, { id });
      return row === null ? undefined : requestOfRow(row);
    },

    async findByKey(requesting, idempotencyKey) {
      const row = await read.findOneBy(AssistanceRequestEntity, { requesting, idempotencyKey });
      return row === null ? undefined : requestOfRow(row);
    },

    async list({ party, direction, state, after, limit }) {
      const query = visibleTo(party).limit(limit);
      if (direction !== null)
        query.andWhere(`request.${direction === 'INCOMING' ? 'requested' : 'requesting'} = :party`);
      if (state !== null) query.andWhere('request.state = :state', { state });
      if (after !== null) {
        const position = query.subQuery().select('last.ordinal').from(AssistanceRequestEntity, 'last');
        query.andWhere(`request.ordinal < ${position.where('last.id = :after').getQuery()}`, { after });
      }
      return (await query.getMany()).map(requestOfRow);
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
      return groupByRequest(rows, ({ at, by, from, to, remark }) => ({ at, by, from, to, remark }));
    },

    async evidenceOf(ids) {
      const rows = await read.find(AssistanceEvidenceEntity, {
        where: { requestId: In(ids) },
        order: { requestId: 'ASC', position: 'ASC' },
      });
      return groupByRequest(rows, ({ name, mediaType, sizeBytes, sha256 }) => ({ name, mediaType, sizeBytes, sha256 }));
    },
  };
}

async function addRequest(manager: EntityManager, draft: AssistanceDraft): Promise<AssistanceRequest> {
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
  const submission = { at: draft.submittedAt, by: requesting, from: null, to: draft.state, remark: null };
  await manager.insert(AssistanceEventEntity, { requestId: draft.id, version: draft.version, ...submission });
  return requestOfRow(row);
}

async function keepStep(manager: EntityManager, { request, event, evidence }: StepTaken): Promise<boolean> {
  const { id, version } = request;
  const before = { id, version: version - 1 };
  const { affected } = await manager.update(AssistanceRequestEntity, before, changingColumns(request));
  if (affected !== 1) return false;
  await manager.insert(AssistanceEventEntity, { requestId: id, version, ...event });
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
