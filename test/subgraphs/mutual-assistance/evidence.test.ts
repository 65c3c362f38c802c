import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CompactEncrypt, compactDecrypt, generateKeyPair } from 'jose';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { verifyStatement } from '../../../schema/trust/verify-statement.ts';
import { serveSubgraph } from '../../../subgraphs/runtime/serve.ts';
import { callerOf } from '../../support/parties.ts';
import { type RunningAssistance, startAssistance } from './support.ts';

let running: RunningAssistance;
let address: string;
let close: () => void;

beforeAll(async () => {
  running = await startAssistance();
  const server = await serveSubgraph(running.subgraph, 0, '127.0.0.1');
  const at = server.address();
  address = `http://127.0.0.1:${typeof at === 'object' && at !== null ? at.port : 0}`;
  close = () => server.close();
});

beforeEach(() => running.clock.set('2026-11-24T12:00:00.000Z'));

afterAll(() => {
  close();
  return running.stop();
});

const PDF = Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(300_000, 'secret ')]);

function fileOf(content: Buffer, mediaType = 'application/pdf', name = 'Bericht “1”.pdf') {
  return { name, mediaType, contentBase64: content.toString('base64') };
}

async function answered(evidence: readonly object[]) {
  const { id } = await running.submitted('JP');
  await running.step('KR', 'acknowledgeAssistanceRequest', { id, version: 1 });
  const response = { outcome: 'CONFIRMED', criteria: [{ criterion: 'G_CARGO_SECURITY', result: 'MET' }], evidence };
  const { errors } = await running.step('KR', 'completeAssistanceRequest', { id, version: 2, response });
  return { id, errors };
}

interface AnswerView {
  readonly assistanceRequest: {
    readonly response: {
      readonly statement: string;
      readonly evidence: readonly { readonly sha256: string; readonly download: { url: string; expiresAt: string } }[];
    } | null;
  } | null;
}

async function read(administration: string, id: string, purpose = 'AEO_VALIDATION') {
  const query = `query($id: ID!) { assistanceRequest(id: $id) { response { statement evidence { sha256 download { url expiresAt } } } } }`;
  const { data, errors } = await running.askAs<AnswerView>(
    callerOf(administration, { purpose: purpose as 'AUDIT' }),
    query,
    { id },
  );
  return { response: data?.assistanceRequest?.response, errors };
}

function vaultFiles(): string[] {
  return readdirSync(running.evidenceDirectory).sort();
}

