import type { WcoRegion } from './contract/vocabulary.ts';
import { UNCONNECTED_PARTIES } from './reference/parties.ts';

/** Code of an administration: ISO 3166-1 alpha-2, and `EU` for the Union. */
export type AdministrationCode = string;

/** A customs administration: one that has a registry here, or a party to arrangements that has none. */
export interface Administration {
  readonly code: AdministrationCode;
  /** English name of the administration, or of the territory where it has no registry here. */
  readonly name: string;
  readonly region: WcoRegion;
  /** ISO 3166-1 alpha-2 prefixes of the TINs it answers for; no prefix has two administrations. */
  readonly tinPrefixes: readonly string[];
  /** IANA time zone of its own calendar dates. */
  readonly timeZone: string;
  /** ISO 4217; `XXX` (no currency) for a party without a registry here. */
  readonly currency: string;
  readonly registry: 'CONNECTED' | 'NOT_CONNECTED';
  /** Where its registry is; null: the embedded default serves it. */
  readonly registryUrl: string | null;
}

/**
 * The member states, each of which issues EORI numbers under its own code, GR for Greece and never EL.
 * XI stands beside them by a rule of its own and is no member state: operators in Northern Ireland hold an XI EORI,
 * which the EU's EORI service answers for (Windsor Framework), while GB numbers are the United Kingdom's alone.
 */
const EU_PREFIXES = [
  ...['AT', 'BE', 'BG', 'HR', 'CY', 'CZ', 'DK', 'EE', 'FI', 'FR', 'DE', 'GR', 'HU', 'IE'],
  ...['IT', 'LV', 'LT', 'LU', 'MT', 'NL', 'PL', 'PT', 'RO', 'SK', 'SI', 'ES', 'SE'],
  'XI',
];

/** The administrations that have a registry in this federation: the one list from which everything else is generated. */
export const ADMINISTRATIONS: readonly Administration[] = [
  {
    code: 'EU',
    name: 'European Union, customs authorities of the member states',
    region: 'EUROPE',
    tinPrefixes: EU_PREFIXES,
    timeZone: 'Europe/Brussels',
    currency: 'EUR',
    registry: 'CONNECTED',
    registryUrl: null,
  },
  {
    code: 'CH',
    name: 'Federal Office for Customs and Border Security',
    region: 'EUROPE',
    tinPrefixes: ['CH'],
    timeZone: 'Europe/Zurich',
    currency: 'CHF',
    registry: 'CONNECTED',
    registryUrl: null,
  },
  {
    code: 'GB',
    name: 'HM Revenue and Customs',
    region: 'EUROPE',
    tinPrefixes: ['GB'],
    timeZone: 'Europe/London',
    currency: 'GBP',
    registry: 'CONNECTED',
    registryUrl: null,
  },
  {
    code: 'NO',
    name: 'Norwegian Customs',
    region: 'EUROPE',
    tinPrefixes: ['NO'],
    timeZone: 'Europe/Oslo',
    currency: 'NOK',
    registry: 'CONNECTED',
    registryUrl: null,
  },
  {
    code: 'US',
    name: 'U.S. Customs and Border Protection',
    region: 'AMS',
    tinPrefixes: ['US'],
    timeZone: 'America/New_York',
    currency: 'USD',
    registry: 'CONNECTED',
    registryUrl: null,
  },
  {
    code: 'CA',
    name: 'Canada Border Services Agency',
    region: 'AMS',
    tinPrefixes: ['CA'],
    timeZone: 'America/Toronto',
    currency: 'CAD',
    registry: 'CONNECTED',
    registryUrl: null,
  },
  {
    code: 'JP',
    name: 'Japan Customs',
    region: 'ASIA_PACIFIC',
    tinPrefixes: ['JP'],
    timeZone: 'Asia/Tokyo',
    currency: 'JPY',
    registry: 'CONNECTED',
    registryUrl: null,
  },
  {
    code: 'KR',
    name: 'Korea Customs Service',
    region: 'ASIA_PACIFIC',
    tinPrefixes: ['KR'],
    timeZone: 'Asia/Seoul',
    currency: 'KRW',
    registry: 'CONNECTED',
    registryUrl: null,
  },
  {
    code: 'CN',
    name: 'General Administration of Customs of China',
    region: 'ASIA_PACIFIC',
    tinPrefixes: ['CN'],
    timeZone: 'Asia/Shanghai',
    currency: 'CNY',
    registry: 'CONNECTED',
    registryUrl: null,
  },
  {
    code: 'HK',
    name: 'Hong Kong Customs and Excise Department',
    region: 'ASIA_PACIFIC',
    tinPrefixes: ['HK'],
    timeZone: 'Asia/Hong_Kong',
    currency: 'HKD',
    registry: 'CONNECTED',
    registryUrl: null,
  },
  {
    code: 'MO',
    name: 'Macao Customs Service',
    region: 'ASIA_PACIFIC',
    tinPrefixes: ['MO'],
    timeZone: 'Asia/Macau',
    currency: 'MOP',
    registry: 'CONNECTED',
    registryUrl: null,
  },
  {
    code: 'SG',
    name: 'Singapore Customs',
    region: 'ASIA_PACIFIC',
    tinPrefixes: ['SG'],
    timeZone: 'Asia/Singapore',
    currency: 'SGD',
    registry: 'CONNECTED',
    registryUrl: null,
  },
  {
    code: 'AU',
    name: 'Australian Border Force',
    region: 'ASIA_PACIFIC',
    tinPrefixes: ['AU'],
    timeZone: 'Australia/Sydney',
    currency: 'AUD',
    registry: 'CONNECTED',
    registryUrl: null,
  },
  {
    code: 'NZ',
    name: 'New Zealand Customs Service',
    region: 'ASIA_PACIFIC',
    tinPrefixes: ['NZ'],
    timeZone: 'Pacific/Auckland',
    currency: 'NZD',
    registry: 'CONNECTED',
    registryUrl: null,
  },
  {
    code: 'GT',
    name: 'Superintendency of Tax Administration of Guatemala',
    region: 'AMS',
    tinPrefixes: ['GT'],
    timeZone: 'America/Guatemala',
    currency: 'GTQ',
    registry: 'CONNECTED',
    registryUrl: null,
  },
  {
    code: 'BR',
    name: 'Special Secretariat of the Federal Revenue of Brazil',
    region: 'AMS',
    tinPrefixes: ['BR'],
    timeZone: 'America/Sao_Paulo',
    currency: 'BRL',
    registry: 'CONNECTED',
    registryUrl: null,
  },
  // npm run add-administration appends here
];

