import type { AdministrationCode } from '../../../schema/administrations.ts';
import type { AssistanceKind } from '../../../schema/contract/vocabulary.ts';
import type { AssistanceState } from './assistance-lifecycle.ts';
import type { AssistanceEvent, AssistanceRequest, Evidence } from './assistance-request.ts';
import type { CountedCase } from './assistance-statistics.ts';
import type { CaseDelivery, DeliveryStatus } from './case-delivery.ts';
import type { SavedDraft } from './saved-draft.ts';
import type { SpontaneousInformation } from './spontaneous-information.ts';
import type { NewRequest } from './submit-request.ts';
import type { StepTaken } from './take-step.ts';

/** An event for the registry of an administration, signed. */
export interface SignedEvent {
  readonly addressee: AdministrationCode;
  readonly event: string;
}

/** In which order requests are listed. SUBMITTED: newest first. DUE: the earliest day for the answer first. */
export const REQUEST_ORDERS = ['SUBMITTED', 'DUE'] as const;
/** One of `REQUEST_ORDERS`. */
export type RequestOrder = (typeof REQUEST_ORDERS)[number];

/** Where a list goes on: after this request, and where it stood when the cursor was made. */
export interface RequestPosition {
  readonly id: string;
  /** ISO date; counts in the order DUE. */
  readonly dueOn: string;
}

/** Which requests of a party are listed. Null: not narrowed by this. */
export interface RequestSelection {
  readonly party: AdministrationCode;
  readonly direction: 'INCOMING' | 'OUTGOING' | null;
  readonly state: AssistanceState | null;
  readonly kind: AssistanceKind | null;
  readonly partner: AdministrationCode | null;
  readonly orderBy: RequestOrder;
  /** Null: from the first. */
  readonly after: RequestPosition | null;
  readonly limit: number;
  /** What has lapsed by itself is judged by. */
  readonly now: Date;
}

/** Links by which requests are found from elsewhere in the graph. */
export type RequestLink = 'subjectTin' | 'subjectVendorId' | 'vendorRegistrationId';

/** Where requests are kept. Every reading is one query for each direction, however many rows. */
export interface AssistanceStore {
  /** Keeps a new request, unless one stands under its idempotency key already: gives what stands. */
  add(request: NewRequest): Promise<AssistanceRequest>;
  /**
   * Keeps a step, and beside it what the registry at home is told of it; false: somebody else changed the request since the
   * version that the step was decided on.
   */
  keepStep(step: StepTaken, told?: SignedEvent): Promise<boolean>;
  find(id: string): Promise<AssistanceRequest | undefined>;
  findByKey(requesting: AdministrationCode, idempotencyKey: string): Promise<AssistanceRequest | undefined>;
  list(selection: RequestSelection): Promise<readonly AssistanceRequest[]>;
  /** Requests of the party in which something is owed by the day (ISO date), the earliest first, at most `limit`. */
  owed(party: AdministrationCode, by: string, limit: number): Promise<readonly AssistanceRequest[]>;
  /** What is counted of every request of the party. */
  counted(party: AdministrationCode): Promise<readonly CountedCase[]>;
  /** The requests that the party may see under any of the links, newest first. */
  linkedTo(
    link: RequestLink,
    values: readonly string[],
    party: AdministrationCode,
  ): Promise<readonly AssistanceRequest[]>;
  findMany(ids: readonly string[], party: AdministrationCode): Promise<readonly AssistanceRequest[]>;
  /** Each request's history, oldest step first. */
  historiesOf(ids: readonly string[]): Promise<ReadonlyMap<string, readonly AssistanceEvent[]>>;
  /** A file and the request that it belongs to. */
  findEvidence(id: string): Promise<{ readonly evidence: Evidence; readonly request: AssistanceRequest } | undefined>;
  /** Those of the identifiers that a row names. */
  evidenceAmong(ids: readonly string[]): Promise<ReadonlySet<string>>;
  /** Each request's evidence files without their content, in their order. */
  evidenceOf(ids: readonly string[]): Promise<ReadonlyMap<string, readonly Evidence[]>>;
}

/** Where drafts are kept; each is found by its own administration only. */
export interface DraftStore {
  add(draft: SavedDraft): Promise<void>;
  /** False: somebody else saved or discarded it since the version before this one. */
  save(draft: SavedDraft): Promise<boolean>;
  /** False: it is not there at that version. */
  discard(administration: AdministrationCode, id: string, version: number): Promise<boolean>;
  find(administration: AdministrationCode, id: string): Promise<SavedDraft | undefined>;
  /** The last saved first. */
  list(administration: AdministrationCode): Promise<readonly SavedDraft[]>;
}

/** Where contents of evidence are kept, encrypted and outside the database. */
export interface EvidenceVault {
  keep(id: string, content: Uint8Array): Promise<void>;
  /** Throws where the file is not there, or is not what was kept. */
  open(id: string): Promise<Uint8Array>;
  /** Whole or begun; nothing where there is nothing. */
  discard(id: string): Promise<void>;
  /** Identifiers of contents, whole or begun, that were last written before an instant. */
  list(before: Date): Promise<readonly string[]>;
}

/** What a scanner says of a file; `why` completes "the file …". */
export type ScanVerdict = { readonly clean: true } | { readonly clean: false; readonly why: string };

/**
 * Looks at a file before it is kept: the place for a malware scanner (ICAP, clamd). A scanner that cannot be asked throws,
 * and then nothing is kept.
 */
export type EvidenceScanner = (
  file: Pick<Evidence, 'name' | 'mediaType'> & { readonly content: Uint8Array },
) => Promise<ScanVerdict>;

/** Where spontaneous information is kept. */
export interface SpontaneousStore {
  /** Keeps it, unless one stands under its idempotency key already: gives what stands. */
  add(information: SpontaneousInformation): Promise<SpontaneousInformation>;
  /** False: it was acknowledged already. */
  acknowledge(information: SpontaneousInformation): Promise<boolean>;
  find(id: string): Promise<SpontaneousInformation | undefined>;
  list(
    party: AdministrationCode,
    direction: 'INCOMING' | 'OUTGOING' | null,
    limit: number,
  ): Promise<readonly SpontaneousInformation[]>;
}

/** The outbox of the case systems; its rows are written with the steps. */
export interface DeliveryStore {
  /** Those to be tried now, each the first of its case that has not arrived. */
  due(now: Date, limit: number): Promise<readonly CaseDelivery[]>;
  /** False: it does not stand as `before` any more. */
  change(before: CaseDelivery, after: CaseDelivery): Promise<boolean>;
  find(administration: AdministrationCode, id: string): Promise<CaseDelivery | undefined>;
  /** The latest first. */
  list(
    administration: AdministrationCode,
    status: DeliveryStatus | null,
    limit: number,
  ): Promise<readonly CaseDelivery[]>;
}
