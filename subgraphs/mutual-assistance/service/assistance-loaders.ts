import DataLoader from 'dataloader';
import type { Caller } from '../../../schema/contract/caller.ts';
import { valueOrThrow } from '../../../schema/contract/registered-error.ts';
import type { AssistanceStore, RequestLink } from '../domain/assistance-ports.ts';
import type { AssistanceEvent, AssistanceRequest, Evidence } from '../domain/assistance-request.ts';
import { demandScope } from './assistance-service-parts.ts';

/** What resolvers load row by row and the store reads at once. */
export interface AssistanceLoaders {
  /** Undefined: not there, or the caller's administration is no party to it. */
  readonly byId: DataLoader<string, AssistanceRequest | undefined>;
  readonly historyOf: DataLoader<string, readonly AssistanceEvent[]>;
  readonly evidenceOf: DataLoader<string, readonly Evidence[]>;
  /** Requests about an operator or a vendor with the TIN, newest first. */
  readonly aboutTin: DataLoader<string, readonly AssistanceRequest[]>;
  /** Requests about a vendor, newest first. */
  readonly aboutVendor: DataLoader<string, readonly AssistanceRequest[]>;
  /** The newest VENDOR_VALIDATION that the caller's administration sent for a registration; undefined: none. */
  readonly validationOf: DataLoader<string, AssistanceRequest | undefined>;
}

/**
 * Loaders for one caller and one request. They batch and do not remember: two steps in one operation would otherwise
 * show the first one's history twice.
 */
export function createAssistanceLoaders(store: AssistanceStore, caller: Caller): AssistanceLoaders {
  const party = caller.administration;

  function loader<Value>(load: (keys: readonly string[]) => Promise<readonly Value[]>): DataLoader<string, Value> {
    return new DataLoader(load, { cache: false });
  }

  async function linked(link: RequestLink, keys: readonly string[]): Promise<readonly AssistanceRequest[][]> {
    valueOrThrow(demandScope(caller, 'assistance:read'));
    const found = await store.linkedTo(link, keys, party);
    const byValue = new Map<string | null, AssistanceRequest[]>(keys.map((key) => [key, []]));
    for (const request of found) byValue.get(LINK_VALUES[link](request))?.push(request);
    return keys.map((key) => byValue.get(key) ?? []);
  }

  return {
    byId: loader(async (ids) => {
      valueOrThrow(demandScope(caller, 'assistance:read'));
      const found = new Map((await store.findMany(ids, party)).map((request) => [request.id, request]));
      return ids.map((id) => found.get(id));
    }),
    historyOf: loader(async (ids) => {
      const histories = await store.historiesOf(ids);
      return ids.map((id) => histories.get(id) ?? []);
    }),
    evidenceOf: loader(async (ids) => {
      const evidence = await store.evidenceOf(ids);
      return ids.map((id) => evidence.get(id) ?? []);
    }),
    aboutTin: loader((tins) => linked('subjectTin', tins)),
    aboutVendor: loader((vendors) => linked('subjectVendorId', vendors)),
    validationOf: loader(async (registrations) =>
      (await linked('vendorRegistrationId', registrations)).map((requests) =>
        requests.find(({ kind, requesting }) => kind === 'VENDOR_VALIDATION' && requesting === party),
      ),
    ),
  };
}

const LINK_VALUES: Readonly<Record<RequestLink, (request: AssistanceRequest) => string | null>> = {
  subjectTin: ({ subject }) => subject.tin,
  subjectVendorId: ({ subject }) => (subject.kind === 'VENDOR' ? subject.vendorId : null),
  vendorRegistrationId: ({ vendorRegistrationId }) => vendorRegistrationId,
};
