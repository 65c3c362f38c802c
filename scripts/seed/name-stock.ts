import type { AddressImport } from '../../schema/contract/operator-import.ts';

/** Lines of business that company names are made of. */
export const SECTORS = [
  'manufacturing',
  'trading',
  'importing',
  'distribution',
  'brokerage',
  'shipping',
  'airline',
  'consolidation',
  'agency',
  'seaport',
  'airport',
  'terminal',
  'warehouse',
  'forwarding',
  'shop',
  'marketplace',
  'fulfilment',
  'express',
  'post',
  'payment',
] as const;
export type Sector = (typeof SECTORS)[number];

/** A word as the country writes it, and in Latin letters for foreign partners. */
export type Word = readonly [local: string, latin: string];

/** What the companies of one country are named from. Templates know {city}, {stem} and {sector}; a place's line knows {n}. */
export interface NameStock {
  readonly legalName: string;
  readonly tradingName: string;
  /** 22 invented names; a case and the one 22 further on share theirs and differ in sector. */
  readonly stems: readonly Word[];
  readonly sectors: Readonly<Record<Sector, Word>>;
  readonly places: readonly { readonly city: string; readonly postalCode: string | null; readonly line: string }[];
}

export interface Company {
  /** Prefix of its TIN. */
  readonly prefix: string;
  readonly legalName: string;
  readonly tradingNames: readonly string[];
  readonly address: AddressImport;
}

function filled(template: string, words: Readonly<Record<string, string>>): string {
  return template.replace(/\{(\w+)\}/g, (whole, key: string) => words[key] ?? whole);
}

function chosen<T>(list: readonly T[], index: number): T {
  const item = list[index % list.length];
  if (item === undefined) throw new Error('a name stock has an empty list');
  return item;
}

/** The company of one case, named from its country's stock; the same index always has the same name and address. */
export function companyFrom(stock: NameStock, country: string, index: number, sector: Sector): Company {
  const stem = chosen(stock.stems, index);
  const word = stock.sectors[sector];
  const place = chosen(stock.places, index);
  const names = (script: 0 | 1) => ({ city: place.city, stem: stem[script], sector: word[script] });
  return {
    prefix: country,
    legalName: filled(stock.legalName, names(0)),
    tradingNames: [filled(stock.tradingName, names(1))],
    address: {
      lines: [filled(place.line, { n: String(1 + ((index * 7) % 38)) })],
      city: place.city,
      postalCode: place.postalCode,
      country,
    },
  };
}
