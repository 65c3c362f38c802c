import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { KOREAN_EXPORTER } from '../../../scripts/seed/worth-asking.ts';
import { startFederation, type TestFederation } from '../../support/federation.ts';

const REQUEST = `mutation ($input: AssistanceRequestInput!) { submitAssistanceRequest(input: $input) { id } }`;
const ACKNOWLEDGE = `mutation ($id: ID!) { acknowledgeAssistanceRequest(id: $id, version: 1) { version } }`;
const COMPLETE = `mutation ($id: ID!, $response: AssistanceResponseInput!, $version: Int!) {
  completeAssistanceRequest(id: $id, response: $response, version: $version) { state } }`;
const SIGNALS = `query ($tin: TIN!) { partnerSignals(tin: $tin) { kind from tin remark } }`;
const ANSWER = `query ($id: ID!) { assistanceRequest(id: $id) { response { statement } } }`;
const HELD = `query ($tin: TIN!) { operator(tin: $tin) { version record { authorizations { number } } } }`;
const REVALIDATE = `mutation ($number: ID!, $input: ValidationInput!, $answer: JWS!, $version: Int!) {
  recordRevalidation(number: $number, input: $input, assistanceAnswer: $answer, version: $version) {
    validations { method assistanceRequest } } }`;

describe('a validation that Japan does for Korea', () => {
  let federation: TestFederation;
  beforeAll(async () => {
    federation = await startFederation();
  });
  afterAll(() => federation.stop());

  it('is recorded in Korea by the answer that mutual assistance signed, as Japan gave it and no better', async () => {
    const purpose = { purpose: 'AEO_VALIDATION' } as const;
    const { tin } = KOREAN_EXPORTER;
    const asked = await federation.ask<{ submitAssistanceRequest: { id: string } }>(
      'KR',
      REQUEST,
      {
        input: {
          ...{ requested: 'JP', kind: 'AUTHORIZATION_SUPPORT', agreement: 'JP-KR-CMAA-2004', subjectTin: tin },
          ...{ reason: 'Re-validation', facts: 'It has a warehouse at Osaka.', purpose: 'AEO_VALIDATION' },
          ...{ criteria: ['I_PREMISES_SECURITY'], idempotencyKey: 'warehouse' },
        },
      },
      purpose,
    );
    expect(asked.errors).toEqual([]);
    const { id } = asked.data.submitAssistanceRequest;
    const seen = await federation.ask<{ acknowledgeAssistanceRequest: { version: number } }>('JP', ACKNOWLEDGE, { id });
    const criterion = { criterion: 'I_PREMISES_SECURITY', result: 'PARTLY_MET', remark: 'The fence is being built.' };
    const { version: acknowledged } = seen.data.acknowledgeAssistanceRequest;
    const response = { outcome: 'CONFIRMED_WITH_RESERVATIONS', criteria: [criterion] };
    expect((await federation.ask('JP', COMPLETE, { id, response, version: acknowledged })).errors).toEqual([]);
    const read = await federation.ask<{ assistanceRequest: { response: { statement: string } } }>(
      'KR',
      ANSWER,
      { id },
      purpose,
    );
    const answer = read.data.assistanceRequest.response.statement;
    // The operator's file at home has heard of it, by an event of mutual assistance.
    await federation.embedded.registries.get('KR')?.pullSignals();
    const signals = await federation.askOfficer('KR', SIGNALS, { tin });
    expect(signals.data['partnerSignals']).toEqual([
      {
        ...{ kind: 'ASSISTANCE_ANSWERED', from: 'JP', tin },
        remark: expect.stringMatching(/^KR-JP-\d{4}-\d{6}: CONFIRMED_WITH_RESERVATIONS$/),
      },
    ]);
    const others = await federation.askOfficer('JP', '{ partnerSignals { kind } }');
    expect(others.data['partnerSignals']).toEqual([]);

    const held = await federation.askOfficer<{
      operator: { version: number; record: { authorizations: { number: string }[] } };
    }>('KR', HELD, { tin });
    const { version, record } = held.data.operator;
    const recorded = (given: object) =>
      federation.askOfficer('KR', REVALIDATE, {
        ...{ number: record.authorizations[0]?.number, version, answer },
        input: {
          ...{ method: 'PARTNER_ADMINISTRATION', validatedBy: 'Japan Customs', performedOn: '2026-06-01' },
          criteria: [{ ...criterion, ...given }],
        },
      });
    expect((await recorded({ result: 'MET' })).errors).toMatchObject([{ extensions: { rule: 'AS_ANSWERED' } }]);
    const { data, errors } = await recorded({});
    expect(errors).toEqual([]);
    expect(JSON.stringify(data)).toContain(`"method":"PARTNER_ADMINISTRATION","assistanceRequest":"${id}"`);
  });
});
