import { decodeJwt } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ATTESTATION_TYPE } from '../../schema/contract/attestation.ts';
import { CALLER_ASSERTION_HEADER, type Caller } from '../../schema/contract/caller.ts';
import { RECEIPT_TYPE } from '../../schema/contract/receipt.ts';
import { RECOGNITION_SUBGRAPH, registrySubgraph } from '../../schema/contract/subgraph-names.ts';
import { verifyStatement } from '../../schema/trust/verify-statement.ts';
import {
  CHINESE_E_VENDOR,
  KOREAN_EXPORTER,
  KOREAN_EXPORTER_REVOKED,
  KOREAN_EXPORTER_SUSPENDED,
  UNKNOWN_OPERATOR,
} from '../../scripts/seed/worth-asking.ts';
import { startFederation, type TestFederation } from '../support/federation.ts';
import { callerOf, createTestClock } from '../support/parties.ts';
import { type Decided, type HostileGateway, type Subject, startHostileGateway } from './hostile-gateway.ts';

/**
 * Somebody has taken over the gateway, with its key. What it cannot do stands first; what it can do by default, and what
 * therefore nobody may build on who does not demand more of its partners, stands last.
 */
const KOREA = registrySubgraph('KR');
/** A purpose for which partners are told facts of validations. */
const VALIDATION = { purpose: 'AEO_VALIDATION' } as const;
const korean = (tin: string): Subject => ({ administration: 'KR', typeName: 'KrOperator', tin });
const GOOD = korean(KOREAN_EXPORTER.tin);
const REVOKED = korean(KOREAN_EXPORTER_REVOKED.tin);
const RECORD = `query ($of: [_Any!]!) { _entities(representations: $of) {
  ... on KrOperator { record { legalName authorizations { number validations { criteria { criterion remark } } } } } } }`;

const clock = createTestClock();
let federation: TestFederation;
let gateway: HostileGateway;
let goodForJapan: Caller;
let good: string;

beforeAll(async () => {
  federation = await startFederation({ clock });
  gateway = await startHostileGateway(federation, ['KR', 'CN'], clock);
  goodForJapan = callerOf('JP');
  good = await statementOn(goodForJapan, GOOD);
});
afterAll(async () => {
  await gateway.stop();
  await federation.stop();
});

async function statementOn(caller: Caller, subject: Subject): Promise<string> {
  const [statement] = await gateway.statements(caller, [subject]);
  if (statement == null) throw new TypeError('no statement');
  return statement;
}

async function decisionOn(caller: Caller, subject: Subject, statement: string | null): Promise<Decided> {
  const [decided] = await gateway.decide(caller, [{ subject, statement }]);
  if (decided === undefined) throw new TypeError('no decision');
  return decided;
}

const INVALID = { outcome: 'UNDETERMINED', reasons: ['ATTESTATION_INVALID'] };

describe('a gateway that lies cannot have anybody recognised who is not', () => {
  test('while it is honest, the same way gives what an honest gateway gets', async () => {
    expect(await decisionOn(goodForJapan, GOOD, good)).toMatchObject({ outcome: 'RECOGNISED', reasons: [] });
    const caller = callerOf('JP');
    const statement = await statementOn(caller, REVOKED);
    expect((await decisionOn(caller, REVOKED, statement)).outcome).toBe('NOT_RECOGNISED');
  });

  test('with the statement on another operator', async () => {
    expect(await decisionOn(goodForJapan, REVOKED, good)).toMatchObject(INVALID);
  });

  test('with the statements of a batch in another order', async () => {
    const caller = callerOf('JP');
    const subjects = [GOOD, REVOKED, korean(KOREAN_EXPORTER_SUSPENDED.tin)];
    const statements = await gateway.statements(caller, subjects);
    const reordered = subjects.map((subject, index) => ({ subject, statement: statements.at(index - 1) ?? null }));
    expect(await gateway.decide(caller, reordered)).toMatchObject([INVALID, INVALID, INVALID]);
  });

  test('with the statement that another request was given, or another purpose, or another administration', async () => {
    for (const other of [callerOf('JP'), { ...goodForJapan, purpose: 'AUDIT' } as const, callerOf('US')]) {
      expect(await decisionOn(other, GOOD, good)).toMatchObject(INVALID);
    }
    const sameRequest = { ...callerOf('US'), requestId: goodForJapan.requestId };
    expect(await decisionOn(sameRequest, GOOD, good)).toMatchObject(INVALID);
  });

  test('with the statement of another registry', async () => {
    const caller = callerOf('JP');
    const china = { administration: 'CN', typeName: 'CnOperator', tin: CHINESE_E_VENDOR.tin };
    const statement = await statementOn(caller, china);
    expect(await decisionOn(caller, GOOD, statement)).toMatchObject(INVALID);
    expect(await decisionOn(caller, { ...GOOD, typeName: 'CnOperator' }, statement)).toMatchObject(INVALID);
  });

  test('with an operator that it hands over as that of another administration', async () => {
    const caller = callerOf('JP');
    const statement = await statementOn(caller, REVOKED);
    const disguised = { ...REVOKED, typeName: 'UsOperator' };
    expect((await decisionOn(caller, disguised, statement)).outcome).toBe('NOT_RECOGNISED');
  });

  test('with a statement that it writes and signs itself', async () => {
    const claims = { ...decodeJwt(good), sub: REVOKED.tin };
    const forged = await gateway.sign(claims, ATTESTATION_TYPE);
    expect(await decisionOn(goodForJapan, REVOKED, forged)).toMatchObject(INVALID);
  });

  test('with a good statement that it has kept, once its minute is over', async () => {
    const caller = callerOf('JP');
    const statement = await statementOn(caller, GOOD);
    clock.set(new Date(clock().getTime() + 5 * 60_000).toISOString());
    const decided = await decisionOn(caller, GOOD, statement);
    expect(decided.outcome).toBe('UNDETERMINED');
  });

  test('by altering the answer: the receipt says what was decided, and it can sign no other', async () => {
    const caller = callerOf('JP');
    const decided = await decisionOn(caller, REVOKED, await statementOn(caller, REVOKED));
    const { trust } = federation.embedded.trustStore;
    const demand = { type: RECEIPT_TYPE, roles: ['RECOGNITION'], now: clock() } as const;
    const genuine = await verifyStatement(decided.receipt, trust, demand);
    expect(genuine.ok && genuine.claims['outcome']).toBe('NOT_RECOGNISED');
    const forged = await gateway.sign({ ...decodeJwt(decided.receipt), outcome: 'RECOGNISED' }, RECEIPT_TYPE);
    expect(await verifyStatement(forged, trust, demand)).toEqual({ ok: false, why: 'a GATEWAY may not sign this' });
  });
});

