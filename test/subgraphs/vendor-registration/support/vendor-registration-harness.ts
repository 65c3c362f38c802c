import { join } from 'node:path';
import { CONTRACT_VERSION } from '../../../../schema/contract/attestation.ts';
import { CALLER_ASSERTION_HEADER, type Caller } from '../../../../schema/contract/caller.ts';
import {
  MUTUAL_ASSISTANCE_SUBGRAPH,
  VENDOR_REGISTRATION_SUBGRAPH,
} from '../../../../schema/contract/subgraph-names.ts';
import { LinkFailure, type SubgraphLink } from '../../../../schema/link/subgraph-link.ts';
import { verifyCallerAssertion } from '../../../../schema/trust/caller-assertion.ts';
import { createInProcessLink } from '../../../../subgraphs/runtime/subgraph.ts';
import {
  createVendorRegistration,
  type VendorRegistrationOptions,
} from '../../../../subgraphs/vendor-registration/vendor-registration.ts';
import {
  askSubgraph,
  callerOf,
  createParties,
  createTestClock,
  type Parties,
  type SubgraphAnswer,
  silentLog,
} from '../../../support/parties.ts';

/** What the other side of the link was asked, by whom. */
export interface ReceivedRequest {
  readonly caller: Caller;
  readonly input: Readonly<Record<string, unknown>>;
}

export type AssistanceBehaviour = 'TAKES' | 'NO_LEGAL_BASIS' | 'SILENT' | 'NONSENSE';

/** A link behind which a service answers submissions as mutual assistance does, once a key. */
export interface AssistanceLink extends SubgraphLink {
  behaviour: AssistanceBehaviour;
  readonly received: ReceivedRequest[];
}

function createAssistanceLink(parties: Parties, now: () => Date): AssistanceLink {
  const references = new Map<unknown, string>();
  const link: AssistanceLink = {
    behaviour: 'TAKES',
    received: [],
    async request({ headers, body }) {
      if (link.behaviour === 'SILENT') throw new LinkFailure('TIMEOUT');
      const caller = await verifyCallerAssertion(headers[CALLER_ASSERTION_HEADER] ?? '', {
        trust: parties.trust,
        subgraph: MUTUAL_ASSISTANCE_SUBGRAPH,
        from: ['VENDOR_REGISTRATION'],
        body,
        now: now(),
      });
      if (caller === undefined) throw new TypeError('vendor registration has not vouched for its caller');
      const { variables } = JSON.parse(body) as { variables: { input: Record<string, unknown> } };
      const { input } = variables;
      link.received.push({ caller, input });
      if (link.behaviour === 'NONSENSE') return '{"data":{"submitAssistanceRequest":null}}';
      if (link.behaviour === 'NO_LEGAL_BASIS') {
        const errors = [{ message: 'No agreement.', extensions: { code: 'NO_LEGAL_BASIS' } }];
        return JSON.stringify({ data: null, errors });
      }
      const key = input['idempotencyKey'];
      const reference = references.get(key) ?? `EU-CN-2026-${String(references.size + 1).padStart(6, '0')}`;
      references.set(key, reference);
      return JSON.stringify({
        data: { submitAssistanceRequest: { id: `id-${reference}`, reference, state: 'SUBMITTED' } },
      });
    },
    events: async () => [],
    async probe() {
      return { status: 'ok', subgraph: MUTUAL_ASSISTANCE_SUBGRAPH, contractVersion: CONTRACT_VERSION };
    },
    async close() {},
  };
  return link;
}

/** A running subgraph, and the way to ask it. */
export interface VendorRegistrationHarness {
  readonly parties: Parties;
  readonly clock: ReturnType<typeof createTestClock>;
  readonly assistance: AssistanceLink;
  readonly link: SubgraphLink;
  readonly databaseFile: string;
  /** Pulls what the registries tell. */
  pull(): Promise<void>;
  ask<Data>(
    caller: Caller,
    query: string,
    variables?: Readonly<Record<string, unknown>>,
  ): Promise<SubgraphAnswer<Data>>;
  /** The data, or a failure that shows the errors. */
  data<Data>(caller: Caller, query: string, variables?: Readonly<Record<string, unknown>>): Promise<Data>;
  stop(): Promise<void>;
}

export interface HarnessOptions
  extends Partial<Pick<VendorRegistrationOptions, 'schemes' | 'registries' | 'pullIntervalMs'>> {
  /** Those of a service that was stopped, to start it again on its database. */
  readonly parties?: Parties;
}

