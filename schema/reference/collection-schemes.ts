import { z } from 'zod';
import type { SourceCertainty, ThresholdMeasure, TransportMode } from '../contract/vocabulary.ts';
import { SOURCE_CERTAINTIES, THRESHOLD_MEASURES, TRANSPORT_MODES } from '../contract/vocabulary.ts';
import type { AssistanceMatter, InForceBasis } from './assistance-agreements.ts';
import { ASSISTANCE_MATTERS, IN_FORCE_BASES } from './assistance-agreements.ts';
import schemeRows from './collection-schemes.json' with { type: 'json' };
import { keepsFormat, type NumberTemplate } from './number-template.ts';

/** Who may have to register under a scheme. PLATFORM: as deemed supplier. INTERMEDIARY: for those it represents. */
export const SCHEME_REGISTRANTS = ['VENDOR', 'PLATFORM', 'REDELIVERER', 'INTERMEDIARY'] as const;
/** One of `SCHEME_REGISTRANTS`. */
export type SchemeRegistrant = (typeof SCHEME_REGISTRANTS)[number];

/** How an amount of money is brought to the scale of its currency. */
export const ROUNDING_MODES = ['HALF_UP', 'HALF_EVEN', 'DOWN', 'UP'] as const;
/** One of `ROUNDING_MODES`. */
export type RoundingMode = (typeof ROUNDING_MODES)[number];

/** An exact amount: decimal string and ISO 4217 code. */
export interface Money {
  readonly amount: string;
  readonly currency: string;
}

/** The turnover from which registration is a duty; both amounts have to be reached where both stand. */
export interface RegistrationTurnover extends Money {
  /** Sales to the destination in twelve months; true: at the amount, false: above it. */
  readonly inclusive: boolean;
  /** Turnover in the whole world that has to be exceeded as well, in the same currency; null: no such condition. */
  readonly worldwideAmount: string | null;
}

/** Goods outside the scheme: every HS code that begins with the prefix (two to six digits). */
export interface ExcludedGoods {
  readonly hsPrefix: string;
  readonly title: string;
  readonly remark: string;
}

/**
 * When a return falls due, counted from the last day of its period.
 * END_OF_MONTH_AFTER: the last day of the month, `months` after. DAY_OF_MONTH_AFTER: that day of the next month, unless an
 * exception (`MM-DD` → next such `MM-DD`) names the end of the period. DAYS_AFTER: so many days after. MONTHS_AND_DAYS_AFTER:
 * the last day of the month `months` after, and `days` more.
 */
export type ReturnDueRule =
  | { readonly kind: 'END_OF_MONTH_AFTER'; readonly months: number }
  | {
      readonly kind: 'DAY_OF_MONTH_AFTER';
      readonly day: number;
      readonly exceptions: readonly { readonly periodEnds: string; readonly dueOn: string }[];
    }
  | { readonly kind: 'DAYS_AFTER'; readonly days: number }
  | { readonly kind: 'MONTHS_AND_DAYS_AFTER'; readonly months: number; readonly days: number };

/** Exclusion after persistent failure, counted from the day of deregistration. */
export interface Quarantine {
  /** Missed returns running from which the failure is persistent. */
  readonly missedReturns: number;
  readonly months: number;
  readonly source: string;
  readonly remark: string;
}

/** A scheme's own rule of approval; it is named in the history of whatever it approved. */
export interface AutoApproval {
  readonly rule: string;
  readonly source: string;
}

