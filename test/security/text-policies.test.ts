import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getIntrospectionQuery } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readEnvironment } from '../../gateway/environment.ts';
import { REGISTRY_SCOPES } from '../../schema/contract/scopes.ts';
import { introspectionFor } from '../../schema/trust/mode.ts';
import { post, startFederation, type TestFederation } from '../support/federation.ts';
import { follow, PROTOCOLS } from '../support/stream-clients.ts';

const times = (count: number, text: string) => `${text} `.repeat(count);
const nested = (count: number): string => (count === 0 ? '__typename' : `... on Query { ${nested(count - 1)} }`);
/** Fragments of which each spreads the next eight times. */
const MULTIPLYING = [0, 1, 2, 3, 4]
  .map((level) => `fragment F${level} on Query { ${times(8, `...F${level + 1}`)} }`)
  .join(' ');
const READ = '{ operators(first: 1) { edges { node { tin } } } }';

/** Operations that are too much, and the limit that each is over. */
const BOMBS: Readonly<Record<string, string>> = {
  [`{ ${nested(40)} }`]: 'at most 16 depth',
  [`{ ${Array.from({ length: 60 }, (_, index) => `a${index}: ledgerHead { hash }`).join(' ')} }`]: 'at most 50 aliases',
  [`{ ${times(5_000, '__typename')} }`]: 'at most 4000 tokens',
  [`{ ...F0 } ${MULTIPLYING} fragment F5 on Query { __typename }`]: 'at most 2000 selections',
};

describe('the officer endpoint', () => {
  let federation: TestFederation;
  beforeAll(async () => {
    federation = await startFederation();
  });
  afterAll(() => federation.stop());

  test.each(Object.entries(BOMBS))(
    '%# refuses an operation that is too much, as the gateway does',
    async (query, rule) => {
      const answers = [
        await federation.askOfficer('KR', query),
        await federation.ask('KR', query.replaceAll('ledgerHead { hash }', 'administrations { code }')),
      ];
      for (const { status, errors } of answers) {
        expect(status).toBe(400);
        expect(new Set(errors.map(({ extensions }) => extensions.code))).toEqual(new Set(['LIMIT_EXCEEDED']));
        expect(errors[0]?.extensions.rule).toBe(rule);
      }
    },
  );

  test('answers what is within them', async () => {
    expect((await federation.askOfficer('KR', READ)).errors).toEqual([]);
  });

  test.each([
    ['a subscription', 'subscription { __typename }'],
    ['a number that nothing can hold', '{ operators(first: 99999999999999999999999) { edges { cursor } } }'],
  ])('says whose fault it is: %s', async (_what, query) => {
    const { errors } = await federation.askOfficer('KR', query);
    expect(errors.map(({ extensions }) => extensions.code)).toContain('BAD_USER_INPUT');
    expect(errors.map(({ extensions }) => extensions.code)).not.toContain('INTERNAL');
  });

  test('knows no text by its hash', async () => {
    const sha256Hash = createHash('sha256').update(READ).digest('hex');
    const { errors } = await post(
      `${federation.url}/registries/KR/graphql`,
      { extensions: { persistedQuery: { version: 1, sha256Hash } } },
      { authorization: `Bearer ${await federation.token('KR', REGISTRY_SCOPES)}` },
    );
    expect(errors.map(({ extensions }) => extensions.code)).toEqual(['BAD_USER_INPUT']);
  });

  test('describes itself where it is told to', async () => {
    expect((await federation.askOfficer('KR', getIntrospectionQuery())).errors).toEqual([]);
  });
});

describe('introspection', () => {
  test('is on in a demonstration, off in production, and otherwise as INTROSPECTION says', () => {
    expect(introspectionFor('demonstration', undefined)).toBe(true);
    expect(introspectionFor('production', undefined)).toBe(false);
    expect(introspectionFor('production', 'on')).toBe(true);
    expect(introspectionFor('demonstration', 'off')).toBe(false);
    const hubs = {
      RECOGNITION_URL: 'http://localhost:1',
      VENDOR_REGISTRATION_URL: 'http://localhost:2',
      MUTUAL_ASSISTANCE_URL: 'http://localhost:3',
    };
    expect(readEnvironment({ ...hubs, DEPLOYMENT: 'production' }).introspection).toBe(false);
    expect(readEnvironment({ ...hubs, INTROSPECTION: 'off' }).introspection).toBe(false);
    expect(readEnvironment(hubs).introspection).toBe(true);
  });
});

describe('a gateway that answers trusted documents only, and describes itself to nobody', () => {
  const TRUSTED = readFileSync(new URL('../../schema/operations/administrations.graphql', import.meta.url), 'utf8');
  const hash = createHash('sha256').update(TRUSTED).digest('hex');
  let federation: TestFederation;
  beforeAll(async () => {
    const directory = mkdtempSync(join(tmpdir(), 'trusted-'));
    writeFileSync(join(directory, 'administrations.graphql'), TRUSTED);
    writeFileSync(join(directory, 'types.graphql'), getIntrospectionQuery());
    federation = await startFederation({ trustedDocuments: directory, introspection: false });
  });
  afterAll(() => federation.stop());

  async function send(body: object) {
    return post<{ administrations: object[] }>(`${federation.url}/graphql`, body, {
      authorization: `Bearer ${await federation.token('JP')}`,
      'purpose-of-use': 'IMPORT_CLEARANCE',
    });
  }

  test.each([
    ['sent whole', { query: TRUSTED }],
    [
      'named by its hash as persisted queries are',
      { extensions: { persistedQuery: { version: 1, sha256Hash: hash } } },
    ],
    ['named by documentId', { documentId: hash }],
    ['named by documentId with its algorithm', { documentId: `sha256:${hash.toUpperCase()}`, variables: {} }],
  ])('answers one that is %s', async (_how, body) => {
    const { data, errors } = await send(body);
    expect(errors).toEqual([]);
    expect(data.administrations.length).toBeGreaterThan(16);
  });

  test.each(PROTOCOLS)('answers no other text over %s, and the trusted one', async (protocol) => {
    const known = { url: federation.url, token: await federation.token('JP') };
    const trusted = follow(protocol, known, TRUSTED);
    expect((await trusted.next())?.errors).toBeUndefined();
    await trusted.close();
    const other = follow(protocol, known, 'subscription { recognitionChanged { tin } }');
    await expect(other.next()).rejects.toBeDefined();
    await other.close();
  });

  test.each([
    ['another text', { query: '{ administrations { code } }' }],
    ['a trusted text with one space more', { query: `${TRUSTED} ` }],
    ['another text beside a trusted hash', { query: '{ administrations { code } }', documentId: hash }],
    ['a hash that is not known', { documentId: hash.replace(/^./, 'f').replace(/.$/, 'f') }],
    ['a hash that is none', { documentId: '__proto__' }],
    ['nothing', {}],
  ])('refuses %s, and asks nobody', async (_what, body) => {
    federation.calls.length = 0;
    const { status, errors } = await send(body);
    expect(status).toBe(400);
    expect(errors[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', rule: 'a trusted document' });
    expect(federation.calls).toEqual([]);
  });

  test('describes itself neither in a trusted text nor at an officer endpoint', async () => {
    const gateway = await send({ query: getIntrospectionQuery() });
    const officers = await federation.askOfficer('KR', getIntrospectionQuery());
    for (const { status, errors, text } of [gateway, officers]) {
      expect(status).toBe(400);
      expect(errors[0]?.extensions.code).toBe('BAD_USER_INPUT');
      expect(text).not.toContain('"__schema":');
    }
  });
});
