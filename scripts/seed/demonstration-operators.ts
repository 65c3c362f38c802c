import { type Administration, type AdministrationCode, findAdministration } from '../../schema/administrations.ts';
import type { AuthorizationImport, OperatorImport } from '../../schema/contract/operator-import.ts';
import { demonstrationAuthorizations } from './demonstration-authorizations.ts';
import { DEMONSTRATION_CASES, type DemonstrationCase } from './demonstration-cases.ts';
import { demonstrationConsents } from './demonstration-consents.ts';
import { demonstrationTin } from './demonstration-tin.ts';
import { type Company, companyFrom, type NameStock } from './name-stock.ts';
import { AU_NAMES } from './names/au.ts';
import { BR_NAMES } from './names/br.ts';
import { CA_NAMES } from './names/ca.ts';
import { CH_NAMES } from './names/ch.ts';
import { CN_NAMES } from './names/cn.ts';
import { EU_COMPANIES } from './names/eu.ts';
import { GB_NAMES } from './names/gb.ts';
import { GENERIC_NAMES } from './names/generic.ts';
import { GT_NAMES } from './names/gt.ts';
import { HK_NAMES } from './names/hk.ts';
import { JP_NAMES } from './names/jp.ts';
import { KR_NAMES } from './names/kr.ts';
import { MO_NAMES } from './names/mo.ts';
import { NO_NAMES } from './names/no.ts';
import { NZ_NAMES } from './names/nz.ts';
import { SG_NAMES } from './names/sg.ts';
import { US_NAMES } from './names/us.ts';

const NAME_STOCKS: Readonly<Record<AdministrationCode, NameStock>> = {
  AU: AU_NAMES,
  BR: BR_NAMES,
  CA: CA_NAMES,
  CH: CH_NAMES,
  CN: CN_NAMES,
  GB: GB_NAMES,
  GT: GT_NAMES,
  HK: HK_NAMES,
  JP: JP_NAMES,
  KR: KR_NAMES,
  MO: MO_NAMES,
  NO: NO_NAMES,
  NZ: NZ_NAMES,
  SG: SG_NAMES,
  US: US_NAMES,
};

/** Cases of an administration that has no names of its own yet: the commonest roles and statuses. */
const GENERIC_CASES = [0, 1, 2, 4, 6, 16, 21, 25, 26, 28, 35, 42];

function companyOf(administration: Administration, index: number, entry: DemonstrationCase): Company {
  const member = administration.code === 'EU' ? EU_COMPANIES[index] : undefined;
  if (member !== undefined) return member;
  const stock = NAME_STOCKS[administration.code];
  const position = stock === undefined ? Math.max(GENERIC_CASES.indexOf(index), 0) : index;
  return companyFrom(
    stock ?? GENERIC_NAMES,
    administration.tinPrefixes[0] ?? administration.code,
    position,
    entry.sector,
  );
}

/** Manufacturer identification codes as CBP makes them: country, two words of the name, number of the address, city. */
function manufacturerIdentifiers({ legalName, address }: Company, entry: DemonstrationCase): string {
  const letters = (text: string) => text.toUpperCase().replaceAll(/[^A-Z ]/g, '');
  const words = letters(legalName).split(' ').slice(0, 2);
  const number = Number(/\d+/.exec(address.lines[0] ?? '')?.[0] ?? '1');
  const sites = entry.roles.includes('MANUFACTURER') ? [number, number + 2] : [number];
  const name = words.map((word) => word.slice(0, 3)).join('');
  return sites.map((site) => `${address.country}${name}${site}${letters(address.city).slice(0, 3).trim()}`).join(',');
}

const CREDIT_GRADES: Readonly<Record<string, string>> = { ADVANCED_CERTIFIED: '高级认证企业', CERTIFIED: '认证企业' };

/** The fields that an administration adds to its own operator type. */
function nationalFields(
  code: AdministrationCode,
  tin: string,
  company: Company,
  entry: DemonstrationCase,
  authorization: AuthorizationImport | undefined,
): Record<string, string> {
  switch (code) {
    case 'KR':
      return {
        bondedTransporter: String(entry.roles.includes('CARRIER') || entry.roles.includes('FREIGHT_FORWARDER')),
      };
    case 'CN':
      return { creditGrade: CREDIT_GRADES[authorization?.type ?? ''] ?? '常规企业' };
    case 'US':
      return { manufacturerIdentifiers: manufacturerIdentifiers(company, entry) };
    case 'EU':
      return { eori: tin };
    case 'SG':
      return { uen: tin.slice(2) };
    case 'JP':
      return { corporateNumber: tin.slice(2) };
    case 'BR':
      return { cnpj: tin.slice(2) };
    case 'CH':
      return { uid: tin };
    default:
      return {};
  }
}

/**
 * The demonstration data of one registry: the same at every call, on every machine and every day. Companies are invented;
 * identifiers keep the public rules. An administration without names of its own gets 12 operators with Latin ones.
 */
export function demonstrationOperators(code: AdministrationCode): OperatorImport[] {
  const administration = findAdministration(code) ?? {
    code,
    name: `Customs Administration of ${code}`,
    region: 'ASIA_PACIFIC',
    tinPrefixes: [code],
    timeZone: 'Etc/UTC',
    currency: 'XXX',
    registry: 'CONNECTED',
    registryUrl: null,
  };
  const named = code === 'EU' || Object.hasOwn(NAME_STOCKS, code);
  const taken = new Set<string>();
  return DEMONSTRATION_CASES.flatMap((entry, index) => {
    if (!named && !GENERIC_CASES.includes(index)) return [];
    const company = companyOf(administration, index, entry);
    const tin = demonstrationTin(code, company.prefix, index, taken);
    taken.add(tin);
    const authorizations = demonstrationAuthorizations(administration, company.prefix, index, entry);
    const decidedOn = authorizations[0]?.validFrom ?? '2024-01-15';
    return [
      {
        tin,
        legalName: company.legalName,
        tradingNames: company.tradingNames,
        address: company.address,
        roles: entry.roles,
        businessModels: entry.models ?? [],
        consents: demonstrationConsents(administration, index, decidedOn < '2024-01-15' ? decidedOn : '2024-01-15'),
        authorizations,
        national: nationalFields(code, tin, company, entry, authorizations.at(-1)),
      },
    ];
  });
}
