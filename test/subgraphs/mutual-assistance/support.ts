import { existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CALLER_ASSERTION_HEADER, type Caller } from '../../../schema/contract/caller.ts';
import { MUTUAL_ASSISTANCE_SUBGRAPH, VENDOR_REGISTRATION_SUBGRAPH } from '../../../schema/contract/subgraph-names.ts';
import type { SubgraphLink } from '../../../schema/link/subgraph-link.ts';
import { verifyCallerAssertion } from '../../../schema/trust/caller-assertion.ts';
import {
  createMutualAssistance,
  type MutualAssistanceParts,
} from '../../../subgraphs/mutual-assistance/mutual-assistance.ts';
import { createInProcessLink } from '../../../subgraphs/runtime/subgraph.ts';
import {
  askSubgraph,
  callerOf,
  createParties,
  createTestClock,
  type Parties,
  type SubgraphAnswer,
  silentLog,
} from '../../support/parties.ts';

export const KR_TIN = 'KR1168200276';
export const JP_TIN = 'JP5835678256246';
export const CN_TIN = 'CN3122240123';

/** A vendor of one administration, as the vendor-registration subgraph answers. */
export interface TestVendor {
  readonly of: string;
  readonly id: string;
  readonly legalName: string;
  readonly establishedIn: string;
  readonly tin: string | null;
  readonly registrations: readonly { readonly id: string; readonly status: string }[];
}

/** A vendor-registration subgraph of one query: it verifies who asks and shows each administration its own vendors. */
function createVendorLink(
  parties: Parties,
  clock: () => Date,
  vendors: TestVendor[],
): SubgraphLink & { silent: boolean } {
  return {
    silent: false,
    async request({ headers, body }) {
      if (this.silent) return JSON.stringify({ errors: [{ message: 'down', extensions: { code: 'INTERNAL' } }] });
      const caller = await verifyCallerAssertion(headers[CALLER_ASSERTION_HEADER] ?? '', {
        trust: parties.trust,
        subgraph: VENDOR_REGISTRATION_SUBGRAPH,
        from: ['MUTUAL_ASSISTANCE'],
        body,
        now: clock(),
      });
      const { variables } = JSON.parse(body) as { variables: { id?: string } };
      const found = vendors.find(({ id, of }) => id === variables.id && of === caller?.administration);
      return JSON.stringify({ data: { foreignVendor: found ?? null } });
    },
    events: async () => [],
    async probe() {
      return { status: 'ok', subgraph: VENDOR_REGISTRATION_SUBGRAPH, contractVersion: '1.0' };
    },
    async close() {},
  };
}

/** A running mutual-assistance subgraph on a database of its own. */
export async function startAssistance(given: Partial<MutualAssistanceParts> = {}) {
  const parties = await createParties();
  const clock = createTestClock();
  const vendors: TestVendor[] = [];
  const vendorLink = createVendorLink(parties, clock, vendors);
  const directory = mkdtempSync(join(tmpdir(), 'assistance-'));
  const evidenceDirectory = join(directory, 'evidence');
  const subgraph = await createMutualAssistance({
    location: { kind: 'sqlite', directory, synchronous: 'NORMAL' },
    signer: parties.signer(MUTUAL_ASSISTANCE_SUBGRAPH),
    trust: parties.trust,
    clock,
    log: silentLog,
    vendorRegistration: vendorLink,
    ...given,
  });
  const link = createInProcessLink(subgraph);

  function askAs<Data = Record<string, unknown>>(
    caller: Caller,
    query: string,
    variables: Readonly<Record<string, unknown>> = {},
  ): Promise<SubgraphAnswer<Data>> {
    return askSubgraph<Data>(parties, MUTUAL_ASSISTANCE_SUBGRAPH, link, clock, caller, query, variables);
  }

  function ask<Data = Record<string, unknown>>(
    administration: string,
    query: string,
    variables: Readonly<Record<string, unknown>> = {},
  ): Promise<SubgraphAnswer<Data>> {
    return askAs<Data>(callerOf(administration), query, variables);
  }

  /** Submits as an administration and gives what came back. */
  function submit(administration: string, given: Readonly<Record<string, unknown>> = {}) {
    return ask<{ submitAssistanceRequest: RequestView }>(administration, SUBMIT, { input: submission(given) });
  }

  /** Submits and gives the request; fails where it was refused. */
  async function submitted(administration: string, given: Readonly<Record<string, unknown>> = {}) {
    const { data, errors } = await submit(administration, given);
    if (data == null) throw new Error(JSON.stringify(errors));
    return data.submitAssistanceRequest;
  }

  /** Takes a step by its mutation’s name and gives what came back. */
  function step(administration: string, action: StepName, variables: Readonly<Record<string, unknown>>) {
    return ask<{ step: RequestView }>(administration, STEPS[action], variables);
  }

  return {
    ...{ parties, clock, vendors, vendorLink, ask, askAs, submit, submitted, step, subgraph },
    ...{ directory, evidenceDirectory },
    evidenceDirectoryExists: () => existsSync(evidenceDirectory),
    stop: () => subgraph.stop(),
  };
}