/** One period of one scheme of seller collection (domain.md section 4); a change of the rules is a new row. */
export interface CollectionScheme {
  /** The scheme, then the first day of the period. */
  readonly id: string;
  /** The same in all periods; rates refer to it. */
  readonly scheme: string;
  /** Code of the administration. */
  readonly destination: string;
  readonly name: string;
  /** ISO date, first day. */
  readonly inForceFrom: string;
  readonly inForceFromBasis: InForceBasis;
  /** ISO date, last day included; null: no end is known. */
  readonly inForceTo: string | null;
  readonly currency: string;
  /** Decimal string in `currency`; without transport and insurance unless the remark says otherwise. */
  readonly lowValueThreshold: string;
  /** true: a value equal to the threshold is still within the scheme. */
  readonly thresholdInclusive: boolean;
  readonly measure: ThresholdMeasure;
  /** Where the law limits the import tax, each class of rate has its threshold: those other than STANDARD; else null. */
  readonly thresholdByTaxClass: Readonly<Record<string, string>> | null;
  /** Empty: all. */
  readonly modes: readonly TransportMode[];
  readonly excludedGoods: readonly ExcludedGoods[];
  /** Anchored regular expression; no check digit is claimed where no public rule exists. */
  readonly numberFormat: string;
  /** Format of the number of an intermediary, which no consignment may carry; null: the scheme knows none. */
  readonly intermediaryNumberFormat: string | null;
  /** Pattern of such a number, as of `numberTemplate`, with its states; null: none is given. */
  readonly intermediaryNumberPattern: string | null;
  /** null: the format is not published, no number can be assigned. */
  readonly numberTemplate: NumberTemplate | null;
  /** null: no turnover condition is known. */
  readonly registrationTurnover: RegistrationTurnover | null;
  /** When a vendor needs an intermediary; null: never, as far as is known. */
  readonly intermediaryRule: string | null;
  /** ISO 3166-1 alpha-2 of the countries whose vendors need none in spite of the rule. */
  readonly intermediaryNotNeededFor: readonly string[];
  /** Which matter of agreement has to be in force as well for a country of that list; null: none is asked for. */
  readonly intermediaryWaivedByMatter: AssistanceMatter | null;
  readonly whoRegisters: readonly SchemeRegistrant[];
  /** Months a return covers; null: not published. */
  readonly returnMonths: number | null;
  /** null: not published. */
  readonly returnDueRule: ReturnDueRule | null;
  /** How long a vendor that failed persistently stays out; null: no rule is known. */
  readonly quarantine: Quarantine | null;
  /** The rule by which a complete application is approved without an officer; null: none, which is so unless a source states one. */
  readonly autoApproval: AutoApproval | null;
  /** Fixed duty for each item type (6-digit HS) of a consignment; null: none. */
  readonly dutyPerItemType: Money | null;
  /** What is known of duty at or under the threshold. */
  readonly duty: string;
  readonly rounding: { readonly scale: number; readonly mode: RoundingMode; readonly basis: string };
  readonly certainty: SourceCertainty;
  /** ISO date for which the source speaks; of an undated source, the last day of reading. */
  readonly asOf: string;
  readonly source: string;
  readonly remark: string;
}

const text = z.string().trim().min(1);
const decimal = z.string().regex(/^\d+(\.\d+)?$/);
const currency = z.string().regex(/^[A-Z]{3}$/);
const monthDay = z
  .string()
  .regex(/^\d{2}-\d{2}$/)
  .refine((day) => z.iso.date().safeParse(`2000-${day}`).success);
const anchoredPattern = z.string().refine(
  (pattern) => {
    if (!pattern.startsWith('^') || !pattern.endsWith('$')) return false;
    try {
      return new RegExp(pattern) instanceof RegExp;
    } catch {
      return false;
    }
  },
  { error: 'not an anchored regular expression', abort: true },
);
const money = z.strictObject({ amount: decimal, currency }).readonly();

const returnDueRuleSchema: z.ZodType<ReturnDueRule> = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('END_OF_MONTH_AFTER'), months: z.int().positive() }).readonly(),
  z
    .strictObject({
      kind: z.literal('DAY_OF_MONTH_AFTER'),
      day: z.int().min(1).max(28),
      exceptions: z.array(z.strictObject({ periodEnds: monthDay, dueOn: monthDay }).readonly()).readonly(),
    })
    .readonly(),
  z.strictObject({ kind: z.literal('DAYS_AFTER'), days: z.int().positive() }).readonly(),
  z
    .strictObject({ kind: z.literal('MONTHS_AND_DAYS_AFTER'), months: z.int().positive(), days: z.int().positive() })
    .readonly(),
]);

function templateKeepsFormat({ numberTemplate, numberFormat }: CollectionScheme): boolean {
  return numberTemplate === null || keepsFormat(numberTemplate, numberFormat);
}

