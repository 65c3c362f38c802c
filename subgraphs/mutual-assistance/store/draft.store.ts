import type { Database } from '../../runtime/database.ts';
import type { DraftStore } from '../domain/assistance-ports.ts';
import { MAXIMUM_DRAFTS, type SavedDraft } from '../domain/saved-draft.ts';
import { AssistanceDraftEntity } from './assistance-draft.entity.ts';

/** The drafts of the subgraph's own database. */
export function createDraftStore({ read, write }: Database): DraftStore {
  return {
    async add(draft) {
      await write((manager) => manager.insert(AssistanceDraftEntity, rowOf(draft)));
    },

    async save(draft) {
      const { id, administration, version, content, savedAt } = draft;
      const before = { id, administration, version: version - 1 };
      const { affected } = await write((manager) =>
        manager.update(AssistanceDraftEntity, before, { content, savedAt, version }),
      );
      return affected === 1;
    },

    async discard(administration, id, version) {
      const { affected } = await write((manager) =>
        manager.delete(AssistanceDraftEntity, { administration, id, version }),
      );
      return affected === 1;
    },

    async find(administration, id) {
      const row = await read.findOneBy(AssistanceDraftEntity, { administration, id });
      return row === null ? undefined : draftOf(row);
    },

    async list(administration) {
      const rows = await read.find(AssistanceDraftEntity, {
        where: { administration },
        order: { savedAt: 'DESC', id: 'DESC' },
        take: MAXIMUM_DRAFTS,
      });
      return rows.map(draftOf);
    },
  };
}

function rowOf({ id, administration, content, savedAt, version }: SavedDraft): AssistanceDraftEntity {
  return { id, administration, content, savedAt, version };
}

function draftOf({ id, administration, content, savedAt, version }: AssistanceDraftEntity): SavedDraft {
  return { id, administration, content, savedAt, version };
}
