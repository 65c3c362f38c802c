import { describe, expect, it } from 'vitest';
import { ADMINISTRATIONS, findAdministrationOfPrefix } from '../../schema/administrations.ts';
import type { OperatorImport } from '../../schema/contract/operator-import.ts';
import { readTin } from '../../schema/contract/tin.ts';
import {
  ASSESSMENT_BASES,
  BUSINESS_MODELS,
  CRITERION_RESULTS,
  ECOMMERCE_STAKEHOLDERS,
  OPERATOR_ROLES,
  SAFE_CRITERIA,
  VALIDATION_METHODS,
} from '../../schema/contract/vocabulary.ts';
import programmes from '../../schema/reference/programmes.json' with { type: 'json' };
import { demonstrationOperators } from '../../scripts/seed/demonstration-operators.ts';
import { CHINESE_E_VENDOR, EU_FULFILMENT_CENTRE, WORTH_ASKING } from '../../scripts/seed/worth-asking.ts';

/** The day on which the demonstration is taken to be shown; nothing in the data depends on it. */
const TODAY = '2026-11-24';

const TYPES: Record<string, string[]> = {
  EU: ['AEOC', 'AEOS', 'AEOF'],
  GB: ['AEOC', 'AEOS', 'AEOF'],
  CH: ['AEO'],
  NO: ['AEOS'],
  US: ['CTPAT Tier 1', 'CTPAT Tier 2', 'CTPAT Tier 3'],
  CA: ['PIP'],
  JP: ['AEO'],
  KR: ['A', 'AA', 'AAA'],
  CN: ['ADVANCED_CERTIFIED', 'CERTIFIED'],
  HK: ['AEO Tier 1', 'AEO Tier 2'],
  MO: ['AEO'],
  SG: ['STP', 'STP-Plus'],
  AU: ['ATT'],
  NZ: ['SES'],
  GT: ['OEA-GT'],
  BR: ['OEA-S', 'OEA-C1', 'OEA-C2'],
};

const SCRIPTS: Record<string, RegExp> = {
  KR: /\p{Script=Hangul}/u,
  JP: /\p{Script=Han}/u,
  CN: /\p{Script=Han}/u,
  HK: /\p{Script=Han}/u,
  MO: /\p{Script=Han}/u,
};

const CODES = Object.keys(TYPES);
const registries = new Map(CODES.map((code) => [code, demonstrationOperators(code)]));

function operatorsOf(code: string): OperatorImport[] {
  return registries.get(code) ?? [];
}

const everybody = CODES.flatMap(operatorsOf);

function findOperator(tin: string): OperatorImport | undefined {
  return everybody.find((operator) => operator.tin === tin);
}

/** Status of an authorization today, as a registry would derive it. */
function statusOf({ validTo, history }: OperatorImport['authorizations'][number]): string {
  const status = history.at(-1)?.status ?? 'NONE';
  return status === 'AUTHORISED' && validTo !== null && validTo < TODAY ? 'EXPIRED' : status;
}

