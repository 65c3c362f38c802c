import type { TaxRate } from '../../../schema/reference/tax-rates.ts';
import type { Consignment } from './consignment.ts';
import { chargesOf, exceedsThreshold } from './consignment-charges.ts';
import { type ConversionRate, convertConsignment, findRate } from './conversion-rate.ts';
import type { PublishedScheme } from './published-scheme.ts';
import type { RegistrationEvent } from './registration.ts';
import { statusOn } from './registration-history.ts';

/** UNDETERMINED is never a "no". */
export const VENDOR_CHECK_OUTCOMES = ['VALID', 'NOT_VALID', 'UNDETERMINED'] as const;
/** One of `VENDOR_CHECK_OUTCOMES`. */
export type VendorCheckOutcome = (typeof VENDOR_CHECK_OUTCOMES)[number];

/** What a reason does: AGAINST decides NOT_VALID by itself; DOUBT leaves it undetermined unless another decides. */
export const VENDOR_CHECK_REASON_EFFECTS = {
  NUMBER_MALFORMED: 'AGAINST',
  INTERMEDIARY_NUMBER: 'AGAINST',
  NUMBER_UNKNOWN: 'AGAINST',
  NOT_ACTIVE_ON_DATE: 'AGAINST',
  ABOVE_THRESHOLD: 'AGAINST',
  GOODS_EXCLUDED: 'AGAINST',
  MODE_NOT_COVERED: 'AGAINST',
  CURRENCY_NOT_CONVERTIBLE: 'DOUBT',
} as const satisfies Record<string, 'AGAINST' | 'DOUBT'>;
/** A key of `VENDOR_CHECK_REASON_EFFECTS`. */
export type VendorCheckReason = keyof typeof VENDOR_CHECK_REASON_EFFECTS;

/** The reasons in the order in which an answer lists them. */
export const VENDOR_CHECK_REASONS = Object.keys(VENDOR_CHECK_REASON_EFFECTS) as [
  VendorCheckReason,
  ...VendorCheckReason[],
];

/** What is checked, with all that is known of it. */
export interface VendorCheckQuestion {
  readonly number: string;
  readonly consignment: Consignment;
  /** The rules on the day of arrival. */
  readonly scheme: PublishedScheme;
  readonly rates: readonly TaxRate[];
  /** The destination's official rates of exchange. */
  readonly conversionRates: readonly ConversionRate[];
  /** History of the registration that has the number, oldest first; undefined: none has it. */
  readonly history: readonly RegistrationEvent[] | undefined;
  /** IANA time zone of the destination's dates. */
  readonly timeZone: string;
}

/** The answer; duty and tax are what the vendor should have collected, null unless VALID and where they cannot be told. */
export interface VendorCheckAnswer {
  readonly outcome: VendorCheckOutcome;
  readonly reasons: readonly VendorCheckReason[];
  readonly duty: string | null;
  readonly tax: string | null;
  /** The rate at which the values were converted; null: they are in the scheme's currency, or there was none for the day. */
  readonly exchangeRate: ConversionRate | null;
}

/** Whether the number may stand for this consignment on the day of its arrival, with every reason that speaks against it. */
export function checkVendorNumber(question: VendorCheckQuestion): VendorCheckAnswer {
  const { consignment: declared, scheme } = question;
  const rate = findRate(question.conversionRates, declared.currency, scheme.currency, declared.arrivesOn);
  const foreign = declared.currency !== scheme.currency;
  const exchangeRate = foreign ? (rate ?? null) : null;
  const consignment = exchangeRate === null ? declared : convertConsignment(declared, scheme.currency, exchangeRate);
  const found = new Set<VendorCheckReason>([...numberReasons(question), ...consignmentReasons(consignment, scheme)]);
  const reasons = VENDOR_CHECK_REASONS.filter((reason) => found.has(reason));
  const outcome = outcomeOf(reasons);
  if (outcome !== 'VALID') return { outcome, reasons, duty: null, tax: null, exchangeRate };
  return { outcome, reasons, ...chargesOf(consignment, scheme, question.rates), exchangeRate };
}

function outcomeOf(reasons: readonly VendorCheckReason[]): VendorCheckOutcome {
  if (reasons.length === 0) return 'VALID';
  return reasons.some((reason) => VENDOR_CHECK_REASON_EFFECTS[reason] === 'AGAINST') ? 'NOT_VALID' : 'UNDETERMINED';
}

/** One finding on the number at most: what is not a number of the scheme is not looked for, and so not unknown either. */
function numberReasons({ number, scheme, history, consignment, timeZone }: VendorCheckQuestion): VendorCheckReason[] {
  if (scheme.intermediaryNumberFormat !== null && new RegExp(scheme.intermediaryNumberFormat).test(number)) {
    return ['INTERMEDIARY_NUMBER'];
  }
  if (!new RegExp(scheme.numberFormat).test(number)) return ['NUMBER_MALFORMED'];
  if (history === undefined) return ['NUMBER_UNKNOWN'];
  return statusOn(history, consignment.arrivesOn, timeZone) === 'ACTIVE' ? [] : ['NOT_ACTIVE_ON_DATE'];
}

function consignmentReasons(consignment: Consignment, scheme: PublishedScheme): VendorCheckReason[] {
  const reasons: VendorCheckReason[] = [];
  // A threshold is compared with the same money only.
  if (consignment.currency !== scheme.currency) reasons.push('CURRENCY_NOT_CONVERTIBLE');
  else if (exceedsThreshold(consignment, scheme)) reasons.push('ABOVE_THRESHOLD');
  const excluded = ({ hsCode }: { hsCode: string }) =>
    scheme.excludedGoods.some(({ hsPrefix }) => hsCode.startsWith(hsPrefix));
  if (consignment.items.some(excluded)) reasons.push('GOODS_EXCLUDED');
  if (scheme.modes.length > 0 && !scheme.modes.includes(consignment.mode)) reasons.push('MODE_NOT_COVERED');
  return reasons;
}
