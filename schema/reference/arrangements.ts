import { z } from 'zod';
import {
  ARRANGEMENT_STATUSES,
  type ArrangementStatus,
  OPERATOR_ROLES,
  type OperatorRole,
  SOURCE_CERTAINTIES,
  type SourceCertainty,
  TRANSPORT_MODES,
  type TransportMode,
} from '../contract/vocabulary.ts';
import data from './arrangements.json' with { type: 'json' };
import { BENEFITS } from './benefits.ts';
import { PROGRAMMES } from './programmes.ts';

/** How exactly the day of signature is known; MONTH and YEAR: `signedOn` holds the first day of that month or year. */
export const SIGNED_PRECISIONS = ['DAY', 'MONTH', 'YEAR'] as const;
/** One of `SIGNED_PRECISIONS`. */
export type SignedPrecision = (typeof SIGNED_PRECISIONS)[number];

/** Days on which a row in force recognises nobody. */
export interface CoverageInterruption {
  /** ISO date, first day. */
  readonly from: string;
  /** ISO date, last day included; null: not reinstated. */
  readonly until: string | null;
  readonly source: string;
}

/** What `recognising` grants to operators of `authorising`, for one period. Rows of one direction never overlap. */
export interface ArrangementCoverage {
  readonly authorising: string;
  readonly recognising: string;
  /** ISO date, first day, in the arrangement's time zone. */
  readonly inForceFrom: string;
  /** ISO date, last day included; null: no end is known. */
  readonly inForceTo: string | null;
  readonly interruptions: readonly CoverageInterruption[];
  /** How far back a partner may be told, in months; null: not limited. */
  readonly historyMonths: number | null;
  /** Never empty; "ALL" in the file stands for every role of the vocabulary. */
  readonly roles: readonly OperatorRole[];
  /** Types of the authorising programme that are covered; empty: all. */
  readonly authorizationTypes: readonly string[];
  /** Empty: all. */
  readonly modes: readonly TransportMode[];
  /** Codes of `BENEFITS`. */
  readonly benefits: readonly string[];
  readonly acceptsThirdPartyValidation: boolean;
  /** True: an overdue validation decides against; false: it is a notice. */
  readonly requiresCurrentValidation: boolean;
  /** How old a last-known attestation may be while the registry is silent, in hours; 0: live only. */
  readonly maximumAttestationAgeHours: number;
  /** Certainty of this row, never above the arrangement's; an ASSUMED row decides nothing. */
  readonly certainty: SourceCertainty;
  readonly source: string;
  readonly remark: string | null;
}

/** One version of a mutual recognition arrangement, or of the work towards one. */
export interface Arrangement {
  /** Codes in alphabetical order, joined by a hyphen; plurilateral: its name. */
  readonly id: string;
  /** Codes, alphabetical, two or more. */
  readonly parties: readonly string[];
  /** From 1; a correction is a new row with the next version. */
  readonly version: number;
  /** ISO date on which this version was recorded. */
  readonly recordedOn: string;
  /** IANA zone in which its dates begin and end at midnight. */
  readonly timeZone: string;
  /** As known on `recordedOn`, for readers; decisions use the coverage rows. */
  readonly status: ArrangementStatus;
  /** ISO date; null: not known. */
  readonly signedOn: string | null;
  readonly signedPrecision: SignedPrecision | null;
  /** ISO date, first day of recognition in any direction; null: not in force, or a pilot of unknown scope. */
  readonly inForceFrom: string | null;
  /** ISO date, last day; null unless the status is TERMINATED. */
  readonly terminatedOn: string | null;
  readonly coverage: readonly ArrangementCoverage[];
  readonly certainty: SourceCertainty;
  /** ISO date for which the source speaks; of undated sources, the day of recording. */
  readonly asOf: string;
  readonly source: string;
  readonly remark: string | null;
}

const BENEFIT_CODES: ReadonlySet<string> = new Set(BENEFITS.map(({ code }) => code));
const PROGRAMME_TYPES = typesByAdministration();
/** Statuses under which nobody is recognised yet (domain.md 2.1). */
const STATUSES_BEFORE_RECOGNITION: ReadonlySet<ArrangementStatus> = new Set([
  'COMPARING_PROGRAMMES',
  'VALIDATING_JOINTLY',
  'DRAFTING',
  'SIGNED',
]);
/** A day later than any other, so that an open end compares. */
const OPEN_END = '9999-12-31';
const LISTED_ZONES: ReadonlySet<string> = new Set(Intl.supportedValuesOf('timeZone'));

