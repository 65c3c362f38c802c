import type { Caller } from '../../../schema/contract/caller.ts';
import { accepted, notFound, type Result, refused } from '../../../schema/contract/result.ts';
import type { AssistanceRequest } from '../domain/assistance-request.ts';
import {
  type DraftInput,
  MAXIMUM_DRAFTS,
  readDraft,
  type SavedDraft,
  submissionOfDraft,
} from '../domain/saved-draft.ts';
import { versionConflict } from '../domain/take-step.ts';
import { type AssistanceServiceParts, demandScope } from './assistance-service-parts.ts';
import { submitRequest } from './submit.ts';

/** Requests that are not sent yet; each administration has its own. */
export interface DraftService {
  /** Keeps a new draft, or with `given` the content of one that is there. */
  save(
    caller: Caller,
    input: DraftInput,
    given: { readonly id: string; readonly version: number } | null,
  ): Promise<Result<SavedDraft>>;
  /** Sends it; a retry after the draft is gone is answered with the request that it became. */
  submit(caller: Caller, id: string, version: number): Promise<Result<AssistanceRequest>>;
  discard(caller: Caller, id: string, version: number): Promise<Result<string>>;
  find(caller: Caller, id: string): Promise<Result<SavedDraft | undefined>>;
  list(caller: Caller): Promise<Result<readonly SavedDraft[]>>;
}

/** The drafts on the service's parts. */
export function createDraftService(parts: AssistanceServiceParts): DraftService {
  const { drafts, store, clock, newId } = parts;

  async function present(caller: Caller, id: string, version: number): Promise<Result<SavedDraft>> {
    const draft = await drafts.find(caller.administration, id);
    if (draft === undefined) return notFound('id');
    return draft.version === version ? accepted(draft) : versionConflict(draft.version);
  }

  return {
    async save(caller, input, given) {
      const permitted = demandScope(caller, 'assistance:write');
      if (!permitted.ok) return permitted;
      const content = readDraft(input);
      if (!content.ok) return content;
      const { administration } = caller;
      const draft = { administration, content: content.value, savedAt: clock().toISOString() };
      if (given !== null) {
        const before = await present(caller, given.id, given.version);
        if (!before.ok) return before;
        const saved = { ...draft, id: given.id, version: given.version + 1 };
        return (await drafts.save(saved)) ? accepted(saved) : versionConflict();
      }
      if ((await drafts.list(administration)).length >= MAXIMUM_DRAFTS) {
        const rule = `at most ${MAXIMUM_DRAFTS} drafts`;
        return refused('LIMIT_EXCEEDED', `An administration keeps ${rule}.`, { rule });
      }
      const first = { ...draft, id: newId(), version: 1 };
      await drafts.add(first);
      return accepted(first);
    },

    async submit(caller, id, version) {
      const permitted = demandScope(caller, 'assistance:write');
      if (!permitted.ok) return permitted;
      const key = `draft:${id}`;
      const draft = await present(caller, id, version);
      if (!draft.ok) {
        const sent = await store.findByKey(caller.administration, key);
        return sent === undefined ? draft : accepted(sent);
      }
      const submission = submissionOfDraft(draft.value.content, key);
      if (!submission.ok) return submission;
      const request = await submitRequest(parts, caller, submission.value);
      if (request.ok) await drafts.discard(caller.administration, id, version);
      return request;
    },

    async discard(caller, id, version) {
      const permitted = demandScope(caller, 'assistance:write');
      if (!permitted.ok) return permitted;
      const draft = await present(caller, id, version);
      if (!draft.ok) return draft;
      return (await drafts.discard(caller.administration, id, version)) ? accepted(id) : versionConflict();
    },

    async find(caller, id) {
      const permitted = demandScope(caller, 'assistance:read');
      return permitted.ok ? accepted(await drafts.find(caller.administration, id)) : permitted;
    },

    async list(caller) {
      const permitted = demandScope(caller, 'assistance:read');
      return permitted.ok ? accepted(await drafts.list(caller.administration)) : permitted;
    },
  };
}
