import { request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import { connect } from 'node:net';
import { Worker } from 'node:worker_threads';
import { getIntrospectionQuery } from 'graphql';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { CALLER_ASSERTION_HEADER } from '../../schema/contract/caller.ts';
import { ERROR_CODES, type ErrorCode, isErrorCode } from '../../schema/contract/error-codes.ts';
import { REGISTRY_SCOPES } from '../../schema/contract/scopes.ts';
import { RECOGNITION_SUBGRAPH } from '../../schema/contract/subgraph-names.ts';
import { signCallerAssertion } from '../../schema/trust/caller-assertion.ts';
import { DEMONSTRATION_ISSUER, GATEWAY } from '../../scripts/start/trust-store.ts';
import { startFederation, type TestFederation } from '../support/federation.ts';
import { callerOf } from '../support/parties.ts';
import { BOMBS, UNFITTING_BODIES } from './bad-operations.ts';
import { type BadTokens, makeBadTokens, tokenClaims } from './bad-tokens.ts';

/** Words of the inside: a place in our code, a stack, a host or name of the other side of the gateway. */
const OF_THE_INSIDE = [
  '/work/',
  'node_modules',
  'file://',
  '.ts:',
  '.js:',
  '    at ',
  'stack',
  'http://',
  '.invalid',
  'localhost',
  '127.0.0.1',
  'registry-',
  CALLER_ASSERTION_HEADER,
];

const GOOD_BODY = '{"query": "{ administrations { code } }"}';

interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

interface Sent {
  readonly method?: string;
  readonly path?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** True: in pieces, without saying beforehand how long it is. */
  readonly chunked?: boolean;
}

let federation: TestFederation;
let authorized: Record<string, string>;
let badTokens: BadTokens;

beforeAll(async () => {
  federation = await startFederation();
  authorized = {
    'content-type': 'application/json',
    authorization: `Bearer ${await federation.token('JP')}`,
    'purpose-of-use': 'IMPORT_CLEARANCE',
  };
  badTokens = await makeBadTokens(federation);
});

afterAll(() => federation.stop());

afterEach(async () => {
  const begin = performance.now();
  const { status, text } = await send({ method: 'GET', path: '/health', headers: {} });
  expect([status, text]).toEqual([200, '{"status":"ok"}']);
  expect(performance.now() - begin).toBeLessThan(2_000);
});

/** Sends as it is given, nothing added and nothing mended. */
function send({
  method = 'POST',
  path = '/graphql',
  headers = authorized,
  body,
  chunked = false,
}: Sent): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const length = body === undefined || chunked ? {} : { 'content-length': Buffer.byteLength(body) };
    const sent = httpRequest(new URL(path, federation.url), {
      method,
      agent: false,
      headers: { ...headers, ...length },
    });
    sent.on('error', reject);
    sent.on('response', (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (piece: string) => {
        text += piece;
      });
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, text }));
      response.on('error', reject);
    });
    for (let start = 0; chunked && body !== undefined && start < body.length; start += 65_536) {
      sent.write(body.slice(start, start + 65_536));
    }
    sent.end(chunked ? undefined : body);
  });
}