const text = z.string().trim().min(1);
const partyCode = z.string().regex(/^[A-Z]{2}$/);
const once = (values: readonly string[]) => new Set(values).size === values.length;
const TWICE = { error: 'a value stands twice' };

const interruptionSchema: z.ZodType<CoverageInterruption> = z
  .strictObject({ from: z.iso.date(), until: z.iso.date().nullable(), source: text })
  .refine(({ from, until }) => until === null || until >= from, { error: 'until is before from' })
  .readonly();

/** Shape of one coverage row; unknown keys are refused, "ALL" is expanded to every role. */
export const arrangementCoverageSchema: z.ZodType<ArrangementCoverage> = z
  .strictObject({
    authorising: partyCode,
    recognising: partyCode,
    inForceFrom: z.iso.date(),
    inForceTo: z.iso.date().nullable(),
    interruptions: z.array(interruptionSchema).readonly(),
    historyMonths: z.int().positive().nullable(),
    roles: z
      .union([z.literal('ALL').transform(() => [...OPERATOR_ROLES]), z.array(z.enum(OPERATOR_ROLES)).min(1)])
      .refine(once, TWICE)
      .readonly(),
    authorizationTypes: z.array(text).refine(once, TWICE).readonly(),
    modes: z.array(z.enum(TRANSPORT_MODES)).refine(once, TWICE).readonly(),
    benefits: z
      .array(z.string().refine((code) => BENEFIT_CODES.has(code), { error: 'not a code of benefits.json' }))
      .refine(once, TWICE)
      .readonly(),
    acceptsThirdPartyValidation: z.boolean(),
    requiresCurrentValidation: z.boolean().default(false),
    maximumAttestationAgeHours: z.int().nonnegative(),
    certainty: z.enum(SOURCE_CERTAINTIES),
    source: text,
    remark: text.nullable(),
  })
  .refine(({ authorising, recognising }) => authorising !== recognising, { error: 'recognises its own operators' })
  .refine(({ inForceFrom, inForceTo }) => inForceTo === null || inForceTo >= inForceFrom, {
    error: 'inForceTo is before inForceFrom',
  })
  .refine(typesExist, { error: 'a type is not one of the authorising programme (programmes.json)' })
  .readonly();

/** Shape of a row of arrangements.json; unknown keys are refused, and the row agrees with itself. */
export const arrangementSchema: z.ZodType<Arrangement> = z
  .strictObject({
    id: z.string().regex(/^[A-Z]+(-[A-Z]+)*$/),
    parties: z
      .array(partyCode)
      .min(2)
      .refine((codes) => codes.every((code, at) => at === 0 || (codes[at - 1] ?? '') < code), {
        error: 'parties stand once each, in alphabetical order',
      })
      .readonly(),
    version: z.int().positive(),
    recordedOn: z.iso.date(),
    timeZone: z.string().refine(isTimeZone, { error: 'not an IANA time zone' }),
    status: z.enum(ARRANGEMENT_STATUSES),
    signedOn: z.iso.date().nullable(),
    signedPrecision: z.enum(SIGNED_PRECISIONS).nullable(),
    inForceFrom: z.iso.date().nullable(),
    terminatedOn: z.iso.date().nullable(),
    coverage: z.array(arrangementCoverageSchema).readonly(),
    certainty: z.enum(SOURCE_CERTAINTIES),
    asOf: z.iso.date(),
    source: text,
    remark: text.nullable(),
  })
  .refine(({ id, parties }) => parties.length > 2 || id === parties.join('-'), {
    error: 'id is not made of the parties',
  })
  .refine(({ signedOn, signedPrecision }) => (signedOn === null) === (signedPrecision === null), {
    error: 'signedOn and signedPrecision go together',
  })
  .refine(({ status, terminatedOn }) => (status === 'TERMINATED') === (terminatedOn !== null), {
    error: 'terminatedOn and the status TERMINATED go together',
  })
  .refine(({ status, coverage }) => STATUSES_BEFORE_RECOGNITION.has(status) === (coverage.length === 0), {
    error: 'coverage and status do not agree: work towards an arrangement, or a mere signature, has none',
  })
  .refine(
    ({ parties, coverage }) =>
      coverage.every((row) => parties.includes(row.authorising) && parties.includes(row.recognising)),
    { error: 'a coverage row names somebody who is not a party' },
  )
  .refine(({ signedOn, coverage }) => signedOn === null || coverage.every((row) => row.inForceFrom >= signedOn), {
    error: 'a coverage row begins before the signature',
  })
  .refine(beginsWithItsCoverage, { error: 'inForceFrom is not the first day of the coverage that is sure' })
  .refine(({ certainty, coverage }) => coverage.every((row) => !isSurer(row.certainty, certainty)), {
    error: 'a coverage row is surer than its arrangement',
  })
  .refine(({ coverage }) => oneRowADay(coverage), { error: 'two coverage rows of one direction overlap' })
  .readonly();

