import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addAlias,
  addConsent,
  addEvents,
  addSuccession,
} from '../../../../subgraphs/aeo-registry/domain/operator-change.ts';
import {
  type EntitledPartner,
  knowledgeOf,
  mattersEntitled,
} from '../../../../subgraphs/aeo-registry/domain/partner-knowledge.ts';
import { partnersConcerned } from '../../../../subgraphs/aeo-registry/domain/partners-concerned.ts';
import type { RegisteredOperator, Validation } from '../../../../subgraphs/aeo-registry/domain/registered-operator.ts';
import { krTin } from '../support/sample-operators.ts';

const NOW = new Date('2026-11-24T12:00:00.000Z');
const SEOUL = 'Asia/Seoul';
const EXPIRY = '2030-02-28T15:00:00.000Z';
const inHours = (hours: number) => new Date(NOW.getTime() + hours * 3_600_000).toISOString();

const VALIDATION: Validation = {
  ...{ sequence: 1, method: 'THIRD_PARTY', validatedBy: 'V', performedOn: '2026-01-20', nextDueOn: null },
  criteria: [{ criterion: 'G_CARGO_SECURITY', result: 'MET', basis: 'DIRECT', remark: 'Good locks.' }],
};

/** Consents to Japan and the United States. */
const OPERATOR: RegisteredOperator = {
  ...{ tin: krTin(1), legalName: 'Hangyeol', tradingNames: [], roles: ['EXPORTER'], businessModels: [] },
  address: { lines: ['1'], city: 'Seoul', postalCode: null, country: 'KR' },
  ...{ national: {}, accountManagers: [], successions: [], aliases: [], version: 1 },
  consents: ['JP', 'US'].map((destination, index) => {
    return { sequence: index + 1, destination, given: true, since: inHours(-9_000), evidence: 'e', recordedBy: 'o' };
  }),
  authorizations: [
    {
      ...{ number: 'A-1', type: 'AA', roles: ['EXPORTER'], validFrom: '2025-03-01', validTo: '2030-02-28' },
      ...{ decidedBy: 'KR', legalBasis: null, terms: [], validations: [VALIDATION] },
      history: [step(1, 'AUTHORISED', '2025-02-28T15:00:00.000Z')],
    },
  ],
};

function step(sequence: number, status: 'AUTHORISED' | 'SUSPENDED', effectiveFrom: string) {
  return { sequence, status, effectiveFrom, recordedAt: NOW.toISOString(), recordedBy: 'o', ground: null };
}

/** Japan and the United States are entitled to all; China to nothing. */
function partner(administration: string): EntitledPartner | undefined {
  const isPartner = (asking: string) => ['JP', 'US'].includes(asking);
  const matters = mattersEntitled(administration, isPartner, NOW);
  return matters.length === 0 ? undefined : { administration, matters, earliest: null };
}

function concerned(
  before: RegisteredOperator | undefined,
  changed: RegisteredOperator | undefined,
  designations: { before?: string | null; after?: string | null } = {},
) {
  const designated = (until: string | null = null) => [{ id: 'd', name: 'V', scope: [], from: '2025-01-01', until }];
  return partnersConcerned(
    { operator: before, designations: designated(designations.before) },
    { operator: changed, designations: designated(designations.after) },
    { now: NOW, home: 'KR', timeZone: SEOUL, partner },
  );
}

const consentTo = (destination: string, given: boolean, since = NOW.toISOString()) =>
  addConsent(OPERATOR, { destination, given, since, evidence: 'e', recordedBy: 'o' }).operator;