/** The answer refuses with this code, says whose side it is on, and tells nothing of the inside. */
function expectRefusal({ status, headers, text }: Answer, code: ErrorCode, expectedStatus: number): void {
  expect(text).toMatch(/^\{/);
  const answer = JSON.parse(text) as {
    data?: unknown;
    errors?: { message: string; extensions: Record<string, unknown> }[];
  };
  expect(Object.keys(answer).filter((key) => !['data', 'errors'].includes(key))).toEqual([]);
  expect(answer.data ?? null).toBeNull();
  const errors = answer.errors ?? [];
  expect(errors.length).toBeLessThanOrEqual(101);
  expect(new Set(errors.map(({ extensions }) => extensions['code']))).toEqual(new Set([code]));
  for (const { message, extensions } of errors) {
    const { code: said, origin } = extensions;
    expect(isErrorCode(said) && ERROR_CODES[said].origin).toBe(origin);
    expect(Object.keys(extensions).filter((key) => !['code', 'origin', 'field', 'rule'].includes(key))).toEqual([]);
    expect(message.length).toBeLessThan(500);
  }
  for (const word of OF_THE_INSIDE) expect(text).not.toContain(word);
  expect(status).toBe(expectedStatus);
  expect(headers['content-type']).toMatch(/^application\/json/);
  expect(headers['access-control-allow-origin']).toBeUndefined();
  expect(headers['cache-control']).toBe('no-store');
}

describe('who asks', () => {
  test('is refused without a token, and told how to bring one', async () => {
    const answer = await send({ headers: { 'content-type': 'application/json' }, body: GOOD_BODY });
    expectRefusal(answer, 'UNAUTHENTICATED', 401);
    expect(answer.headers['www-authenticate']).toBe('Bearer');
  });

  test.each(['Basic amFwYW46c2VjcmV0', 'Bearer', 'Bearer ', 'Token abc', 'Bearer a b', 'Bearer {"alg":"none"}'])(
    'is refused with `Authorization: %s`',
    async (authorization) => {
      expectRefusal(await send({ headers: { ...authorized, authorization }, body: GOOD_BODY }), 'UNAUTHENTICATED', 401);
    },
  );

  test('is believed with the token from which the bad ones are made', async () => {
    const good = await federation.embedded.trustStore.signerOf(DEMONSTRATION_ISSUER).sign(tokenClaims(), 'at+jwt');
    const answer = await send({ headers: { ...authorized, authorization: `Bearer ${good}` }, body: GOOD_BODY });
    expect(answer.status).toBe(200);
  });

  test('is refused with every bad token, and no word of the token comes back', async () => {
    expect(Object.keys(badTokens).length).toBeGreaterThan(25);
    const accepted: string[] = [];
    for (const [name, token] of Object.entries(badTokens)) {
      const answer = await send({ headers: { ...authorized, authorization: `Bearer ${token}` }, body: GOOD_BODY });
      if (answer.status === 200) accepted.push(name);
      else expectRefusal(answer, 'UNAUTHENTICATED', 401);
      if (token.length > 20) expect(answer.text).not.toContain(token.slice(0, 20));
    }
    expect(accepted).toEqual([]);
  });

  test('cannot be said with a header of one’s own: an assertion that the gateway signed has no effect', async () => {
    const caller = callerOf('US', { requestId: 'chosen-by-the-client' });
    const query =
      '{ recognitions(questions: [{ tin: "DE9086628", role: MANUFACTURER }]) { decision { consultationNumber } } }';
    const body = JSON.stringify({ query });
    const assertion = await signCallerAssertion(
      federation.embedded.trustStore.signerOf(GATEWAY),
      caller,
      { subgraph: RECOGNITION_SUBGRAPH, body },
      new Date(),
    );
    const answer = await send({ headers: { ...authorized, [CALLER_ASSERTION_HEADER]: assertion }, body });
    expect(answer.text).toMatch(/"consultationNumber":"JP-/);
    expect(answer.headers['x-request-id']).not.toBe('chosen-by-the-client');
    const alone = { 'content-type': 'application/json', [CALLER_ASSERTION_HEADER]: assertion };
    expectRefusal(await send({ headers: alone, body }), 'UNAUTHENTICATED', 401);
  });
});

describe('why it is asked', () => {
  test.each([
    ['is not said', undefined],
    ['is left empty', ''],
    ['is no purpose of the contract', 'CURIOSITY'],
    ['is written otherwise', 'import_clearance'],
    ['is two purposes', 'IMPORT_CLEARANCE, AUDIT'],
  ])('is refused where it %s', async (_what, purpose) => {
    const { 'purpose-of-use': _out, ...without } = authorized;
    const headers = purpose === undefined ? without : { ...without, 'purpose-of-use': purpose };
    const answer = await send({ headers, body: GOOD_BODY });
    expectRefusal(answer, 'PURPOSE_REQUIRED', 400);
    expect(answer.text).toContain('IMPORT_CLEARANCE, RISK_ASSESSMENT');
  });
});

/** Refused by a subgraph, which alone reads dates; by then the operation is under way. */
const REFUSED_IN_EXECUTION = ['an instant that is none', '1,001 questions', '1,001 TINs'];
const statusOf = (name: string) => (REFUSED_IN_EXECUTION.includes(name) ? 200 : 400);

describe('a request that does not fit', () => {
  test.each(Object.entries(UNFITTING_BODIES))('%s is the caller’s to correct', async (name, body) => {
    expectRefusal(await send({ body }), 'BAD_USER_INPUT', statusOf(name));
  });

  test.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/graphql',
  ])('comes as %s', async (contentType) => {
    const headers = { ...authorized, 'content-type': contentType };
    expectRefusal(await send({ headers, body: GOOD_BODY }), 'BAD_USER_INPUT', 400);
  });

  test.each(['text/html', 'image/png', 'text/event-stream, application/json', 'application/json; charset=utf-16'])(
    'gets its refusal as JSON though it wants %s',
    async (accept) => {
      const answer = await send({ headers: { ...authorized, accept }, body: '{"query": "{ nothing }"}' });
      expectRefusal(answer, 'BAD_USER_INPUT', 400);
    },
  );
});

