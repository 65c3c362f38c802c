import { ADMINISTRATIONS, type AdministrationCode, findAdministration } from '../../../schema/administrations.ts';
import type { OperatorRole, SafeCriterion, ValidationMethod } from '../../../schema/contract/vocabulary.ts';
import { PROGRAMMES } from '../../../schema/reference/programmes.ts';
import { demonstrationOperators } from '../../../scripts/seed/demonstration-operators.ts';
import { demonstrationTin } from '../../../scripts/seed/demonstration-tin.ts';
import type { TestFederation } from '../../support/federation.ts';

/** A step of a history: status and instant. */
type Step = readonly ['AUTHORISED' | 'SUSPENDED' | 'REVOKED' | 'WITHDRAWN', string];

interface AuthorizationSpec {
  readonly type: string;
  /** Default: every role that the programme admits. */
  readonly roles?: readonly OperatorRole[];
  readonly validFrom?: string;
  readonly validTo?: string;
  readonly history?: readonly Step[];
  readonly validation?: {
    readonly method?: ValidationMethod;
    readonly performedOn: string;
    readonly nextDueOn?: string;
    readonly notMet?: SafeCriterion;
  };
}

interface OperatorSpec {
  readonly home: AdministrationCode;
  /** Default: the first prefix of the administration. */
  readonly prefix?: string;
  readonly legalName?: string;
  readonly tradingNames?: readonly string[];
  /** Default: every partner. */
  readonly consents?: readonly AdministrationCode[];
  readonly authorizations: readonly AuthorizationSpec[];
}

/** In force without a break since long before any arrangement. */
function good(home: AdministrationCode, type: string, more: Partial<OperatorSpec> = {}): OperatorSpec {
  return { home, authorizations: [{ type }], ...more };
}

/** A Korean exporter of grade AA with a life of its own. */
function korean(authorization: Partial<AuthorizationSpec>, more: Partial<OperatorSpec> = {}): OperatorSpec {
  return { home: 'KR', authorizations: [{ type: 'AA', ...authorization }], ...more };
}

const DECIDED: Step = ['AUTHORISED', '2016-01-01T00:00:00Z'];

