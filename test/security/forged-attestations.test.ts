import { createHmac } from 'node:crypto';
import { decodeJwt } from 'jose';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { ATTESTATION_TYPE, type AttestedOperator } from '../../schema/contract/attestation.ts';
import { CALLER_ASSERTION_HEADER } from '../../schema/contract/caller.ts';
import { RECEIPT_TYPE } from '../../schema/contract/receipt.ts';
import { LinkFailure, type SubgraphLink } from '../../schema/link/subgraph-link.ts';
import {
  EU_CUSTOMS_BROKER,
  EU_MANUFACTURER,
  KOREAN_EXPORTER,
  KOREAN_EXPORTER_REVOKED,
  NO_ARRANGEMENT,
  UNKNOWN_OPERATOR,
} from '../../scripts/seed/worth-asking.ts';
import { startFederation, type TestFederation } from '../support/federation.ts';
import { alteredAt, type Claims, compact, type Forgery, forgingLink, type Pen, penOf, strangersKey } from './forger.ts';

const QUERY = `query Forged($questions: [RecognitionQuestion!]!, $tins: [String!]!, $role: OperatorRoleInput!) {
  recognitions(questions: $questions) { decision { ...Decided } }
  operators(tins: $tins) { recognition(role: $role) { ...Decided } }
}
fragment Decided on RecognitionDecision { outcome reasons basis attestation nextStep receipt benefits { code } }`;

interface Decision {
  readonly outcome: string;
  readonly reasons: readonly string[];
  readonly basis: string;
  readonly attestation: string | null;
  readonly nextStep: string;
  readonly receipt: string;
  readonly benefits: readonly { readonly code: string }[];
}
interface Data {
  readonly recognitions: readonly { readonly decision: Decision }[];
  readonly operators: readonly { readonly recognition: Decision }[];
}

/** A yes, a no, and one about which the registry says the same as about a withheld one. */
const ASKED = [KOREAN_EXPORTER.tin, KOREAN_EXPORTER_REVOKED.tin, UNKNOWN_OPERATOR.tin];

let federation: TestFederation;
let korea: Pen;
let unitedStates: Pen;
let recognition: Pen;
let kid: string;
const stranger = strangersKey();
const honest: Forgery = ({ jws }) => jws;
let forgery: Forgery = honest;
const models = new Map<string, AttestedOperator>();

beforeAll(async () => {
  federation = await startFederation();
  const { dataDirectory, embedded } = federation;
  kid = embedded.trustStore.signerOf('registry-kr').kid;
  korea = await penOf(dataDirectory, 'registry-kr');
  unitedStates = await penOf(dataDirectory, 'registry-us');
  recognition = await penOf(dataDirectory, 'recognition');
  for (const code of ['KR', 'EU']) federation.replaceRegistry(code, (real) => forgingLink(real, () => forgery));
  await keepModel('JP', KOREAN_EXPORTER.tin, KOREAN_EXPORTER.role);
  await keepModel('JP', EU_MANUFACTURER.tin, EU_MANUFACTURER.role);
});

afterAll(() => federation.stop());

afterEach(() => {
  forgery = honest;
});

async function decisionsOf(asking: string, tins: readonly string[], role = 'EXPORTER'): Promise<Decision[]> {
  const { status, data, errors } = await federation.ask<Data>(asking, QUERY, {
    questions: tins.map((tin) => ({ tin, role })),
    tins,
    role,
  });
  expect(status).toBe(200);
  expect(errors).toEqual([]);
  return [...data.recognitions.map(({ decision }) => decision), ...data.operators.map((row) => row.recognition)];
}

/** Signs altered claims with the registry’s own key: all but the alteration is right. */
function saying(alter: (claims: Claims) => Claims): Forgery {
  return ({ claims }) => korea(alter(claims), { kid });
}

/** Claims about an operator with the history given; where the registry said that there is none, about one like the model. */
function withHistory(claims: Claims, history: readonly object[]): Claims {
  const operator = (claims['operator'] ?? { ...models.get(String(claims.iss)), tin: claims.sub }) as AttestedOperator;
  const authorizations = operator.authorizations.map((one) => ({ ...one, history }));
  return { ...claims, statement: 'OPERATOR', operator: { ...operator, authorizations } };
}

/** What the registry honestly says of one operator, to make up others like it. */
async function keepModel(asking: string, tin: string, role: string): Promise<void> {
  const { iss, operator } = decodeJwt(String((await decisionsOf(asking, [tin], role))[0]?.attestation)) as Claims;
  models.set(String(iss), operator as AttestedOperator);
}

