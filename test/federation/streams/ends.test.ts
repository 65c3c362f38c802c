import { request as httpRequest, type IncomingMessage } from 'node:http';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { DEFAULT_LIMITS } from '../../../gateway/limits/limits.ts';
import { GATEWAY_SCOPES } from '../../../schema/contract/scopes.ts';
import { type Follower, PROTOCOLS } from '../../support/stream-clients.ts';
import { type FollowedFederation, REGISTRATION, startFollowed } from './followed-federation.ts';

/** Narrow enough to be reached in a test. */
const STREAMS = { streams: 4, streamsInAll: 6, heartbeatMs: 1_000, stallMs: 500 };

let federation: FollowedFederation;

beforeAll(async () => {
  federation = await startFollowed({ limits: { ...DEFAULT_LIMITS, ...STREAMS } });
  await federation.apply();
});
afterEach(async () => {
  await federation.closeAll();
  await expect.poll(() => federation.openStreams()).toBe(0);
});
afterAll(() => federation.stop());

async function sseHeaders(): Promise<Record<string, string>> {
  const authorization = `Bearer ${await federation.token('EU')}`;
  return { authorization, 'purpose-of-use': 'AUDIT', 'content-type': 'application/json', accept: 'text/event-stream' };
}

/** What a stream that may not begin says, or how its connection was closed. */
async function refusalOf(follower: Follower): Promise<unknown> {
  try {
    const told = await follower.next();
    return told?.errors?.[0]?.extensions;
  } catch (error) {
    if (Array.isArray(error)) return (error[0] as { extensions: unknown }).extensions;
    const { response } = error as { response?: Response };
    if (response !== undefined)
      return ((await response.json()) as { errors: [{ extensions: unknown }] }).errors[0].extensions;
    return (error as { reason?: string }).reason;
  }
}

test('a token that expires ends its stream, with UNAUTHENTICATED, over both protocols', async () => {
  const token = await federation.expiringToken('EU', 6);
  const ends = PROTOCOLS.map(async (protocol) => {
    const follower = await federation.followAs(protocol, 'EU', REGISTRATION, { token, after: '0' });
    expect((await follower.next())?.data).toBeDefined();
    return [(await follower.next())?.errors?.[0]?.extensions, await follower.next()];
  });
  const ended = [{ code: 'UNAUTHENTICATED', origin: 'CALLER' }, undefined];
  expect(await Promise.all(ends)).toEqual([ended, ended]);
});

test.each(PROTOCOLS)('over %s whoever has no token, or not the scope, is refused as elsewhere', async (protocol) => {
  const refused = await federation.followAs(protocol, 'EU', REGISTRATION, { token: 'none' });
  const refusal = await refusalOf(refused);
  if (protocol === 'sse') expect(refusal).toMatchObject({ code: 'UNAUTHENTICATED' });
  else expect(refusal).toMatch(/^UNAUTHENTICATED: /);
  const unpermitted = await federation.followAs(protocol, 'EU', REGISTRATION, { scopes: ['recognition:ask'] });
  expect(await refusalOf(unpermitted)).toMatchObject({ code: 'FORBIDDEN', rule: 'scope vendor:read' });
});

test.each(PROTOCOLS)('over %s an operation is held to the limits and rules of any other', async (protocol) => {
  const deep = `subscription { vendorRegistrationChanged { ${'vendor { registrations { '.repeat(9)}id${' } }'.repeat(9)} } }`;
  expect(await refusalOf(await federation.followAs(protocol, 'EU', deep))).toMatchObject({ code: 'LIMIT_EXCEEDED' });
  const unknown = 'subscription { vendorRegistrationChanged { nothingOfTheKind } }';
  expect(await refusalOf(await federation.followAs(protocol, 'EU', unknown))).toMatchObject({ code: 'BAD_USER_INPUT' });
  const torn = 'subscription { vendorRegistrationChanged {';
  expect(await refusalOf(await federation.followAs(protocol, 'EU', torn))).toMatchObject({ code: 'BAD_USER_INPUT' });
  const cursor = await federation.followAs(protocol, 'EU', REGISTRATION, { after: '999999' });
  expect(await refusalOf(cursor)).toMatchObject({ code: 'CURSOR_EXPIRED', field: 'after' });
});

test('a subscription that asks for JSON is told how it is answered', async () => {
  const { status, errors } = await federation.ask('EU', REGISTRATION);
  expect(status).toBe(400);
  expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', rule: 'text/event-stream' } }]);
});