describe('a gateway that lies gets nothing that nobody whom it may name could get', () => {
  const of = [{ __typename: 'KrOperator', tin: GOOD.tin }];
  const body = JSON.stringify({ query: RECORD, variables: { of } });
  const codeOf = async (assertion: string, text = body) =>
    (await gateway.send(KOREA, assertion, text)).errors?.[0]?.extensions.code;

  test('by sending a call twice, to another registry, or with another body', async () => {
    const assertion = await gateway.vouch(KOREA, callerOf('JP', VALIDATION), body);
    expect(await codeOf(assertion, body.replace(GOOD.tin, REVOKED.tin))).toBe('UNAUTHENTICATED');
    expect(await codeOf(assertion)).toBeUndefined();
    expect(await codeOf(assertion)).toBe('UNAUTHENTICATED');
    expect(await codeOf(await gateway.vouch(registrySubgraph('CN'), callerOf('JP', VALIDATION), body))).toBe(
      'UNAUTHENTICATED',
    );
  });

  test('by leaving out the purpose, or the life of the call, or by making up either', async () => {
    const assertion = await gateway.vouch(KOREA, callerOf('JP', VALIDATION), body);
    const [statement = '', salt = ''] = assertion.split('~');
    const claims = decodeJwt(statement);
    const { purpose: _purpose, ...purposeless } = claims;
    const altered = [
      purposeless,
      { ...claims, purpose: 'CURIOSITY' },
      { ...claims, purpose: '' },
      { ...claims, iat: (claims.iat ?? 0) - 300, exp: (claims.exp ?? 0) + 86_400 },
      { ...claims, iat: (claims.iat ?? 0) + 86_400, exp: (claims.exp ?? 0) + 86_400 },
      { ...claims, administration: '' },
      { ...claims, requestId: undefined },
      { ...claims, aud: 'urn:aeo:gateway' },
    ];
    for (const lie of altered) expect(await codeOf(`${await gateway.sign(lie)}~${salt}`)).toBe('UNAUTHENTICATED');
    expect(await codeOf(`${await gateway.sign(claims)}~${salt}`)).toBeUndefined();
  });

  test('by naming an administration that has no arrangement, or none at all: alike for what exists and what does not', async () => {
    for (const administration of ['BR', 'XX', 'KR ', 'kr', '__proto__']) {
      const tins = [GOOD.tin, UNKNOWN_OPERATOR.tin];
      const asked = { of: tins.map((tin) => ({ __typename: 'KrOperator', tin })) };
      const { data } = await gateway.ask(KOREA, callerOf(administration, VALIDATION), RECORD, asked);
      expect(data).toEqual({ _entities: [{ record: null }, { record: null }] });
    }
  });

  test('by making up scopes: what its caller may not know in any case stays where it is', async () => {
    const scopes = ['operator:read', 'validation:read', 'registry:read', 'registry:write', 'admin'] as never;
    const { data } = await gateway.ask<{ _entities: [{ record: Record<string, never> }] }>(
      KOREA,
      callerOf('JP', { ...VALIDATION, scopes }),
      RECORD,
      { of },
    );
    const told = JSON.stringify(data);
    expect(told).toContain('legalName');
    // Remarks of validators never leave the administration (note, VIII).
    expect(told).not.toMatch(/"remark":"/);
  });

  test('at an officer endpoint, where its signature is nothing; and a national register cannot be changed from here', async () => {
    const url = `${gateway.urls.get(KOREA)}/officer/graphql`;
    const query = '{ operators(first: 1) { edges { node { tin } } } }';
    const text = JSON.stringify({ query });
    const assertion = await gateway.vouch(KOREA, callerOf('KR'), text);
    for (const headers of [{ [CALLER_ASSERTION_HEADER]: assertion }, { authorization: `Bearer ${assertion}` }]) {
      const answer = await fetch(url, {
        method: 'POST',
        headers: { ...headers, 'content-type': 'application/json' },
        body: text,
      });
      expect(answer.status).toBe(401);
    }
    const write = 'mutation { suspendAuthorization(number: "1", ground: "none", version: 1) { number } }';
    const { errors } = await gateway.ask(KOREA, callerOf('KR'), write);
    expect(errors?.map(({ extensions }) => extensions.code)).toEqual(['BAD_USER_INPUT']);
  });

  test('from the feed of events, which is for registries alone', async () => {
    const assertion = await gateway.vouch(RECOGNITION_SUBGRAPH, callerOf('KR'), '');
    const headers = { [CALLER_ASSERTION_HEADER]: assertion };
    expect((await fetch(`${gateway.urls.get(RECOGNITION_SUBGRAPH)}/events`, { headers })).status).toBe(401);
  });
});

describe('what a hostile gateway CAN do by default, until a registry demands questions signed end to end', () => {
  const of = [{ __typename: 'KrOperator', tin: GOOD.tin }];

  test('it can ask in another’s name, and read what that administration may read: no more, and it is written down', async () => {
    const caller = callerOf('JP', { ...VALIDATION, subject: 'nobody-in-japan' });
    const stolen = await gateway.ask<{ _entities: [{ record: object }] }>(KOREA, caller, RECORD, { of });
    const honest = await federation.ask<{ operator: { record: object } }>(
      'JP',
      `{ operator(tin: "${GOOD.tin}") { record { legalName authorizations { number validations { criteria { criterion remark } } } } } }`,
      {},
      VALIDATION,
    );
    expect(stolen.data?._entities[0].record).toEqual(honest.data.operator.record);
    const ledger = await federation.askOfficer<{ disclosures: object }>(
      'KR',
      `{ disclosures(tin: "${GOOD.tin}", to: "JP") { edges { node { by subject requestId } } } }`,
    );
    expect(JSON.stringify(ledger.data)).toContain(
      JSON.stringify({ by: 'JP', subject: 'nobody-in-japan', requestId: caller.requestId }),
    );
  });

  test('it can ask in the name of the home administration, and read its operators’ records with remarks', async () => {
    const { data } = await gateway.ask<{ _entities: [{ record: { legalName: string } }] }>(
      KOREA,
      callerOf('KR'),
      RECORD,
      { of },
    );
    expect(data?._entities[0].record.legalName).toBeTruthy();
  });

  test('it can be told an answer in another’s name; that administration finds the consultation among its own', async () => {
    const caller = callerOf('JP', { subject: 'nobody-in-japan' });
    const { consultationNumber } = await decisionOn(caller, GOOD, await statementOn(caller, GOOD));
    const found = await federation.ask<{ consultation: { receipt: string } }>(
      'JP',
      `{ consultation(number: "${consultationNumber}") { receipt } }`,
    );
    expect(decodeJwt(found.data.consultation.receipt)['askedBy']).toBe('nobody-in-japan');
  });

  test('it can take a step at a service of the hub in another’s name; both sides see it, and it can be taken back', async () => {
    const write = `mutation { suspendBenefits(tin: "${GOOD.tin}", remark: "A lie.") { tin } }`;
    const { data, errors } = await gateway.ask(RECOGNITION_SUBGRAPH, callerOf('US'), write);
    expect([data, errors]).toEqual([{ suspendBenefits: { tin: GOOD.tin } }, undefined]);
    await federation.embedded.registries.get('KR')?.pullSignals();
    const signals = await federation.askOfficer('KR', `{ partnerSignals(tin: "${GOOD.tin}") { from remark } }`);
    expect(signals.data).toEqual({ partnerSignals: [{ from: 'US', remark: 'A lie.' }] });
    const undo = `mutation { reinstateBenefits(tin: "${GOOD.tin}", remark: "Not by us.") { tin } }`;
    expect((await federation.ask('US', undo)).errors).toEqual([]);
  });

  test('it can withhold: nothing that it keeps back becomes a no', async () => {
    const decided = await decisionOn(callerOf('JP'), REVOKED, null);
    expect(decided).toMatchObject({ outcome: 'UNDETERMINED', reasons: ['REGISTRY_UNAVAILABLE'] });
  });
});