export type RunningAssistance = Awaited<ReturnType<typeof startAssistance>>;

/** What the tests read of a request. */
export interface RequestView {
  readonly id: string;
  readonly reference: string;
  readonly state: string;
  readonly version: number;
  readonly dueOn: string;
  readonly overdue: boolean;
}

const VIEW = '{ id reference state version dueOn overdue }';

const SUBMIT = `mutation($input: AssistanceRequestInput!) { submitAssistanceRequest(input: $input) ${VIEW} }`;

/** The documents of the steps; each answers as `step`. */
export const STEPS = {
  acknowledgeAssistanceRequest: `mutation($id: ID!, $version: Int!) {
    step: acknowledgeAssistanceRequest(id: $id, version: $version) ${VIEW} }`,
  askForInformation: `mutation($id: ID!, $version: Int!, $question: String = "Which year?") {
    step: askForInformation(id: $id, version: $version, question: $question) ${VIEW} }`,
  supplyInformation: `mutation($id: ID!, $version: Int!, $answer: String = "2025.") {
    step: supplyInformation(id: $id, version: $version, answer: $answer) ${VIEW} }`,
  postponeAssistanceRequest: `mutation($id: ID!, $version: Int!, $until: Date = "2027-01-31", $remark: String = "An audit is under way.") {
    step: postponeAssistanceRequest(id: $id, version: $version, until: $until, remark: $remark) ${VIEW} }`,
  completeAssistanceRequest: `mutation($id: ID!, $version: Int!, $response: AssistanceResponseInput = {
      outcome: CONFIRMED, criteria: [{ criterion: G_CARGO_SECURITY, result: MET }] }) {
    step: completeAssistanceRequest(id: $id, version: $version, response: $response) ${VIEW} }`,
  refuseAssistanceRequest: `mutation($id: ID!, $version: Int!, $ground: RefusalGround = ONGOING_PROCEEDINGS, $explanation: String = "A court has the files.") {
    step: refuseAssistanceRequest(id: $id, version: $version, ground: $ground, explanation: $explanation) ${VIEW} }`,
  withdrawAssistanceRequest: `mutation($id: ID!, $version: Int!) {
    step: withdrawAssistanceRequest(id: $id, version: $version) ${VIEW} }`,
  confirmAssistanceRequest: `mutation($id: ID!, $version: Int!, $particulars: AssistanceParticularsInput) {
    step: confirmAssistanceRequest(id: $id, version: $version, particulars: $particulars) ${VIEW} }`,
  startExecution: `mutation($id: ID!, $version: Int!) { step: startExecution(id: $id, version: $version) ${VIEW} }`,
  resumeAssistanceRequest: `mutation($id: ID!, $version: Int!) {
    step: resumeAssistanceRequest(id: $id, version: $version) ${VIEW} }`,
  completeAssistanceRequestInPart: `mutation($id: ID!, $version: Int!, $ground: RefusalGround = COMMERCIAL_OR_PROFESSIONAL_SECRECY) {
    step: completeAssistanceRequestInPart(id: $id, version: $version, ground: $ground, explanation: "A trade secret.",
      response: { outcome: CONFIRMED_WITH_RESERVATIONS }) ${VIEW} }`,
  closeAssistanceRequest: `mutation($id: ID!, $version: Int!) {
    step: closeAssistanceRequest(id: $id, version: $version) ${VIEW} }`,
  requestFurtherUse: `mutation($id: ID!, $version: Int!, $purpose: PurposeOfUse = RISK_ASSESSMENT) {
    step: requestFurtherUse(id: $id, version: $version, purpose: $purpose, reason: "A pattern.") ${VIEW} }`,
  grantFurtherUse: `mutation($id: ID!, $version: Int!, $purpose: PurposeOfUse = RISK_ASSESSMENT) {
    step: grantFurtherUse(id: $id, version: $version, purpose: $purpose) ${VIEW} }`,
  refuseFurtherUse: `mutation($id: ID!, $version: Int!, $purpose: PurposeOfUse = RISK_ASSESSMENT) {
    step: refuseFurtherUse(id: $id, version: $version, purpose: $purpose, remark: "Not for that.") ${VIEW} }`,
} as const;

export type StepName = keyof typeof STEPS;

/** Every step, in no order. */
export const STEP_NAMES = Object.keys(STEPS) as StepName[];

let keys = 0;

/** A submission that JP may make to KR, changed by what is given. */
export function submission(given: Readonly<Record<string, unknown>> = {}) {
  keys += 1;
  return {
    requested: 'KR',
    kind: 'OPERATOR_VALIDATION',
    agreement: 'JP-KR-CMAA-2004',
    reason: 'The exporter asks to be treated as an AEO.',
    facts: 'Three consignments in October, all by sea.',
    purpose: 'AEO_VALIDATION',
    subjectTin: KR_TIN,
    criteria: ['G_CARGO_SECURITY'],
    idempotencyKey: `key-${keys}`,
    ...given,
  };
}
