import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ACCESS_TOKEN_TYPE } from '../../schema/contract/access-token.ts';
import { CONTRACT_VERSION } from '../../schema/contract/attestation.ts';
import { CALLER_ASSERTION_TYPE } from '../../schema/contract/caller.ts';
import { signCallerAssertion } from '../../schema/trust/caller-assertion.ts';
import { loadSigner } from '../../schema/trust/signer.ts';
import type { TrustedKey } from '../../schema/trust/trust-list.ts';
import type { CheckId } from './checks.ts';
import { isObject, shortly } from './json-object.ts';
import type { RegistryAnswer, RegistryClient } from './registry-client.ts';
import type { Verdicts } from './verdicts.ts';

/** Twice the limit, so that no registry takes it for a near miss. */
const LARGE_BODY_BYTES = 4 * 1024 * 1024;

/** Members of a JWK that are private (RFC 7518, 6.2.2, 6.3.2, 6.4; RFC 8037, 2). */
const PRIVATE_MEMBERS = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k'];

const SECOND = 1_000;
const MINUTE = 60 * SECOND;

/** Health, keys, and who is let in. */
export async function checkDoor(
  client: RegistryClient,
  verdicts: Verdicts,
  pinned: readonly TrustedKey[],
  unknown: string,
): Promise<void> {
  await checkHealth(client, verdicts);
  await checkKeys(client, verdicts, pinned);
  await checkAssertions(client, verdicts, unknown);
  await checkLimits(client, verdicts, unknown);
}

async function checkHealth(client: RegistryClient, verdicts: Verdicts): Promise<void> {
  const { status, json, text } = await client.get('/health');
  const health = isObject(json) ? json : {};
  const answered = status === 200 && health['status'] === 'ok' && health['subgraph'] === client.subgraph;
  verdicts.found('HEALTH.ANSWERS', answered ? [] : [`answered ${status}: ${shortly(json ?? text)}`]);
  const version = health['contractVersion'];
  verdicts.found(
    'HEALTH.CONTRACT_VERSION',
    version === CONTRACT_VERSION ? [] : [`it names ${shortly(version)}, and the contract is ${CONTRACT_VERSION}`],
  );
}

async function checkKeys(client: RegistryClient, verdicts: Verdicts, pinned: readonly TrustedKey[]): Promise<void> {
  const { status, json, text } = await client.get('/.well-known/jwks.json');
  const listed = isObject(json) ? json['keys'] : undefined;
  const keys = Array.isArray(listed) ? listed.filter(isObject) : [];
  if (keys.length === 0) {
    verdicts.found('KEYS.PINNED', [`there are no keys: answered ${status}: ${shortly(json ?? text)}`]);
    verdicts.notShown('KEYS.PUBLIC_ONLY', 'There are no keys.');
    return;
  }
  const isPinned = pinned.some(({ kid, jwk }) => keys.some((key) => key['kid'] === kid && key['x'] === jwk.x));
  verdicts.found(
    'KEYS.PINNED',
    isPinned
      ? []
      : [`published: ${shortly(keys.map(({ kid }) => kid))}, pinned: ${shortly(pinned.map(({ kid }) => kid))}`],
  );
  const shown = keys.flatMap((key) => PRIVATE_MEMBERS.filter((member) => Object.hasOwn(key, member)));
  verdicts.found(
    'KEYS.PUBLIC_ONLY',
    shown.map((member) => `a key has the member ${member}`),
  );
}