function typesByAdministration(): ReadonlyMap<string, ReadonlySet<string>> {
  const types = new Map<string, Set<string>>();
  for (const { administration, authorizationTypes } of PROGRAMMES) {
    const known = types.get(administration) ?? new Set<string>();
    for (const type of authorizationTypes) known.add(type);
    types.set(administration, known);
  }
  return types;
}

function typesExist({ authorising, authorizationTypes }: ArrangementCoverage): boolean {
  const known = PROGRAMME_TYPES.get(authorising);
  return known === undefined || authorizationTypes.every((type) => known.has(type));
}

/** The list is quick but has only one name a zone (Asia/Calcutta); a formatter knows the others too, at a third of a millisecond each. */
function isTimeZone(zone: string): boolean {
  if (LISTED_ZONES.has(zone)) return true;
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return zone.includes('/');
  } catch {
    return false;
  }
}

/** CONFIRMED_BY_PARTY is the surest and stands first in the vocabulary. */
function isSurer(one: SourceCertainty, other: SourceCertainty): boolean {
  return SOURCE_CERTAINTIES.indexOf(one) < SOURCE_CERTAINTIES.indexOf(other);
}

function beginsWithItsCoverage({
  certainty,
  status,
  inForceFrom,
  coverage,
}: Pick<Arrangement, 'certainty' | 'status' | 'inForceFrom' | 'coverage'>): boolean {
  const sure = coverage.filter((row) => row.certainty !== 'ASSUMED');
  const rows = sure.length === 0 && certainty === 'ASSUMED' && status !== 'PILOT' ? coverage : sure;
  const first = rows.map((row) => row.inForceFrom).sort()[0] ?? null;
  return first === inForceFrom;
}

function oneRowADay(coverage: readonly ArrangementCoverage[]): boolean {
  const lastDays = new Map<string, string>();
  const byFirstDay = [...coverage].sort((one, other) => (one.inForceFrom < other.inForceFrom ? -1 : 1));
  return byFirstDay.every(({ authorising, recognising, inForceFrom, inForceTo }) => {
    const direction = `${authorising} ${recognising}`;
    const lastDay = lastDays.get(direction);
    lastDays.set(direction, inForceTo ?? OPEN_END);
    return lastDay === undefined || lastDay < inForceFrom;
  });
}

/** Versions of an id are 1, 2, 3 … without a gap, recorded one after the other. */
function versionsFollow(rows: readonly Arrangement[]): boolean {
  const newest = new Map<string, Arrangement>();
  return [...rows]
    .sort((one, other) => one.version - other.version)
    .every((row) => {
      const before = newest.get(row.id);
      newest.set(row.id, row);
      return row.version === (before?.version ?? 0) + 1 && row.recordedOn >= (before?.recordedOn ?? '');
    });
}

/** Validates rows of arrangements, expands "ALL" roles and freezes them; throws a `ZodError` that names row and key. */
export function loadArrangements(rows: unknown): readonly Arrangement[] {
  return z
    .array(arrangementSchema)
    .refine(versionsFollow, { error: 'the versions of an id do not follow one another' })
    .readonly()
    .parse(rows);
}

/** Every version of every arrangement known (domain.md 2.4), two-party ones first. */
export const ARRANGEMENTS: readonly Arrangement[] = loadArrangements(data);
