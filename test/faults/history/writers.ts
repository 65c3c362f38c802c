import {
  MUTUAL_ASSISTANCE_SUBGRAPH,
  RECOGNITION_SUBGRAPH,
  registrySubgraph,
  VENDOR_REGISTRATION_SUBGRAPH,
} from '../../../schema/contract/subgraph-names.ts';
import type { Client, TimedAnswer } from './client.ts';
import type { Home } from './federation-processes.ts';
import { type Created, type Journal, subjectOf, type Value } from './journal.ts';
import type { Pair } from './pairs.ts';

const STANDING = 'query ($tin: TIN!) { operator(tin: $tin) { version record { authorizations { number status } } } }';
const CONSENT = `mutation ($tin: TIN!, $destination: ID!, $given: Boolean!, $id: String!) {
  setConsent(tin: $tin, destination: $destination, given: $given, evidence: $id) { version } }`;
const act = (name: string, why: string) => `mutation ($number: ID!, $version: Int!, $id: String!) {
  ${name}(number: $number, version: $version, ${why}: $id) { version } }`;
/** How each status is reached. */
const ACTS = {
  SUSPENDED: act('suspendAuthorization', 'ground'),
  AUTHORISED: act('reinstateAuthorization', 'remark'),
  REVOKED: act('revokeAuthorization', 'ground'),
} as const;
const STOP = 'mutation ($tin: TIN!, $id: String!) { suspendBenefits(tin: $tin, remark: $id) { tin } }';
const GIVE_BACK = 'mutation ($tin: TIN!, $id: String!) { reinstateBenefits(tin: $tin, remark: $id) { tin } }';
const APPLY = 'mutation ($input: VendorApplicationInput!) { made: applyForVendorRegistration(input: $input) { id } }';
const SUBMIT = 'mutation ($input: AssistanceRequestInput!) { made: submitAssistanceRequest(input: $input) { id } }';

/** So few are revoked, since nothing follows. */
const REVOCATIONS = 0.002;

interface Standing {
  /** Null: the registry could not look. */
  readonly operator: {
    readonly version: number;
    readonly record: { readonly authorizations: readonly { readonly number: string; readonly status: Value }[] };
  } | null;
}

/** An officer of a registry, who alone changes its operators: status and consent, as chance gives. */
export function changeOperators(client: Client, home: Home, pairs: readonly Pair[], journal: Journal): Promise<void> {
  const own = pairs.filter((pair) => pair.home === home);
  const consents = new Map<string, boolean>();
  const needs = [registrySubgraph(home)];
  return client.repeat(async () => {
    const { tin, asking } = client.pick(own);
    const id = crypto.randomUUID();
    if (client.random() < 0.3) {
      const subject = subjectOf('CONSENT', tin, asking);
      const given = !(consents.get(subject) ?? true);
      consents.set(subject, given);
      const answer = await client.officer(home, CONSENT, { tin, destination: asking, given, id });
      journal.writes.push({
        fact: 'CONSENT',
        subject,
        id,
        value: given ? 'GIVEN' : 'WITHDRAWN',
        needs,
        ...timesOf(answer),
      });
      return;
    }
    const { data } = await client.officer<Standing>(home, STANDING, { tin });
    const operator = data?.operator ?? null;
    const [authorization] = operator?.record.authorizations ?? [];
    if (operator === null || authorization === undefined || authorization.status === 'REVOKED') return;
    const reversed = authorization.status === 'AUTHORISED' ? 'SUSPENDED' : 'AUTHORISED';
    const value = client.random() < REVOCATIONS ? 'REVOKED' : reversed;
    const { number } = authorization;
    const answer = await client.officer(home, ACTS[value], { number, version: operator.version, id });
    journal.writes.push({ fact: 'STATUS', subject: tin, id, value, needs, ...timesOf(answer) });
  });
}

/** An officer of the asking side, who alone stops benefits there and gives them back. */
export function changeBenefits(
  client: Client,
  asking: string,
  pairs: readonly Pair[],
  journal: Journal,
): Promise<void> {
  const own = pairs.filter((pair) => pair.asking === asking);
  const stopped = new Map<string, boolean>();
  return client.repeat(async () => {
    const { tin } = client.pick(own);
    const id = crypto.randomUUID();
    const stops = !(stopped.get(tin) ?? false);
    const answer = await client.ask(asking, stops ? STOP : GIVE_BACK, { tin, id });
    stopped.set(tin, stops);
    const needs = [RECOGNITION_SUBGRAPH, answer.door];
    const value = stops ? 'STOPPED' : 'GRANTED';
    journal.writes.push({
      fact: 'BENEFITS',
      subject: subjectOf('BENEFITS', tin, asking),
      id,
      value,
      needs,
      ...timesOf(answer),
    });
  });
}

interface Made {
  readonly asking: string;
  readonly query: string;
  readonly service: string;
  input(id: string): object;
}

const MAKES: Readonly<Record<Created, Made>> = {
  VENDOR: {
    asking: 'AU',
    query: APPLY,
    service: VENDOR_REGISTRATION_SUBGRAPH,
    input: (id) => ({
      legalName: id,
      establishedIn: 'KR',
      stakeholder: 'E_VENDOR',
      businessModel: 'SELF_RUN',
      contactEmail: 'duty@vendor.example',
      idempotencyKey: id,
    }),
  },
  ASSISTANCE: {
    asking: 'EU',
    query: SUBMIT,
    service: MUTUAL_ASSISTANCE_SUBGRAPH,
    input: (id) => ({
      requested: 'CN',
      kind: 'RECORDS_AND_DOCUMENTS',
      agreement: 'CN-EU-CCMAA-2004',
      reason: id,
      facts: 'None so far',
      purpose: 'RISK_ASSESSMENT',
      subjectTin: 'CN3302158052',
      questions: ['Is it written down?'],
      idempotencyKey: id,
    }),
  },
};

/** Who makes something new, and tries again under the same key until it is answered. */
export function makeNew(client: Client, created: Created, journal: Journal): Promise<void> {
  const { asking, query, service, input } = MAKES[created];
  let open: string | undefined;
  return client.repeat(async () => {
    const id = open ?? crypto.randomUUID();
    const answer = await client.ask(asking, query, { input: input(id) });
    open = answer.ending === 'UNKNOWN' ? id : undefined;
    journal.creations.push({ created, id, needs: [service, answer.door], ...timesOf(answer) });
  });
}

function timesOf({ began, ended, ending }: TimedAnswer<unknown>) {
  return { began, ended, ending };
}