describe('a change of an operator', () => {
  it('concerns every partner that it consents to, at once, with the later instants as they stand', () => {
    const renamed = { ...OPERATOR, legalName: 'Hangyeol II' };
    const one = { identifiers: [OPERATOR.tin], at: NOW.toISOString(), effectiveFrom: [EXPIRY] };
    expect(concerned(OPERATOR, renamed)).toEqual([
      { administration: 'JP', ...one },
      { administration: 'US', ...one },
    ]);
    expect(concerned(undefined, OPERATOR)).toEqual(concerned(OPERATOR, renamed));
  });

  it('concerns nobody where nothing that is told has changed', () => {
    const [held] = OPERATOR.authorizations;
    if (held === undefined) throw new TypeError('there is no authorization');
    const remarked = { ...VALIDATION, criteria: VALIDATION.criteria.map((one) => ({ ...one, remark: 'No locks.' })) };
    const manager = { name: 'Kim', contact: null, recordedAt: NOW.toISOString(), recordedBy: 'o' };
    expect(concerned(OPERATOR, { ...OPERATOR, version: 2 })).toEqual([]);
    expect(concerned(OPERATOR, { ...OPERATOR, accountManagers: [manager] })).toEqual([]);
    expect(concerned(OPERATOR, { ...OPERATOR, authorizations: [{ ...held, validations: [remarked] }] })).toEqual([]);
    expect(concerned({ ...OPERATOR, consents: [] }, { ...OPERATOR, consents: [], legalName: 'II' })).toEqual([]);
  });

  it('of consent concerns the destination alone, and one that is no partner never', () => {
    expect(concerned(OPERATOR, consentTo('JP', false))).toEqual([
      { administration: 'JP', identifiers: [OPERATOR.tin], at: NOW.toISOString(), effectiveFrom: [] },
    ]);
    expect(concerned(consentTo('JP', false), OPERATOR)).toMatchObject([
      { administration: 'JP', effectiveFrom: [EXPIRY] },
    ]);
    expect(concerned(OPERATOR, consentTo('CN', true))).toEqual([]);
  });

  it('that is recorded for later is told at once where it is attested at once, and with its instant', () => {
    const suspended = addEvents(OPERATOR, 'A-1', [step(2, 'SUSPENDED', inHours(24))]).operator;
    expect(concerned(OPERATOR, suspended)).toMatchObject([
      { administration: 'JP', at: NOW.toISOString(), effectiveFrom: [inHours(24), EXPIRY] },
      { administration: 'US' },
    ]);
  });

  it('that can be seen only later is told only then', () => {
    const later = consentTo('JP', false, inHours(24));
    expect(concerned(OPERATOR, later)).toMatchObject([
      { administration: 'JP', at: inHours(24), effectiveFrom: [inHours(24)] },
    ]);
    expect(concerned(later, OPERATOR)).toMatchObject([
      { administration: 'JP', at: inHours(24), effectiveFrom: [EXPIRY] },
    ]);
    const succession = { by: krTin(2), on: '2026-12-01', reason: 'r', recordedAt: NOW.toISOString(), recordedBy: 'o' };
    expect(concerned(OPERATOR, addSuccession(OPERATOR, succession).operator)).toMatchObject([
      { administration: 'JP', at: '2026-11-30T15:00:00.000Z', effectiveFrom: ['2026-11-30T15:00:00.000Z', EXPIRY] },
      { administration: 'US' },
    ]);
  });

  it('of an alias concerns its destination, under the alias too where it looks like a TIN of this registry', () => {
    const alias = (value: string) =>
      addAlias(OPERATOR, {
        ...{ destination: 'JP', scheme: 'MID', value, from: '2026-01-01', until: null },
        ...{ recordedAt: NOW.toISOString(), recordedBy: 'o' },
      }).operator;
    expect(concerned(OPERATOR, alias(krTin(2)))).toMatchObject([
      { administration: 'JP', identifiers: [OPERATOR.tin, krTin(2)] },
    ]);
    for (const value of ['AEOKR1', 'US12345678']) {
      expect(concerned(OPERATOR, alias(value))).toMatchObject([{ administration: 'JP', identifiers: [OPERATOR.tin] }]);
    }
  });

  it('is also that who validated it is designated no more', () => {
    expect(concerned(OPERATOR, OPERATOR, { after: '2026-11-01' })).toMatchObject([
      { administration: 'JP', at: NOW.toISOString() },
      { administration: 'US' },
    ]);
    const december = '2026-11-30T15:00:00.000Z';
    expect(concerned(OPERATOR, OPERATOR, { after: '2026-12-01' })).toMatchObject([
      { administration: 'JP', at: december, effectiveFrom: [december, EXPIRY] },
      { administration: 'US' },
    ]);
  });

  it('in the order of what is on file is none', () => {
    const [held] = OPERATOR.authorizations;
    if (held === undefined) throw new TypeError('there is no authorization');
    const second = { ...held, number: 'A-2' };
    expect(
      concerned({ ...OPERATOR, authorizations: [held, second] }, { ...OPERATOR, authorizations: [second, held] }),
    ).toEqual([]);
  });

  it('concerns a partner exactly where it is told something else at some instant from now on', () => {
    const hours = fc.integer({ min: -48, max: 48 });
    const consent = fc.record({ given: fc.boolean(), hours });
    const suspension = fc.record({ suspended: fc.boolean(), hours });
    const side = fc.record({
      name: fc.constantFrom('One', 'Two'),
      consents: fc.array(consent, { maxLength: 3 }),
      steps: fc.array(suspension, { maxLength: 3 }),
    });
    type Side = {
      name: string;
      consents: { given: boolean; hours: number }[];
      steps: { suspended: boolean; hours: number }[];
    };
    const operatorOf = ({ name, consents, steps }: Side): RegisteredOperator => {
      const [held] = OPERATOR.authorizations;
      if (held === undefined) throw new TypeError('there is no authorization');
      const history = steps.map(({ suspended, hours: at }, index) =>
        step(index + 2, suspended ? 'SUSPENDED' : 'AUTHORISED', inHours(at)),
      );
      return {
        ...{ ...OPERATOR, legalName: name, authorizations: [{ ...held, history: [...held.history, ...history] }] },
        consents: consents.map(({ given, hours: at }, index) => {
          return { sequence: index + 1, destination: 'JP', given, since: inHours(at), evidence: 'e', recordedBy: 'o' };
        }),
      };
    };
    fc.assert(
      fc.property(side, side, (one, other) => {
        const japan = partner('JP');
        if (japan === undefined) throw new TypeError('Japan is no partner');
        const [before, changed] = [operatorOf(one), operatorOf(other)];
        const told = (operator: RegisteredOperator, hour: number) =>
          knowledgeOf({ operator, designations: [] }, SEOUL)(japan, NOW.getTime() + hour * 3_600_000);
        const first = Array.from({ length: 50 }, (_, hour) => hour).find(
          (hour) => told(before, hour) !== told(changed, hour),
        );
        const switches = Array.from({ length: 49 }, (_, index) => index + 1).filter(
          (hour) => told(changed, hour) !== told(changed, hour - 1),
        );
        const [found] = concerned(before, changed);
        expect(found?.at).toBe(first === undefined ? undefined : inHours(first));
        if (found === undefined) return;
        expect(found.effectiveFrom.filter((at) => at !== EXPIRY)).toEqual(switches.map(inHours));
      }),
      { numRuns: 300 },
    );
  });
});