/** Everything but a fresh assertion by the gateway for this very registry is nobody’s. */
async function checkAssertions(client: RegistryClient, verdicts: Verdicts, unknown: string): Promise<void> {
  const { gateway, clock, subgraph } = client;
  const now = clock();
  const caller = client.caller();
  const asked = question(client, unknown);
  const text = JSON.stringify(asked);
  const good = await client.assertion(text, caller);
  const [statement = '', salt = ''] = good.split('~');
  const [head = '', body = '', signature = ''] = statement.split('.');
  const at = (before: number) => new Date(now.getTime() - before);
  const signed = (iat: Date, exp: Date, typ = CALLER_ASSERTION_TYPE) =>
    salted(gateway.sign({ ...claimsOf(body), iat: seconds(iat), exp: seconds(exp) }, typ));
  const salted = async (jws: string | Promise<string>) => `${await jws}~${salt}`;

  const attempts: [CheckId, string, string | null][] = [
    ['CALLER.REQUIRED', 'no assertion', null],
    ['CALLER.SIGNED', 'a text that is no JWS', 'conformance'],
    ['CALLER.SIGNED', 'another key under the gateway’s kid', await salted(forged(client, head, body))],
    [
      'CALLER.SIGNED',
      'alg none',
      await salted(`${encode({ alg: 'none', kid: gateway.kid, typ: CALLER_ASSERTION_TYPE })}.${body}.`),
    ],
    [
      'CALLER.SIGNED',
      'a claim altered',
      await salted(`${head}.${encode({ ...claimsOf(body), administration: 'ZZ' })}.${signature}`),
    ],
    ['CALLER.TYPE', 'a statement of another type', await signed(now, at(-MINUTE), ACCESS_TOKEN_TYPE)],
    [
      'CALLER.AUDIENCE',
      'an assertion for another registry',
      await signCallerAssertion(gateway, caller, { subgraph: `${subgraph}x`, body: text }, now),
    ],
    ['CALLER.BODY', 'an assertion for another body', await client.assertion(`${text} `, caller)],
    // Not yet too old, so that its expiry alone can be what it is refused for.
    ['CALLER.EXPIRED', 'an assertion that expired 45 seconds ago', await signed(at(55 * SECOND), at(45 * SECOND))],
    [
      'CALLER.TOO_OLD',
      'an assertion made an hour ago that expires in an hour',
      await signed(at(60 * MINUTE), at(-60 * MINUTE)),
    ],
  ];
  for (const [check, what, assertion] of attempts) {
    const answer = await client.send(asked, assertion);
    verdicts.found(
      check,
      faultsOfRefusal(answer, 'UNAUTHENTICATED').map((fault) => `${what}: ${fault}`),
    );
  }
  const first = await client.send(asked, good);
  if (first.entities === undefined) {
    verdicts.notShown('CALLER.ONCE', 'A good assertion is not answered either.');
    return;
  }
  verdicts.found('CALLER.ONCE', faultsOfRefusal(await client.send(asked, good), 'UNAUTHENTICATED'));
}

async function checkLimits(client: RegistryClient, verdicts: Verdicts, unknown: string): Promise<void> {
  const introspection = await client.send({ query: '{ __schema { types { name } } }' });
  const data = isObject(introspection.json) ? introspection.json['data'] : undefined;
  const isTold = isObject(data) && isObject(data['__schema']);
  if (isTold || introspection.errors.length > 0)
    verdicts.found('SDL.NO_INTROSPECTION', isTold ? ['__schema was answered'] : []);
  else verdicts.notShown('SDL.NO_INTROSPECTION', 'It was neither answered nor refused.');

  const small = await client.send(question(client, unknown));
  if (small.entities === undefined) {
    verdicts.notShown('LIMITS.BODY', 'A small body is not answered either.');
    return;
  }
  // Some close the connection while the body is still being sent: that is a refusal too.
  const padded = JSON.stringify({ ...question(client, unknown), padding: 'x'.repeat(LARGE_BODY_BYTES) });
  const { entities, status } = await client.sendApart(padded);
  verdicts.found('LIMITS.BODY', entities === undefined && status !== 200 ? [] : ['it was answered']);
}

/** What is wrong with the way in which a request was refused; nothing where it was refused as it must be. */
export function faultsOfRefusal({ entities, errors, status }: RegistryAnswer, code: string): readonly string[] {
  if (entities !== undefined) return ['it was answered'];
  const codes = errors.map(({ extensions }) => extensions['code']);
  return codes.includes(code) ? [] : [`refused with ${status} and ${shortly(codes)}, not ${code}`];
}

function question({ typeName }: RegistryClient, tin: string): object {
  return {
    query: `query ($asked: [_Any!]!) { _entities(representations: $asked) { ... on ${typeName} { attestation } } }`,
    variables: { asked: [{ __typename: typeName, tin }] },
  };
}

/** A key made for this one signature, in the name of the gateway’s. */
async function forged({ gateway }: RegistryClient, head: string, body: string): Promise<string> {
  const directory = mkdtempSync(join(tmpdir(), 'aeo-conformance-'));
  try {
    const stranger = await loadSigner(directory, gateway.party);
    const [, , signature] = (await stranger.sign(claimsOf(body), CALLER_ASSERTION_TYPE)).split('.');
    return `${head}.${body}.${signature}`;
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

function claimsOf(body: string): object {
  return JSON.parse(Buffer.from(body, 'base64url').toString('utf8')) as object;
}

function encode(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

function seconds(instant: Date): number {
  return Math.floor(instant.getTime() / 1000);
}
