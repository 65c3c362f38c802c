import { randomUUID } from 'node:crypto';
import { krTin, sampleOperator } from '../subgraphs/aeo-registry/support/sample-operators.ts';
import type { ProcessAnswer, RegistryProcess } from './registry-process.ts';

export const WRITE_KINDS = ['CONSENT', 'STATUS', 'IMPORT', 'DISCLOSURE'] as const;
export type WriteKind = (typeof WRITE_KINDS)[number];

/** One write as its writer knows it. */
export interface JournalEntry {
  readonly kind: WriteKind;
  /** The operator written about. */
  readonly tin: string;
  /** What is found again: evidence of a consent, ground of a step, TIN of an import, number of a statement. */
  readonly id: string;
  /** False: the registry died before it answered, so the write is there or is not. */
  readonly isAcknowledged: boolean;
}

/** What several writers keep of what they were told, and whether there is anybody to write to. */
export interface Journal {
  readonly entries: JournalEntry[];
  /** Answers that were no acknowledgement. */
  readonly refused: string[];
  acknowledged: number;
  /** Resolves while the registry runs. */
  running: Promise<void>;
}

/** Writers, and operators that each of them alone changes. */
export const WRITERS = 8;
const OPERATORS = 25;

/** The operators that a writer alone changes. */
export function ownTins(writer: number): readonly string[] {
  return Array.from({ length: OPERATORS }, (_, index) => krTin(writer * OPERATORS + index));
}

const OPERATOR = `query ($tin: TIN!) { operator(tin: $tin) { version record { authorizations { number status } } } }`;
const CONSENT = `mutation ($tin: TIN!, $given: Boolean!, $id: String!) {
  done: setConsent(tin: $tin, destination: "JP", given: $given, evidence: $id) { version } }`;
const SUSPEND = `mutation ($number: ID!, $version: Int!, $id: String!) {
  done: suspendAuthorization(number: $number, version: $version, ground: $id) { status version } }`;
const REINSTATE = `mutation ($number: ID!, $version: Int!, $id: String!) {
  done: reinstateAuthorization(number: $number, version: $version, remark: $id) { status version } }`;
const IMPORT = `mutation ($operators: [OperatorImport!]!) { importOperators(operators: $operators) { written } }`;
const DISCLOSE = `query ($r: [_Any!]!) { _entities(representations: $r) { ... on KrOperator { attestation } } }`;

interface Standing {
  readonly version: number;
  readonly number: string;
  readonly status: string;
}

/** Writes of all kinds in turn until so many are acknowledged by all writers together; after each death it looks where it stands. */
export async function writeUntil(
  count: number,
  writer: number,
  registry: RegistryProcess,
  journal: Journal,
): Promise<void> {
  const tins = ownTins(writer);
  const standings = new Map<string, Standing>();
  for (let turn = 0; journal.acknowledged < count && journal.refused.length === 0; turn += 1) {
    await journal.running;
    // Writers begin with different kinds, and each operator gets all kinds.
    const kind = WRITE_KINDS[(turn + writer) % WRITE_KINDS.length] ?? 'CONSENT';
    const own = tins[Math.floor(turn / WRITE_KINDS.length) % tins.length] ?? '';
    const tin = kind === 'IMPORT' ? krTin(1_000 + turn * WRITERS + writer) : own;
    const id = kind === 'IMPORT' ? tin : randomUUID();
    try {
      const standing = standings.get(own) ?? (await standingOf(registry, own));
      standings.delete(own);
      const { data, errors } = await WRITES[kind](registry, { tin, id, turn, standing });
      const found = kind === 'DISCLOSURE' ? statementOf(data) : id;
      if (errors !== undefined || found === undefined) {
        journal.refused.push(`${kind}: ${JSON.stringify(errors)}`);
        return;
      }
      journal.entries.push({ kind, tin, id: found, isAcknowledged: true });
      journal.acknowledged += 1;
      standings.set(own, { ...standing, ...(data?.['done'] as Partial<Standing> | undefined) });
    } catch {
      // The process died. Of a question its writer knows no number; all else is there under its own, or is not.
      if (kind !== 'DISCLOSURE') journal.entries.push({ kind, tin, id, isAcknowledged: false });
    }
  }
}

interface WriteAct {
  readonly tin: string;
  readonly id: string;
  readonly turn: number;
  readonly standing: Standing;
}

const WRITES: Readonly<Record<WriteKind, (registry: RegistryProcess, act: WriteAct) => Promise<ProcessAnswer>>> = {
  CONSENT: (registry, { tin, id, turn }) => registry.officer(CONSENT, { tin, id, given: turn % 8 < 4 }),
  STATUS: (registry, { id, standing: { number, version, status } }) =>
    registry.officer(status === 'SUSPENDED' ? REINSTATE : SUSPEND, { number, version, id }),
  IMPORT: (registry, { tin }) => registry.officer(IMPORT, { operators: [importedOperator(tin)] }),
  DISCLOSURE: (registry, { tin }) => registry.partner(DISCLOSE, { r: [{ __typename: 'KrOperator', tin }] }),
};

/** Where an operator stands, as officers see it. */
export async function standingOf(registry: RegistryProcess, tin: string): Promise<Standing> {
  const { data, errors } = await registry.officer(OPERATOR, { tin });
  const operator = data?.['operator'] as
    | { version: number; record: { authorizations: { number: string; status: string }[] } }
    | null
    | undefined;
  const authorization = operator?.record.authorizations[0];
  if (operator == null || authorization === undefined) throw new TypeError(`no ${tin}: ${JSON.stringify(errors)}`);
  return { version: operator.version, ...authorization };
}

/** An operator as the mutation takes it. */
export function importedOperator(tin: string): object {
  const { consents, national, ...operator } = sampleOperator(tin, ['JP', 'US']);
  return {
    ...operator,
    consents: consents.map(({ destination }) => destination),
    national: Object.entries(national).map(([name, value]) => ({ name, value })),
  };
}

function statementOf(data: ProcessAnswer['data']): string | undefined {
  const [entity] = (data?.['_entities'] ?? []) as { attestation: string }[];
  const payload = entity?.attestation.split('.')[1];
  if (payload === undefined) return undefined;
  return (JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')) as { jti: string }).jti;
}
