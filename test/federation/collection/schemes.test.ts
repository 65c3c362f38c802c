import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { BUSINESS_MODELS } from '../../../schema/contract/vocabulary.ts';
import { startFederation, type TestFederation } from '../../support/federation.ts';
import { createTestClock } from '../../support/parties.ts';
import { type Asking, answerTo, dataOf } from './asking.ts';
import { type CollectionStory, NOTE_OPTIONS } from './collection-story.ts';
import * as step from './operations.ts';
import { STORIES } from './stories.ts';

/** The same calendar day at every destination, from Auckland to London. */
const IN_NOVEMBER = '2026-11-25T02:00:00.000Z';
const IN_JANUARY = '2027-01-15T02:00:00.000Z';
const CRITERIA = ['A_DEMONSTRATED_COMPLIANCE', 'B_COMMERCIAL_RECORDS', 'G_CARGO_SECURITY'];
const REPORT = Buffer.from('premises;visited;finding\nwarehouse;2026-11-20;none\n');

const clock = createTestClock(IN_NOVEMBER);
let federation: TestFederation;
/** What a story has come to, by its title. */
const reached = new Map<string, { id: string; vendorId: string; version: number; number: string }>();

beforeAll(async () => {
  federation = await startFederation({ clock });
});

afterAll(() => federation.stop());

function ask<Data>(asking: Asking, query: string, variables: Readonly<Record<string, unknown>>) {
  return dataOf(answerTo<Data>(federation, clock, asking, query, variables));
}

function applicantOf({ destination, appliedBy, tin, representative }: CollectionStory): Asking {
  if (appliedBy === 'OFFICER') return { administration: destination };
  return { administration: destination, actor: appliedBy === 'VENDOR' ? tin : (representative ?? '') };
}

function placeOf({ title }: CollectionStory) {
  const place = reached.get(title);
  if (place === undefined) throw new TypeError('the story has not come that far');
  return place;
}

const stories = describe.each(STORIES.map((story) => [story.title, story] as const));

