import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect, type PeerCertificate } from 'node:tls';
import { Agent, request } from 'undici';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CALLER_ASSERTION_HEADER } from '../../schema/contract/caller.ts';
import { registrySubgraph } from '../../schema/contract/subgraph-names.ts';
import { createHttpLink } from '../../schema/link/http-link.ts';
import { LinkFailure } from '../../schema/link/subgraph-link.ts';
import { openTlsFiles, type TlsFiles } from '../../schema/link/tls-files.ts';
import { signCallerAssertion } from '../../schema/trust/caller-assertion.ts';
import { KOREAN_EXPORTER } from '../../scripts/seed/worth-asking.ts';
import { createRegistry, type Registry } from '../../subgraphs/aeo-registry/aeo-registry.ts';
import { getRegistryProfile } from '../../subgraphs/aeo-registry/profiles/registry-profiles.ts';
import { systemClock } from '../../subgraphs/runtime/clock.ts';
import { serveSubgraph } from '../../subgraphs/runtime/serve.ts';
import { callerOf, createParties, type Parties, pinnedTokens, silentLog } from '../support/parties.ts';

const KOREA = registrySubgraph('KR');
const BODY = JSON.stringify({
  query: 'query ($of: [_Any!]!) { _entities(representations: $of) { ... on KrOperator { attestation } } }',
  variables: { of: [{ __typename: 'KrOperator', tin: KOREAN_EXPORTER.tin }] },
});

const directory = mkdtempSync(join(tmpdir(), 'aeo-tls-'));
const at = (name: string): string => join(directory, name);
const openssl = (...words: string[]): void => void execFileSync('openssl', words, { cwd: directory, stdio: 'ignore' });

/** An authority of its own. */
function makeAuthority(name: string): void {
  const subject = ['-subj', `/CN=${name}`];
  openssl(
    'req',
    '-x509',
    '-newkey',
    'ec',
    '-pkeyopt',
    'ec_paramgen_curve:P-256',
    '-nodes',
    '-days',
    '2',
    ...subject,
    '-keyout',
    `${name}.key`,
    '-out',
    `${name}.pem`,
  );
}

/** A certificate of an authority, for this machine. */
function makeCertificate(name: string, authority: string): void {
  writeFileSync(at(`${name}.ext`), 'subjectAltName=IP:127.0.0.1\n');
  openssl(
    'req',
    '-newkey',
    'ec',
    '-pkeyopt',
    'ec_paramgen_curve:P-256',
    '-nodes',
    '-subj',
    `/CN=${name}`,
    '-keyout',
    `${name}.key`,
    '-out',
    `${name}.csr`,
  );
  openssl(
    'x509',
    '-req',
    '-in',
    `${name}.csr`,
    '-CA',
    `${authority}.pem`,
    '-CAkey',
    `${authority}.key`,
    '-CAcreateserial',
    '-days',
    '2',
    '-extfile',
    `${name}.ext`,
    '-out',
    `${name}.pem`,
  );
}

function tlsOf(name: string, authority: string): TlsFiles {
  const paths = { TLS_CERT: at(`${name}.pem`), TLS_KEY: at(`${name}.key`), TLS_CA: at(`${authority}.pem`) };
  const files = openTlsFiles(paths, silentLog, 50);
  if (files === undefined) throw new TypeError('no files');
  opened.push(files);
  return files;
}

const opened: TlsFiles[] = [];
let parties: Parties;
let registry: Registry;
let server: Server;
let url: string;

beforeAll(async () => {
  for (const authority of ['federation', 'stranger']) makeAuthority(authority);
  for (const name of ['gateway', 'registry', 'renewed']) makeCertificate(name, 'federation');
  makeCertificate('intruder', 'stranger');
  parties = await createParties();
  registry = await createRegistry({
    profile: getRegistryProfile('KR'),
    location: { kind: 'sqlite', directory: parties.directory, synchronous: 'NORMAL' },
    signer: parties.signer(KOREA),
    trust: parties.trust,
    clock: systemClock,
    log: silentLog,
    verifyToken: pinnedTokens(parties.trust, systemClock),
  });
  server = await serveSubgraph(registry, 0, '127.0.0.1', tlsOf('registry', 'federation'));
  const address = server.address();
  url = `https://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;
});

afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await registry.stop();
  for (const files of opened) files.close();
  rmSync(directory, { recursive: true });
});

async function ask(tls: TlsFiles): Promise<string> {
  const link = createHttpLink(url, tls);
  const call = { subgraph: KOREA, body: BODY };
  const assertion = await signCallerAssertion(parties.signer('gateway'), callerOf('JP'), call, new Date());
  try {
    return await link.request({ headers: { [CALLER_ASSERTION_HEADER]: assertion }, body: BODY, timeoutMs: 5_000 });
  } finally {
    await link.close();
  }
}

describe('between processes with mutual TLS', () => {
  test('a call with a certificate of the federation is answered', async () => {
    expect(await ask(tlsOf('gateway', 'federation'))).toContain('"attestation":"eyJ');
  });

  test('one with a certificate of another authority, or with none, is not, whatever assertion it carries', async () => {
    expect(await ask({ ...tlsOf('intruder', 'federation') })).toContain('UNAUTHENTICATED');
    const call = { subgraph: KOREA, body: BODY };
    const assertion = await signCallerAssertion(parties.signer('gateway'), callerOf('JP'), call, new Date());
    const dispatcher = new Agent({ connect: { ca: tlsOf('gateway', 'federation').current().ca } });
    const headers = { 'content-type': 'application/json', [CALLER_ASSERTION_HEADER]: assertion };
    const { statusCode, body } = await request(`${url}/graphql`, { method: 'POST', headers, body: BODY, dispatcher });
    expect([statusCode, await body.text()]).toEqual([401, expect.stringContaining('UNAUTHENTICATED')]);
    const health = await request(`${url}/health`, { dispatcher });
    expect(health.statusCode).toBe(200);
    await health.body.dump();
    await dispatcher.close();
  });

  test('a registry that shows a certificate of another authority is silent', async () => {
    await expect(ask(tlsOf('gateway', 'stranger'))).rejects.toThrow(LinkFailure);
  });

  test('a way without TLS is refused when it is set up', () => {
    expect(() => createHttpLink('http://127.0.0.1:1', tlsOf('gateway', 'federation'))).toThrow(/without TLS/);
  });

  test('a certificate is renewed without a stop', async () => {
    const shown = (): Promise<string> =>
      new Promise((resolve, reject) => {
        const { hostname, port } = new URL(url);
        const ca = tlsOf('gateway', 'federation').current().ca;
        const socket = connect({ host: hostname, port: Number(port), ca }, () => {
          resolve(String((socket.getPeerCertificate() as PeerCertificate).subject.CN));
          socket.end();
        });
        socket.once('error', reject);
      });
    expect(await shown()).toBe('registry');
    for (const kind of ['key', 'pem']) copyFileSync(at(`renewed.${kind}`), at(`registry.${kind}`));
    await expect.poll(shown, { timeout: 10_000 }).toBe('renewed');
    expect(await ask(tlsOf('gateway', 'federation'))).toContain('"attestation":"eyJ');
  });
});