describe('a request that is too much', () => {
  test.each(Object.entries(BOMBS))('%s is refused before it costs anything', async (name, body) => {
    federation.calls.length = 0;
    const begin = performance.now();
    expectRefusal(await send({ body }), 'LIMIT_EXCEEDED', statusOf(name));
    expect(performance.now() - begin).toBeLessThan(2_000);
    expect(federation.calls.filter(({ subgraph }) => subgraph !== RECOGNITION_SUBGRAPH)).toEqual([]);
  });

  const TEN_MEGABYTES = JSON.stringify({
    query: '{ administrations { code } }',
    variables: { x: 'x'.repeat(10_000_000) },
  });

  test.each([
    ['declared', false],
    ['chunked', true],
  ])('a body of 10 MB, %s, is refused, and the client gets to read why', async (_how, chunked) => {
    expectRefusal(await send({ body: TEN_MEGABYTES, chunked }), 'LIMIT_EXCEEDED', 413);
  });

  // A client that is cut off while it still sends never reads the answer; not every client, and not every time.
  test.each([
    ['/graphql', 'a token', 413],
    ['/graphql', 'none', 401],
    ['/registries/KR/graphql', 'none', 413],
  ])('is refused to a client that sends on regardless, each time: %s with %s', async (path, token, status) => {
    const headers = token === 'none' ? { 'content-type': 'application/json' } : authorized;
    const client = new Worker(new URL('stubborn-client.mjs', import.meta.url), {
      workerData: { url: `${federation.url}${path}`, headers, times: 10 },
    });
    const seen = await new Promise((resolve, reject) => {
      client.once('message', resolve);
      client.once('error', reject);
    });
    expect(seen).toEqual(Array.from({ length: 10 }, () => status));
  });

  test('a length that is only declared is refused at once, and the server waits for nothing', async () => {
    const headers = { ...authorized, 'content-length': '10000000000' };
    const answer = await new Promise<string>((resolve, reject) => {
      const sent = httpRequest(new URL('/graphql', federation.url), { method: 'POST', agent: false, headers });
      sent.on('error', reject);
      sent.on('response', (response) => {
        response.once('data', (piece: Buffer) => {
          resolve(`${response.statusCode} ${piece.toString()}`);
          sent.destroy();
        });
      });
      sent.write('{');
    });
    expect(answer).toMatch(/^413 .*LIMIT_EXCEEDED/);
  });
});