describe('evidence', () => {
  it('lies encrypted outside the database, under a key that only its owner reads', async () => {
    const before = running.evidenceDirectoryExists() ? vaultFiles().length : 0;
    await answered([fileOf(PDF)]);
    expect(vaultFiles()).toHaveLength(before + 1);
    for (const name of vaultFiles()) {
      const path = join(running.evidenceDirectory, name);
      expect(readFileSync(path, 'utf8')).toMatch(/^[\w-]+\.\.[\w-]+\.[\w-]+\.[\w-]+$/);
      expect(readFileSync(path, 'utf8')).not.toContain('secret');
      expect(statSync(path).mode & 0o077).toBe(0);
    }
    const database = readFileSync(join(running.directory, 'mutual-assistance.sqlite'));
    expect(database.includes('secret secret')).toBe(false);
    const key = join(running.directory, 'keys', 'mutual-assistance-evidence.secret.json');
    expect(statSync(key).mode & 0o077).toBe(0);
  });

  it('comes over a link to each party, as it was given, and to nobody else', async () => {
    const { id } = await answered([fileOf(PDF), fileOf(Buffer.from('a;b\n1;2\n'), 'text/csv', 'table.csv')]);
    for (const party of ['JP', 'KR']) {
      const { response } = await read(party, id);
      const answer = await fetch(`${address}${response?.evidence[0]?.download.url}`);
      expect(answer.status).toBe(200);
      expect(Object.fromEntries(answer.headers)).toMatchObject({
        'content-type': 'application/pdf',
        'content-disposition': `attachment; filename*=UTF-8''Bericht%20%E2%80%9C1%E2%80%9D.pdf`,
        'x-content-type-options': 'nosniff',
        'cache-control': 'no-store',
      });
      expect(Buffer.from(await answer.arrayBuffer()).equals(PDF)).toBe(true);
    }
    expect((await read('EU', id)).response).toBeUndefined();
    expect((await read('JP', id, 'AUDIT')).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  });

  it('is no longer behind its link after 60 seconds, nor behind one that is altered', async () => {
    const { id } = await answered([fileOf(PDF)]);
    const { response } = await read('JP', id);
    const { url, expiresAt } = response?.evidence[0]?.download ?? { url: '', expiresAt: '' };
    expect(expiresAt).toBe('2026-11-24T12:01:00.000Z');
    running.clock.set('2026-11-24T12:00:59.000Z');
    expect((await fetch(`${address}${url}`)).status).toBe(200);
    running.clock.set('2026-11-24T12:01:00.000Z');
    expect((await fetch(`${address}${url}`)).status).toBe(404);
    running.clock.set('2026-11-24T12:00:00.000Z');
    const altered = url.slice(0, -40) + (url.at(-40) === 'A' ? 'B' : 'A') + url.slice(-39);
    for (const other of ['/evidence/', '/evidence/x', altered, `${url}/..`]) {
      expect((await fetch(`${address}${other}`)).status).toBe(404);
    }
    const forged = `/evidence/${await running.parties.signer('gateway').sign({ sub: 'x', iat: 1 }, 'aeo-evidence-ticket+jwt')}`;
    expect((await fetch(`${address}${forged}`)).status).toBe(404);
  });

  it('does not open when it was altered or exchanged on the disk', async () => {
    const first = await answered([fileOf(PDF)]);
    const known = new Set(vaultFiles());
    await answered([fileOf(Buffer.from('%PDF-other'))]);
    const [other = ''] = vaultFiles().filter((name) => !known.has(name));
    const content = readFileSync(join(running.evidenceDirectory, other));
    for (const name of known) writeFileSync(join(running.evidenceDirectory, name), content);
    const { response } = await read('JP', first.id);
    expect((await fetch(`${address}${response?.evidence[0]?.download.url}`)).status).toBe(500);
  });

  it.each([
    [
      'a program that is called a PDF',
      Buffer.from('MZ\x90\x00'),
      'application/pdf',
      'does not begin as application/pdf',
    ],
    ['a text with a NUL', Buffer.from('a\0b'), 'text/plain', 'is no UTF-8 text'],
    ['what is no JSON', Buffer.from('{'), 'application/json', 'is no JSON'],
    ['what is no JWE', Buffer.from('e30.e30.e30'), 'application/jose', 'is no JWE'],
    ['five parts without encryption', Buffer.from('e30.e30.e30.e30.e30'), 'application/jose', 'is no JWE'],
    ['a picture that is none', Buffer.from('<svg/>'), 'image/png', 'does not begin as image/png'],
  ])('is not %s; nothing is kept', async (_what, content, mediaType, why) => {
    const before = vaultFiles();
    const { errors, id } = await answered([fileOf(PDF), fileOf(content, mediaType, 'x')]);
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', field: 'response.evidence.1' });
    expect(errors?.[0]?.message).toContain(why);
    expect(vaultFiles()).toEqual(before);
    expect((await read('KR', id)).response).toBeNull();
  });
});

describe('evidence that nobody on the way may read', () => {
  it('is taken as a JWE, and comes back to the one who can open it', async () => {
    const { publicKey, privateKey } = await generateKeyPair('ECDH-ES+A256KW', { crv: 'X25519' });
    const jwe = await new CompactEncrypt(PDF)
      .setProtectedHeader({ alg: 'ECDH-ES+A256KW', enc: 'A256GCM' })
      .encrypt(publicKey);
    const { id, errors } = await answered([fileOf(Buffer.from(jwe), 'application/jose', 'report.jwe')]);
    expect(errors).toBeUndefined();
    const { response } = await read('JP', id);
    const down = await fetch(`${address}${response?.evidence[0]?.download.url}`);
    const { plaintext } = await compactDecrypt(await down.text(), privateKey);
    expect(Buffer.from(plaintext).equals(PDF)).toBe(true);
  });
});

describe('the statement of an answer', () => {
  it('is signed by this service, names both administrations and what was asked, and holds the hashes', async () => {
    const { id } = await answered([fileOf(PDF)]);
    const { response } = await read('JP', id);
    const verdict = await verifyStatement(response?.statement ?? '', running.parties.trust, {
      ...{ type: 'aeo-assistance-answer+jwt', roles: ['MUTUAL_ASSISTANCE'], now: running.clock() },
      ...{ audience: 'urn:aeo:administration:JP', issuer: 'urn:aeo:mutual-assistance' },
    });
    expect(verdict).toMatchObject({
      ok: true,
      claims: {
        ...{ sub: id, requesting: 'JP', requested: 'KR', outcome: 'CONFIRMED', notDone: null },
        asked: { criteria: ['G_CARGO_SECURITY'], questions: [] },
        criteria: [{ criterion: 'G_CARGO_SECURITY', result: 'MET', basis: 'DIRECT', remark: null }],
        evidence: [{ mediaType: 'application/pdf', sizeBytes: PDF.length, sha256: response?.evidence[0]?.sha256 }],
      },
    });
  });
});
