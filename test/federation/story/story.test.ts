import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { calendarDate } from '../../../schema/contract/calendar-day.ts';
import {
  CHINESE_E_VENDOR,
  EU_FULFILMENT_CENTRE,
  EU_MANUFACTURER,
  US_EXPORTER,
} from '../../../scripts/seed/worth-asking.ts';
import { startFederation, type TestFederation } from '../../support/federation.ts';
import * as step from './story-operations.ts';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const CRITERIA = ['A_DEMONSTRATED_COMPLIANCE', 'C_FINANCIAL_VIABILITY', 'G_CARGO_SECURITY'];

let federation: TestFederation;
let receipt: string;
let vendorId: string;
let registrationId: string;
let assistanceId: string;

beforeAll(async () => {
  federation = await startFederation();
});

afterAll(() => federation.stop());

async function recognitionOf(administration: string, tin: string, role = 'EXPORTER') {
  const { data, errors } = await federation.ask<step.RecognitionsData>(administration, step.RECOGNITION, {
    questions: [{ tin, role }],
  });
  expect(errors).toEqual([]);
  const [answer] = data.recognitions;
  if (answer?.decision == null) throw new TypeError('no decision');
  return answer.decision;
}

// Each step stands on the one before: a Chinese e-vendor wants to sell to consumers in the European Union.
describe('the story of a vendor', () => {
  test('1: the EU recognises the e-vendor as exporter, with benefits, a consultation number and a receipt', async () => {
    const decision = await recognitionOf('EU', CHINESE_E_VENDOR.tin);
    expect(decision).toMatchObject({ outcome: 'RECOGNISED', reasons: [], basis: 'LIVE', nextStep: 'GRANT_BENEFITS' });
    expect(decision.arrangement?.id).toBe('CN-EU');
    expect(decision.benefits.length).toBeGreaterThan(0);
    expect(decision.consultationNumber).toMatch(/^EU-/);
    receipt = decision.receipt;

    const looked = await federation.ask<step.ConsultationData>('EU', step.CONSULTATION, {
      number: decision.consultationNumber,
    });
    expect(looked.data.consultation).toMatchObject({ tin: CHINESE_E_VENDOR.tin, outcome: 'RECOGNISED', receipt });
    const foreign = await federation.ask<step.ConsultationData>('US', step.CONSULTATION, {
      number: decision.consultationNumber,
    });
    expect(foreign.data.consultation).toBeNull();
  });

  test('1: `npm run verify` accepts the receipt offline, and refuses it with one letter altered', async () => {
    const run = (jws: string) =>
      promisify(execFile)(process.execPath, ['node_modules/tsx/dist/cli.mjs', 'scripts/verify.ts', jws], {
        cwd: ROOT,
        env: { ...process.env, DATA_DIR: federation.dataDirectory },
      });
    const { stdout } = await run(receipt);
    expect(stdout).toContain('Genuine');
    const [head = '', body = '', signature = ''] = receipt.split('.');
    const altered = `${body.slice(0, 40)}${body[40] === 'A' ? 'B' : 'A'}${body.slice(41)}`;
    await expect(run(`${head}.${altered}.${signature}`)).rejects.toMatchObject({ code: 1 });
  });

  test('2: the EU takes its application under IOSS, represented by an EU fulfilment centre that is an AEO (option 1)', async () => {
    const { data, errors } = await federation.ask<step.ApplyData>('EU', step.APPLY, {
      input: {
        legalName: '宁波海湾电子商务有限公司',
        establishedIn: 'CN',
        tin: CHINESE_E_VENDOR.tin,
        stakeholder: 'E_VENDOR',
        businessModel: 'FULFILMENT_OFFSHORE',
        representative: EU_FULFILMENT_CENTRE.tin,
        contactEmail: 'duty@vendor.example',
        idempotencyKey: 'story-application',
      },
    });
    expect(errors).toEqual([]);
    const registration = data.applyForVendorRegistration;
    expect(registration).toMatchObject({ status: 'APPLIED', number: null, scheme: { destination: { code: 'EU' } } });
    expect(registration.representative?.tin).toBe(EU_FULFILMENT_CENTRE.tin);
    registrationId = registration.id;
    vendorId = registration.vendor.id;

    const { data: home } = await federation.ask<step.RepresentedData>('EU', step.REPRESENTED, {
      tin: EU_FULFILMENT_CENTRE.tin,
    });
    expect(home.operator.representedVendors).toEqual([{ id: vendorId }]);
  });

  test('3: it asks China for assistance, kind VENDOR_VALIDATION, on the EU-China agreement, naming criteria (options 2 and 3)', async () => {
    const { data, errors } = await federation.ask<step.RequestValidationData>(
      'EU',
      step.REQUEST_VALIDATION,
      { registrationId, criteria: CRITERIA, version: 1 },
      { purpose: 'VENDOR_REGISTRATION' },
    );
    expect(errors).toEqual([]);
    const registration = data.requestExporterValidation;
    expect(registration.status).toBe('AWAITING_VALIDATION');
    expect(registration.exporterValidation).toMatchObject({
      kind: 'VENDOR_VALIDATION',
      state: 'SUBMITTED',
      requested: { code: 'CN' },
      criteria: CRITERIA,
    });
    expect(registration.exporterValidation?.agreement.id).toMatch(/^CN-EU/);
    assistanceId = registration.exporterValidation?.id ?? '';
  });

  test('3: no third administration learns of the case', async () => {
    const { data, errors } = await federation.ask<step.AssistanceData>('JP', step.ASSISTANCE, { id: assistanceId });
    expect(data.assistanceRequest).toBeNull();
    expect(errors).toEqual([]);
  });

  test('4: China acknowledges it and completes it, criterion by criterion', async () => {
    const seen = await federation.ask<step.AssistanceData>('CN', step.ASSISTANCE, { id: assistanceId });
    expect(seen.data.assistanceRequest?.state).toBe('SUBMITTED');
    expect(seen.data.assistanceRequest?.subject).toMatchObject({
      establishedIn: 'CN',
      tin: CHINESE_E_VENDOR.tin,
      vendor: null,
    });
    const acknowledged = await federation.ask<step.AcknowledgeData>('CN', step.ACKNOWLEDGE, {
      id: assistanceId,
      version: 1,
    });
    expect(acknowledged.errors).toEqual([]);
    const completed = await federation.ask<step.CompleteData>('CN', step.COMPLETE, {
      id: assistanceId,
      version: acknowledged.data.acknowledgeAssistanceRequest.version,
      response: {
        outcome: 'CONFIRMED',
        criteria: CRITERIA.map((criterion) => ({ criterion, result: 'MET' })),
        useRestrictions: 'For the registration of this vendor only.',
      },
    });
    expect(completed.errors).toEqual([]);
    expect(completed.data.completeAssistanceRequest.state).toBe('COMPLETED');
  });

  test('5: the EU approves; the vendor has an IM number of the scheme’s format', async () => {
    const { data, errors } = await federation.ask<step.ApproveData>('EU', step.APPROVE, { registrationId, version: 2 });
    expect(errors).toEqual([]);
    const { status, number, scheme } = data.approveVendorRegistration;
    expect(status).toBe('ACTIVE');
    expect(number).toMatch(new RegExp(scheme.numberFormat));
    expect(number).toMatch(/^IM/);
  });

  test('6: one single query gives vendor, registration, assistance with China’s answer, operator with validation facts, and recognition', async () => {
    const { data, errors } = await federation.ask<step.EverythingData>(
      'EU',
      step.EVERYTHING,
      { id: vendorId },
      { purpose: 'VENDOR_REGISTRATION' },
    );
    expect(errors).toEqual([]);
    const vendor = data.foreignVendor;
    expect(vendor.registrations).toMatchObject([{ status: 'ACTIVE', exporterValidation: { state: 'COMPLETED' } }]);
    expect(vendor.registrations[0]?.representative?.record?.legalName).toBeTruthy();
    expect(vendor.assistanceRequests[0]?.response).toMatchObject({ outcome: 'CONFIRMED' });
    expect(vendor.assistanceRequests[0]?.response?.criteria.map(({ criterion }) => criterion)).toEqual(CRITERIA);
    const [authorization] = vendor.operator?.record?.authorizations ?? [];
    expect(authorization?.status).toBe('AUTHORISED');
    expect(authorization?.validations[0]?.criteria.length).toBe(13);
    expect(vendor.operator?.recognition.outcome).toBe('RECOGNISED');
  });

  test('7: a consignment of EUR 149 is valid, one of EUR 151 is above the threshold', async () => {
    const { data: listed } = await federation.ask<step.EverythingData>('EU', step.EVERYTHING, { id: vendorId });
    const number = listed.foreignVendor.registrations[0]?.number;
    const check = async (intrinsicValue: string) => {
      const { data, errors } = await federation.ask<step.CheckData>('EU', step.CHECK, {
        number,
        consignment: {
          items: [{ hsCode: '851830', quantity: 1, intrinsicValue }],
          currency: 'EUR',
          mode: 'AIR',
          // Today at the destination, where the registration has just become active.
          arrivesOn: calendarDate(new Date(), 'Europe/Brussels'),
          destinationCountry: 'DE',
        },
      });
      expect(errors).toEqual([]);
      return data.checkVendorRegistration;
    };
    expect(await check('149')).toMatchObject({ outcome: 'VALID', reasons: [], duty: '3.00', tax: '28.88' });
    expect(await check('151')).toMatchObject({ outcome: 'NOT_VALID', reasons: ['ABOVE_THRESHOLD'] });
  });

  test('8: China suspends the authorisation at its own endpoint; the EU’s next question says so', async () => {
    const found = await federation.askOfficer<step.OfficerOperatorData>('CN', step.OFFICER_OPERATOR, {
      tin: CHINESE_E_VENDOR.tin,
    });
    const { version, record } = found.data.operator;
    const suspended = await federation.askOfficer('CN', step.SUSPEND, {
      number: record.authorizations[0]?.number,
      ground: 'Suspicion of a serious infringement',
      version,
    });
    expect(suspended.errors).toEqual([]);
    expect(await recognitionOf('EU', CHINESE_E_VENDOR.tin)).toMatchObject({
      outcome: 'NOT_RECOGNISED',
      reasons: ['AUTHORIZATION_SUSPENDED'],
      benefits: [],
    });
  });

  test('9: China’s registry is stopped: cannot tell, while the same batch answers the other administrations whole', async () => {
    await federation.silence('CN');
    const { data, status } = await federation.ask<step.RecognitionsData>('EU', step.RECOGNITION, {
      questions: [
        { tin: CHINESE_E_VENDOR.tin, role: 'EXPORTER' },
        { tin: US_EXPORTER.tin, role: 'EXPORTER' },
      ],
    });
    expect(status).toBe(200);
    const [china, unitedStates] = data.recognitions;
    expect(china?.decision).toMatchObject({
      outcome: 'UNDETERMINED',
      reasons: ['REGISTRY_UNAVAILABLE'],
      nextStep: 'RETRY_LATER',
      basis: 'NONE',
    });
    expect(unitedStates?.decision).toMatchObject({ outcome: 'RECOGNISED', basis: 'LIVE' });
  });

  test('11: Brazil asks about an EU operator: no arrangement, not recognised, and no registry was asked', async () => {
    federation.calls.length = 0;
    expect(await recognitionOf('BR', EU_MANUFACTURER.tin, 'MANUFACTURER')).toMatchObject({
      outcome: 'NOT_RECOGNISED',
      reasons: ['NO_ARRANGEMENT'],
      basis: 'NONE',
    });
    expect(federation.calls.map(({ subgraph }) => subgraph)).toEqual(['recognition', 'recognition']);
  });
});