function pastBy(seconds: number, claims: Claims): Claims {
  return { ...claims, iat: Number(claims.iat) - seconds, exp: Number(claims.exp) - seconds };
}

function headerOf(jws: string): string {
  return jws.split('.')[0] ?? '';
}

function partAltered(jws: string, part: 0 | 1 | 2): string {
  return jws
    .split('.')
    .map((text, index) => (index === part ? alteredAt(text, 500) : text))
    .join('.');
}

const FORGERIES: Readonly<Record<string, Forgery>> = {
  'signed by another registry': ({ claims }) =>
    unitedStates(claims, { kid: federation.embedded.trustStore.signerOf('registry-us').kid }),
  'signed by another registry in its own name': ({ claims }) =>
    unitedStates(
      { ...claims, iss: 'urn:aeo:registry:US' },
      { kid: federation.embedded.trustStore.signerOf('registry-us').kid },
    ),
  'signed by another registry under the key id of this one': ({ claims }) => unitedStates(claims, { kid }),
  'signed by a service of the hub': ({ claims }) =>
    recognition(claims, { kid: federation.embedded.trustStore.signerOf('recognition').kid }),
  'signed by a key that is not in the trust list': ({ claims }) => stranger.pen(claims, { kid: 'strangers-key' }),
  'signed by a strange key under the key id of the registry': ({ claims }) => stranger.pen(claims, { kid }),
  'signed by a strange key that it brings along': ({ claims }) =>
    stranger.pen(claims, { kid, jwk: stranger.publicJwk, jku: 'http://127.0.0.1/registries/KR/.well-known/jwks.json' }),
  'of another issuer': saying((claims) => ({ ...claims, iss: 'urn:aeo:registry:US' })),
  'for another audience': saying((claims) => ({ ...claims, aud: 'urn:aeo:administration:US' })),
  'for no audience': saying(({ aud: _aud, ...claims }) => claims),
  'for another purpose': saying((claims) => ({ ...claims, purpose: 'AUDIT' })),
  'for another request': saying((claims) => ({ ...claims, requestId: 'another-request' })),
  'about another operator': ({ all, index }) => all[(index + 1) % all.length],
  'of an operator that has another identifier': saying((claims) => ({ ...claims, sub: 'KR4238133310' })),
  'without an identifier': saying(({ sub: _sub, ...claims }) => claims),
  'a caller assertion in its place': ({ request }) => request.headers[CALLER_ASSERTION_HEADER],
  'a caller assertion of its own make': ({ claims }) => korea(claims, { kid, typ: 'aeo-caller+jwt' }),
  'a receipt of its own make': ({ claims }) => korea(claims, { kid, typ: RECEIPT_TYPE }),
  'of the type of any token': ({ claims }) => korea(claims, { kid, typ: 'JWT' }),
  'of no type': ({ claims }) => korea(claims, { kid, typ: undefined }),
  expired: saying((claims) => pastBy(120, claims)),
  'issued long ago, with a long life': saying((claims) => ({
    ...claims,
    iat: Number(claims.iat) - 7_200,
    exp: Number(claims.exp) + 7_200,
  })),
  'issued in the future': saying((claims) => pastBy(-3_600, claims)),
  'without an expiry': saying(({ exp: _exp, ...claims }) => claims),
  'without an instant of issue': saying(({ iat: _iat, ...claims }) => claims),
  'without an identifier of its own': saying(({ jti: _jti, ...claims }) => claims),
  'altered in one byte of its header': ({ jws }) => partAltered(jws, 0),
  'altered in one byte of its claims': ({ jws }) => partAltered(jws, 1),
  'altered in one byte of its signature': ({ jws }) => partAltered(jws, 2),
  'without its signature': ({ jws }) => `${jws.split('.').slice(0, 2).join('.')}.`,
  'with the signature of another': ({ jws, all, index }) =>
    `${jws.split('.').slice(0, 2).join('.')}.${all[(index + 1) % all.length]?.split('.')[2]}`,
  'of alg none': ({ claims }) => compact({ alg: 'none', typ: ATTESTATION_TYPE, kid }, claims),
  'of alg none, with a signature': ({ claims, jws }) =>
    `${compact({ alg: 'none', typ: ATTESTATION_TYPE, kid }, claims)}${jws.split('.')[2]}`,
  'of a secret made of the public key': ({ claims }) => {
    const unsigned = compact({ alg: 'HS256', typ: ATTESTATION_TYPE, kid }, claims).slice(0, -1);
    const secret = String(federation.embedded.trustStore.signerOf('registry-kr').publicJwk.x);
    return `${unsigned}.${createHmac('sha256', secret).update(unsigned).digest('base64url')}`;
  },
  'without a key id': ({ claims }) => korea(claims),
  'with a demand that nobody knows': ({ claims }) => stranger.pen(claims, { kid, crit: ['exp-2'], 'exp-2': 1 }),
  'of a contract version that nobody knows': saying((claims) => ({ ...claims, contractVersion: '2.0' })),
  'of no contract version': saying(({ contractVersion: _version, ...claims }) => claims),
  'with a status that nobody knows': saying((claims) =>
    withHistory(claims, [{ status: 'HALF_SUSPENDED', effectiveFrom: '2020-01-01T00:00:00.000Z' }]),
  ),
  'with a status that holds from no instant': saying((claims) =>
    withHistory(claims, [{ status: 'AUTHORISED', effectiveFrom: 'always' }]),
  ),
  'with a statement that nobody knows': saying((claims) => ({ ...claims, statement: 'PROBABLY' })),
  'with a statement about an operator, and no operator': saying((claims) => ({
    ...claims,
    statement: 'OPERATOR',
    operator: null,
  })),
  'of a megabyte of signed names': saying((claims) => {
    const named = withHistory(claims, [{ status: 'AUTHORISED', effectiveFrom: '2020-01-01T00:00:00.000Z' }]);
    return { ...named, operator: { ...(named['operator'] as object), tradingNames: ['x'.repeat(1_000_000)] } };
  }),
  'of a megabyte of nothing': () => 'x'.repeat(1_000_000),
  'of dots': ({ jws }) => `${headerOf(jws)}....`,
  'of no characters': () => '',
  'of other characters': () => 'This is an attestation, I swear.',
  'a number': () => 42,
  'a yes': () => true,
  'an object': ({ jws }) => ({ jws }),
  'a list': ({ jws }) => [jws],
};