/** The operators that the cases need beside the demonstration data, each with the history that makes its point. */
const SPECS = {
  EU_AEOF: good('EU', 'AEOF', { prefix: 'DE' }),
  EU_AEOS: good('EU', 'AEOS', { prefix: 'NL' }),
  EU_AEOC: good('EU', 'AEOC', { prefix: 'FR' }),
  EU_AEOC_AND_AEOS: { home: 'EU', prefix: 'BE', authorizations: [{ type: 'AEOC' }, { type: 'AEOS' }] },
  EU_AEOC_AND_REVOKED_AEOS: {
    home: 'EU',
    prefix: 'IE',
    authorizations: [{ type: 'AEOC' }, { type: 'AEOS', history: [DECIDED, ['REVOKED', '2022-01-01T00:00:00Z']] }],
  },
  EU_REVOKED_AEOC_AND_AEOC: {
    home: 'EU',
    prefix: 'ES',
    authorizations: [{ type: 'AEOC', history: [DECIDED, ['REVOKED', '2018-01-01T00:00:00Z']] }, { type: 'AEOC' }],
  },
  EU_NORTHERN_IRELAND: good('EU', 'AEOS', { prefix: 'XI' }),
  EU_GREEK: good('EU', 'AEOF', { prefix: 'GR', legalName: 'Αφοί Παπαδόπουλοι Εξαγωγική Α.Ε.' }),
  EU_GERMAN_NAME: good('EU', 'AEOF', { prefix: 'DE', legalName: 'Müller & Söhne Straßenbau GmbH & Co. KG' }),
  EU_POLISH_NAME: good('EU', 'AEOF', { prefix: 'PL', legalName: 'Kowalski i Wspólnicy Sp. z o.o.' }),
  EU_DANISH_NAME: good('EU', 'AEOF', { prefix: 'DK', legalName: 'Bering Maskinfabrik A/S' }),
  CH_AEO: good('CH', 'AEO'),
  GB_AEOF: good('GB', 'AEOF'),
  GB_AEOC: good('GB', 'AEOC'),
  NO_AEOS: good('NO', 'AEOS'),
  US_TIER_1: good('US', 'CTPAT Tier 1'),
  US_TIER_2: good('US', 'CTPAT Tier 2'),
  US_TIER_3: good('US', 'CTPAT Tier 3'),
  US_EXPIRED: { home: 'US', authorizations: [{ type: 'CTPAT Tier 2', validTo: '2024-12-31' }] },
  CA_PIP: good('CA', 'PIP'),
  JP_AEO: good('JP', 'AEO', { legalName: '株式会社さくら精機', tradingNames: ['Sakura Seiki K.K.'] }),
  JP_VOICED_NAME: good('JP', 'AEO', { legalName: '㈱ガス工業' }),
  KR_A: good('KR', 'A'),
  KR_AA: good('KR', 'AA', { legalName: '한빛정밀 주식회사', tradingNames: ['Hanbit Precision Co., Ltd.'] }),
  KR_AAA: good('KR', 'AAA'),
  KR_REINSTATED: korean({
    history: [DECIDED, ['SUSPENDED', '2020-03-01T00:00:00Z'], ['AUTHORISED', '2020-09-01T00:00:00Z']],
  }),
  KR_SUSPENDED: korean({ history: [DECIDED, ['SUSPENDED', '2024-05-01T00:00:00Z']] }),
  KR_SUSPENDED_AND_EXPIRED: korean({
    validTo: '2025-06-30',
    history: [DECIDED, ['SUSPENDED', '2025-01-15T00:00:00Z']],
  }),
  KR_REVOKED: korean({ history: [DECIDED, ['REVOKED', '2023-06-15T05:00:00Z']] }),
  KR_REVOKED_AND_OVER: korean({ validTo: '2024-12-31', history: [DECIDED, ['REVOKED', '2023-06-15T05:00:00Z']] }),
  KR_WITHDRAWN: korean({ history: [DECIDED, ['WITHDRAWN', '2022-02-01T00:00:00Z']] }),
  KR_FUTURE: korean({ validFrom: '2031-01-01', history: [['AUTHORISED', '2030-12-31T15:00:00Z']] }),
  KR_SINCE_2021: korean({ validFrom: '2021-04-01', history: [['AUTHORISED', '2021-03-01T00:00:00Z']] }),
  KR_EXPIRED: korean({ validTo: '2024-12-31' }),
  KR_REVOKED_THEN_NEW: {
    home: 'KR',
    authorizations: [
      { type: 'AA', history: [DECIDED, ['REVOKED', '2018-06-01T00:00:00Z']] },
      { type: 'AA', validFrom: '2020-01-01', history: [['AUTHORISED', '2019-12-31T15:00:00Z']] },
    ],
  },
  KR_WITHOUT: { home: 'KR', authorizations: [] },
  KR_BROKER: korean({ roles: ['CUSTOMS_BROKER'] }),
  KR_BROKER_AND_EXPORTER: korean({ roles: ['CUSTOMS_BROKER', 'EXPORTER'] }),
  KR_CRITERION_NOT_MET: korean({ validation: { performedOn: '2025-02-10', notMet: 'G_CARGO_SECURITY' } }),
  KR_THIRD_PARTY: korean({ validation: { method: 'THIRD_PARTY', performedOn: '2024-02-10' } }),
  KR_OVERDUE: korean({ validation: { performedOn: '2020-02-10', nextDueOn: '2023-02-10' } }),
  KR_WITHHELD: good('KR', 'AA', { consents: [] }),
  KR_FOR_JAPAN_ONLY: good('KR', 'AA', { consents: ['JP'] }),
  CN_ADVANCED: good('CN', 'ADVANCED_CERTIFIED', {
    legalName: '宁波远航电器有限公司',
    tradingNames: ['Ningbo Yuanhang Electric Co., Ltd'],
  }),
  CN_OTHER: good('CN', 'ADVANCED_CERTIFIED'),
  CN_CERTIFIED: {
    home: 'CN',
    authorizations: [{ type: 'CERTIFIED', validFrom: '2026-04-01', history: [['AUTHORISED', '2026-03-31T16:00:00Z']] }],
  },
  HK_TIER_1: good('HK', 'AEO Tier 1'),
  HK_TIER_2: good('HK', 'AEO Tier 2'),
  MO_AEO: good('MO', 'AEO'),
  SG_STP_PLUS: good('SG', 'STP-Plus'),
  SG_STP: good('SG', 'STP'),
  AU_ATT: good('AU', 'ATT'),
  NZ_SES: good('NZ', 'SES'),
  GT_OEA: good('GT', 'OEA-GT'),
  BR_OEA_S: good('BR', 'OEA-S', { legalName: 'Café São João Exportação S/A' }),
  BR_OEA_C1: good('BR', 'OEA-C1'),
  BR_OEA_C2: good('BR', 'OEA-C2'),
} as const satisfies Readonly<Record<string, OperatorSpec>>;

