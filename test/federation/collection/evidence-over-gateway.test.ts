import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { GATEWAY_SCOPES, type Scope } from '../../../schema/contract/scopes.ts';
import { startFederation, type TestFederation } from '../../support/federation.ts';
import { createTestClock } from '../../support/parties.ts';

const MEBIBYTE = 1_048_576;
const NOW = '2026-11-25T12:00:00.000Z';
const COMPLETE = `mutation Complete($id: ID!, $response: AssistanceResponseInput!) {
  completeAssistanceRequest(id: $id, response: $response, version: 2) { state }
}`;
const SUBMIT = `mutation Submit($input: AssistanceRequestInput!) { made: submitAssistanceRequest(input: $input) { id } }`;
const ACKNOWLEDGE = `mutation Acknowledge($id: ID!) { acknowledgeAssistanceRequest(id: $id, version: 1) { state } }`;
const READ = `query Read($id: ID!) {
  assistanceRequest(id: $id) { state response { evidence { name sizeBytes download { url expiresAt } } } }
}`;

interface Read {
  readonly assistanceRequest: {
    readonly response: {
      readonly evidence: readonly { readonly name: string; readonly download: { readonly url: string } }[];
    } | null;
  } | null;
}

const clock = createTestClock(NOW);
let federation: TestFederation;
let requests = 0;

beforeAll(async () => {
  federation = await startFederation({ clock });
});

beforeEach(() => clock.set(NOW));

afterAll(() => federation.stop());

/** A request of the EU that China has acknowledged. */
async function acknowledged(): Promise<string> {
  requests += 1;
  const { data } = await federation.ask<{ made: { id: string } }>('EU', SUBMIT, {
    input: {
      ...{ requested: 'CN', kind: 'RECORDS_AND_DOCUMENTS', agreement: 'CN-EU-CCMAA-2004', purpose: 'AUDIT' },
      ...{ reason: 'The records of October.', facts: 'None so far.', subjectTin: 'CN3302158052' },
      ...{ questions: ['Which are there?'], idempotencyKey: `evidence ${requests}` },
    },
  });
  await federation.ask('CN', ACKNOWLEDGE, { id: data.made.id });
  return data.made.id;
}

function fileOf(content: Buffer, name: string) {
  return { name, mediaType: 'application/pdf', contentBase64: content.toString('base64') };
}

function pdf(bytes: number): Buffer {
  return Buffer.concat([Buffer.from('%PDF-1.7\n'), randomBytes(bytes)]).subarray(0, bytes);
}

/** Answers for China with what is given. */
function complete(id: string, given: Readonly<Record<string, unknown>>, scopes: readonly Scope[] = GATEWAY_SCOPES) {
  const response = { outcome: 'CONFIRMED', answers: ['These.'], ...given };
  return federation.ask('CN', COMPLETE, { id, response }, { purpose: 'AUDIT', scopes });
}

async function evidenceOf(administration: string, id: string) {
  const { data } = await federation.ask<Read>(administration, READ, { id }, { purpose: 'AUDIT' });
  return data.assistanceRequest?.response?.evidence ?? [];
}

describe('evidence over the gateway', () => {
  test('comes in as much as is documented, ten files of 1 MiB, and out by links on the same port', async () => {
    const id = await acknowledged();
    const contents = Array.from({ length: 10 }, () => pdf(MEBIBYTE));
    const evidence = contents.map((content, at) => fileOf(content, `record-${at}.pdf`));
    const { errors } = await complete(id, { evidence });
    expect(errors).toEqual([]);
    for (const party of ['EU', 'CN']) {
      const files = await evidenceOf(party, id);
      expect(files.map(({ name }) => name)).toEqual(evidence.map(({ name }) => name));
      for (const [at, { download }] of files.entries()) {
        const fetched = await fetch(`${federation.url}${download.url}`);
        expect([fetched.status, fetched.headers.get('content-type')]).toEqual([200, 'application/pdf']);
        expect(contents[at]?.equals(Buffer.from(await fetched.arrayBuffer()))).toBe(true);
      }
    }
    expect(await evidenceOf('JP', id)).toEqual([]);
  });

  test('is behind its link for a minute and no longer', async () => {
    const id = await acknowledged();
    await complete(id, { evidence: [fileOf(pdf(100), 'short.pdf')] });
    const [file] = await evidenceOf('EU', id);
    clock.set('2026-11-25T12:00:59.000Z');
    expect((await fetch(`${federation.url}${file?.download.url}`)).status).toBe(200);
    clock.set('2026-11-25T12:01:00.000Z');
    expect((await fetch(`${federation.url}${file?.download.url}`)).status).toBe(404);
  });

  test('of one file too many is refused, and the client is told how much there may be', async () => {
    const id = await acknowledged();
    const few = Array.from({ length: 11 }, (_, at) => fileOf(pdf(100), `few-${at}.pdf`));
    expect((await complete(id, { evidence: few })).errors[0]?.extensions).toMatchObject({
      ...{ code: 'BAD_USER_INPUT', field: 'response.evidence' },
    });
    const many = Array.from({ length: 11 }, (_, at) => fileOf(pdf(MEBIBYTE), `many-${at}.pdf`));
    const { status, errors } = await complete(id, { evidence: many });
    expect(status).toBe(413);
    expect(errors[0]?.extensions).toMatchObject({ code: 'LIMIT_EXCEEDED', field: 'body' });
  });

  test('of one byte too many is refused, and the client is told which file', async () => {
    const id = await acknowledged();
    const evidence = [fileOf(pdf(MEBIBYTE), 'fits.pdf'), fileOf(pdf(MEBIBYTE + 1), 'over.pdf')];
    const { status, errors } = await complete(id, { evidence });
    expect(status).toBe(200);
    expect(errors[0]?.extensions).toMatchObject({
      ...{ code: 'BAD_USER_INPUT', field: 'response.evidence.1.contentBase64', rule: '1 byte to 1 MiB when decoded' },
    });
  });

  test('is the only thing that a body may be larger by', async () => {
    const id = await acknowledged();
    const evidence = [fileOf(pdf(MEBIBYTE), 'fits.pdf')];
    const { status, errors } = await complete(id, { evidence, useRestrictions: 'x'.repeat(MEBIBYTE) });
    expect([status, errors[0]?.extensions.code]).toEqual([413, 'LIMIT_EXCEEDED']);
    expect(errors[0]?.extensions.rule).toContain('evidence in variables');
  });

  test('makes a body larger only for those who may answer', async () => {
    const id = await acknowledged();
    const reading = GATEWAY_SCOPES.filter((scope) => scope !== 'assistance:write');
    const { status, errors } = await complete(id, { evidence: [fileOf(pdf(MEBIBYTE), 'fits.pdf')] }, reading);
    expect([status, errors[0]?.extensions.code]).toEqual([413, 'LIMIT_EXCEEDED']);
  });
});
