import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ANSWER_STATEMENT_TYPE } from '../../../../subgraphs/mutual-assistance/domain/answer-statement.ts';
import { bringTo, input, read, type SeenApplication, validation } from '../support/procedure-steps.ts';
import { type RegistryHarness, startKorea } from '../support/registry-harness.ts';
import { krTin } from '../support/sample-operators.ts';

const TIN = krTin(1);
const REQUEST = '0196a3b0-5d4e-7c1a-9f00-000000000001';
const FOUND = [
  { criterion: 'G_CARGO_SECURITY', result: 'MET', basis: 'UPU_S58', remark: null },
  { criterion: 'I_PREMISES_SECURITY', result: 'PARTLY_MET', basis: 'DIRECT', remark: 'Fence is being built' },
];
const PLAN = `mutation ($id: ID!, $method: ValidationMethod!, $assistance: ID, $version: Int!) {
  planValidation(id: $id, method: $method, on: "2026-11-24", assistance: $assistance, version: $version) {
    plan { assistance } version } }`;
const RECORD = `mutation ($id: ID!, $input: ValidationInput!, $answer: JWS, $version: Int!) {
  recordValidation(id: $id, input: $input, assistanceAnswer: $answer, version: $version) {
    version validations { validatedBy assistanceRequest assistanceAnswer } } }`;

describe('a validation by a partner administration', () => {
  let korea: RegistryHarness;
  let application: SeenApplication;

  beforeAll(async () => {
    korea = await startKorea();
    const assessed = await bringTo(korea, 'SELF_ASSESSED', input(TIN));
    const reference = { id: assessed.id, version: assessed.version, method: 'PARTNER_ADMINISTRATION' };
    expect((await korea.officer(PLAN, reference)).errors).toMatchObject([
      { extensions: { field: 'assistance', rule: 'WITH_PARTNER_ADMINISTRATION' } },
    ]);
    const other = { ...reference, method: 'CUSTOMS_REMOTE', assistance: REQUEST };
    expect((await korea.officer(PLAN, other)).errors).toMatchObject([{ extensions: { field: 'assistance' } }]);
    expect((await korea.officer(PLAN, { ...reference, assistance: REQUEST })).data).toMatchObject({
      planValidation: { plan: { assistance: REQUEST } },
    });
    application = await read(korea, assessed.id);
  });
  afterAll(() => korea.stop());

  const answerOf = (given: object = {}, by = 'mutual-assistance', type = ANSWER_STATEMENT_TYPE) =>
    korea.parties.signer(by).sign(
      {
        ...{ iss: 'urn:aeo:mutual-assistance', aud: 'urn:aeo:administration:KR', sub: REQUEST, jti: 'j' },
        ...{ iat: Math.floor(korea.clock().getTime() / 1000), requesting: 'KR', requested: 'JP', tin: TIN },
        ...{ outcome: 'CONFIRMED', criteria: FOUND, ...given },
      },
      type,
    );
  const said = (given: object = {}) =>
    validation({ method: 'PARTNER_ADMINISTRATION', validatedBy: 'Japan Customs', criteria: FOUND, ...given });
  const record = (answer: string | undefined, given: object = {}) => {
    const { id, version } = application;
    return korea.officer(RECORD, { id, version, input: said(given), answer });
  };
  const refused = (field: string, rule: string) => [{ extensions: { code: 'BAD_USER_INPUT', field, rule } }];

  it('is refused without an answer that the mutual-assistance service signed for this administration', async () => {
    const tampered = (await answerOf()).replace(
      /\.[^.]*$/,
      (signature) => `.${signature.slice(1).split('').toReversed().join('')}`,
    );
    for (const answer of [
      undefined,
      tampered,
      await answerOf({}, 'registry-jp'),
      await answerOf({}, 'recognition'),
      await answerOf({ iss: 'urn:aeo:recognition' }),
      await answerOf({ aud: 'urn:aeo:administration:US' }),
      await answerOf({}, 'mutual-assistance', 'aeo-receipt+jwt'),
      await answerOf({ iat: Math.floor(korea.clock().getTime() / 1000) + 3_600 }),
      await answerOf({ tin: undefined }),
    ]) {
      expect((await record(answer)).errors).toMatchObject(refused('assistanceAnswer', 'SIGNED_ANSWER'));
    }
    const direct = FOUND.map((one) => ({ ...one, basis: 'DIRECT' }));
    const byCustoms = await record(await answerOf(), { method: 'CUSTOMS_REMOTE', criteria: direct });
    expect(byCustoms.errors).toMatchObject(refused('assistanceAnswer', 'PARTNER_ADMINISTRATION_ONLY'));
  });

  it('is refused where the answer is about somebody else, another request, or says otherwise', async () => {
    const other = await record(await answerOf({ tin: krTin(2) }));
    expect(other.errors).toMatchObject(refused('assistanceAnswer', 'ABOUT_THIS_OPERATOR'));
    const request = await record(await answerOf({ sub: 'another' }));
    expect(request.errors).toMatchObject(refused('assistanceAnswer', 'OF_THE_PLANNED_REQUEST'));
    const partner = await record(await answerOf({ requested: 'US' }));
    expect(partner.errors).toMatchObject(refused('input.validatedBy', 'NAMED_PARTNER'));
    const early = await record(await answerOf({ iat: Date.parse('2026-11-22T12:00:00Z') / 1000 }));
    expect(early.errors).toMatchObject(refused('input.performedOn', 'NOT_AFTER_ANSWER'));
    const better = FOUND.map((one) => ({ ...one, result: 'MET' }));
    const raised = await record(await answerOf(), { criteria: better });
    expect(raised.errors).toMatchObject(refused('input.criteria[1]', 'AS_ANSWERED'));
    const more = [...FOUND, { criterion: 'A_DEMONSTRATED_COMPLIANCE', result: 'MET' }];
    const added = await record(await answerOf(), { criteria: more });
    expect(added.errors).toMatchObject(refused('input.criteria[2]', 'AS_ANSWERED'));
    const direct = FOUND.map((one) => ({ ...one, basis: 'DIRECT' }));
    expect((await record(await answerOf(), { criteria: direct })).errors).toMatchObject(
      refused('input.criteria[0]', 'AS_ANSWERED'),
    );
  });

  it('keeps the request and the signed answer, which the operator itself is not shown', async () => {
    const answer = await answerOf();
    const { data, errors } = await record(answer);
    expect(errors).toBeUndefined();
    const kept = { validatedBy: 'Japan Customs', assistanceRequest: REQUEST, assistanceAnswer: answer };
    expect(data).toMatchObject({ recordValidation: { validations: [kept] } });
    const shown = `query ($id: ID!) { application(id: $id) { validations { assistanceRequest assistanceAnswer } } }`;
    const own = await korea.self(TIN, shown, { id: application.id });
    expect(own.data).toEqual({
      application: { validations: [{ assistanceRequest: REQUEST, assistanceAnswer: null }] },
    });
  });
});
