import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { decodeJwt } from 'jose';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { administrationParty } from '../../../schema/contract/party-names.ts';
import type { ReceiptClaims } from '../../../schema/contract/receipt.ts';
import { registrySubgraph } from '../../../schema/contract/subgraph-names.ts';
import { LinkFailure } from '../../../schema/link/subgraph-link.ts';
import { signQuestionSet } from '../../../schema/trust/question-set.ts';
import { readTrustRows } from '../../../schema/trust/trust-list-file.ts';
import { demonstrationOperators } from '../../../scripts/seed/demonstration-operators.ts';
import {
  CHINESE_E_VENDOR,
  CHINESE_E_VENDOR_WITHOUT_CONSENT,
  EU_MANUFACTURER,
  KOREAN_EXPORTER,
  KOREAN_EXPORTER_SUSPENDED,
} from '../../../scripts/seed/worth-asking.ts';
import { trustListPath } from '../../../scripts/start/trust-store.ts';
import { STATEMENT_KINDS } from '../../../scripts/verify/describe-statement.ts';
import { post } from '../../support/federation.ts';
import { answeringOtherwise } from '../recognition/answering-otherwise.ts';
import { startWorld, type World } from './world.ts';

const { tin: EXPORTER } = KOREAN_EXPORTER;
const { tin: SUSPENDED } = KOREAN_EXPORTER_SUSPENDED;
const { tin: VENDOR } = CHINESE_E_VENDOR;
const UNDECIDED = { outcome: 'UNDETERMINED', reasons: ['REGISTRY_UNAVAILABLE'], basis: 'NONE', attestation: null };
const LAST_KNOWN = { outcome: 'RECOGNISED', reasons: [], basis: 'LAST_KNOWN', nextStep: 'GRANT_BENEFITS' };
/** Instants are counted in seconds in a statement. */
const MINUTE = 1;
const HOUR = 60;

let world: World;
let restore: (() => void)[] = [];

beforeAll(async () => {
  // Korea lets Japan rely on its word for twelve hours, and nobody else; China everybody for two days.
  world = await startWorld({
    reliance: new Map<string, number | Record<string, number>>([
      ['KR', { JP: 12 }],
      ['CN', 48],
      ['EU', 48],
    ]),
    endToEnd: new Map([['EU', ['JP']]]),
  });
});
afterAll(() => world.federation.stop());
afterEach(() => {
  for (const again of restore.toReversed()) again();
  restore = [];
  world.pass(5 * MINUTE);
});

function silence(...given: Parameters<World['silence']>): void {
  restore.push(world.silence(...given));
}

/** An exporter of Korea that Japan recognises and nothing else here is about. */
async function recognisedExporter(): Promise<string> {
  const tins = demonstrationOperators('KR').map(({ tin }) => tin);
  const decisions = await world.decisions('JP', tins.slice(0, 100));
  const index = decisions.findIndex(({ outcome }, at) => outcome === 'RECOGNISED' && tins[at] !== EXPORTER);
  return tins[index] ?? EXPORTER;
}

/** Until the hub has taken in that the operator has changed. */
async function changeIsKnown(tin: string, since: Date): Promise<void> {
  const sql = 'SELECT 1 FROM operator_event WHERE tin = ? AND at >= ?';
  await expect.poll(() => world.rows(sql, tin, since.toISOString()).length, { timeout: 10_000 }).toBeGreaterThan(0);
}

describe('a registry that answers', () => {
  test('decides live; where only the gateway has no answer of it, nothing falls back', async () => {
    expect(await world.decision('JP', EXPORTER)).toMatchObject({ outcome: 'RECOGNISED', basis: 'LIVE' });
    restore.push(
      world.federation.replaceRegistry('KR', (real) => ({
        ...real,
        async request() {
          throw new LinkFailure('TIMEOUT');
        },
      })),
    );
    expect(await world.decision('JP', EXPORTER)).toMatchObject(UNDECIDED);
  });

  test('with a refusal, or a statement that is not believed, is not silent, even if it is found so', async () => {
    await world.decision('JP', EXPORTER);
    const signer = world.federation.embedded.trustStore.signerOf(registrySubgraph('KR'));
    for (const [change, reason] of [
      [{ statement: 'REFUSED', operator: null }, 'REGISTRY_REFUSED'],
      [{ aud: 'urn:aeo:administration:US' }, 'ATTESTATION_INVALID'],
    ] as const) {
      const back = world.federation.replaceRegistry('KR', (real) =>
        answeringOtherwise({ ...real }, signer, (claims) => ({ ...claims, ...change })),
      );
      const again = world.silence('KR', { probe: () => Promise.reject(new LinkFailure('UNAVAILABLE')) });
      const decision = await world.decision('JP', EXPORTER);
      again();
      back();
      expect(decision).toMatchObject({ outcome: 'UNDETERMINED', reasons: [reason] });
    }
  });
});

