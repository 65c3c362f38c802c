import { GraphQLCountryCode } from 'graphql-scalars';
import { IANAZone } from 'luxon';
import { type Administration, operatorTypeName } from '../../schema/administrations.ts';
import { WCO_REGIONS, type WcoRegion } from '../../schema/contract/vocabulary.ts';
import { findTerritoryDefaults } from './territory-defaults.ts';

/** What the command is given; what is left out is taken from what is known of the territory. */
export interface AskedAdministration {
  readonly code: string;
  readonly name: string;
  readonly region?: string | undefined;
  readonly prefixes?: readonly string[] | undefined;
  readonly timeZone?: string | undefined;
  readonly currency?: string | undefined;
  readonly programme?: string | undefined;
}

/** An administration that may be added. */
export interface NewAdministration {
  readonly code: string;
  readonly name: string;
  readonly region: WcoRegion;
  readonly tinPrefixes: readonly string[];
  readonly timeZone: string;
  readonly currency: string;
  /** Undefined: the name that the reference data have for its programme. */
  readonly programme: string | undefined;
}

/** The administration to be added, or everything that speaks against it. */
export type NewAdministrationReading =
  | { readonly ok: true; readonly administration: NewAdministration }
  | { readonly ok: false; readonly faults: readonly string[] };

/** One line of ordinary text. */
const LINE = /^[^\p{C}\p{Zl}\p{Zp}]{1,200}$/u;

/** Checks all that was given against the parties known, before anything is written. */
export function readNewAdministration(
  asked: AskedAdministration,
  parties: readonly Administration[],
): NewAdministrationReading {
  const { code } = asked;
  const party = parties.find((known) => known.code === code);
  const defaults = findTerritoryDefaults(code);
  const name = asked.name.trim();
  const programme = asked.programme?.trim();
  const region = asked.region ?? party?.region;
  const tinPrefixes = asked.prefixes ?? [code];
  const timeZone = asked.timeZone ?? defaults?.timeZone;
  const currency = asked.currency ?? defaults?.currency;

  const faults = [
    ...codeFaults(code, party, parties),
    ...(LINE.test(name) ? [] : ['--name: one line of 1 to 200 characters']),
    ...(programme === undefined || LINE.test(programme) ? [] : ['--programme: one line of 1 to 200 characters']),
    ...prefixFaults(code, tinPrefixes, parties),
  ];
  if (!isRegion(region)) faults.push(`--region: ${notGiven(asked.region)} one of ${WCO_REGIONS.join(', ')}`);
  if (timeZone === undefined || !IANAZone.isValidZone(timeZone))
    faults.push(`--time-zone: ${notGiven(asked.timeZone)} an IANA name, e.g. Asia/Kolkata`);
  if (currency === undefined || !Intl.supportedValuesOf('currency').includes(currency))
    faults.push(`--currency: ${notGiven(asked.currency)} an ISO 4217 code, e.g. INR`);

  if (faults.length > 0 || !isRegion(region) || timeZone === undefined || currency === undefined)
    return { ok: false, faults };
  return { ok: true, administration: { code, name, region, tinPrefixes, timeZone, currency, programme } };
}

function isRegion(region: string | undefined): region is WcoRegion {
  return (WCO_REGIONS as readonly (string | undefined)[]).includes(region);
}

function notGiven(value: string | undefined): string {
  return value === undefined ? 'not known of this territory; say' : `${JSON.stringify(value)} is not`;
}

function codeFaults(code: string, party: Administration | undefined, parties: readonly Administration[]): string[] {
  if (!isTerritory(code)) return [`--code: ${JSON.stringify(code)} is not an ISO 3166-1 alpha-2 code, e.g. IN`];
  if (party?.registry === 'CONNECTED') return [`--code: ${code} has a registry already (${party.name})`];
  const twin = parties.find((known) => known.code !== code && operatorTypeName(known.code) === operatorTypeName(code));
  return twin === undefined ? [] : [`--code: ${operatorTypeName(code)} is the operator type of ${twin.code}`];
}

function prefixFaults(code: string, prefixes: readonly string[], parties: readonly Administration[]): string[] {
  if (prefixes.length === 0) return ['--prefixes: at least one'];
  if (new Set(prefixes).size < prefixes.length) return ['--prefixes: one stands twice'];
  return prefixes.flatMap((prefix) => {
    if (!isTerritory(prefix))
      return [
        `--prefixes: ${JSON.stringify(prefix)} is not an ISO 3166-1 alpha-2 code, e.g. ${isTerritory(code) ? code : 'IN'}`,
      ];
    const other = parties.find((known) => known.code !== code && known.tinPrefixes.includes(prefix));
    return other === undefined ? [] : [`--prefixes: ${other.code} answers for ${prefix} (${other.name})`];
  });
}

/** GR, never EL; GB, never UK; and no EU, which is nobody’s prefix. */
function isTerritory(code: string): boolean {
  if (!/^[A-Z]{2}$/.test(code)) return false;
  try {
    GraphQLCountryCode.parseValue(code);
    return true;
  } catch {
    return false;
  }
}
