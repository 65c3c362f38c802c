import {
  MUTUAL_ASSISTANCE_SUBGRAPH,
  RECOGNITION_SUBGRAPH,
  registrySubgraph,
  VENDOR_REGISTRATION_SUBGRAPH,
} from '../../../schema/contract/subgraph-names.ts';
import { readTrustList } from '../../../schema/trust/trust-list-file.ts';
import { verifyLog } from '../../../scripts/verify/verify-log.ts';
import type { RegisteredOperator } from '../../../subgraphs/aeo-registry/domain/registered-operator.ts';
import { openRegistryDatabase } from '../../../subgraphs/aeo-registry/store/registry-database.ts';
import { type Database, type DatabaseLocation, openDatabase } from '../../../subgraphs/runtime/database.ts';
import { ledgerBreak, readKept as readRegistry } from '../registry-kept.ts';
import { type FederationProcesses, HOMES, type Home } from './federation-processes.ts';
import { type Delivery, type Kept, type KeptConsultation, type KeptStep, subjectOf, type Value } from './journal.ts';
import { operatorsOf } from './pairs.ts';

/** Rows that stand without what they belong to, by subgraph: each statement finds none. */
const LONE_ROWS: Readonly<Record<string, readonly string[]>> = {
  [VENDOR_REGISTRATION_SUBGRAPH]: [
    'SELECT id FROM registration WHERE id NOT IN (SELECT registration_id FROM registration_event)',
    'SELECT id FROM registration WHERE vendor_id NOT IN (SELECT id FROM vendor)',
    'SELECT id FROM vendor WHERE id NOT IN (SELECT vendor_id FROM registration)',
  ],
  [MUTUAL_ASSISTANCE_SUBGRAPH]: [
    'SELECT id FROM assistance_request WHERE id NOT IN (SELECT request_id FROM assistance_event)',
    'SELECT request_id AS id FROM assistance_event WHERE request_id NOT IN (SELECT id FROM assistance_request)',
  ],
};

/** Reads every database of a federation that has stopped; what was asked before `since` belongs to no history. */
export async function readKept(processes: FederationProcesses, since: number): Promise<Kept> {
  const steps = { STATUS: new Map<string, KeptStep[]>(), CONSENT: new Map<string, KeptStep[]>() };
  const disclosures = new Map<string, { asking: string; tin: string }>();
  const deliveries: Delivery[] = [];
  const broken: string[] = [];
  for (const home of HOMES) {
    const name = registrySubgraph(home);
    const database = await openRegistryDatabase(name, processes.locationOf(name));
    const kept = await readRegistry(database);
    for (const operator of kept.operators.values()) broken.push(...readOperator(home, operator, steps));
    for (const { attestationId, by, tin } of kept.ledger) {
      disclosures.set(`${home} ${attestationId}`, { asking: by, tin });
    }
    const at = ledgerBreak(kept);
    if (at !== null) broken.push(`the ledger of ${home} breaks at ${at}`);
    deliveries.push(...(await readSignals(home, database)));
    await database.close();
  }
  const [creations, lone] = await readCreations(processes);
  const hub = await readHub(processes.locationOf(RECOGNITION_SUBGRAPH), since);
  const log = await verifyLog(processes.locationOf(RECOGNITION_SUBGRAPH), {
    trust: await readTrustList(processes.trustList),
    certificates: undefined,
    now: new Date(),
  });
  return {
    steps: { ...steps, BENEFITS: hub.benefits },
    creations,
    consultations: hub.consultations,
    disclosures,
    deliveries,
    due: hub.due,
    broken: [...broken, ...lone, ...log.faults],
  };
}

/** Adds the steps of an operator since its import; gives what is half written of it. */
function readOperator(
  home: Home,
  { tin, version, consents, authorizations: [authorization] }: RegisteredOperator,
  steps: { readonly STATUS: Map<string, KeptStep[]>; readonly CONSENT: Map<string, KeptStep[]> },
): readonly string[] {
  const imported = operatorsOf(home).find((operator) => operator.tin === tin);
  const history = authorization?.history ?? [];
  const begun = { consents: imported?.consents.length ?? 0, steps: imported?.authorizations[0]?.history.length ?? 0 };
  for (const { evidence, given, since, destination } of consents.slice(begun.consents)) {
    const value = given ? 'GIVEN' : 'WITHDRAWN';
    add(steps.CONSENT, subjectOf('CONSENT', tin, destination), { id: evidence, value, at: Date.parse(since) });
  }
  for (const { ground, status, effectiveFrom } of history.slice(begun.steps)) {
    add(steps.STATUS, tin, { id: ground ?? '', value: status as Value, at: Date.parse(effectiveFrom) });
  }
  const changes = consents.length - begun.consents + history.length - begun.steps;
  const isInOrder = [consents, history].every((list) => list.every(({ sequence }, index) => sequence === index + 1));
  if (version === 1 + changes && isInOrder) return [];
  return [`${tin}: version ${version}, ${consents.length} consents, ${history.length} steps`];
}