describe('a registry that the hub itself finds silent', () => {
  test('has its last word relied on, and receipt, statement and instant say so', async () => {
    const live = await world.decision('JP', EXPORTER);
    const said = world.clock().toISOString();
    world.pass(30 * MINUTE);
    silence('KR');
    const known = await world.decision('JP', EXPORTER);
    expect(known).toMatchObject({ ...LAST_KNOWN, factsAsOf: said, attestation: live.attestation });
    const receipt = decodeJwt<ReceiptClaims>(known.receipt);
    expect(receipt).toMatchObject({
      ...{ outcome: 'RECOGNISED', basis: 'LAST_KNOWN', factsAsOf: said },
      attestation: {
        id: decodeJwt(live.attestation ?? '').jti,
        sha256: createHash('sha256')
          .update(live.attestation ?? '')
          .digest('hex'),
      },
    });
    expect(STATEMENT_KINDS['aeo-receipt+jwt']?.describe({ ...receipt }).join('\n')).toContain(
      `The registry was silent: it was decided on what it last said, at ${said}.`,
    );
    expect(world.rows('SELECT attestation FROM consultation WHERE number = ?', known.consultationNumber)).toEqual([
      { attestation: live.attestation },
    ]);
  });

  test('decides for the same administration and purpose only', async () => {
    await world.decision('JP', EXPORTER);
    await world.decision('US', EXPORTER);
    silence('KR');
    expect(await world.decision('JP', EXPORTER)).toMatchObject(LAST_KNOWN);
    expect(await world.decision('JP', EXPORTER, {}, { purpose: 'RISK_ASSESSMENT' })).toMatchObject(UNDECIDED);
    // Korea lets the United States rely on nothing that it said before.
    expect(await world.decision('US', EXPORTER)).toMatchObject(UNDECIDED);
  });

  test('never makes a no: who was none by its last word is undecided, and was recognised when it was', async () => {
    expect(await world.decision('JP', SUSPENDED)).toMatchObject({
      reasons: ['AUTHORIZATION_SUSPENDED'],
      basis: 'LIVE',
    });
    expect(await world.decision('JP', EXPORTER, { declaredName: 'Somebody Else' })).toMatchObject({
      reasons: ['NAME_MISMATCH'],
    });
    silence('KR');
    expect(await world.decision('JP', SUSPENDED)).toMatchObject(UNDECIDED);
    expect(await world.decision('JP', SUSPENDED, { on: '2026-01-15T00:00:00Z' })).toMatchObject(LAST_KNOWN);
    expect(await world.decision('JP', EXPORTER, { declaredName: 'Somebody Else' })).toMatchObject(UNDECIDED);
  });

  test('has no negative statement kept of it', async () => {
    const { tin } = CHINESE_E_VENDOR_WITHOUT_CONSENT;
    expect(await world.decision('JP', tin)).toMatchObject({ reasons: ['UNKNOWN_OR_NOT_DISCLOSED'], basis: 'LIVE' });
    silence('CN');
    expect(await world.decision('JP', tin)).toMatchObject(UNDECIDED);
    expect(world.rows("SELECT 1 FROM last_known WHERE administration = 'JP' AND tin = ?", tin)).toEqual([]);
  });

  test('leaves to the hub what the hub knows by itself', async () => {
    await world.decision('JP', EXPORTER);
    const step = (mutation: string) =>
      world.federation.ask('JP', `mutation { ${mutation}(tin: "${EXPORTER}", remark: "Seizure 4711") { tin } }`);
    await step('suspendBenefits');
    world.pass(MINUTE);
    silence('KR');
    const decision = await world.decision('JP', EXPORTER);
    world.pass(MINUTE);
    await step('reinstateBenefits');
    expect(decision).toMatchObject({
      outcome: 'NOT_RECOGNISED',
      reasons: ['BENEFITS_SUSPENDED_BY_RECOGNISING_SIDE'],
    });
    world.pass(MINUTE);
    expect(await world.decision('JP', EXPORTER)).toMatchObject(LAST_KNOWN);
  });

  test('is relied on no longer than it lets one, nor than the arrangement does', async () => {
    await world.decision('JP', EXPORTER);
    await world.decision('EU', VENDOR);
    silence('KR');
    silence('CN');
    world.pass(12 * HOUR - MINUTE);
    expect(await world.decision('JP', EXPORTER)).toMatchObject(LAST_KNOWN);
    world.pass(MINUTE);
    expect(await world.decision('JP', EXPORTER)).toMatchObject(UNDECIDED);
    world.pass(12 * HOUR);
    expect(await world.decision('EU', VENDOR)).toMatchObject(LAST_KNOWN);
    world.pass(MINUTE);
    const reasons = ['REGISTRY_UNAVAILABLE', 'ATTESTATION_TOO_OLD'];
    expect(await world.decision('EU', VENDOR)).toMatchObject({ ...UNDECIDED, reasons });
  });

  test('is forgotten where nobody may rely on it any more', async () => {
    await world.decision('JP', EXPORTER);
    world.pass(13 * HOUR);
    await world.decision('EU', VENDOR);
    expect(world.rows("SELECT 1 FROM last_known WHERE administration = 'JP' AND tin = ?", EXPORTER)).toEqual([]);
  });

  test('decides a batch of a thousand after one look at it, or on the look of a moment ago', async () => {
    const many = demonstrationOperators('KR').map(({ tin }) => tin);
    const tins = Array.from({ length: 1_000 }, (_, index) => many[index % many.length] ?? EXPORTER);
    const live = await world.decisions('JP', tins);
    world.pass(MINUTE);
    silence('KR');
    const looks = world.countLooks('KR');
    const known = await world.decisions('JP', tins);
    expect(looks()).toBeLessThanOrEqual(1);
    const outcomes = (list: typeof live) => list.map(({ outcome }) => outcome === 'RECOGNISED');
    expect(outcomes(known)).toEqual(outcomes(live));
    expect(outcomes(known)).toContain(true);
    expect(new Set(known.map(({ outcome, basis }) => `${outcome} ${basis}`))).toEqual(
      new Set(['RECOGNISED LAST_KNOWN', 'UNDETERMINED NONE']),
    );
  });
});