describe.each(CODES)('the demonstration data of %s', (code) => {
  const operators = operatorsOf(code);
  const authorizations = operators.flatMap((operator) => operator.authorizations);

  it('are the same at every call', () => {
    expect(demonstrationOperators(code)).toEqual(operators);
  });

  it('hold 40 operators or more, with TINs that are valid, its own and unique', () => {
    expect(operators.length).toBeGreaterThanOrEqual(40);
    expect(new Set(operators.map(({ tin }) => tin)).size).toBe(operators.length);
    for (const { tin } of operators) {
      expect(readTin(tin), tin).toMatchObject({ ok: true, tin, normalised: false, administration: { code } });
    }
  });

  it('have names and addresses, unique and in the script of the country', () => {
    expect(new Set(operators.map(({ legalName }) => legalName)).size).toBe(operators.length);
    for (const { legalName, tradingNames, address, tin } of operators) {
      expect(`${legalName}${address.city}${address.lines.join()}`).not.toMatch(/[{}]|undefined/);
      expect(tradingNames.join()).toMatch(/^[\p{Script=Latin}\p{P}\p{Zs}\d]+$/u);
      expect(legalName).toMatch(SCRIPTS[code] ?? /./);
      expect(findAdministrationOfPrefix(address.country)?.code).toBe(tin.startsWith('XI') ? 'GB' : code);
    }
  });

  it('show every status, a reinstatement, a later start, nobody authorised, and a second authorization', () => {
    expect(new Set(authorizations.map(statusOf))).toEqual(
      new Set(['AUTHORISED', 'SUSPENDED', 'REVOKED', 'WITHDRAWN', 'EXPIRED']),
    );
    expect(authorizations.some(({ history }) => history.length === 3)).toBe(true);
    expect(authorizations.some(({ validFrom }) => validFrom > '2030-01-01')).toBe(true);
    expect(operators.some((operator) => operator.authorizations.length === 0)).toBe(true);
    const second = operators.filter((operator) => operator.authorizations.length === 2);
    expect(second.map((operator) => operator.authorizations.map(statusOf))).toEqual([['REVOKED', 'AUTHORISED']]);
  });

  it('have all 19 roles and all six business models among its operators', () => {
    expect(new Set(operators.flatMap(({ roles }) => roles))).toEqual(new Set(OPERATOR_ROLES));
    expect(new Set(operators.flatMap(({ businessModels }) => businessModels))).toEqual(new Set(BUSINESS_MODELS));
  });

  it('authorise only roles of the operator that the programme admits, under every type it has', () => {
    const eligible = new Set<string>(
      programmes.filter((row) => row.administration === code).flatMap((row) => row.eligibleRoles),
    );
    expect(new Set(authorizations.map(({ type }) => type))).toEqual(new Set(TYPES[code]));
    for (const operator of operators) {
      for (const { roles } of operator.authorizations) {
        expect(roles.length).toBeGreaterThan(0);
        for (const role of roles) {
          expect(operator.roles).toContain(role);
          expect(eligible).toContain(role);
        }
      }
    }
  });

  it('have histories in order, that begin with the decision, and unique authorization numbers', () => {
    expect(new Set(authorizations.map(({ number }) => number)).size).toBe(authorizations.length);
    for (const { history, validFrom, validTo } of authorizations) {
      const instants = history.map(({ effectiveFrom }) => effectiveFrom);
      expect(history[0]?.status).toBe('AUTHORISED');
      expect(instants).toEqual([...new Set(instants)].toSorted());
      for (const instant of instants) expect(new Date(instant).toISOString()).toBe(instant);
      if (validTo !== null) expect(validTo > validFrom).toBe(true);
      for (const { status, ground } of history.slice(1)) expect(ground, status).not.toBeNull();
    }
  });

  it('assess all 13 criteria at each validation', () => {
    for (const { criteria, performedOn, nextDueOn } of authorizations.flatMap(({ validations }) => validations)) {
      expect(criteria.map(({ criterion }) => criterion)).toEqual(SAFE_CRITERIA);
      if (nextDueOn !== null) expect(nextDueOn > performedOn).toBe(true);
    }
  });

  it('consent to some partners and not to others, one to nobody and one to everybody', () => {
    const partners = ADMINISTRATIONS.filter((administration) => administration.code !== code).length;
    const counts = operators.map(({ consents }) => consents.length);
    expect(Math.min(...counts)).toBe(0);
    expect(Math.max(...counts)).toBe(partners);
    expect(counts.filter((count) => count > 0 && count < partners).length).toBeGreaterThan(35);
    for (const { consents } of operators) expect(consents.map(({ destination }) => destination)).not.toContain(code);
  });
});

