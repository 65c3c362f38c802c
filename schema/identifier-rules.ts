// From the single files: the index of stdnum loads all its 200 countries, ten times the work.
import { validate as isAbn } from 'stdnum/lib/cjs/au/abn.js';
import { validate as isCnpj } from 'stdnum/lib/cjs/br/cnpj.js';
import { validate as isBn } from 'stdnum/lib/cjs/ca/bn.js';
import { validate as isUid } from 'stdnum/lib/cjs/ch/uid.js';
import { validate as isNit } from 'stdnum/lib/cjs/gt/nit.js';
import { validate as isCorporateNumber } from 'stdnum/lib/cjs/jp/cn.js';
import { validate as isBrn } from 'stdnum/lib/cjs/kr/brn.js';
import { validate as isOrgnr } from 'stdnum/lib/cjs/no/orgnr.js';
import { validate as isIrd } from 'stdnum/lib/cjs/nz/ird.js';
import { validate as isUen } from 'stdnum/lib/cjs/sg/uen.js';
import type { AdministrationCode } from './administrations.ts';

/** What is publicly known of the national part of an administration's TINs: what stands behind the two-letter prefix. */
export interface IdentifierRule {
  /** Shape of the national part, upper case, without separators. */
  readonly pattern: RegExp;
  /** One phrase that a caller can correct a number by. */
  readonly description: string;
  /** Whether the check digits agree; only called where `pattern` matches, absent where no public rule exists. */
  readonly check?: (national: string) => boolean;
  readonly source: string;
}

/** For every administration without a public rule of its own: what fits behind the prefix in the WCO's an..17. */
export const DEFAULT_IDENTIFIER_RULE: IdentifierRule = {
  pattern: /^[0-9A-Z]{1,15}$/,
  description: '1 to 15 letters A to Z and digits',
  source: 'WCO Guidelines on Trader Identification Number (2018): a2 + an..15, no check digit of its own',
};

const RULES: Readonly<Record<AdministrationCode, IdentifierRule>> = {
  EU: {
    pattern: /^[0-9A-Z]{1,15}$/,
    description: 'EORI number: 1 to 15 letters and digits as the member state issues them',
    source: 'Delegated Regulation (EU) 2015/2446, Annex B: EORI number an..17; national parts differ, no check claimed',
  },
  CH: {
    pattern: /^E\d{9}$/,
    description: 'the UID itself, CHE and 9 digits, the last a check digit',
    check: (national) => isUid(`CH${national}`).isValid,
    source: 'Swiss Federal Statistical Office, UID: modulus 11',
  },
  GB: {
    pattern: /^\d{12}$/,
    description: 'EORI number: 12 digits',
    source: 'HM Revenue and Customs, EORI number; no check claimed',
  },
  NO: {
    pattern: /^\d{9}$/,
    description: 'organisasjonsnummer: 9 digits, the last a check digit',
    check: (national) => isOrgnr(national).isValid,
    source: 'Brønnøysund Register Centre: modulus 11',
  },
  US: {
    pattern: /^[0-9A-Z]{1,15}$/,
    description: 'CTPAT account number or EIN: 1 to 15 letters and digits',
    source: 'No public format of CTPAT account numbers is known, and the EIN has no check digit',
  },
  CA: {
    pattern: /^\d{9}(?:RM\d{4})?$/,
    description: 'business number: 9 digits, the last a check digit, optionally with the import/export account RM0001',
    check: (national) => isBn(national).isValid,
    source: 'Canada Revenue Agency, business number: Luhn',
  },
  JP: {
    pattern: /^[1-9]\d{12}$/,
    description: 'corporate number: 13 digits, the first a check digit',
    check: (national) => isCorporateNumber(national).isValid,
    source: 'National Tax Agency of Japan, corporate number: modulus 9',
  },
  KR: {
    pattern: /^(?!0|100)\d{3}(?!00)\d{2}(?!0000)\d{5}$/,
    description: 'business registration number: 10 digits, the last a check digit',
    check: (national) => isBrn(national).isValid,
    source: 'National Tax Service of Korea, business registration number: weighted sum, modulus 10',
  },
  CN: {
    // The unified social credit code has 18 characters and does not fit an..17.
    pattern: /^\d{10}$/,
    description: 'customs registration code: 10 digits',
    source: 'GACC announcement 52/2015: CN and the 10-digit customs code; no public check digit',
  },
  HK: {
    pattern: /^\d{8}$/,
    description: 'business registration number: 8 digits',
    source: 'Inland Revenue Department of Hong Kong, business registration; no public check digit',
  },
  MO: {
    pattern: /^[0-9A-Z]{1,15}$/,
    description: '1 to 15 letters A to Z and digits',
    source: 'No public rule is known',
  },
  SG: {
    pattern: /^(?:\d{8}[A-Z]|\d{9}[A-Z]|[RST]\d{2}[A-Z]{2}\d{4}[0-9A-Z])$/,
    description: 'Unique Entity Number: 9 or 10 characters, the last a check character',
    // Numbers of the T series carry their year of issue, which must not lie ahead: the one check here that knows the year.
    check: (national) => isUen(national).isValid,
    source: 'ACRA Singapore, UEN: weighted sum, modulus 11',
  },
  AU: {
    pattern: /^[1-9]\d{10}$/,
    description: 'Australian Business Number: 11 digits, the first two check digits',
    check: (national) => isAbn(national).isValid,
    source: 'Australian Business Register, ABN format: modulus 89',
  },
  NZ: {
    pattern: /^\d{8,9}$/,
    description: 'IRD number: 8 or 9 digits, the last a check digit',
    check: (national) => isIrd(national).isValid,
    source: 'Inland Revenue of New Zealand, IRD number validation: modulus 11',
  },
  GT: {
    pattern: /^\d{1,11}[0-9K]$/,
    description: 'NIT: up to 11 digits and a check character, 0 to 9 or K',
    check: (national) => isNit(national).isValid,
    source: 'Superintendencia de Administración Tributaria of Guatemala, NIT: modulus 11',
  },
  BR: {
    pattern: /^[0-9A-Z]{12}\d{2}$/,
    description: 'CNPJ: 14 characters (letters from July 2026 on), the last two check digits',
    check: (national) => isCnpj(national).isValid,
    source: 'Receita Federal of Brazil, CNPJ, IN RFB 2.229/2024: modulus 11',
  },
};

/** Codes of the administrations that have a row of their own. */
export const ADMINISTRATIONS_WITH_IDENTIFIER_RULE: readonly AdministrationCode[] = Object.keys(RULES);

/** The rule for the national part of an administration's TINs; the default rule where it has none of its own. */
export function identifierRuleOf(code: AdministrationCode): IdentifierRule {
  return Object.hasOwn(RULES, code) ? (RULES[code] ?? DEFAULT_IDENTIFIER_RULE) : DEFAULT_IDENTIFIER_RULE;
}
