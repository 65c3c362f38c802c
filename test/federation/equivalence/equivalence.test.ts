import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { GATEWAY_SCOPES, type Scope } from '../../../schema/contract/scopes.ts';
import type { PurposeOfUse } from '../../../schema/contract/vocabulary.ts';
import { CHINESE_E_VENDOR, EU_FULFILMENT_CENTRE } from '../../../scripts/seed/worth-asking.ts';
import { GATEWAY } from '../../../scripts/start/trust-store.ts';
import { startFederation, type TestFederation } from '../../support/federation.ts';
import { callerOf, createTestClock } from '../../support/parties.ts';
import { type EngineAnswer, type OtherEngine, startApolloGateway } from './apollo-gateway.ts';
import { documentedPurpose } from './documented-purpose.ts';
import { supportedVendor } from './supported-vendor.ts';

const SCHEMA = new URL('../../../schema/', import.meta.url);
const OPERATIONS = readdirSync(new URL('operations/', SCHEMA)).filter((name) => name.endsWith('.graphql'));

/** Operations on what an administration has of its own; the European Union has some in this test. */
const OF_THE_UNION = [
  'assistance-requests.graphql',
  'collection-schemes.graphql',
  'through-whom.graphql',
  'vendor-registrations.graphql',
  'vendor-with-everything.graphql',
];

/** New in every answer. Instants are not: the clock of this test stands still. */
const NEW_EACH_TIME = /"(consultationNumber|receipt|attestation|medianLatencyMs)":("[^"]*"|\d[^,}]*)/g;

/** Every field of a decision, and what a client may look into beside it. */
const WHOLE_DECISIONS = `query WholeDecisions($questions: [RecognitionQuestion!]!) {
  recognitions(questions: $questions) {
    reference tin problem
    operator { __typename tin administration { code } record { legalName authorizations { number type status } } }
    decision {
      outcome reasons basis factsAsOf notices nextStep retryAfterSeconds consultationNumber receipt attestation
      evaluated { role mode on nameCompared }
      benefits { code title }
      arrangement { id version coverage { authorising { code } recognising { code } inForceFrom } }
      assistance { requested kind agreement subjectTin criteria }
    }
  }
}`;

const MIXED_QUESTIONS = [
  { tin: 'KR7628191710', role: 'EXPORTER', reference: 'silent in the second part' },
  { tin: 'KR7628191710', role: 'CUSTOMS_BROKER' },
  { tin: 'KR1108138888', role: 'EXPORTER', reference: 'silent as well' },
  { tin: 'DE9086628', role: 'MANUFACTURER', mode: 'SEA' },
  { tin: 'DE9086628', role: 'MANUFACTURER', on: '2011-01-01T00:00:00Z' },
  { tin: 'DE9086628', role: 'MANUFACTURER', on: '2031-01-01T00:00:00Z', reference: 'in the future' },
  { tin: 'DE9086628', role: 'MANUFACTURER', declaredName: 'Somebody Else GmbH' },
  { tin: 'CN3302158052', role: 'EXPORTER' },
  { tin: 'TW90000001', role: 'EXPORTER' },
  { tin: 'BR11222333000181', role: 'EXPORTER' },
  { tin: 'EL123456789', role: 'EXPORTER' },
];

interface Asked {
  readonly administration: string;
  readonly purpose?: PurposeOfUse;
  readonly scopes?: readonly Scope[];
  readonly variables?: Readonly<Record<string, unknown>>;
}

let federation: TestFederation;
let apollo: OtherEngine;
let vendorId: string;

beforeAll(async () => {
  const clock = createTestClock();
  federation = await startFederation({ clock });
  const { links, trustStore } = federation.embedded;
  apollo = await startApolloGateway({
    supergraph: readFileSync(new URL('supergraph.graphql', SCHEMA), 'utf8'),
    links,
    signer: trustStore.signerOf(GATEWAY),
    clock,
  });
  vendorId = await supportedVendor(federation);
});

afterAll(async () => {
  await apollo.stop();
  await federation.stop();
});

function documented(name: string): string {
  return readFileSync(new URL(`operations/${name}`, SCHEMA), 'utf8');
}