describe('the demonstration data of all registries', () => {
  const validations = everybody.flatMap(({ authorizations }) => authorizations.flatMap((one) => one.validations));
  const assessments = validations.flatMap(({ criteria }) => criteria);

  it('use every word of the vocabulary', () => {
    expect(new Set(validations.map(({ method }) => method))).toEqual(new Set(VALIDATION_METHODS));
    expect(new Set(assessments.map(({ result }) => result))).toEqual(new Set(CRITERION_RESULTS));
    expect(new Set(assessments.map(({ basis }) => basis))).toEqual(new Set(ASSESSMENT_BASES));
  });

  it('authorise every role but the payment company, which no programme admits', () => {
    const roles = new Set(everybody.flatMap(({ authorizations }) => authorizations.flatMap((one) => one.roles)));
    expect(OPERATOR_ROLES.filter((role) => !roles.has(role))).toEqual(['E_PAYMENT_COMPANY']);
    expect(ECOMMERCE_STAKEHOLDERS).toContain('E_PAYMENT_COMPANY');
  });

  it('have every number and every name once', () => {
    expect(new Set(everybody.map(({ tin }) => tin)).size).toBe(everybody.length);
    expect(new Set(everybody.map(({ legalName }) => legalName)).size).toBe(everybody.length);
  });

  it('know certified enterprises in China from 2026-04-01 only', () => {
    const certified = operatorsOf('CN').flatMap(({ authorizations }) =>
      authorizations.filter(({ type }) => type === 'CERTIFIED'),
    );
    expect(certified.length).toBeGreaterThan(0);
    for (const { validFrom } of certified) expect(validFrom >= '2026-04-01').toBe(true);
  });

  it('carry the national fields', () => {
    const keys = (code: string) => [...new Set(operatorsOf(code).flatMap(({ national }) => Object.keys(national)))];
    expect(CODES.map((code) => [code, keys(code).join()]).filter(([, key]) => key !== '')).toEqual([
      ['EU', 'eori'],
      ['CH', 'uid'],
      ['US', 'manufacturerIdentifiers'],
      ['JP', 'corporateNumber'],
      ['KR', 'bondedTransporter'],
      ['CN', 'creditGrade'],
      ['SG', 'uen'],
      ['BR', 'cnpj'],
    ]);
    for (const { tin, national } of operatorsOf('EU')) expect(national['eori']).toBe(tin);
    for (const { national } of operatorsOf('US')) {
      for (const identifier of national['manufacturerIdentifiers']?.split(',') ?? []) {
        expect(identifier).toMatch(/^US[A-Z]{1,6}\d{1,4}[A-Z]{1,3}$/);
      }
    }
  });

  it('give a newly admitted administration twelve operators', () => {
    const operators = demonstrationOperators('IN');
    expect(operators).toHaveLength(12);
    expect(demonstrationOperators('IN')).toEqual(operators);
    for (const { tin, authorizations } of operators) {
      expect(readTin(tin)).toMatchObject({ ok: true, prefix: 'IN' });
      expect(authorizations).not.toHaveLength(0);
    }
  });
});

describe('what is worth asking', () => {
  it('has a key and a question once each', () => {
    expect(new Set(WORTH_ASKING.map(({ key }) => key)).size).toBe(WORTH_ASKING.length);
    expect(new Set(WORTH_ASKING.map(({ tin, asking, role }) => `${tin}/${asking}/${role}`)).size).toBe(
      WORTH_ASKING.length,
    );
  });

  it.each(WORTH_ASKING)('$key: the data are as its answer says', ({ tin, asking, role, expected }) => {
    const reading = readTin(tin);
    const operator = findOperator(tin);
    if ('problem' in expected) {
      expect(reading).toMatchObject({ ok: false, problem: expected.problem });
      expect(operator).toBeUndefined();
      return;
    }
    expect(reading.ok).toBe(true);
    const consented = operator?.consents.some(({ destination }) => destination === asking) ?? false;
    const [reason] = expected.reasons;
    if (reason === 'UNKNOWN_OR_NOT_DISCLOSED' || reason === 'REGISTRY_NOT_CONNECTED') {
      expect(consented).toBe(false);
      return;
    }
    expect(consented).toBe(reason !== 'OWN_OPERATOR');
    const authorization = operator?.authorizations.at(-1);
    const status = authorization === undefined ? 'NONE' : statusOf(authorization);
    const byReason: Partial<Record<string, string>> = {
      AUTHORIZATION_SUSPENDED: 'SUSPENDED',
      AUTHORIZATION_REVOKED: 'REVOKED',
      AUTHORIZATION_EXPIRED: 'EXPIRED',
      NO_AUTHORIZATION: 'NONE',
    };
    expect(status).toBe(byReason[reason ?? ''] ?? 'AUTHORISED');
    if (authorization !== undefined) expect(authorization.roles).toContain(role);
  });

  it('leaves no doubt about who is there', () => {
    const absent = WORTH_ASKING.filter(({ tin }) => findOperator(tin) === undefined).map(({ key }) => key);
    expect(absent).toEqual([
      'UNKNOWN_OPERATOR',
      'NOT_CONNECTED',
      'WRONG_CHECK_DIGIT',
      'UNKNOWN_TERRITORY',
      'AEO_CODE_INSTEAD_OF_TIN',
    ]);
  });

  it('has the e-vendor and the fulfilment centre of the story', () => {
    expect(findOperator(CHINESE_E_VENDOR.tin)).toMatchObject({
      roles: ['E_VENDOR', 'EXPORTER'],
      businessModels: ['FULFILMENT_OFFSHORE'],
      authorizations: [{ type: 'ADVANCED_CERTIFIED', roles: ['EXPORTER'], validTo: null }],
    });
    expect(findOperator(EU_FULFILMENT_CENTRE.tin)).toMatchObject({
      roles: ['FULFILMENT_CENTRE', 'WAREHOUSE_OPERATOR'],
      businessModels: ['FULFILMENT_DOMESTIC'],
      authorizations: [{ type: 'AEOF', roles: ['WAREHOUSE_OPERATOR'] }],
    });
  });
});