describe('the attestations that the forger starts from', () => {
  const outcomes = ['RECOGNISED', 'NOT_RECOGNISED', 'NOT_RECOGNISED'];

  test('are believed as they are', async () => {
    const decisions = await decisionsOf('JP', ASKED);
    expect(decisions.map(({ outcome }) => outcome)).toEqual([...outcomes, ...outcomes]);
    expect(decisions.map(({ basis }) => basis)).toEqual(Array.from({ length: 6 }, () => 'LIVE'));
  });

  test('are believed when the forger signs the same claims with the same key: the alteration alone makes the difference', async () => {
    forgery = saying((claims) => claims);
    const decisions = await decisionsOf('JP', ASKED);
    expect(decisions.map(({ outcome }) => outcome)).toEqual([...outcomes, ...outcomes]);
    forgery = saying((claims) =>
      withHistory(claims, [{ status: 'AUTHORISED', effectiveFrom: '2020-01-01T00:00:00.000Z' }]),
    );
    const believed = await decisionsOf('JP', ASKED);
    expect(believed.map(({ outcome, reasons }) => [outcome, ...reasons])).toEqual(believed.map(() => ['RECOGNISED']));
  });
});

/** Neither a yes nor a no was taken from it, and the proof says so. */
function expectUndetermined(decisions: readonly Decision[]): void {
  expect(decisions).toHaveLength(6);
  for (const { receipt, ...decision } of decisions) {
    expect(decision).toEqual({
      outcome: 'UNDETERMINED',
      reasons: ['ATTESTATION_INVALID'],
      basis: 'NONE',
      attestation: null,
      nextStep: 'RETRY_LATER',
      benefits: [],
    });
    expect(decodeJwt(receipt)).toMatchObject({ outcome: 'UNDETERMINED', basis: 'NONE', attestation: null });
  }
}