/** Shape of a row of collection-schemes.json; unknown keys are refused. */
export const collectionSchemeSchema: z.ZodType<CollectionScheme> = z
  .strictObject({
    id: text,
    scheme: z.string().regex(/^[A-Z]{2}(-[A-Z0-9]+)+$/),
    destination: z.string().regex(/^[A-Z]{2}$/),
    name: text,
    inForceFrom: z.iso.date(),
    inForceFromBasis: z.enum(IN_FORCE_BASES),
    inForceTo: z.iso.date().nullable(),
    currency,
    lowValueThreshold: decimal,
    thresholdInclusive: z.boolean(),
    measure: z.enum(THRESHOLD_MEASURES),
    thresholdByTaxClass: z
      .record(z.string().regex(/^REDUCED_[1-9]$/), decimal)
      .readonly()
      .nullable(),
    modes: z.array(z.enum(TRANSPORT_MODES)).readonly(),
    excludedGoods: z
      .array(z.strictObject({ hsPrefix: z.string().regex(/^\d{2,6}$/), title: text, remark: text }).readonly())
      .readonly(),
    numberFormat: anchoredPattern,
    intermediaryNumberFormat: anchoredPattern.nullable(),
    intermediaryNumberPattern: z.string().regex(/#/).nullable(),
    numberTemplate: z
      .strictObject({
        pattern: z.string().regex(/#/),
        stateNumerics: z
          .record(z.string().regex(/^[A-Z]{2}$/), z.string().regex(/^\d{3}$/))
          .readonly()
          .nullable(),
      })
      .refine((template) => template.pattern.includes('{state}') === (template.stateNumerics !== null), {
        error: '{state} and stateNumerics stand together',
      })
      .readonly()
      .nullable(),
    registrationTurnover: z
      .strictObject({ amount: decimal, currency, inclusive: z.boolean(), worldwideAmount: decimal.nullable() })
      .readonly()
      .nullable(),
    intermediaryRule: text.nullable(),
    intermediaryNotNeededFor: z.array(z.string().regex(/^[A-Z]{2}$/)).readonly(),
    intermediaryWaivedByMatter: z.enum(ASSISTANCE_MATTERS).nullable(),
    whoRegisters: z.array(z.enum(SCHEME_REGISTRANTS)).min(1).readonly(),
    returnMonths: z.int().min(1).max(12).nullable(),
    returnDueRule: returnDueRuleSchema.nullable(),
    quarantine: z
      .strictObject({ missedReturns: z.int().positive(), months: z.int().positive(), source: text, remark: text })
      .readonly()
      .nullable(),
    autoApproval: z.strictObject({ rule: text, source: text }).readonly().nullable(),
    dutyPerItemType: money.nullable(),
    duty: text,
    rounding: z.strictObject({ scale: z.int().min(0).max(4), mode: z.enum(ROUNDING_MODES), basis: text }).readonly(),
    certainty: z.enum(SOURCE_CERTAINTIES),
    asOf: z.iso.date(),
    source: text,
    remark: text,
  })
  .refine((row) => row.id === `${row.scheme}-${row.inForceFrom}`, { error: 'id is the scheme and its first day' })
  .refine((row) => row.scheme.startsWith(`${row.destination}-`), { error: 'the scheme begins with its destination' })
  .refine((row) => row.inForceTo === null || row.inForceTo >= row.inForceFrom, {
    error: 'inForceTo is before inForceFrom',
  })
  .refine((row) => (row.returnMonths === null) === (row.returnDueRule === null), {
    error: 'return period and due rule are known together',
  })
  .refine((row) => row.intermediaryRule !== null || row.intermediaryWaivedByMatter === null, {
    error: 'nothing is waived where there is no rule',
  })
  .refine(
    ({ intermediaryNumberFormat, intermediaryNumberPattern: pattern, numberTemplate }) => {
      if (pattern === null) return true;
      if (intermediaryNumberFormat === null || numberTemplate === null) return false;
      return keepsFormat({ ...numberTemplate, pattern }, intermediaryNumberFormat);
    },
    { error: 'the pattern makes intermediary numbers outside their format' },
  )
  .refine(templateKeepsFormat, { error: 'the template makes numbers outside the format' })
  .readonly();

function periodsDoNotOverlap(rows: readonly CollectionScheme[]): boolean {
  return rows.every((row, at) =>
    rows
      .slice(at + 1)
      .every(
        (other) =>
          other.destination !== row.destination ||
          (row.inForceTo !== null && row.inForceTo < other.inForceFrom) ||
          (other.inForceTo !== null && other.inForceTo < row.inForceFrom),
      ),
  );
}

/** Validates rows of schemes and freezes them; throws a `ZodError` that names row and key. */
export function loadCollectionSchemes(rows: unknown): readonly CollectionScheme[] {
  return z
    .array(collectionSchemeSchema)
    .refine(periodsDoNotOverlap, { error: 'a destination has two schemes on one day' })
    .readonly()
    .parse(rows);
}

/** Every period of every scheme, past, present and enacted for the future. */
export const COLLECTION_SCHEMES: readonly CollectionScheme[] = loadCollectionSchemes(schemeRows);