/** The same question through both engines. */
async function askBoth(query: string, { administration, variables = {}, ...asked }: Asked) {
  const { purpose = 'IMPORT_CLEARANCE', scopes = GATEWAY_SCOPES } = asked;
  const ours = await federation.ask(administration, query, variables, { purpose, scopes });
  const theirs = await apollo.ask(callerOf(administration, { purpose, scopes }), query, variables);
  return { ours, theirs };
}

function dataOf({ data }: Pick<EngineAnswer, 'data'>): unknown {
  return JSON.parse(JSON.stringify(data).replaceAll(NEW_EACH_TIME, '"$1":"…"'));
}

function errorsOf({ errors }: Pick<EngineAnswer, 'errors'>): string[] {
  return errors.map(({ path, extensions }) => `${path?.join('.')} ${String(extensions?.code)}`).sort();
}

function expectEqual({ ours, theirs }: Awaited<ReturnType<typeof askBoth>>): void {
  expect(dataOf(ours)).toEqual(dataOf(theirs));
  expect(errorsOf(ours)).toEqual(errorsOf(theirs));
}

describe('through our gateway and through Apollo Gateway', () => {
  test('there are at least ten documented operations to compare', () => {
    expect(OPERATIONS.length).toBeGreaterThanOrEqual(10);
    expect(OPERATIONS).toEqual(expect.arrayContaining(OF_THE_UNION));
  });

  test.each(OPERATIONS)('%s gives equal answers', async (name) => {
    const administration = OF_THE_UNION.includes(name) ? 'EU' : 'JP';
    const purpose = documentedPurpose(documented(name));
    const answers = await askBoth(documented(name), { administration, purpose });
    expectEqual(answers);
    if (name !== 'vendor-with-everything.graphql') {
      expect(Object.values(answers.ours.data).every((value) => value !== null && JSON.stringify(value) !== '[]')).toBe(
        true,
      );
    }
  });

  test('a vendor that a centre has on file gives equal answers: recognition, vendor registration, the centre’s registry', async () => {
    const register = `mutation { registerRepresentedVendors(tin: "${EU_FULFILMENT_CENTRE.tin}", vendors: [
      { name: "Ningbo", establishedIn: "CN", tin: "${CHINESE_E_VENDOR.tin}", from: "2026-01-01" }]) { written } }`;
    expect((await federation.askOfficer('EU', register)).errors).toEqual([]);
    const ask = () => askBoth(documented('through-whom.graphql'), { administration: 'EU' });
    const centre = { tin: EU_FULFILMENT_CENTRE.tin, record: { authorizations: [{ status: 'AUTHORISED' }] } };
    await expect
      .poll(async () => (await ask()).ours.data, { timeout: 10_000 })
      .toMatchObject({
        recognitions: [{ operator: { representedThrough: [{ source: 'REGISTRY', representative: centre }] } }],
      });
    expectEqual(await ask());
  });

  test('a vendor with everything gives equal answers: four subgraphs, and two services of the hub after one another', async () => {
    const answers = await askBoth(documented('vendor-with-everything.graphql'), {
      administration: 'EU',
      purpose: 'VENDOR_REGISTRATION',
      variables: { id: vendorId },
    });
    expect(answers.ours.errors).toEqual([]);
    expect(answers.ours.data).toMatchObject({
      foreignVendor: {
        registrations: [{ representative: { record: { legalName: expect.any(String) } } }],
        assistanceRequests: [{ response: { outcome: 'CONFIRMED' } }],
        operator: { record: { authorizations: [{ status: 'AUTHORISED' }] }, recognition: { outcome: 'RECOGNISED' } },
      },
    });
    expectEqual(answers);
  });

  test('every field of a decision is equal, and a question that cannot be put has its error on its own row', async () => {
    const answers = await askBoth(WHOLE_DECISIONS, { administration: 'JP', variables: { questions: MIXED_QUESTIONS } });
    expect(errorsOf(answers.ours)).toEqual(['recognitions.5.decision BAD_USER_INPUT']);
    expectEqual(answers);
  });

  test.each<[string, readonly Scope[]]>([
    ['operator-in-depth.graphql', ['recognition:ask']],
    ['consignment-batch.graphql', ['operator:read']],
    ['vendor-registrations.graphql', ['recognition:ask']],
  ])('%s without the scope that it needs is refused alike', async (name, scopes) => {
    const answers = await askBoth(documented(name), { administration: 'JP', scopes });
    expect(errorsOf(answers.ours).join()).toContain('FORBIDDEN');
    expectEqual(answers);
  });

  // Apollo Gateway counts the entities of each type by themselves, so that a list of several types gets errors on rows
  // that have none; ours names the rows.
  test('of a list of several types the data are equal, and our gateway has each error on its own row', async () => {
    const { ours, theirs } = await askBoth(documented('operators-with-national-fields.graphql'), {
      administration: 'JP',
      scopes: ['recognition:ask'],
    });
    expect(dataOf(ours)).toEqual(dataOf(theirs));
    expect(errorsOf(ours)).toEqual([
      'operators.0.bondedTransporter FORBIDDEN',
      'operators.0.record FORBIDDEN',
      'operators.1.eori FORBIDDEN',
      'operators.1.record FORBIDDEN',
      'operators.2 TIN_MALFORMED',
      'operators.3.record FORBIDDEN',
    ]);
    const codes = ({ errors }: Pick<EngineAnswer, 'errors'>) =>
      errors.map(({ extensions }) => String(extensions?.code)).sort();
    expect(codes(ours)).toEqual(codes(theirs));
  });
});