describe('an attestation', () => {
  test.each(Object.entries(FORGERIES))('%s decides nothing', async (_name, forged) => {
    forgery = forged;
    expectUndetermined(await decisionsOf('JP', ASKED));
  });

  test('signed by a key that the registry’s own key set shows in the place of the pinned one decides nothing', async () => {
    const registry = federation.embedded.registries.get('KR');
    if (registry === undefined) throw new TypeError('there is no registry of KR');
    const { publishedKeys } = registry;
    const swapped = { ...stranger.publicJwk, kid, alg: 'EdDSA', use: 'sig' };
    Object.assign(registry, { publishedKeys: () => [swapped] });
    try {
      const published = await fetch(`${federation.url}/registries/KR/.well-known/jwks.json`);
      expect(await published.json()).toEqual({ keys: [swapped] });
      forgery = ({ claims }) => stranger.pen(claims, { kid });
      expectUndetermined(await decisionsOf('JP', ASKED));
    } finally {
      Object.assign(registry, { publishedKeys });
    }
  });

  test('that is a receipt about the same operator decides nothing', async () => {
    const receipts = (await decisionsOf('JP', ASKED)).map(({ receipt }) => receipt);
    forgery = ({ index }) => receipts[index];
    expectUndetermined(await decisionsOf('JP', ASKED));
  });

  test('that is replayed from the request before decides nothing', async () => {
    const before = (await decisionsOf('JP', ASKED)).map(({ attestation }) => attestation);
    expect(before.every((jws) => jws !== null)).toBe(true);
    forgery = ({ index }) => before[index];
    expectUndetermined(await decisionsOf('JP', ASKED));
  });

  test('that another administration asked for decides nothing', async () => {
    const unitedStatesOwn = (await decisionsOf('US', ASKED)).map(({ attestation }) => attestation);
    forgery = ({ index }) => unitedStatesOwn[index];
    expectUndetermined(await decisionsOf('JP', ASKED));
  });
});

const refusing = saying((claims) => ({ ...claims, statement: 'REFUSED', operator: null }));

describe('a registry that refuses, signed', () => {
  test('is no “no”: REGISTRY_REFUSED, undetermined, on its own statement', async () => {
    forgery = refusing;
    for (const decision of await decisionsOf('JP', ASKED)) {
      expect(decision).toMatchObject({
        outcome: 'UNDETERMINED',
        reasons: ['REGISTRY_REFUSED'],
        basis: 'LIVE',
        benefits: [],
      });
      expect(decodeJwt(String(decision.attestation))['statement']).toBe('REFUSED');
    }
  });
});

describe('what the hub knows by itself stays a no', () => {
  let europe: Pen;
  let europeanKid: string;
  beforeAll(async () => {
    europe = await penOf(federation.dataDirectory, 'registry-eu');
    europeanKid = federation.embedded.trustStore.signerOf('registry-eu').kid;
    const { errors } = await federation.ask(
      'JP',
      'mutation Suspend($tin: TIN!) { suspendBenefits(tin: $tin, remark: "Doubts about the seal") { tin } }',
      { tin: EU_MANUFACTURER.tin },
    );
    expect(errors).toEqual([]);
  });

  const authorised = { status: 'AUTHORISED', effectiveFrom: '2010-01-01T00:00:00.000Z' };
  const sign =
    (alter: (claims: Claims) => Claims): Forgery =>
    ({ claims }) =>
      europe(alter(claims), { kid: europeanKid });

  /** What the registry may say; null: nothing at all. */
  const voices: readonly (readonly [string, Forgery | null])[] = [
    ['honestly', honest],
    ['a signed yes', sign((claims) => withHistory(claims, [authorised]))],
    ['a signed no', sign((claims) => ({ ...claims, statement: 'UNKNOWN_OR_NOT_DISCLOSED', operator: null }))],
    ['a signed refusal', sign((claims) => ({ ...claims, statement: 'REFUSED', operator: null }))],
    ['a forged yes', ({ claims }) => stranger.pen(withHistory(claims, [authorised]), { kid: europeanKid })],
    ['rubbish', () => 'rubbish'],
    ['nothing', null],
  ];
  const facts = [
    [NO_ARRANGEMENT.asking, NO_ARRANGEMENT.tin, NO_ARRANGEMENT.role, 'NO_ARRANGEMENT'],
    [EU_CUSTOMS_BROKER.asking, EU_CUSTOMS_BROKER.tin, EU_CUSTOMS_BROKER.role, 'ROLE_NOT_COVERED'],
    ['JP', EU_MANUFACTURER.tin, EU_MANUFACTURER.role, 'BENEFITS_SUSPENDED_BY_RECOGNISING_SIDE'],
  ] as const;

  test.each(voices)('when the registry says %s', async (_name, voice) => {
    const silent = (real: SubgraphLink): SubgraphLink => ({
      ...real,
      request: () => Promise.reject(new LinkFailure('UNAVAILABLE')),
    });
    const undo = voice === null ? federation.replaceRegistry('EU', silent) : () => undefined;
    forgery = voice ?? honest;
    for (const [asking, tin, role, reason] of facts) {
      const decisions = await decisionsOf(asking, [tin], role);
      expect(decisions).toHaveLength(2);
      for (const { outcome, reasons, benefits } of decisions) {
        expect([outcome, benefits]).toEqual(['NOT_RECOGNISED', []]);
        expect(reasons).toContain(reason);
      }
    }
    undo();
  });
});