describe('a change that the registry has told since', () => {
  test('wins: a suspension', async () => {
    await world.decision('JP', EXPORTER);
    world.pass(5 * MINUTE);
    const since = new Date(Math.floor(world.clock().getTime() / 1000) * 1000);
    const { data } = await world.federation.askOfficer<{
      operator: { version: number; record: { authorizations: { number: string }[] } };
    }>('KR', `{ operator(tin: "${EXPORTER}") { version record { authorizations { number } } } }`);
    const [authorization] = data.operator.record.authorizations;
    const { errors } = await world.federation.askOfficer(
      'KR',
      'mutation ($number: ID!, $version: Int!) { suspendAuthorization(number: $number, ground: "Audit", version: $version) { status } }',
      { number: authorization?.number, version: data.operator.version },
    );
    expect(errors).toEqual([]);
    await changeIsKnown(EXPORTER, since);
    silence('KR');
    expect(await world.decision('JP', EXPORTER)).toMatchObject(UNDECIDED);
  });

  test('wins: a consent withdrawn, for whom it was and for nobody else', async () => {
    await world.decision('EU', VENDOR);
    await world.decision('EU', VENDOR, {}, { purpose: 'AUDIT' });
    world.pass(5 * MINUTE);
    const since = new Date(Math.floor(world.clock().getTime() / 1000) * 1000);
    const { errors } = await world.federation.askOfficer(
      'CN',
      `mutation { setConsent(tin: "${VENDOR}", destination: "EU", given: false, evidence: "Letter") { version } }`,
    );
    expect(errors).toEqual([]);
    await changeIsKnown(VENDOR, since);
    expect(world.rows('SELECT 1 FROM last_known WHERE operator = ?', VENDOR)).toEqual([]);
    silence('CN');
    expect(await world.decision('EU', VENDOR)).toMatchObject(UNDECIDED);
  });
});

describe('what is kept', () => {
  test('is nothing of a registry that demands end-to-end mode: no question is signed that it could check', async () => {
    const { tin } = EU_MANUFACTURER;
    const { url, token, embedded } = world.federation;
    const asked = { purpose: 'IMPORT_CLEARANCE', tins: [tin] } as const;
    const signer = embedded.trustStore.signerOf(administrationParty('JP'));
    const questionSets = [await signQuestionSet(signer, 'JP', 'EU', asked, world.clock())];
    const query = `{ recognitions(questions: [{ tin: "${tin}", role: MANUFACTURER }]) { decision { outcome basis } } }`;
    const { data } = await post(
      `${url}/graphql`,
      { query, extensions: { questionSets } },
      { authorization: `Bearer ${await token('JP')}`, 'purpose-of-use': 'IMPORT_CLEARANCE' },
    );
    expect(data).toEqual({ recognitions: [{ decision: { outcome: 'RECOGNISED', basis: 'LIVE' } }] });
    expect(world.rows('SELECT 1 FROM last_known WHERE operator = ?', tin)).toEqual([]);
    silence('EU');
    expect(await world.decision('JP', tin, { role: 'MANUFACTURER' })).toMatchObject(UNDECIDED);
  });

  test('is verified anew: a key that was revoked since has nothing relied on', async () => {
    const tin = await recognisedExporter();
    await world.decision('JP', tin);
    silence('KR');
    expect(await world.decision('JP', tin)).toMatchObject(LAST_KNOWN);
    const path = trustListPath(world.federation.dataDirectory);
    const revoked = { revokedFrom: world.clock().toISOString(), revocationReason: 'the laptop was stolen' };
    const keys = readTrustRows(path).map((row) =>
      row.party === registrySubgraph('KR') ? { ...row, ...revoked } : row,
    );
    writeFileSync(path, JSON.stringify({ keys }));
    await world.federation.embedded.trustStore.reload();
    expect(await world.decision('JP', tin)).toMatchObject(UNDECIDED);
  });
});
