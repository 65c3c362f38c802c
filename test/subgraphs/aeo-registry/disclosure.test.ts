import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ATTESTATION_TYPE, administrationAudience, registryIssuer } from '../../../schema/contract/attestation.ts';
import { verifyStatement } from '../../../schema/trust/verify-statement.ts';
import { callerOf } from '../../support/parties.ts';
import { claimsOf, type RegistryHarness, startKorea } from './support/registry-harness.ts';
import { krTin, sampleOperator } from './support/sample-operators.ts';

const RECORD = `record { legalName tradingNames address { lines city postalCode country } roles businessModels
  authorizations { number type roles status statusSince validFrom validTo } }`;
const VALIDATIONS = 'record { authorizations { validations { method criteria { criterion result remark } } } }';
const LEDGER = `query ($tin: TIN, $to: ID) { disclosures(tin: $tin, to: $to) { edges { node {
  at by subject purpose tin fields attestationId requestId } } } }`;

interface Entity {
  readonly tin: string;
  readonly attestation?: string | null;
  readonly record?: { readonly legalName: string; readonly authorizations: { readonly status: string }[] } | null;
  readonly bondedTransporter?: boolean | null;
  readonly successor?: string | null;
}

describe('what a partner is told', () => {
  let korea: RegistryHarness;
  const consenting = krTin(1);
  const withheld = krTin(2);
  const unknown = krTin(3);

  beforeAll(async () => {
    korea = await startKorea();
    const report = await korea.registry.importOperators(
      [sampleOperator(consenting, ['JP', 'BR', 'US']), sampleOperator(withheld, ['US'])],
      'test',
    );
    expect(report).toMatchObject({ written: 2, problems: [] });
  });
  afterAll(() => korea.stop());

  async function ledger(variables: object): Promise<Record<string, unknown>[]> {
    const { data } = await korea.officer<{ disclosures: { edges: { node: Record<string, unknown> }[] } }>(LEDGER, {
      ...variables,
    });
    return data?.disclosures.edges.map(({ node }) => node) ?? [];
  }

  it('is the record, the national fields and a signed attestation where a partner asks about an operator that consents', async () => {
    const caller = callerOf('JP');
    const { data, errors } = await korea.entities<Entity>(
      [consenting],
      `attestation bondedTransporter successor ${RECORD}`,
      caller,
    );
    expect(errors).toBeUndefined();
    const entity = data?._entities[0];
    expect(entity).toMatchObject({
      tin: consenting,
      bondedTransporter: true,
      successor: null,
      record: {
        legalName: '주식회사 한결무역',
        address: { city: '서울' },
        authorizations: [
          { number: `AEO-${consenting}`, status: 'AUTHORISED', statusSince: '2025-02-28T15:00:00.000Z' },
        ],
      },
    });
    const verdict = await verifyStatement(entity?.attestation ?? '', korea.parties.trust, {
      type: ATTESTATION_TYPE,
      roles: ['REGISTRY'],
      issuer: registryIssuer('KR'),
      audience: administrationAudience('JP'),
      now: korea.clock(),
    });
    expect(verdict).toMatchObject({ ok: true, signedBy: { administration: 'KR' } });
    const iat = korea.clock().getTime() / 1000;
    const claims = claimsOf(entity?.attestation);
    expect(claims).toMatchObject({
      sub: consenting,
      iat,
      exp: iat + 60,
      relyUntil: iat,
      purpose: 'IMPORT_CLEARANCE',
      requestId: caller.requestId,
      statement: 'OPERATOR',
      operator: { legalName: '주식회사 한결무역', successor: null },
    });
    const validation = claims.operator?.authorizations[0]?.validation;
    expect(validation?.criteriaNotMet).toEqual(['D_CONSULTATION_COOPERATION']);
    expect(validation?.criteriaMet).toHaveLength(11);
    expect(JSON.stringify(claims)).not.toContain('Liquidity');
  });

  it('cannot tell a withheld operator from one that does not exist', async () => {
    const { data, errors } = await korea.entities<Entity>(
      [withheld, unknown],
      `attestation bondedTransporter successor ${RECORD}`,
    );
    expect(errors).toBeUndefined();
    const [ofWithheld, ofUnknown] = data?._entities ?? [];
    expect({ ...ofWithheld, tin: '', attestation: '' }).toEqual({ ...ofUnknown, tin: '', attestation: '' });
    expect(ofWithheld).toMatchObject({ record: null, bondedTransporter: null, successor: null });
    expect(ofWithheld?.attestation).toHaveLength(ofUnknown?.attestation?.length ?? 0);
    const [first, second] = [claimsOf(ofWithheld?.attestation), claimsOf(ofUnknown?.attestation)];
    expect({ ...first, jti: '', sub: '' }).toEqual({ ...second, jti: '', sub: '' });
    expect(first).toMatchObject({ statement: 'UNKNOWN_OR_NOT_DISCLOSED', operator: null });
    for (const tin of [withheld, unknown]) {
      expect(await ledger({ tin, to: 'JP' })).toMatchObject([{ fields: [], by: 'JP' }]);
    }
  });

  it('is nothing where no arrangement gives a right to ask, even with the operator’s consent', async () => {
    const { data } = await korea.entities<Entity>([consenting], `attestation ${RECORD}`, callerOf('BR'));
    expect(data?._entities[0]?.record).toBeNull();
    expect(claimsOf(data?._entities[0]?.attestation).statement).toBe('UNKNOWN_OR_NOT_DISCLOSED');
    const other = await korea.entities<Entity>([consenting], RECORD, callerOf('BR', { purpose: 'AEO_VALIDATION' }));
    expect(other.data?._entities[0]?.record?.legalName).toBe('주식회사 한결무역');
  });

  it('is everything for the home administration itself, consent or not', async () => {
    const { data } = await korea.entities<Entity>([withheld], `attestation ${VALIDATIONS}`, callerOf('KR'));
    expect(JSON.stringify(data?._entities[0]?.record)).toContain('Liquidity was thin');
    expect(claimsOf(data?._entities[0]?.attestation).statement).toBe('OPERATOR');
  });

  it('never contains the remarks of validators', async () => {
    const caller = callerOf('JP', { purpose: 'AEO_VALIDATION' });
    const { data } = await korea.entities<Entity>([consenting], VALIDATIONS, caller);
    expect(JSON.stringify(data)).toContain('"PARTLY_MET","remark":null');
  });

  it('is a negative statement about a TIN that another administration answers for', async () => {
    const { data } = await korea.entities<Entity>(['JP1180301018771'], `attestation ${RECORD}`, callerOf('KR'));
    expect(data?._entities[0]?.record).toBeNull();
    expect(claimsOf(data?._entities[0]?.attestation)).toMatchObject({ statement: 'UNKNOWN_OR_NOT_DISCLOSED' });
  });

  it('refuses what is no TIN, in its own place, without an entry in the ledger', async () => {
    const caller = callerOf('JP');
    const { data, errors } = await korea.entities<Entity>(['KR123', consenting], RECORD, caller);
    expect(errors).toMatchObject([{ path: ['_entities', 0, 'record'], extensions: { code: 'TIN_MALFORMED' } }]);
    expect(data?._entities[1]?.record).not.toBeNull();
    expect((await ledger({ to: 'JP' })).filter(({ requestId }) => requestId === caller.requestId)).toHaveLength(1);
  });

  describe('with less than all scopes', () => {
    it('is FORBIDDEN naming operator:read, alike for every TIN, while the attestation is given', async () => {
      const caller = callerOf('JP', { scopes: ['recognition:ask'] });
      const answer = await korea.entities<Entity>(
        [consenting, unknown],
        `attestation bondedTransporter record { legalName }`,
        caller,
      );
      expect(answer.errors?.map(({ extensions }) => extensions.code)).toEqual(Array(4).fill('FORBIDDEN'));
      expect(answer.errors?.[0]?.message).toContain('operator:read');
      expect(answer.data?._entities[0]).toMatchObject({ record: null });
      expect(claimsOf(answer.data?._entities[0]?.attestation).statement).toBe('OPERATOR');
      expect(
        (await ledger({ tin: consenting })).find((entry) => entry['requestId'] === caller.requestId),
      ).toMatchObject({
        fields: ['identifiers', 'legalName', 'tradingNames', 'roles', 'authorizations', 'validationFacts', 'successor'],
      });
    });

    it('is FORBIDDEN naming validation:read for validations, and the rest of the record is had without them', async () => {
      const caller = callerOf('JP', { scopes: ['recognition:ask', 'operator:read'] });
      const answer = await korea.entities<Entity>([consenting], VALIDATIONS, caller);
      expect(answer.errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
      expect(answer.errors?.[0]?.message).toContain('validation:read');
      expect(answer.data?._entities[0]?.record).toBeNull();
      const without = await korea.entities<Entity>([consenting], RECORD, caller);
      expect(without.errors).toBeUndefined();
    });

    it('is FORBIDDEN for validations where the purpose is clearance, and told for any other (note, VIII)', async () => {
      const told = await korea.entities([consenting], VALIDATIONS, callerOf('JP', { purpose: 'AEO_VALIDATION' }));
      expect(told.errors).toBeUndefined();
      expect(JSON.stringify(told.data)).toContain('CUSTOMS_ON_SITE');
      const answer = await korea.entities<Entity>([consenting], VALIDATIONS, callerOf('JP'));
      expect(answer.errors).toMatchObject([{ extensions: { code: 'FORBIDDEN', rule: 'IMPORT_CLEARANCE' } }]);
      const own = await korea.entities([consenting], VALIDATIONS, callerOf('KR'));
      expect(own.errors).toBeUndefined();
    });

    it('is no attestation without recognition:ask, and the ledger has its entry all the same', async () => {
      const caller = callerOf('JP', { scopes: ['operator:read'] });
      const { data } = await korea.entities<Entity>([consenting], `attestation ${RECORD}`, caller);
      expect(data?._entities[0]).toMatchObject({ attestation: null, record: { legalName: '주식회사 한결무역' } });
      expect((await ledger({ tin: consenting })).some((entry) => entry['requestId'] === caller.requestId)).toBe(true);
    });
  });

  it('changes with the next question when consent is withdrawn or given', async () => {
    const set = `mutation ($given: Boolean!) { setConsent(tin: "${withheld}", destination: "JP", given: $given, evidence: "Letter") {
      version consents { destination given evidence } } }`;
    const asked = async () => (await korea.entities<Entity>([withheld], RECORD)).data?._entities[0]?.record;
    expect(await asked()).toBeNull();
    const given = await korea.officer<{ setConsent: { version: number } }>(set, { given: true });
    expect(given.data?.setConsent).toMatchObject({
      version: 2,
      consents: [
        { destination: 'JP', given: true, evidence: 'Letter' },
        { destination: 'US', given: true },
      ],
    });
    expect(await asked()).not.toBeNull();
    await korea.officer(set, { given: false });
    expect(await asked()).toBeNull();
  });

  it('is refused without an assertion of the gateway', async () => {
    const answer = await korea.registry.endpoint.answer({
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: '{ __typename }' }),
    });
    expect(JSON.parse(answer.body)).toMatchObject({ errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] });
  });
});