stories('%s', (title, story) => {
  const officer = { administration: story.destination };
  const exporter = { administration: story.home };

  test('it applies, and the answer says who must assess, collect and remit, and by which rule', async () => {
    const { legalName, establishedIn, tin, stakeholder, businessModel, representative } = story;
    const { made } = await ask<step.Applied>(applicantOf(story), step.APPLY, {
      input: {
        ...{ legalName, establishedIn, tin, stakeholder, businessModel, representative },
        ...{ capacity: story.statedCapacity, contactEmail: 'tax@vendor.example', idempotencyKey: title },
      },
    });
    expect(made).toMatchObject({ status: 'APPLIED', number: null, capacity: story.capacity });
    expect(made.liability.liable).toBe(story.liable);
    expect(made.liability.rule).toContain(story.rule);
    expect(made.liability.rule).toContain(story.schemeRow);
    reached.set(title, { id: made.id, vendorId: made.vendor.id, version: made.version, number: '' });
  });

  test.runIf(story.agreement !== null)(
    'the exporting side, asked on the agreement, acknowledges, executes and answers criterion by criterion',
    async () => {
      const place = placeOf(story);
      const { asked } = await ask<step.Asked>(officer, step.REQUEST_VALIDATION, {
        ...{ id: place.id, version: place.version, criteria: CRITERIA },
      });
      expect(asked).toMatchObject({
        status: 'AWAITING_VALIDATION',
        exporterValidation: { kind: 'VENDOR_VALIDATION', state: 'SUBMITTED', criteria: CRITERIA },
      });
      const request = asked.exporterValidation;
      expect(request.requested.code).toBe(story.home);
      expect(request.agreement.id).toBe(story.agreement);
      const { id } = request;
      await ask(exporter, step.ACKNOWLEDGE, { id });
      await ask(exporter, step.EXECUTE, { id });
      const file = { name: 'visit.csv', mediaType: 'text/csv', contentBase64: REPORT.toString('base64') };
      await ask(exporter, step.COMPLETE, {
        id,
        response: {
          ...{ outcome: 'CONFIRMED_WITH_RESERVATIONS', evidence: [file], useRestrictions: 'This registration only.' },
          criteria: CRITERIA.map((criterion, at) => ({ criterion, result: at === 1 ? 'PARTLY_MET' : 'MET' })),
        },
      });
      const { assistanceRequest } = await ask<step.Answered>(officer, step.ANSWER, { id });
      expect(assistanceRequest).toMatchObject({
        state: 'COMPLETED',
        response: {
          outcome: 'CONFIRMED_WITH_RESERVATIONS',
          criteria: CRITERIA.map((criterion, at) => ({ criterion, result: at === 1 ? 'PARTLY_MET' : 'MET' })),
          evidence: [{ name: 'visit.csv', sha256: createHash('sha256').update(REPORT).digest('hex') }],
        },
      });
      const fetched = await fetch(`${federation.url}${assistanceRequest.response.evidence[0]?.download.url}`);
      expect(Buffer.from(await fetched.arrayBuffer())).toEqual(REPORT);
      reached.set(title, { ...place, version: asked.version });
    },
  );

  test.runIf(story.agreement === null)(
    'the exporting side cannot be asked: NO_LEGAL_BASIS, and the application stays where it was',
    async () => {
      const { id, vendorId, version } = placeOf(story);
      const variables = { id, version, criteria: CRITERIA };
      const { errors } = await answerTo(federation, clock, officer, step.REQUEST_VALIDATION, variables);
      expect(errors.map(({ extensions }) => extensions.code)).toEqual(['NO_LEGAL_BASIS']);
      const { foreignVendor } = await ask<step.Beside>(officer, step.BESIDE, {
        ...{ id: vendorId, role: story.recognition.role },
      });
      expect(foreignVendor.registrations).toMatchObject([{ status: 'APPLIED', version, exporterValidation: null }]);
      expect(foreignVendor.assistanceRequests).toEqual([]);
    },
  );

  test('the officer approves it, with a number in the scheme’s format, which the exporting side does not learn', async () => {
    const place = placeOf(story);
    const { approved } = await ask<step.Approved>(officer, step.APPROVE, { id: place.id, version: place.version });
    expect(approved.status).toBe('ACTIVE');
    expect(approved.number).toMatch(story.number);
    expect(approved.number).toMatch(new RegExp(approved.scheme.numberFormat));
    reached.set(title, { ...place, version: approved.version, number: approved.number });
    expect(await ask(exporter, step.BY_NUMBER, { number: approved.number })).toEqual({ vendorRegistration: null });
  });

  test('consignments under, on and above the threshold are told apart, with duty and tax', async () => {
    const { number } = placeOf(story);
    const { checkVendorRegistrations: rows } = await ask<step.Checked>(officer, step.CHECK, {
      checks: story.checks.map(({ value, quantity, taxClass = null, mode = 'AIR', hsCode = '851830' }, at) => ({
        number,
        consignment: {
          items: [{ hsCode, quantity, intrinsicValue: value, taxClass }],
          ...{ currency: story.currency, mode, arrivesOn: '2026-11-25' },
          ...{ destinationCountry: story.destinationCountry, reference: `consignment ${at}` },
        },
      })),
    });
    expect(rows).toEqual(
      story.checks.map(({ reasons, duty, tax }) => ({
        check: { outcome: reasons.length === 0 ? 'VALID' : 'NOT_VALID', reasons, duty, tax },
        problem: null,
      })),
    );
  });

  test('the destination’s decision on its TIN stands beside the registration', async () => {
    const { role, ...expected } = story.recognition;
    const { foreignVendor } = await ask<step.Beside>(officer, step.BESIDE, { id: placeOf(story).vendorId, role });
    expect(foreignVendor.registrations).toMatchObject([{ status: 'ACTIVE', number: placeOf(story).number }]);
    const { outcome, reasons, arrangement } = foreignVendor.operator.recognition;
    expect({ outcome, reasons, arrangement: arrangement?.id ?? null }).toEqual(expected);
  });
});