describe('a withheld operator', () => {
  let fresh: TestFederation;
  beforeAll(async () => {
    fresh = await startFederation();
  });
  afterAll(() => fresh.stop());

  test('10: looks to Japan, which has an arrangement but not its consent, exactly like one that does not exist', async () => {
    const ask = async (tin: string) => {
      const { data, errors } = await fresh.ask<step.RecognitionsData>('JP', step.RECOGNITION_WITH_RECORD, {
        questions: [{ tin, role: 'EXPORTER' }],
      });
      return JSON.parse(
        JSON.stringify({ data, errors })
          .replaceAll(tin, 'TIN')
          .replaceAll(/"(consultationNumber|receipt|attestation|factsAsOf|on)":"[^"]*"/g, '"$1":"…"'),
      ) as unknown;
    };
    const withheld = await ask(CHINESE_E_VENDOR.tin);
    expect(withheld).toEqual(await ask('CN9999999999'));
    expect(withheld).toMatchObject({
      data: { recognitions: [{ operator: { record: null }, decision: { reasons: ['UNKNOWN_OR_NOT_DISCLOSED'] } }] },
      errors: [],
    });
  });

  test('10: has a statement as long as that about one that does not exist', async () => {
    const { data } = await fresh.ask<step.RecognitionsData>('JP', step.RECOGNITION_WITH_RECORD, {
      questions: [CHINESE_E_VENDOR.tin, 'CN9999999999'].map((tin) => ({ tin, role: 'EXPORTER' })),
    });
    const lengths = data.recognitions.map(({ decision }) => decision?.attestation?.length);
    expect(lengths[0]).toBeGreaterThan(0);
    expect(lengths[0]).toBe(lengths[1]);
  });
});
