import { ADMINISTRATIONS, operatorTypeName } from '../../../schema/administrations.ts';
import { ACCESS_TOKEN_TYPE } from '../../../schema/contract/access-token.ts';
import { demonstrationOperators } from '../../../scripts/seed/demonstration-operators.ts';
import {
  CHINESE_E_VENDOR,
  EU_FULFILMENT_CENTRE,
  EU_MANUFACTURER,
  KOREAN_EXPORTER,
} from '../../../scripts/seed/worth-asking.ts';
import { DEMONSTRATION_ISSUER } from '../../../scripts/start/trust-store.ts';
import { post, startFederation, type TestFederation } from '../../support/federation.ts';
import { createTestClock } from '../../support/parties.ts';
import { tokenClaims } from '../bad-tokens.ts';

/**
 * A federation in which the European Union has something of every kind that the API shows: a vendor with a registration,
 * a filed return and a check, cases with China in every state, a draft, a consultation.
 */
export interface World {
  readonly federation: TestFederation;
  readonly now: () => Date;
  /** Values of arguments: by `Parent.field.argument`, else by the argument’s name alone. */
  readonly arguments: Readonly<Record<string, unknown>>;
  /** Values that only one row of the table is asked with. */
  readonly about: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** Whom the things belong to; a partner that has an arrangement with it; one that has neither arrangement nor agreement. */
export const OWN = 'EU';
export const PARTNER = 'JP';
export const STRANGER = 'BR';

/** The vendor that acts for itself. */
export const VENDOR = CHINESE_E_VENDOR.tin;

const CRITERIA = ['A_DEMONSTRATED_COMPLIANCE', 'G_CARGO_SECURITY'];
const ITEMS = [{ hsCode: '851830', quantity: 1, intrinsicValue: '100' }];

/** A program of the own administration that asks about numbers which nobody has, and names no consignment. */
async function guess({ embedded, url }: TestFederation, now: Date): Promise<void> {
  const seconds = Math.floor(now.getTime() / 1000);
  const claims = { sub: `guesser@${OWN}`, administration: OWN, iat: seconds, exp: seconds + 3_600 };
  const token = await embedded.trustStore.signerOf(DEMONSTRATION_ISSUER).sign(tokenClaims(claims), ACCESS_TOKEN_TYPE);
  const headers = { authorization: `Bearer ${token}`, 'purpose-of-use': 'IMPORT_CLEARANCE' };
  const query =
    'query ($questions: [RecognitionQuestion!]!) { recognitions(questions: $questions) { decision { outcome } } }';
  const questions = Array.from({ length: 50 }, (_, index) => ({
    tin: `US${20_000_003 + 133_301 * index}`,
    role: 'EXPORTER',
  }));
  for (const asked of [questions, questions.slice(0, 1)]) {
    await post(`${url}/graphql`, { query, variables: { questions: asked } }, headers);
  }
}

export async function createWorld(): Promise<World> {
  const clock = createTestClock('2026-08-10T12:00:00.000Z');
  // Nobody listens there: what is to be delivered waits, and shows.
  const caseSystems = new Map([[OWN, 'http://127.0.0.1:9/cases']]);
  const federation = await startFederation({ clock, caseSystems });

  /** Runs a step by `variable: Type` and gives its one field; throws what was refused. */
  async function run<Value>(
    of: string,
    field: string,
    given: Readonly<Record<string, [string, unknown]>>,
    select: string,
  ) {
    const variables = Object.entries(given);
    const declared = variables.map(([name, [type]]) => `$${name}: ${type}`).join(', ');
    const passed = variables.map(([name]) => `${name}: $${name}`).join(', ');
    const { data, errors } = await federation.ask<{ value: Value } | null>(
      of,
      `mutation(${declared}) { value: ${field}(${passed}) ${select} }`,
      Object.fromEntries(variables.map(([name, [, value]]) => [name, value])),
      { purpose: 'VENDOR_REGISTRATION' },
    );
    if (errors.length > 0 || data === null) throw new TypeError(`${field}: ${JSON.stringify(errors)}`);
    return data.value;
  }

  const application = {
    legalName: '宁波海湾电子商务有限公司',
    establishedIn: 'CN',
    tin: CHINESE_E_VENDOR.tin,
    stakeholder: 'E_VENDOR',
    businessModel: 'FULFILMENT_OFFSHORE',
    representative: EU_FULFILMENT_CENTRE.tin,
    contactEmail: 'duty@vendor.example',
    idempotencyKey: 'world-1',
  };
  const applied = await run<{ id: string; vendor: { id: string } }>(
    OWN,
    'applyForVendorRegistration',
    { input: ['VendorApplicationInput!', application] },
    '{ id vendor { id } }',
  );
  const double = { ...application, tin: null, legalName: 'Harbour Bay E-Commerce', idempotencyKey: 'world-2' };
  await run(OWN, 'applyForVendorRegistration', { input: ['VendorApplicationInput!', double] }, '{ id }');

  const validation = await run<{ exporterValidation: { id: string } }>(
    OWN,
    'requestExporterValidation',
    {
      registrationId: ['ID!', applied.id],
      criteria: ['[SafeCriterion!]!', CRITERIA],
      version: ['Int!', 1],
    },
    '{ exporterValidation { id } }',
  );
  const caseId = validation.exporterValidation.id;
  const step = (of: string, field: string, id: string, version: number, more: Record<string, [string, unknown]> = {}) =>
    run<{ version: number }>(of, field, { id: ['ID!', id], version: ['Int!', version], ...more }, '{ version }');
  await step('CN', 'acknowledgeAssistanceRequest', caseId, 1);
  await step('CN', 'completeAssistanceRequest', caseId, 2, {
    response: [
      'AssistanceResponseInput!',
      {
        outcome: 'CONFIRMED',
        criteria: CRITERIA.map((criterion) => ({ criterion, result: 'MET' })),
        evidence: [
          { name: 'facts.txt', mediaType: 'text/plain', contentBase64: Buffer.from('Facts.').toString('base64') },
        ],
      },
    ],
  });
  await step(OWN, 'requestFurtherUse', caseId, 3, {
    purpose: ['PurposeOfUse!', 'RISK_ASSESSMENT'],
    reason: ['String!', 'A pattern.'],
  });

  const request = (key: string) => ({
    requested: 'CN',
    kind: 'OPERATOR_VALIDATION',
    agreement: 'CN-EU-CCMAA-2004',
    reason: 'The exporter asks to be treated as an AEO.',
    facts: 'Three consignments in October, all by sea.',
    purpose: 'VENDOR_REGISTRATION',
    subjectTin: CHINESE_E_VENDOR.tin,
    criteria: CRITERIA,
    particulars: { personsConcerned: [{ name: 'Li Wei' }] },
    idempotencyKey: key,
  });
  const submit = (key: string) =>
    run<{ id: string }>(OWN, 'submitAssistanceRequest', { input: ['AssistanceRequestInput!', request(key)] }, '{ id }');
  const postponed = await submit('world-3');
  await step('CN', 'acknowledgeAssistanceRequest', postponed.id, 1);
  await step('CN', 'postponeAssistanceRequest', postponed.id, 2, {
    until: ['Date!', '2026-12-01'],
    remark: ['String!', 'A court has the files.'],
    ground: ['PostponementGround', 'ONGOING_PROCEEDINGS'],
  });
  const refused = await submit('world-4');
  await step('CN', 'acknowledgeAssistanceRequest', refused.id, 1);
  await step('CN', 'refuseAssistanceRequest', refused.id, 2, {
    ground: ['RefusalGround!', 'ONGOING_PROCEEDINGS'],
    explanation: ['String!', 'A court has the files.'],
  });
  await submit('world-8');
  const { idempotencyKey: _key, ...draft } = request('');
  const saved = await run<{ id: string }>(
    OWN,
    'saveAssistanceDraft',
    { input: ['AssistanceDraftInput!', draft] },
    '{ id }',
  );
  const warning = {
    receiving: OWN,
    agreement: 'CN-EU-CCMAA-2004',
    about: 'MISUSE_OF_NUMBER',
    facts: 'A pattern.',
    subjectTin: CHINESE_E_VENDOR.tin,
    idempotencyKey: 'world-5',
  };
  const told = await run<{ id: string }>(
    'CN',
    'sendSpontaneousInformation',
    { input: ['SpontaneousInformationInput!', warning] },
    '{ id }',
  );

  const approved = await run<{ number: string }>(
    OWN,
    'approveVendorRegistration',
    { registrationId: ['ID!', applied.id], version: ['Int!', 2] },
    '{ number }',
  );
  const rate = {
    base: 'EUR',
    quote: 'USD',
    rate: '1.1',
    validFrom: '2026-08-01',
    validTo: '2027-01-31',
    source: 'ECB',
  };
  await run(OWN, 'importExchangeRates', { rates: ['[ExchangeRateInput!]!', [rate]] }, '{ imported }');
  const consignment = { items: ITEMS, currency: 'USD', mode: 'AIR', arrivesOn: '2026-08-11', destinationCountry: 'DE' };
  clock.set('2026-08-11T12:00:00.000Z');
  await federation.ask(
    OWN,
    'query($n: ID!, $c: ConsignmentInput!) { checkVendorRegistration(number: $n, consignment: $c) { outcome } }',
    { n: approved.number, c: consignment },
  );

  clock.set('2026-11-24T12:00:00.000Z');
  const figures = { consignments: 1, assessedDuty: '0', assessedTax: '19', collected: '19', remitted: '0' };
  await run(
    OWN,
    'fileRemittanceReturn',
    {
      registrationId: ['ID!', applied.id],
      input: ['RemittanceReturnInput!', { period: '2026-08', ...figures, idempotencyKey: 'world-6' }],
    },
    '{ version }',
  );
  await run(
    OWN,
    'recordPayment',
    {
      registrationId: ['ID!', applied.id],
      input: ['PaymentInput!', { period: '2026-08', amount: '10', paidOn: '2026-09-10', idempotencyKey: 'world-7' }],
    },
    '{ version }',
  );
  await run(
    'CN',
    'submitAssistanceRequest',
    {
      input: [
        'AssistanceRequestInput!',
        { ...request('world-9'), requested: OWN, subjectTin: EU_MANUFACTURER.tin, purpose: 'IMPORT_CLEARANCE' },
      ],
    },
    '{ id }',
  );
  await guess(federation, clock());
  const asked = await federation.ask<{ recognitions: [{ decision: { consultationNumber: string } }] }>(
    OWN,
    'query($tin: String!) { recognitions(questions: [{ tin: $tin, role: EXPORTER }]) { decision { consultationNumber } } }',
    { tin: CHINESE_E_VENDOR.tin },
  );
  // Something for the feed of changes, on its own side; what was suspended is reinstated, as the table has it.
  for (const act of ['suspendBenefits', 'reinstateBenefits']) {
    const operation = `mutation($tin: TIN!) { watchOperators(tins: ["${KOREAN_EXPORTER.tin}"]) { tin } ${act}(tin: $tin, remark: "Seals were broken.") { tin } }`;
    await federation.ask(OWN, operation, { tin: KOREAN_EXPORTER.tin });
  }

  return {
    federation,
    now: clock,
    arguments: {
      tin: EU_MANUFACTURER.tin,
      tins: [EU_MANUFACTURER.tin],
      role: 'MANUFACTURER',
      code: OWN,
      'Query.mustRegister.destination': OWN,
      id: caseId,
      registrationId: applied.id,
      'Query.foreignVendor.id': applied.vendor.id,
      'Query.assistanceDraft.id': saved.id,
      'Mutation.saveAssistanceDraft.id': saved.id,
      'Mutation.saveAssistanceDraft.version': 999,
      'Mutation.postponeAssistanceRequest.until': '2026-12-20',
      'Mutation.submitAssistanceDraft.id': saved.id,
      'Mutation.discardAssistanceDraft.id': saved.id,
      'Mutation.acknowledgeSpontaneousInformation.id': told.id,
      'Query.recognitionChanges.tins': [KOREAN_EXPORTER.tin],
      'Mutation.suspendBenefits.tin': CHINESE_E_VENDOR.tin,
      'Mutation.reinstateBenefits.tin': KOREAN_EXPORTER.tin,
      'Query.consultation.number': asked.data.recognitions[0].decision.consultationNumber,
      number: approved.number,
      consignment: { ...consignment, arrivesOn: '2026-11-24' },
      checks: [{ number: approved.number, consignment: { ...consignment, arrivesOn: '2026-11-24' } }],
      questions: [{ tin: EU_MANUFACTURER.tin, role: 'MANUFACTURER' }],
      draft: { partner: 'CN', coverage: [] },
      rates: [rate],
      days: 200,
      // Nobody has read this version, so that whoever may take a step is told so, and nothing changes.
      version: 999,
    },
    about: {
      ...Object.fromEntries(
        ADMINISTRATIONS.map(({ code }) => [operatorTypeName(code), { tin: demonstrationOperators(code)[0]?.tin }]),
      ),
      'Subscription.assistanceRequestChanged': { 'Subscription.assistanceRequestChanged.after': '0' },
      'Subscription.vendorRegistrationChanged': { 'Subscription.vendorRegistrationChanged.after': '0' },
      'Operator.representedThrough': { tin: CHINESE_E_VENDOR.tin },
      'Operator.assistanceRequests': { tin: CHINESE_E_VENDOR.tin },
      'Operator.representedVendors': { tin: EU_FULFILMENT_CENTRE.tin },
      AssistanceDraft: { questions: [{ tin: KOREAN_EXPORTER.tin, role: 'EXPORTER' }] },
    },
  };
}