stories('%s, in January', (title, story) => {
  const officer = { administration: story.destination };
  const { period, dueOn, overdue, filed, corrected, payments } = story.returned;
  const input = (stated: typeof filed, key: string) => ({
    ...{ period, consignments: stated.consignments, assessedDuty: stated.duty, assessedTax: stated.tax },
    ...{ collected: stated.tax, remitted: '0', idempotencyKey: `${title} ${key}` },
  });

  beforeAll(() => clock.set(IN_JANUARY));

  test('its return is filed, and what was checked at import shows what it leaves out', async () => {
    const { id } = placeOf(story);
    const { told } = await ask<step.Returned>(applicantOf(story), step.FILE, { id, input: input(filed, 'filed') });
    expect(told).toMatchObject({ period, version: 1, dueOn, overdue, status: 'FILED' });
    expect((await shown())?.differences).toContainEqual({
      ...{ measure: 'CONSIGNMENTS', declared: `${filed.consignments}`, checked: `${corrected.consignments}` },
    });
  });

  test('it is corrected by a version of its own, and nothing differs any more', async () => {
    const { id } = placeOf(story);
    const { told } = await ask<step.Returned>(applicantOf(story), step.CORRECT, {
      ...{ id, input: input(corrected, 'corrected'), version: 1, reason: 'A consignment was left out.' },
    });
    expect(told).toMatchObject({ version: 2, status: 'FILED', assessedTax: corrected.tax });
    expect(await shown()).toMatchObject({ version: 2, differences: [], versions: [{ version: 1 }, { version: 2 }] });
  });

  test('it is paid in parts, until nothing is outstanding', async () => {
    const { id } = placeOf(story);
    for (const [at, { amount, outstanding }] of payments.entries()) {
      const payment = {
        period,
        amount,
        paidOn: '2027-01-14',
        reference: `bank ${at}`,
        idempotencyKey: `${title} ${at}`,
      };
      const { told } = await ask<step.Returned>(officer, step.PAY, { id, input: payment });
      expect(told).toMatchObject({ outstanding, status: at === 0 ? 'FILED' : 'PAID', overdue: at === 0 && overdue });
    }
  });

  /** The return as the destination’s officer is shown it. */
  async function shown() {
    const { foreignVendor } = await ask<step.Beside>(officer, step.BESIDE, {
      ...{ id: placeOf(story).vendorId, role: story.recognition.role },
    });
    return foreignVendor.registrations[0]?.returns.find((one) => one.period === period);
  }
});

describe('option 2 alone', () => {
  test('an administration has an operator verified abroad of which it registers nothing', async () => {
    const { made } = await ask<step.Submitted>({ administration: 'EU' }, step.SUBMIT, {
      input: {
        ...{
          requested: 'CN',
          kind: 'OPERATOR_VALIDATION',
          agreement: 'CN-EU-CCMAA-2004',
          purpose: 'VENDOR_REGISTRATION',
        },
        ...{ reason: 'It sells to consumers of the Union.', facts: 'None so far.', subjectTin: 'CN3302176924' },
        ...{ criteria: CRITERIA, idempotencyKey: 'option 2' },
      },
    });
    expect(made).toMatchObject({ state: 'SUBMITTED', agreement: { id: 'CN-EU-CCMAA-2004' } });
    expect(made.subject.operator.representedVendors).toEqual([]);
  });
});

describe('the stories together', () => {
  test('go through every business model of the note, its three options, and options 2 and 3 together', () => {
    expect(new Set(STORIES.map(({ businessModel }) => businessModel))).toEqual(new Set(BUSINESS_MODELS));
    const options = STORIES.map((story) => story.options.join('+'));
    expect(new Set(options)).toEqual(new Set(['1+2+3', '2+3', '3']));
    expect(new Set(options.flatMap((some) => some.split('+')))).toEqual(new Set(NOTE_OPTIONS));
  });

  test('ask the exporting side exactly where an agreement is found, and are represented exactly under option 1', () => {
    for (const { options, agreement, representative } of STORIES) {
      expect(options.includes('2')).toBe(agreement !== null);
      expect(options.includes('1')).toBe(representative !== null);
    }
  });
});
