import { type Administration, findAdministrationOfPrefix } from '../administrations.ts';
import { identifierRuleOf } from '../identifier-rules.ts';

declare const tinBrand: unique symbol;

/** A trader identification number that `readTin` has accepted: territory prefix and national part, normalised, an..17. */
export type Tin = string & { readonly [tinBrand]: true };

/** Why an input is no TIN: its shape, its check digits, or a prefix that nobody answers for. */
export const TIN_PROBLEMS = ['MALFORMED', 'CHECKSUM', 'TERRITORY_UNKNOWN'] as const;
export type TinProblem = (typeof TIN_PROBLEMS)[number];

/** What was read. `rule` says in one sentence what the input breaks; it never repeats the input. */
export type TinReading =
  | {
      readonly ok: true;
      readonly tin: Tin;
      readonly prefix: string;
      /** Who answers for the prefix; its `registry` may be NOT_CONNECTED. */
      readonly administration: Administration;
      /** Whether the TIN differs from the input, by case or separators. */
      readonly normalised: boolean;
    }
  | { readonly ok: false; readonly problem: TinProblem; readonly rule: string };

/** Prefixes that are often written and never right, with what is. */
const MISTAKEN_PREFIXES: Readonly<Record<string, string>> = {
  EL: 'the prefix of Greece is GR',
  UK: 'the prefix of the United Kingdom is GB, for Northern Ireland also XI',
  EU: 'the Union issues no TIN of its own: the prefix is that of the member state',
};

function refused(problem: TinProblem, rule: string): TinReading {
  return { ok: false, problem, rule };
}

/**
 * Reads a TIN as the WCO guidelines define it: prefix of the customs territory (ISO 3166-1 alpha-2) and national part,
 * an..17, with the public rule of the administration's own numbers. Normalises by published rules only: ASCII lower case
 * becomes upper case, and space, hyphen and dot are dropped. Look-alike, full-width and invisible characters are never
 * mended, since two operators could then be taken for one. Never throws.
 */
export function readTin(input: string): TinReading {
  if (/[^\x20-\x7e]/.test(input)) {
    return refused(
      'MALFORMED',
      'a TIN has ASCII letters and digits only; look-alike and invisible characters are refused',
    );
  }
  const tin = input.replace(/[ .-]/g, '').toUpperCase();
  if (!/^[A-Z]{2}[0-9A-Z]{1,15}$/.test(tin)) {
    return refused('MALFORMED', 'a TIN is a two-letter territory prefix and 1 to 15 letters and digits');
  }
  if (/^AEO[A-Z]{2}\d{10}$/.test(tin)) {
    // Chinese AEO codes are declared so to Hong Kong and others; AE is the United Arab Emirates only by accident here.
    return refused('MALFORMED', 'AEO, two letters and 10 digits is an AEO code, an alias: the TIN is what follows AEO');
  }
  const prefix = tin.slice(0, 2);
  const administration = findAdministrationOfPrefix(prefix);
  if (administration === undefined) {
    const hint = Object.hasOwn(MISTAKEN_PREFIXES, prefix) ? MISTAKEN_PREFIXES[prefix] : undefined;
    return refused('TERRITORY_UNKNOWN', hint ?? 'no administration known here answers for this prefix');
  }
  const national = tin.slice(2);
  const rule = identifierRuleOf(administration.code);
  if (!rule.pattern.test(national)) {
    return refused('MALFORMED', `behind ${prefix} stands the ${rule.description}`);
  }
  if (rule.check !== undefined && !rule.check(national)) {
    return refused('CHECKSUM', `the check digits do not agree: behind ${prefix} stands the ${rule.description}`);
  }
  return { ok: true, tin: tin as Tin, prefix, administration, normalised: tin !== input };
}
