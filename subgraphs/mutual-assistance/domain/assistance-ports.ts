import type { AdministrationCode } from '../../../schema/administrations.ts';
import type { AssistanceState } from './assistance-lifecycle.ts';
import type { AssistanceEvent, AssistanceRequest, Evidence } from './assistance-request.ts';
import type { AssistanceDraft } from './submit-request.ts';
import type { StepTaken } from './take-step.ts';

/** Which requests of a party are listed, newest first. */
export interface RequestSelection {
  readonly party: AdministrationCode;
  readonly direction: 'INCOMING' | 'OUTGOING' | null;
  readonly state: AssistanceState | null;
  /** Identifier of the request after which the list goes on; null: from the newest. */
  readonly after: string | null;
  readonly limit: number;
}

/** Links by which requests are found from elsewhere in the graph. */
export type RequestLink = 'subjectTin' | 'subjectVendorId' | 'vendorRegistrationId';

/** Where requests are kept. Every reading is one query, however many rows. */
export interface AssistanceStore {
  /** Keeps a new request, unless one stands under its idempotency key already: gives what stands. */
  add(draft: AssistanceDraft): Promise<AssistanceRequest>;
  /** Keeps a step; false: somebody else changed the request since the version that the step was decided on. */
  keepStep(step: StepTaken): Promise<boolean>;
  find(id: string): Promise<AssistanceRequest | undefined>;
  findByKey(requesting: AdministrationCode, idempotencyKey: string): Promise<AssistanceRequest | undefined>;
  list(selection: RequestSelection): Promise<readonly AssistanceRequest[]>;
  /** The requests that the party may see under any of the links, newest first. */
  linkedTo(
    link: RequestLink,
    values: readonly string[],
    party: AdministrationCode,
  ): Promise<readonly AssistanceRequest[]>;
  findMany(ids: readonly string[], party: AdministrationCode): Promise<readonly AssistanceRequest[]>;
  /** Each request's history, oldest step first. */
  historiesOf(ids: readonly string[]): Promise<ReadonlyMap<string, readonly AssistanceEvent[]>>;
  /** Each request's evidence files without their content, in their order. */
  evidenceOf(ids: readonly string[]): Promise<ReadonlyMap<string, readonly Evidence[]>>;
}