/** Name of an operator of the cases. */
export type CaseOperator = keyof typeof SPECS;

const specs: readonly (readonly [string, OperatorSpec])[] = Object.entries(SPECS);

/** Well behind the places of the demonstration data. */
const FIRST_INDEX = 1_000;

const tins = assignTins();

/** The TIN of an operator of the cases. */
export function tinOf(operator: CaseOperator): string {
  return tins.get(operator) ?? '';
}

const IMPORT = `mutation Import($operators: [OperatorImport!]!) {
  importOperators(operators: $operators, allOrNothing: true) { written problems { index field rule message } }
}`;
interface ImportData {
  readonly importOperators: { readonly written: number; readonly problems: readonly object[] };
}

/** Puts the operators into their registries, through the officer endpoint of each. */
export async function importCaseOperators(federation: TestFederation): Promise<void> {
  const homes = [...new Set(specs.map(([, { home }]) => home))];
  for (const home of homes) {
    const operators = specs.filter(([, spec]) => spec.home === home).map(([key, spec]) => importOf(key, spec));
    const { data, errors } = await federation.askOfficer<ImportData>(home, IMPORT, { operators });
    const { written, problems } = data?.importOperators ?? { written: 0, problems: [] };
    if (errors.length > 0 || problems.length > 0 || written !== operators.length) {
      throw new TypeError(`${home} took ${written} of ${operators.length}: ${JSON.stringify([errors, problems])}`);
    }
  }
}

function assignTins(): ReadonlyMap<string, string> {
  const taken = new Set(
    [...new Set(specs.map(([, { home }]) => home))].flatMap((home) =>
      demonstrationOperators(home).map((one) => one.tin),
    ),
  );
  return new Map(
    specs.map(([key, { home, prefix }], index) => {
      const ownPrefix = prefix ?? findAdministration(home)?.tinPrefixes[0] ?? home;
      const tin = demonstrationTin(home, ownPrefix, FIRST_INDEX + index, taken);
      taken.add(tin);
      return [key, tin];
    }),
  );
}

function importOf(
  key: string,
  { home, prefix, legalName, tradingNames, consents, authorizations }: OperatorSpec,
): object {
  const roles = [
    ...new Set(PROGRAMMES.filter(({ administration }) => administration === home).flatMap((row) => row.eligibleRoles)),
  ];
  return {
    tin: tins.get(key),
    legalName: legalName ?? `Case ${key}`,
    tradingNames: tradingNames ?? [],
    address: { lines: ['1 Case Street'], city: 'Case', country: prefix === 'XI' ? 'GB' : (prefix ?? home) },
    roles,
    consents: consents ?? everyPartner(home),
    authorizations: authorizations.map((one, index) => ({
      number: `CASE-${key}-${index}`,
      type: one.type,
      roles: one.roles ?? roles,
      validFrom: one.validFrom ?? '2001-01-01',
      validTo: one.validTo ?? null,
      history: (one.history ?? [['AUTHORISED', '2000-12-31T12:00:00Z']]).map(([status, effectiveFrom]) => ({
        status,
        effectiveFrom,
      })),
      validations: one.validation === undefined ? [] : [validationOf(one.validation)],
    })),
  };
}

function validationOf({
  method,
  performedOn,
  nextDueOn,
  notMet,
}: NonNullable<AuthorizationSpec['validation']>): object {
  return {
    method: method ?? 'CUSTOMS_ON_SITE',
    validatedBy: 'The validator of the case',
    performedOn,
    nextDueOn: nextDueOn ?? null,
    criteria: notMet === undefined ? [] : [{ criterion: notMet, result: 'NOT_MET' }],
  };
}

function everyPartner(home: AdministrationCode): AdministrationCode[] {
  return ADMINISTRATIONS.map(({ code }) => code).filter((code) => code !== home);
}
