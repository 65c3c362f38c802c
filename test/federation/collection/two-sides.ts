import type { GraphQLSchema } from 'graphql';
import type { TestFederation } from '../../support/federation.ts';
import { answerTo, dataOf } from './asking.ts';
import { fieldOperation } from './field-operation.ts';

/** The vendor that both destinations register, and whom both ask about it. */
export const SHARED_TIN = 'JP6081314348102';
export const HOME = 'JP';

/** Where one of the two sides differs from the other. */
interface SideFacts {
  readonly code: string;
  readonly agreement: string;
  readonly representative: string;
  readonly currency: string;
  readonly country: string;
  readonly period: string;
  readonly assessedTax: string;
  readonly payment: string;
  readonly rate: string;
}

export const SIDE_FACTS: readonly [SideFacts, SideFacts] = [
  {
    ...{
      code: 'EU',
      agreement: 'EU-JP-CCMAA-2008',
      representative: 'PL737972214300000',
      currency: 'EUR',
      country: 'DE',
    },
    ...{ period: '2026-11', assessedTax: '73104.37', payment: '1357.91', rate: '0.913753' },
  },
  {
    ...{
      code: 'AU',
      agreement: 'AU-JP-ARRANGEMENT-2003',
      representative: 'AU85537787508',
      currency: 'AUD',
      country: 'AU',
    },
    ...{ period: '2026-Q4', assessedTax: '84206.29', payment: '2468.13', rate: '1.521937' },
  },
];

interface Versioned {
  readonly id: string;
  readonly version: number;
}

/** Everything that one side has, and the words by which it would be recognised elsewhere. */
export interface Side extends SideFacts {
  readonly vendors: readonly string[];
  readonly registration: Versioned;
  readonly number: string;
  /** Reference of the request that supports the registration. */
  readonly validation: string;
  readonly requests: readonly Versioned[];
  readonly draft: Versioned;
  readonly warning: Versioned;
  readonly consultation: string;
  readonly cursors: { readonly registrations: string; readonly requests: string };
  /** What this side alone may be told. */
  readonly ownWords: readonly string[];
  /** What this side and the administration that it asked may be told. */
  readonly caseWords: readonly string[];
  /** What no answer tells. */
  readonly unspoken: readonly string[];
}

interface Told {
  readonly told: Versioned & {
    readonly number?: string;
    readonly reference?: string;
    readonly vendor?: { readonly id: string };
    readonly exporterValidation?: Versioned & { readonly reference: string };
  };
}

