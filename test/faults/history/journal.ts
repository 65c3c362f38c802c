/** Milliseconds since the epoch by the clock of the machine, which every process of a history shares. */
export interface Interval {
  readonly began: number;
  readonly ended: number;
}

/** How an operation ended for whoever made it. UNKNOWN: no answer came, so it is there as a whole or not at all. */
export type Ending = 'ACKNOWLEDGED' | 'REFUSED' | 'UNKNOWN';

/** Something that a client did. */
export interface Operation extends Interval {
  /** Processes without which it cannot be answered. */
  readonly needs: readonly string[];
}

/** What a decision follows from: each fact of a subject has one value at a time, and one client that changes it. */
export const FACTS = ['STATUS', 'CONSENT', 'BENEFITS'] as const;
export type Fact = (typeof FACTS)[number];

/** Values of a fact. The first is the one before any write. */
export const VALUES = {
  STATUS: ['AUTHORISED', 'SUSPENDED', 'REVOKED'],
  CONSENT: ['GIVEN', 'WITHDRAWN'],
  BENEFITS: ['GRANTED', 'STOPPED'],
} as const satisfies Record<Fact, readonly string[]>;
export type Value = (typeof VALUES)[Fact][number];

/** Of whom a fact is: the operator, and for consent and benefits also the administration that asks. */
export function subjectOf(fact: Fact, tin: string, asking: string): string {
  return fact === 'STATUS' ? tin : `${tin} ${asking}`;
}

/** A change of a fact. */
export interface FactWrite extends Operation {
  readonly fact: Fact;
  readonly subject: string;
  /** Ground, evidence or remark, by which it is found again. */
  readonly id: string;
  readonly value: Value;
  readonly ending: Ending;
}

export const CREATIONS = ['VENDOR', 'ASSISTANCE'] as const;
export type Created = (typeof CREATIONS)[number];

/** One attempt to make something new; an attempt that was not answered is made again under the same id. */
export interface Creation extends Operation {
  readonly created: Created;
  readonly id: string;
  readonly ending: Ending;
}

/** What a question was answered with. */
export interface Answer {
  readonly outcome: string;
  readonly reasons: readonly string[];
  readonly consultationNumber: string;
  readonly receipt: string;
}

export interface Question {
  readonly tin: string;
  /** The administration of the operator. */
  readonly home: string;
  /** The process that has to speak for it. */
  readonly registry: string;
  /** Null: as of now. */
  readonly on: number | null;
  /** Null: the whole batch was not answered. */
  readonly answer: Answer | null;
}

/** Questions that were put in one request. */
export interface Batch extends Operation {
  readonly asking: string;
  readonly questions: readonly Question[];
}

/** A process was gone: from its death to its first answer. */
export interface Outage extends Interval {
  /** Null: a fault of which all suffer, as that of a shared database. */
  readonly process: string | null;
}

/** An event as the client of a feed got it. */
export interface Delivery {
  /** The feed, from the view of whoever reads it. */
  readonly feed: string;
  /** Of whom it tells: order counts among the events of one subject. */
  readonly subject: string;
  readonly id: string;
}

/** An entry of the feed of changes, as its client got it. */
export interface SeenChange {
  readonly asking: string;
  readonly tin: string;
  /** True: a step of the asking side itself. */
  readonly isOwn: boolean;
  /** Instant of the change. */
  readonly at: number;
}

/** Everything that clients and the hand that kills know of a run, in the order in which it ended. */
export interface Journal {
  readonly writes: FactWrite[];
  readonly creations: Creation[];
  readonly batches: Batch[];
  readonly outages: Outage[];
  readonly changes: SeenChange[];
}

export function emptyJournal(): Journal {
  return { writes: [], creations: [], batches: [], outages: [], changes: [] };
}

/** The step by which a fact got a value, as the database has it. */
export interface KeptStep {
  readonly id: string;
  readonly value: Value;
  /** Instant from which it is in force. */
  readonly at: number;
}

/** One entry of the log of consultations. */
export interface KeptConsultation {
  readonly number: string;
  readonly asking: string;
  readonly requestId: string;
  readonly tin: string;
}

/** What the databases hold when all is over. */
export interface Kept {
  /** By fact and subject, in order of recording, without what was there before the run. */
  readonly steps: Readonly<Record<Fact, ReadonlyMap<string, readonly KeptStep[]>>>;
  readonly creations: Readonly<Record<Created, readonly string[]>>;
  readonly consultations: readonly KeptConsultation[];
  /** `administration of the registry, attestation` of every entry of a ledger, with whom it was about and for. */
  readonly disclosures: ReadonlyMap<string, { readonly asking: string; readonly tin: string }>;
  /** Events as they came to whoever reads them. */
  readonly deliveries: readonly Delivery[];
  /** Events that were to come, by feed, in the order of the changes that they tell of. */
  readonly due: readonly Delivery[];
  /** What is broken in itself: a chain, a version, a row without what it belongs to. */
  readonly broken: readonly string[];
}

/** What the receipt of an answer says once its signature is verified; a text: why it is not believed. */
export interface ReceiptSaid {
  readonly requestId: string;
  readonly tin: string;
  readonly asking: string;
  readonly outcome: string;
  readonly reasons: readonly string[];
  /** Null: decided without a statement. */
  readonly attestationId: string | null;
}

/** A run to be checked. */
export interface History {
  readonly journal: Journal;
  readonly kept: Kept;
  /** By consultation number. */
  readonly receipts: ReadonlyMap<string, ReceiptSaid | string>;
}