describe('a request by GET', () => {
  test.each([
    ['a query', '?query=%7Boperator(tin%3A%22KR7628191710%22)%7Btin%7D%7D'],
    [
      'a mutation',
      '?query=mutation%7BapproveVendorRegistration(registrationId%3A%22x%22%2Cversion%3A1)%7Bstatus%7D%7D',
    ],
    ['nothing', ''],
  ])('with %s is refused: no operator stands in a URL', async (_what, search) => {
    federation.calls.length = 0;
    const answer = await send({ method: 'GET', path: `/graphql${search}` });
    expectRefusal(answer, 'BAD_USER_INPUT', 400);
    expect(answer.text).not.toContain('KR7628191710');
    expect(federation.calls).toEqual([]);
  });
});

describe('introspection', () => {
  const body = JSON.stringify({ query: getIntrospectionQuery() });

  test('needs a token', async () => {
    expectRefusal(await send({ headers: { 'content-type': 'application/json' }, body }), 'UNAUTHENTICATED', 401);
  });

  test('with a token shows the public API, and nothing of the way between subgraphs or of an officer endpoint', async () => {
    const { status, text } = await send({ body });
    expect(status).toBe(200);
    const { data } = JSON.parse(text) as {
      data: { __schema: { types: { name: string; fields: { name: string }[] | null }[] } };
    };
    const { types } = data.__schema;
    const fieldsOf = (name: string) =>
      types.find((type) => type.name === name)?.fields?.map((field) => field.name) ?? [];
    expect(fieldsOf('Query')).toContain('recognitions');
    expect(fieldsOf('KrOperator')).toContain('record');
    expect(fieldsOf('RecognitionAnswer')).toContain('decision');
    expect(fieldsOf('KrOperator')).not.toContain('attestation');
    expect(fieldsOf('RecognitionAnswer').filter((name) => ['question', 'consulted'].includes(name))).toEqual([]);
    expect(fieldsOf('Query').filter((name) => name.startsWith('_'))).toEqual([]);
    expect(fieldsOf('Mutation')).not.toContain('suspendAuthorization');
    expect(types.filter(({ name }) => /^(_[^_]|_?Any$|join__|core__|link__|federation__)/.test(name))).toEqual([]);
  });
});

describe('a web page of another site', () => {
  const origin = { origin: 'https://elsewhere.example' };

  test('gets no leave to read an answer', async () => {
    const preflight = await send({
      method: 'OPTIONS',
      headers: {
        ...origin,
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'authorization',
      },
    });
    const answers = [
      preflight,
      await send({ headers: { ...authorized, ...origin }, body: GOOD_BODY }),
      await send({ path: '/registries/KR/graphql', headers: { ...authorized, ...origin }, body: GOOD_BODY }),
      await send({ method: 'GET', path: '/ready', headers: origin }),
    ];
    expect(answers.map(({ status }) => status)).toEqual([404, 200, 401, 200]);
    for (const { headers } of answers) {
      expect(Object.keys(headers).filter((name) => name.startsWith('access-control-'))).toEqual([]);
    }
  });
});

describe('a path that leads nowhere', () => {
  test.each([
    ['GET', '/'],
    ['GET', '/nowhere'],
    ['POST', '/graphql/'],
    ['PUT', '/graphql'],
    ['DELETE', '/graphql'],
    ['GET', '/engine/health'],
    ['GET', '/registries/KR/metrics'],
    ['POST', '/registries/KR/officer/graphql'],
    ['POST', '/registries/ZZ/graphql'],
    ['POST', '/registries/kr/graphql'],
    ['GET', '/%2e%2e/%2e%2e/etc/passwd'],
    ['GET', '/data/keys/gateway.private.json'],
  ])('%s %s is NOT_FOUND', async (method, path) => {
    expectRefusal(await send({ method, path }), 'NOT_FOUND', 404);
  });

  test('a target that is no path at all is NOT_FOUND', async () => {
    const { port } = new URL(federation.url);
    const text = await new Promise<string>((resolve, reject) => {
      const socket = connect(Number(port), '127.0.0.1', () => {
        socket.write('GET // HTTP/1.1\r\nHost: gateway\r\nConnection: close\r\n\r\n');
      });
      let received = '';
      socket.on('data', (piece) => {
        received += piece.toString();
      });
      socket.on('end', () => resolve(received));
      socket.on('error', reject);
    });
    expect(text).toMatch(/^HTTP\/1\.1 404 [\s\S]*"NOT_FOUND"/);
  });
});