async function readSignals(home: Home, { read }: Database): Promise<readonly Delivery[]> {
  const rows = await read.query<{ sender: string; tin: string; remark: string }[]>(
    'SELECT sender, tin, remark FROM partner_signal ORDER BY sequence',
  );
  return rows.map(({ sender, tin, remark }) => signalOf(home, tin, sender, remark));
}

async function readHub(
  location: DatabaseLocation,
  since: number,
): Promise<{
  readonly benefits: ReadonlyMap<string, readonly KeptStep[]>;
  readonly consultations: readonly KeptConsultation[];
  readonly due: readonly Delivery[];
}> {
  return withDatabase(RECOGNITION_SUBGRAPH, location, async ({ read }) => {
    const rows = await read.query<SuspensionRow[]>(
      'SELECT recognising, tin, suspended, effective_from, remark FROM benefit_suspension ORDER BY recognising, tin, sequence',
    );
    const benefits = new Map<string, KeptStep[]>();
    const due: Delivery[] = [];
    for (const { recognising, tin, suspended, effective_from, remark } of rows) {
      const subject = subjectOf('BENEFITS', tin, recognising);
      add(benefits, subject, { id: remark, value: suspended ? 'STOPPED' : 'GRANTED', at: Date.parse(effective_from) });
      const home = HOMES.find((code) => operatorsOf(code).some((operator) => operator.tin === tin));
      if (home !== undefined) due.push(signalOf(home, tin, recognising, remark));
    }
    const consultations = await read.query<(KeptConsultation & { readonly at: string })[]>(
      'SELECT number, asked_at AS at, asked_by AS asking, request_id AS "requestId", tin FROM consultation ORDER BY sequence',
    );
    return { benefits, consultations: consultations.filter(({ at }) => Date.parse(at) >= since), due };
  });
}

interface SuspensionRow {
  readonly recognising: string;
  readonly tin: string;
  readonly suspended: boolean | number;
  readonly effective_from: string;
  readonly remark: string;
}

async function readCreations(processes: FederationProcesses): Promise<readonly [Kept['creations'], readonly string[]]> {
  const lone: string[] = [];
  const idsOf = (name: string, statement: string) =>
    withDatabase(name, processes.locationOf(name), async ({ read }) => {
      for (const check of LONE_ROWS[name] ?? []) {
        lone.push(...(await read.query<{ id: string }[]>(check)).map(({ id }) => `${name}: ${id} stands alone`));
      }
      return (await read.query<{ id: string }[]>(statement)).map(({ id }) => id);
    });
  const creations = {
    VENDOR: await idsOf(VENDOR_REGISTRATION_SUBGRAPH, 'SELECT legal_name AS id FROM vendor'),
    ASSISTANCE: await idsOf(MUTUAL_ASSISTANCE_SUBGRAPH, 'SELECT reason AS id FROM assistance_request'),
  };
  return [creations, lone];
}

/** The database of a subgraph as it is, for reading only. */
async function withDatabase<Found>(
  name: string,
  location: DatabaseLocation,
  work: (database: Database) => Promise<Found>,
): Promise<Found> {
  const database = await openDatabase({ name, entities: [], migrations: [] }, location);
  try {
    return await work(database);
  } finally {
    await database.close();
  }
}

function signalOf(home: Home, tin: string, asking: string, id: string): Delivery {
  return { feed: `signals to ${home}`, subject: subjectOf('BENEFITS', tin, asking), id };
}

function add(steps: Map<string, KeptStep[]>, subject: string, step: KeptStep): void {
  const known = steps.get(subject);
  if (known === undefined) steps.set(subject, [step]);
  else known.push(step);
}