// From here on the registry of Korea is silent.
describe('with one registry silent', () => {
  beforeAll(() => federation.silence('KR'));

  test('the recognitions of a consignment are equal, and the rows of the other administrations whole', async () => {
    const answers = await askBoth(documented('consignment-batch.graphql'), { administration: 'JP' });
    expect(dataOf(answers.ours)).toEqual(dataOf(answers.theirs));
    const { recognitions } = answers.theirs.data as { recognitions: { decision: { outcome: string } | null }[] };
    expect(recognitions.map(({ decision }) => decision?.outcome)).toEqual([
      'UNDETERMINED',
      'RECOGNISED',
      'UNDETERMINED',
      undefined,
      undefined,
      'NOT_RECOGNISED',
      'UNDETERMINED',
      'UNDETERMINED',
    ]);
  });

  test('every field of a decision is equal, the operator beside it included', async () => {
    const { ours, theirs } = await askBoth(WHOLE_DECISIONS, {
      administration: 'JP',
      variables: { questions: MIXED_QUESTIONS },
    });
    expect(dataOf(ours)).toEqual(dataOf(theirs));
    expect(errorsOf(ours)).toEqual([
      'recognitions.0.operator REGISTRY_UNAVAILABLE',
      'recognitions.1.operator REGISTRY_UNAVAILABLE',
      'recognitions.2.operator REGISTRY_UNAVAILABLE',
      'recognitions.5.decision BAD_USER_INPUT',
    ]);
  });

  // What Apollo Gateway does not do as ours does: it tells of the silence without a place, and an operator whose
  // `recognition` is asked for is null as a whole, since that field is never null and its statement did not come.
  test('Apollo Gateway names neither row nor administration, where our gateway names both', async () => {
    const { ours, theirs } = await askBoth(documented('operators-with-national-fields.graphql'), {
      administration: 'JP',
    });
    expect(dataOf(ours)).toEqual(dataOf(theirs));
    expect(errorsOf(ours)).toEqual(['operators.0 REGISTRY_UNAVAILABLE', 'operators.2 TIN_MALFORMED']);
    expect(errorsOf(theirs)).toEqual(['operators.2 TIN_MALFORMED', 'undefined INTERNAL_SERVER_ERROR']);
  });

  test('of operators with their recognition Apollo Gateway nulls the silent rows, and answers the others equally', async () => {
    const { ours, theirs } = await askBoth(
      `query Silent($tins: [String!]!) {
        operators(tins: $tins) { tin record { legalName } recognition(role: MANUFACTURER) { outcome reasons } }
      }`,
      { administration: 'JP', variables: { tins: ['KR7628191710', 'DE9086628', 'US14013538'] } },
    );
    const [silent, ...others] = (ours.data as { operators: object[] }).operators;
    expect(silent).toEqual({
      tin: 'KR7628191710',
      record: null,
      recognition: { outcome: 'UNDETERMINED', reasons: ['REGISTRY_UNAVAILABLE'] },
    });
    expect(theirs.data).toEqual({ operators: [null, ...others] });
    expect(others).toMatchObject([{ tin: 'DE9086628' }, { tin: 'US14013538' }]);
  });
});