/** Makes one side: a vendor from application to payment, cases of every kind of ending, a draft and a warning. */
export async function makeSide(
  federation: TestFederation,
  clock: (() => Date) & { set(instant: string): void },
  schema: GraphQLSchema,
  facts: SideFacts,
): Promise<Side> {
  const { code, agreement, representative, currency, period } = facts;
  const ownWords = [facts.assessedTax, facts.payment, facts.rate];
  const caseWords: string[] = [];
  const word = (list: string[], text: string) => {
    list.push(`MARK-${code}-${text}`);
    return `MARK-${code}-${text}`;
  };
  const own = (text: string) => word(ownWords, text);
  const case_ = (text: string) => word(caseWords, text);

  async function take(
    administration: string,
    action: string,
    given: Readonly<Record<string, unknown>>,
    selection = ' { id version }',
  ) {
    const field = schema.getMutationType()?.getFields()[action];
    if (field === undefined) throw new TypeError(`no mutation ${action}`);
    const { text, variables } = fieldOperation('mutation', field, given, selection);
    return (await dataOf(answerTo<Told>(federation, clock, { administration }, text, variables, 'AEO_VALIDATION')))
      .told;
  }

  // The vendor and its registration.
  clock.set('2026-11-25T02:00:00.000Z');
  const application = {
    ...{ legalName: case_('vendor-name'), establishedIn: HOME, tin: SHARED_TIN, stakeholder: 'E_VENDOR' },
    ...{ businessModel: 'SELF_RUN', representative, address: `MARK-${code}-address` },
    ...{ contactEmail: `mark-${code}@vendor.example`.toLowerCase(), idempotencyKey: 'shared' },
  };
  const REGISTRATION = ' { id version number vendor { id } exporterValidation { id version reference } }';
  const step = async (action: string, { id, version }: Versioned, given: Readonly<Record<string, unknown>> = {}) =>
    take(code, action, { registrationId: id, version, ...given }, REGISTRATION);
  const applied = await take(code, 'applyForVendorRegistration', { input: application }, REGISTRATION);
  const twin = await take(
    code,
    'applyForVendorRegistration',
    { input: { ...application, tin: null, idempotencyKey: 'twin' } },
    REGISTRATION,
  );
  await step('refuseVendorRegistration', twin, { remark: own('refusal'), appealNote: own('appeal') });
  const asked = await step('requestVendorInformation', applied, { question: own('question') });
  const supplied = await step('supplyVendorInformation', asked, { answer: own('answer') });
  const waiting = await step('requestExporterValidation', supplied, { criteria: ['G_CARGO_SECURITY'] });
  const validation = waiting.exporterValidation;
  if (validation === undefined) throw new TypeError('no assistance request was made');
  const file = (name: string) => ({
    ...{ name: case_(name), mediaType: 'text/csv' },
    contentBase64: Buffer.from(`MARK-${code}-content`).toString('base64'),
  });
  const response = (name: string) => ({
    ...{ outcome: 'CONFIRMED', useRestrictions: case_(`${name}-use`), evidence: [file(`${name}.csv`)] },
    criteria: [{ criterion: 'G_CARGO_SECURITY', result: 'MET', remark: case_(`${name}-remark`) }],
  });
  const seen = await take(HOME, 'acknowledgeAssistanceRequest', { id: validation.id, version: 1 });
  const validated = await take(HOME, 'completeAssistanceRequest', { ...seen, response: response('validation') });
  const active = await step('approveVendorRegistration', waiting);
  const suspended = await step('suspendVendorRegistration', active, { remark: own('suspension') });
  const registration = await step('reinstateVendorRegistration', suspended, { remark: own('reinstatement') });

  // What is checked at import, in two currencies.
  const rate = { base: 'USD', quote: currency, rate: facts.rate, validFrom: '2026-11-01', validTo: '2026-12-31' };
  await take(code, 'importExchangeRates', { rates: [{ ...rate, source: own('rate') }] }, ' { imported }');

  // Cases of every kind of ending.
  const submit = async (name: string, given: Readonly<Record<string, unknown>> = {}) => {
    const input = {
      ...{ requested: HOME, kind: 'OPERATOR_VALIDATION', agreement, purpose: 'AEO_VALIDATION', subjectTin: SHARED_TIN },
      ...{ reason: case_(`${name}-reason`), facts: case_(`${name}-facts`), questions: [case_(`${name}-asked`)] },
      ...{ criteria: ['G_CARGO_SECURITY'], idempotencyKey: name, ...given },
    };
    const made = await take(code, 'submitAssistanceRequest', { input }, ' { id version reference }');
    caseWords.push(made.reference ?? '');
    return take(HOME, 'acknowledgeAssistanceRequest', { id: made.id, version: made.version });
  };
  caseWords.push(validation.reference);
  const whole = await submit('whole', {
    particulars: {
      ...{
        legalProvisions: case_('provisions'),
        enquiriesMade: case_('enquiries'),
        procedureAskedFor: case_('procedure'),
      },
      ...{ useRestrictions: case_('restrictions'), designatedOfficials: [case_('official')] },
      personsConcerned: [
        {
          ...{ name: case_('person'), address: case_('person-address') },
          ...{ identifier: case_('person-id'), connection: case_('connection') },
        },
      ],
    },
  });
  const unclear = await take(HOME, 'askForInformation', { ...whole, question: case_('unclear') });
  const clear = await take(code, 'supplyInformation', { ...unclear, answer: case_('clear') });
  const answered = await take(HOME, 'completeAssistanceRequest', {
    ...clear,
    response: { ...response('whole'), answers: [case_('whole-answer')] },
  });
  const wished = await take(code, 'requestFurtherUse', { ...answered, purpose: 'AUDIT', reason: case_('wish') });
  const granted = await take(HOME, 'grantFurtherUse', { ...wished, purpose: 'AUDIT', remark: case_('grant') });
  const postponed = await take(HOME, 'postponeAssistanceRequest', {
    ...{ ...(await submit('later')), until: '2027-06-30', remark: case_('postponement') },
  });
  const refused = await take(HOME, 'refuseAssistanceRequest', {
    ...{ ...(await submit('never')), ground: 'SOVEREIGNTY', explanation: case_('refused') },
  });
  const partly = await take(HOME, 'completeAssistanceRequestInPart', {
    ...{ ...(await submit('partly')), ground: 'DISPROPORTIONATE_BURDEN', explanation: case_('partly-why') },
    response: { outcome: 'NOT_CONFIRMED', answers: [case_('partly-answer')] },
  });

  const draft = await take(code, 'saveAssistanceDraft', {
    input: {
      requested: HOME,
      reason: own('draft-reason'),
      facts: own('draft-facts'),
      questions: [own('draft-question')],
    },
  });
  const warning = await take(HOME, 'sendSpontaneousInformation', {
    input: {
      ...{ receiving: code, agreement, about: 'SUSPECTED_BREACH', subjectTin: SHARED_TIN, idempotencyKey: code },
      ...{ facts: case_('warning'), useRestrictions: case_('warning-use') },
    },
  });

  const { number = '' } = registration;
  const { cursors, consultation } = await readOn(federation, clock, { ...facts, number });

  // The return of the period, once it has ended.
  clock.set('2027-01-15T02:00:00.000Z');
  const filed = {
    ...{ period, consignments: 1, assessedDuty: '0', assessedTax: '70000', collected: '0', remitted: '0' },
    idempotencyKey: 'filed',
  };
  const { id } = registration;
  const corrected = { ...filed, assessedTax: facts.assessedTax, idempotencyKey: 'corrected' };
  await take(code, 'fileRemittanceReturn', { registrationId: id, input: filed }, ' { version }');
  await take(
    code,
    'correctRemittanceReturn',
    { registrationId: id, input: corrected, reason: own('correction'), version: 1 },
    ' { version }',
  );
  const payment = {
    period,
    amount: facts.payment,
    paidOn: '2027-01-14',
    reference: own('bank'),
    idempotencyKey: 'paid',
  };
  await take(code, 'recordPayment', { registrationId: id, input: payment }, ' { version }');
  const vendors = [applied.vendor?.id ?? '', twin.vendor?.id ?? ''];
  return {
    ...facts,
    ...{ vendors, registration, number, draft, warning, cursors, consultation },
    validation: validation.reference,
    requests: [granted, validated, postponed, refused, partly],
    ownWords: [...ownWords, ...vendors, id, number, draft.id],
    caseWords: [...caseWords, warning.id, ...[validated, granted, postponed, refused, partly].map((one) => one.id)],
    unspoken: [application.contactEmail, application.address, `MARK-${code}-content`, consultation],
  };
}