/** Starts the subgraph on a database of its own. */
export async function startVendorRegistration(
  start?: string,
  { parties: given, ...data }: HarnessOptions = {},
): Promise<VendorRegistrationHarness> {
  const parties = given ?? (await createParties());
  const clock = createTestClock(start);
  const assistance = createAssistanceLink(parties, clock);
  const subgraph = await createVendorRegistration({
    location: { kind: 'sqlite', directory: parties.directory, synchronous: 'NORMAL' },
    signer: parties.signer(VENDOR_REGISTRATION_SUBGRAPH),
    trust: parties.trust,
    clock,
    log: silentLog,
    mutualAssistance: assistance,
    registries: new Map(),
    ...data,
  });
  const link = createInProcessLink(subgraph);
  const ask: VendorRegistrationHarness['ask'] = (caller, query, variables) =>
    askSubgraph(parties, VENDOR_REGISTRATION_SUBGRAPH, link, clock, caller, query, variables);
  return {
    parties,
    clock,
    assistance,
    link,
    databaseFile: join(parties.directory, `${VENDOR_REGISTRATION_SUBGRAPH}.sqlite`),
    pull: () => subgraph.pullRegistryEvents(),
    ask,
    async data<Data>(caller: Caller, query: string, variables?: Readonly<Record<string, unknown>>) {
      const { data, errors } = await ask<Data>(caller, query, variables);
      if (errors !== undefined || data === undefined || data === null) throw new TypeError(JSON.stringify(errors));
      return data;
    },
    stop: () => subgraph.stop(),
  };
}

export const EU = callerOf('EU');
export const NORWAY = callerOf('NO');

/** What most tests look at. */
export interface RegistrationAnswer {
  readonly id: string;
  readonly number: string | null;
  readonly status: string;
  readonly version: number;
  readonly vendor: { readonly id: string };
}

const FIELDS = 'id number status version vendor { id }';

let applications = 0;

/** Input of an application of a vendor that no other test has. */
export function applicationInput(change: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  applications += 1;
  return {
    legalName: `Vendor ${applications} Co., Ltd.`,
    establishedIn: 'CN',
    tin: `CN${String(4_400_000_000 + applications)}`,
    stakeholder: 'E_VENDOR',
    businessModel: 'FULFILMENT_OFFSHORE',
    representative: 'DE1234567',
    contactEmail: 'tax@vendor.example',
    idempotencyKey: `application-${applications}`,
    ...change,
  };
}

/** Applies and gives the registration. */
export async function apply(
  harness: VendorRegistrationHarness,
  caller: Caller,
  input: Readonly<Record<string, unknown>> = applicationInput(
    caller.administration === 'EU' ? {} : { representative: null },
  ),
): Promise<RegistrationAnswer> {
  const { applyForVendorRegistration } = await harness.data<{ applyForVendorRegistration: RegistrationAnswer }>(
    caller,
    `mutation($input: VendorApplicationInput!) { applyForVendorRegistration(input: $input) { ${FIELDS} } }`,
    { input },
  );
  return applyForVendorRegistration;
}

/** Arguments of each step besides registration and version. */
export const STEP_ARGUMENTS: Readonly<Record<string, string>> = {
  requestVendorInformation: ', question: "question"',
  supplyVendorInformation: ', answer: "answer"',
  requestExporterValidation: ', criteria: [A_DEMONSTRATED_COMPLIANCE]',
  approveVendorRegistration: '',
  refuseVendorRegistration: ', remark: "reason"',
  suspendVendorRegistration: ', remark: "reason"',
  reinstateVendorRegistration: ', remark: "reason"',
  deregisterVendor: ', remark: "reason"',
};

/** Takes a step and gives the whole answer. */
export function step(
  harness: VendorRegistrationHarness,
  caller: Caller,
  action: string,
  { id, version }: { readonly id: string; readonly version: number },
): Promise<SubgraphAnswer<{ readonly changed: RegistrationAnswer }>> {
  const query = `mutation($id: ID!, $version: Int!) {
    changed: ${action}(registrationId: $id, version: $version${STEP_ARGUMENTS[action]}) { ${FIELDS} }
  }`;
  return harness.ask(caller, query, { id, version });
}

/** Takes a step that succeeds. */
export async function take(
  harness: VendorRegistrationHarness,
  caller: Caller,
  action: string,
  registration: { readonly id: string; readonly version: number },
): Promise<RegistrationAnswer> {
  const { data, errors } = await step(harness, caller, action, registration);
  if (data === undefined || data === null) throw new TypeError(JSON.stringify(errors));
  return data.changed;
}