describe('the officer endpoint of Korea', () => {
  const OFFICER = '/registries/KR/graphql';
  const READ = '{"query": "{ operators(first: 1) { edges { node { tin } } } }"}';
  const WRITE = JSON.stringify({
    query: 'mutation { suspendAuthorization(number: "KR-1", ground: "none", version: 1) { number } }',
  });
  const withToken = (token: string) => ({ 'content-type': 'application/json', authorization: `Bearer ${token}` });
  const sign = (claims: Readonly<Record<string, unknown>>) =>
    federation.embedded.trustStore.signerOf(DEMONSTRATION_ISSUER).sign(tokenClaims(claims), 'at+jwt');

  test('answers its own officer', async () => {
    const headers = withToken(await federation.token('KR', REGISTRY_SCOPES));
    const { status, text } = await send({ path: OFFICER, headers, body: READ });
    expect(status).toBe(200);
    expect(text).toContain('"tin":"KR');
  });

  test('refuses whoever brings no token', async () => {
    const headers = { 'content-type': 'application/json' };
    expectRefusal(await send({ path: OFFICER, headers, body: READ }), 'UNAUTHENTICATED', 401);
  });

  test('refuses a token for the gateway, be it of Korea', async () => {
    const headers = withToken(await federation.token('KR'));
    expectRefusal(await send({ path: OFFICER, headers, body: READ }), 'UNAUTHENTICATED', 401);
  });

  test('refuses a token for the registry of another administration', async () => {
    const headers = withToken(await federation.token('JP', REGISTRY_SCOPES));
    expectRefusal(await send({ path: OFFICER, headers, body: READ }), 'UNAUTHENTICATED', 401);
  });

  test('refuses an officer of another administration, though the token is for this registry', async () => {
    const headers = withToken(await sign({ aud: 'urn:aeo:registry:KR', scope: REGISTRY_SCOPES.join(' ') }));
    expectRefusal(await send({ path: OFFICER, headers, body: READ }), 'FORBIDDEN', 403);
  });

  test.each([
    ['reading', '', READ, 'registry:read'],
    ['writing', 'registry:read', WRITE, 'registry:write'],
  ])('refuses %s without the scope for it, and names the scope', async (_what, scope, body, needed) => {
    const headers = withToken(await sign({ aud: 'urn:aeo:registry:KR', administration: 'KR', scope }));
    const answer = await send({ path: OFFICER, headers, body });
    expectRefusal(answer, 'FORBIDDEN', 200);
    expect(answer.text).toContain(needed);
  });

  test.each([
    ['what is not JSON', '{', 400],
    ['an unknown field', '{"query": "{ nothing }"}', 400],
    ['a batch of operations', `[${READ}]`, 400],
    ['what only the gateway may ask', '{"query": "{ _service { sdl } }"}', 400],
  ])('refuses %s', async (_what, body, status) => {
    const headers = withToken(await federation.token('KR', REGISTRY_SCOPES));
    expectRefusal(await send({ path: OFFICER, headers, body }), 'BAD_USER_INPUT', status);
  });

  test('refuses a request by GET, and a body of 10 MB', async () => {
    const headers = withToken(await federation.token('KR', REGISTRY_SCOPES));
    expectRefusal(await send({ method: 'GET', path: OFFICER, headers }), 'BAD_USER_INPUT', 405);
    const body = 'x'.repeat(10_000_000);
    expectRefusal(await send({ path: OFFICER, headers, body, chunked: true }), 'LIMIT_EXCEEDED', 413);
  });
});