/** Asks as the side does at import, and where its lists begin. */
async function readOn(
  federation: TestFederation,
  clock: () => Date,
  { code, number, currency, country }: SideFacts & { readonly number: string },
) {
  interface Lists {
    readonly checkVendorRegistrations: readonly { readonly check: { readonly outcome: string } }[];
    readonly recognitions: readonly { readonly decision: { readonly consultationNumber: string } }[];
    readonly vendorRegistrations: { readonly pageInfo: { readonly endCursor: string } };
    readonly assistanceRequests: { readonly pageInfo: { readonly endCursor: string } };
  }
  const told = await dataOf(
    answerTo<Lists>(
      federation,
      clock,
      { administration: code },
      `query Read($checks: [VendorCheckInput!]!, $tin: String!) {
        checkVendorRegistrations(checks: $checks) { check { outcome } }
        recognitions(questions: [{ tin: $tin, role: EXPORTER }]) { decision { consultationNumber } }
        vendorRegistrations(first: 1) { pageInfo { endCursor } }
        assistanceRequests(first: 1) { pageInfo { endCursor } }
      }`,
      {
        checks: [currency, 'USD'].map((money) => ({ number, consignment: consignmentIn(money, country) })),
        tin: SHARED_TIN,
      },
    ),
  );
  if (told.checkVendorRegistrations.some(({ check }) => check.outcome !== 'VALID')) throw new TypeError('not VALID');
  return {
    consultation: told.recognitions[0]?.decision.consultationNumber ?? '',
    cursors: {
      registrations: told.vendorRegistrations.pageInfo.endCursor,
      requests: told.assistanceRequests.pageInfo.endCursor,
    },
  };
}

/** A consignment that a number of either side may stand for. */
export function consignmentIn(currency: string, destinationCountry: string) {
  return {
    items: [{ hsCode: '851830', quantity: 1, intrinsicValue: '49' }],
    ...{ currency, mode: 'AIR', arrivesOn: '2026-11-25', destinationCountry },
  };
}