const connectedByPrefix = new Map(
  ADMINISTRATIONS.flatMap((administration) => administration.tinPrefixes.map((prefix) => [prefix, administration])),
);

function unconnectedParty({ code, name, region }: (typeof UNCONNECTED_PARTIES)[number]): Administration {
  return {
    code,
    name,
    region,
    tinPrefixes: /^[A-Z]{2}$/.test(code) ? [code] : [],
    timeZone: 'Etc/UTC',
    currency: 'XXX',
    registry: 'NOT_CONNECTED',
    registryUrl: null,
  };
}

/** Every administration known here: those with a registry, then the parties to arrangements that have none. */
export const PARTIES: readonly Administration[] = [
  ...ADMINISTRATIONS,
  ...UNCONNECTED_PARTIES.filter(
    ({ code }) =>
      !connectedByPrefix.has(code) && !ADMINISTRATIONS.some((administration) => administration.code === code),
  ).map(unconnectedParty),
];

const partyByCode = new Map(PARTIES.map((party) => [party.code, party]));
const partyByPrefix = new Map(PARTIES.flatMap((party) => party.tinPrefixes.map((prefix) => [prefix, party])));

/** The administration or party of a code; undefined where nobody has it. Codes are case-sensitive. */
export function findAdministration(code: AdministrationCode): Administration | undefined {
  return partyByCode.get(code);
}

/** Who answers for TINs of a prefix, connected or not; undefined for `EL`, `UK`, `EU` and every other prefix of nobody. */
export function findAdministrationOfPrefix(prefix: string): Administration | undefined {
  return partyByPrefix.get(prefix);
}

/** Name of the GraphQL type of an administration's operators: `KrOperator` for `KR`. */
export function operatorTypeName(code: AdministrationCode): string {
  return `${code.charAt(0)}${code.slice(1).toLowerCase()}Operator`;
}
