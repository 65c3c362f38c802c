import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { verifyStatement } from '../../../schema/trust/verify-statement.ts';
import { callerOf } from '../../support/parties.ts';
import { claimsOf, type RegistryHarness, startKorea } from './support/registry-harness.ts';
import { krTin, sampleOperator } from './support/sample-operators.ts';

const TIN = krTin(1);
const NUMBER = `AEO-${TIN}`;
const OPERATOR = `query ($tin: TIN!) { operator(tin: $tin) { tin version succeededBy accountManager aliases { value }
  consents { destination given since evidence }
  record { legalName authorizations { number status statusSince version validations { criteria { remark } } } } } }`;
const SUSPEND = `mutation ($number: ID!, $from: DateTime, $until: DateTime, $version: Int!) {
  suspendAuthorization(number: $number, ground: "Referred to prosecution", effectiveFrom: $from, until: $until, version: $version) {
    number status statusSince version } }`;
const ACT = (name: string, word: string) => `mutation ($number: ID!, $version: Int!) {
  ${name}(number: $number, ${word}: "Because", version: $version) { status version } }`;
const REVOKE = ACT('revokeAuthorization', 'ground');
const REINSTATE = ACT('reinstateAuthorization', 'remark');
const WITHDRAW = ACT('withdrawAuthorization', 'remark');

