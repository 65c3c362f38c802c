import { type AdministrationCode, findAdministration } from '../../../schema/administrations.ts';
import { accepted, badInput, type Result } from '../../../schema/contract/result.ts';
import type { TransportMode } from '../../../schema/contract/vocabulary.ts';
import type { TaxRateClass } from '../../../schema/reference/tax-rates.ts';
import { Exact, type ExactDecimal } from './exact-money.ts';

/** A consignment as a declarant states it; money is a decimal string. */
export interface StatedConsignment {
  readonly items: readonly StatedItem[];
  /** ISO 4217. */
  readonly currency: string;
  readonly mode: TransportMode;
  /** Calendar date at the destination. */
  readonly arrivesOn: string;
  /** ISO 3166-1 alpha-2; null: not stated. */
  readonly destinationCountry: string | null;
  /** The declarant's own, so that a consignment that is checked again counts once; null: none. */
  readonly reference: string | null;
}

/** One line of it; `intrinsicValue` is that of one piece. */
export interface StatedItem {
  readonly hsCode: string;
  readonly quantity: number;
  readonly intrinsicValue: string;
  /** Class of rate of the goods; null: STANDARD. */
  readonly taxClass: TaxRateClass | null;
}

/** A consignment whose statement keeps the rules. */
export interface Consignment extends Omit<StatedConsignment, 'items' | 'destinationCountry'> {
  readonly items: readonly ConsignmentItem[];
  /** Whose tax is due. */
  readonly destinationCountry: string;
}

/** One kind of goods of a consignment. */
export interface ConsignmentItem {
  /** 6 to 10 digits. */
  readonly hsCode: string;
  readonly quantity: number;
  /** Of one piece, in the consignment's currency. */
  readonly unitValue: ExactDecimal;
  readonly taxClass: TaxRateClass;
}

const MAXIMUM_ITEMS = 999;
const MAXIMUM_QUANTITY = 1_000_000;

/** Territories whose TINs the Union answers for by a rule of its own, though they are no member states. */
const NO_MEMBER_STATES: readonly string[] = ['XI'];

/** The consignment, or the first rule that its statement breaks, with the place. */
export function readConsignment(stated: StatedConsignment, destination: AdministrationCode): Result<Consignment> {
  const { items, destinationCountry, ...rest } = stated;
  if (items.length < 1 || items.length > MAXIMUM_ITEMS) return badInput('consignment.items', '1 to 999 items');
  const read: ConsignmentItem[] = [];
  for (const [at, item] of items.entries()) {
    const field = `consignment.items.${at}`;
    if (!/^\d{6,10}$/.test(item.hsCode)) return badInput(`${field}.hsCode`, '6 to 10 digits');
    if (item.quantity < 1 || item.quantity > MAXIMUM_QUANTITY) {
      return badInput(`${field}.quantity`, '1 to 1,000,000');
    }
    const unitValue = new Exact(item.intrinsicValue);
    if (!unitValue.gt(0)) return badInput(`${field}.intrinsicValue`, 'more than 0');
    read.push({ hsCode: item.hsCode, quantity: item.quantity, unitValue, taxClass: item.taxClass ?? 'STANDARD' });
  }
  if (rest.reference !== null && !/^[^\p{Cc}]{1,100}$/u.test(rest.reference)) {
    return badInput('consignment.reference', '1 to 100 characters, no control characters');
  }
  const country = readCountry(destinationCountry, destination);
  if (!country.ok) return country;
  return accepted({ ...rest, items: read, destinationCountry: country.value });
}

/** Which country's tax: the destination itself, or the member state, which then has to be stated. */
function readCountry(stated: string | null, destination: AdministrationCode): Result<string> {
  const countries = (findAdministration(destination)?.tinPrefixes ?? []).filter(
    (prefix) => !NO_MEMBER_STATES.includes(prefix),
  );
  const only = countries.length === 1 ? countries[0] : undefined;
  const country = stated ?? only;
  if (country !== undefined && countries.includes(country)) return accepted(country);
  return badInput(
    'consignment.destinationCountry',
    only === undefined ? `a member state of ${destination}, which has a rate of its own` : `${only} or nothing`,
  );
}