test('so many streams of one administration, and so many of all, over both protocols together', async () => {
  const followers = await Promise.all(
    Array.from({ length: STREAMS.streams }, (_, at) =>
      federation.followAs(at % 2 === 0 ? 'sse' : 'websocket', 'EU', REGISTRATION, { after: '0' }),
    ),
  );
  for (const follower of followers) expect((await follower.next())?.data).toBeDefined();
  for (const protocol of PROTOCOLS) {
    const fifth = await federation.followAs(protocol, 'EU', REGISTRATION);
    expect(await refusalOf(fifth)).toMatchObject({ code: 'RATE_LIMITED', rule: 'at most 4 streams' });
  }
  for (const code of ['JP', 'KR']) await federation.followAs('sse', code, REGISTRATION);
  await expect.poll(() => federation.openStreams()).toBe(6);
  expect(await refusalOf(await federation.followAs('sse', 'US', REGISTRATION))).toMatchObject({
    code: 'RATE_LIMITED',
    rule: 'at most 6 streams',
  });
  await followers[0]?.close();
  await followers[1]?.close();
  await expect.poll(() => federation.openStreams()).toBe(4);
});

test('a silent stream has a heartbeat over both protocols', async () => {
  const token = await federation.token('EU', GATEWAY_SCOPES);
  const response = await fetch(`${federation.url}/graphql`, {
    method: 'POST',
    headers: await sseHeaders(),
    body: JSON.stringify({ query: REGISTRATION }),
  });
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  while (!text.startsWith(':\n\n:\n\n:\n\n')) text += (await reader?.read())?.value;
  await reader?.cancel();

  const socket = new WebSocket(`${federation.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws', {
    headers: { authorization: `Bearer ${token}`, 'purpose-of-use': 'AUDIT' },
  });
  socket.once('open', () => socket.send('{"type":"connection_init"}'));
  await new Promise((resolve) => socket.once('ping', resolve));
  await new Promise((resolve) => socket.once('ping', resolve));
  socket.close();
});

test('a connection that does not introduce itself is closed, and there is none at another path', async () => {
  const nowhere = new WebSocket(`${federation.url.replace('http', 'ws')}/elsewhere`, 'graphql-transport-ws');
  expect(await new Promise((resolve) => nowhere.once('error', ({ message }) => resolve(message)))).toContain('404');
  const early = new WebSocket(`${federation.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
  early.once('open', () =>
    early.send(JSON.stringify({ id: '1', type: 'subscribe', payload: { query: REGISTRATION } })),
  );
  expect(await new Promise((resolve) => early.once('close', resolve))).toBe(4401);
});

/** An event of some 200 KB, so that a reader that does not read has the buffers of both sides full soon. */
const LARGE = `subscription ($after: Cursor) { vendorRegistrationChanged(after: $after) { ${Array.from(
  { length: 45 },
  (_, at) => `a${at}: scheme { numberFormat source taxRates { destinationCountry class rate inForceFrom } } `,
).join('')} id } }`;

describe('a reader that does not read', () => {
  beforeAll(async () => {
    for (let events = 0; events < 40; events += 1) await federation.apply();
  });

  test('over SSE is dropped: nothing piles up, and nobody else waits', async () => {
    const asked = httpRequest(`${federation.url}/graphql`, { method: 'POST', headers: await sseHeaders() });
    asked.end(JSON.stringify({ query: LARGE, variables: { after: '0' } }));
    const response = await new Promise<IncomingMessage>((resolve) => asked.once('response', resolve));
    response.pause();
    const other = await federation.followAs('sse', 'EU', REGISTRATION, { after: '0' });
    for (let told = 0; told < 30; told += 1) expect((await other.next())?.data).toBeDefined();
    await expect.poll(() => federation.openStreams(), { timeout: 15_000 }).toBe(1);
    const text = await readAll(response);
    expect(text.match(/^event: next$/gm)?.length).toBeLessThan(41);
    expect(text).toMatch(/"code":"LIMIT_EXCEEDED".*"rule":"an event is read within 0.5 seconds"/);
  });

  test('over a WebSocket is dropped with a code of its own', async () => {
    const headers = { authorization: `Bearer ${await federation.token('EU')}`, 'purpose-of-use': 'AUDIT' };
    const socket = new WebSocket(`${federation.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws', {
      headers,
    });
    socket.once('open', () => socket.send('{"type":"connection_init"}'));
    await new Promise((resolve) => socket.once('message', resolve));
    const closed = new Promise<[number, Buffer]>((resolve) => {
      socket.once('close', (code, reason) => resolve([code, reason]));
    });
    const payload = { query: LARGE, variables: { after: '0' } };
    socket.send(JSON.stringify({ id: '1', type: 'subscribe', payload }), () => socket.pause());
    await expect.poll(() => federation.openStreams(), { timeout: 15_000 }).toBe(1);
    await expect.poll(() => federation.openStreams(), { timeout: 15_000 }).toBe(0);
    socket.resume();
    const [code, reason] = await closed;
    expect(code).toBe(4413);
    expect(reason.toString()).toMatch(/^LIMIT_EXCEEDED: The stream was not read/);
  });
});

async function readAll(response: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of response.setEncoding('utf8')) text += String(chunk);
  return text;
}