describe('the officer endpoint', () => {
  let korea: RegistryHarness;

  beforeEach(async () => {
    korea = await startKorea();
    await korea.registry.importOperators([sampleOperator(TIN, ['JP'])], 'test');
  });
  afterEach(() => korea.stop());

  const codes = (answer: Awaited<ReturnType<RegistryHarness['officer']>>) =>
    answer.errors?.map(({ extensions }) => extensions.code);

  async function historyTold(): Promise<unknown> {
    const { data } = await korea.entities<{ attestation: string }>([TIN], 'attestation', callerOf('JP'));
    return claimsOf(data?._entities[0]?.attestation).operator?.authorizations[0]?.history;
  }

  describe('lets in', () => {
    it('nobody without a token, or with one of another issuer, audience or kind, or without an end', async () => {
      const tokens = [
        null,
        'nonsense',
        await korea.token({}, 'gateway'),
        await korea.token({ aud: 'registry-jp' }),
        await korea.token({ aud: 'gateway' }),
        await korea.token({}, 'demonstration-issuer', 'aeo-caller+jwt'),
        await korea.token({ exp: Math.floor(korea.clock().getTime() / 1000) - 60 }),
        await korea.tokenWithoutEnd(),
      ];
      for (const token of tokens) {
        const answer = await korea.officer('{ ledgerHead { sequence } }', {}, token);
        expect(codes(answer)).toEqual(['UNAUTHENTICATED']);
        expect(answer.status).toBe(401);
        expect(answer.data ?? null).toBeNull();
      }
    });

    it('no officer of another administration', async () => {
      const answer = await korea.officer('{ __typename }', {}, await korea.token({ administration: 'JP' }));
      expect(codes(answer)).toEqual(['FORBIDDEN']);
      expect(answer.status).toBe(403);
    });

    it('readers to read and writers to write, naming the scope that is missing', async () => {
      const reader = await korea.token({ scope: 'registry:read' });
      const writer = await korea.token({ scope: 'registry:write operator:read' });
      expect((await korea.officer(OPERATOR, { tin: TIN }, reader)).errors).toBeUndefined();
      const suspended = await korea.officer(SUSPEND, { number: NUMBER, version: 1 }, reader);
      expect(codes(suspended)).toEqual(['FORBIDDEN']);
      expect(suspended.errors?.[0]?.message).toContain('registry:write');
      for (const query of [
        '{ ledgerHead { hash } }',
        '{ operators { edges { cursor } } }',
        '{ disclosures { edges { cursor } } }',
      ]) {
        const refused = await korea.officer(query, {}, writer);
        expect(codes(refused)).toEqual(['FORBIDDEN']);
        expect(refused.errors?.[0]?.message).toContain('registry:read');
      }
    });
  });

  it('shows an operator whole, with remarks, and null for one that is not there', async () => {
    const { data } = await korea.officer(OPERATOR, { tin: TIN });
    expect(data).toMatchObject({
      operator: {
        tin: TIN,
        version: 1,
        aliases: [],
        succeededBy: null,
        consents: [{ destination: 'JP', given: true, since: '2025-03-01T00:00:00.000Z' }],
        record: { authorizations: [{ number: NUMBER, status: 'AUTHORISED', version: 1 }] },
      },
    });
    expect(JSON.stringify(data)).toContain('Liquidity was thin');
    expect((await korea.officer(OPERATOR, { tin: krTin(2) })).data).toEqual({ operator: null });
    expect(await korea.officer(OPERATOR, { tin: 'KR1' })).toMatchObject({
      errors: [{ extensions: { code: 'BAD_USER_INPUT', field: 'tin', rule: 'TIN_MALFORMED' } }],
    });
  });

  it('suspends, and the next attestation says so', async () => {
    const { data } = await korea.officer(SUSPEND, { number: NUMBER, version: 1 });
    expect(data).toEqual({
      suspendAuthorization: {
        number: NUMBER,
        status: 'SUSPENDED',
        statusSince: '2026-11-24T12:00:00.000Z',
        version: 2,
      },
    });
    expect(await historyTold()).toEqual([
      { status: 'AUTHORISED', effectiveFrom: '2025-02-28T15:00:00.000Z' },
      { status: 'SUSPENDED', effectiveFrom: '2026-11-24T12:00:00.000Z' },
    ]);
  });

  it('suspends from a later day until a still later one, each taking effect by itself', async () => {
    const [from, until] = ['2026-12-01T00:00:00.000Z', '2027-01-01T00:00:00.000Z'];
    const { data } = await korea.officer(SUSPEND, { number: NUMBER, from, until, version: 1 });
    expect(data).toMatchObject({ suspendAuthorization: { status: 'AUTHORISED', version: 2 } });
    expect(await historyTold()).toMatchObject([
      { status: 'AUTHORISED' },
      { status: 'SUSPENDED', effectiveFrom: from },
      { status: 'AUTHORISED', effectiveFrom: until },
    ]);
    const statusOn = async (instant: string) => {
      korea.clock.set(instant);
      const answer = await korea.officer<{ operator: { record: { authorizations: { status: string }[] } } }>(OPERATOR, {
        tin: TIN,
      });
      return answer.data?.operator.record.authorizations[0]?.status;
    };
    expect(await statusOn('2026-12-15T00:00:00.000Z')).toBe('SUSPENDED');
    expect(await statusOn('2027-01-01T00:00:00.000Z')).toBe('AUTHORISED');
  });

  it('reinstates, revokes and withdraws as the life cycle allows, and otherwise changes nothing', async () => {
    expect(codes(await korea.officer(REINSTATE, { number: NUMBER, version: 1 }))).toEqual(['ILLEGAL_TRANSITION']);
    await korea.officer(SUSPEND, { number: NUMBER, version: 1 });
    expect((await korea.officer(REINSTATE, { number: NUMBER, version: 2 })).data).toEqual({
      reinstateAuthorization: { status: 'AUTHORISED', version: 3 },
    });
    korea.clock.set('2026-11-24T12:00:01.000Z');
    expect((await korea.officer(REVOKE, { number: NUMBER, version: 3 })).data).toMatchObject({
      revokeAuthorization: { status: 'REVOKED' },
    });
    const refused = await korea.officer(WITHDRAW, { number: NUMBER, version: 4 });
    expect(codes(refused)).toEqual(['ILLEGAL_TRANSITION']);
    expect(refused.errors?.[0]?.message).toContain('no action is allowed');
    expect((await korea.officer(OPERATOR, { tin: TIN })).data).toMatchObject({ operator: { version: 4 } });
  });

  it('lets one of two officers win who act at once, and tells the other', async () => {
    const answers = await Promise.all([
      korea.officer(SUSPEND, { number: NUMBER, version: 1 }),
      korea.officer(REVOKE, { number: NUMBER, version: 1 }),
    ]);
    expect(answers.flatMap((answer) => codes(answer) ?? [])).toEqual(['VERSION_CONFLICT']);
    expect((await korea.officer(OPERATOR, { tin: TIN })).data).toMatchObject({ operator: { version: 2 } });
  });

  it('refuses what it does not know and what is not justified', async () => {
    expect(codes(await korea.officer(SUSPEND, { number: 'nobody', version: 1 }))).toEqual(['NOT_FOUND']);
    const consent = (tin: string, destination: string, evidence: string) =>
      korea.officer(
        'mutation ($t: TIN!, $d: ID!, $e: String!) { setConsent(tin: $t, destination: $d, given: true, evidence: $e) { tin } }',
        {
          t: tin,
          d: destination,
          e: evidence,
        },
      );
    expect(codes(await consent(krTin(2), 'JP', 'x'))).toEqual(['NOT_FOUND']);
    expect(await consent(TIN, 'XX', 'x')).toMatchObject({ errors: [{ extensions: { field: 'destination' } }] });
    expect(await consent(TIN, 'KR', 'x')).toMatchObject({ errors: [{ extensions: { field: 'destination' } }] });
    expect(await consent(TIN, 'JP', ' ')).toMatchObject({
      errors: [{ extensions: { field: 'evidence', rule: 'LENGTH' } }],
    });
    const past = await korea.officer(SUSPEND, { number: NUMBER, from: '2025-01-01T00:00:00Z', version: 1 });
    expect(past).toMatchObject({ errors: [{ extensions: { code: 'BAD_USER_INPUT', field: 'effectiveFrom' } }] });
  });

  it('pages through the disclosures, newest first, by operator, administration and time', async () => {
    for (let minute = 0; minute < 5; minute += 1) {
      korea.clock.set(`2026-11-24T12:0${minute}:00.000Z`);
      await korea.entities([TIN], 'attestation', callerOf(minute === 3 ? 'US' : 'JP'));
    }
    const query = `query ($to: ID, $since: DateTime, $until: DateTime, $after: Cursor, $first: Int) {
      disclosures(tin: "${TIN}", to: $to, since: $since, until: $until, after: $after, first: $first) {
        edges { node { sequence at by subject purpose } } pageInfo { hasNextPage endCursor } } }`;
    interface Disclosures {
      disclosures: { edges: { node: { sequence: number } }[]; pageInfo: { hasNextPage: boolean; endCursor: string } };
    }
    const page = async (variables: object) => {
      const { data } = await korea.officer<Disclosures>(query, { ...variables });
      return { sequences: data?.disclosures.edges.map(({ node }) => node.sequence), info: data?.disclosures.pageInfo };
    };
    const first = await page({ first: 2 });
    expect(first).toMatchObject({ sequences: [5, 4], info: { hasNextPage: true } });
    expect((await page({ first: 3, after: first.info?.endCursor })).sequences).toEqual([3, 2, 1]);
    expect((await page({ to: 'US' })).sequences).toEqual([4]);
    expect((await page({ since: '2026-11-24T12:01:00Z', until: '2026-11-24T12:03:00Z' })).sequences).toEqual([3, 2]);
    expect(codes(await korea.officer(query, { first: 201 }))).toEqual(['LIMIT_EXCEEDED']);
    expect(codes(await korea.officer(query, { first: 0 }))).toEqual(['BAD_USER_INPUT']);
    expect(codes(await korea.officer(query, { after: 'nonsense!' }))).toEqual(['BAD_USER_INPUT']);
  });

  it('signs the head of the ledger', async () => {
    await korea.entities([TIN], 'attestation');
    const { data } = await korea.officer<{ ledgerHead: { sequence: number; hash: string; signature: string } }>(
      '{ ledgerHead { sequence hash signature } }',
    );
    const verdict = await verifyStatement(data?.ledgerHead.signature ?? '', korea.parties.trust, {
      type: 'aeo-ledger-head+jwt',
      roles: ['REGISTRY'],
      now: korea.clock(),
    });
    expect(verdict).toMatchObject({ ok: true, claims: { sequence: 1, hash: data?.ledgerHead.hash } });
  });
});
