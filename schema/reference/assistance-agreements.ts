import { z } from 'zod';
import type { AgreementForm, AssistanceKind, SourceCertainty } from '../contract/vocabulary.ts';
import { AGREEMENT_FORMS, ASSISTANCE_KINDS, SOURCE_CERTAINTIES } from '../contract/vocabulary.ts';
import agreementRows from './assistance-agreements.json' with { type: 'json' };
import multilateralRows from './assistance-agreements-multilateral.json' with { type: 'json' };
import notFoundRows from './assistance-agreements-not-found.json' with { type: 'json' };

/** The side of the house an instrument binds: customs and tax (VAT) assistance are separate instruments with separate authorities. */
export const ASSISTANCE_MATTERS = ['CUSTOMS', 'TAX'] as const;
/** One of `ASSISTANCE_MATTERS`. */
export type AssistanceMatter = (typeof ASSISTANCE_MATTERS)[number];

/** STATED: a source gives the first day. SHOWN_IN_FORCE: the row begins on the day for which a source shows it in force. */
export const IN_FORCE_BASES = ['STATED', 'SHOWN_IN_FORCE'] as const;
/** One of `IN_FORCE_BASES`. */
export type InForceBasis = (typeof IN_FORCE_BASES)[number];

/** PREVAILS: it takes the place of agreements of member states. COEXISTS: these stand beside it. */
export const MEMBER_STATE_RELATIONS = ['PREVAILS', 'COEXISTS'] as const;
/** One of `MEMBER_STATE_RELATIONS`. */
export type MemberStateRelation = (typeof MEMBER_STATE_RELATIONS)[number];

/** Why a pair or an instrument has no row among the agreements. */
export const NOT_FOUND_REASONS = [
  'NONE_FOUND',
  'SIGNED_NOT_SHOWN_IN_FORCE',
  'NO_ASSISTANCE_TEXT_SEEN',
  'PARTIES_NOT_SOURCED',
  'NO_ENQUIRY_DUTY',
  'NOT_IN_FORCE',
] as const;
/** One of `NOT_FOUND_REASONS`. */
export type NotFoundReason = (typeof NOT_FOUND_REASONS)[number];

/** One instrument of mutual assistance as a dated row; the rules of reading stand in README-agreements.md. */
export interface AssistanceAgreement {
  /** The codes of the parties in alphabetical order, then the short name. */
  readonly id: string;
  /** Codes of administrations or territories, alphabetical, two or more. */
  readonly parties: readonly string[];
  /** Title, with decision or treaty number where a source gives one. */
  readonly instrument: string;
  /** A treaty binds the state, an arrangement only the administrations. */
  readonly form: AgreementForm;
  readonly matter: AssistanceMatter;
  /** ISO date; null where no source gives the day. */
  readonly signedOn: string | null;
  /** ISO date, first day on which the row is a legal basis. */
  readonly inForceFrom: string;
  readonly inForceFromBasis: InForceBasis;
  /** ISO date, last day included; null: no end is known. */
  readonly inForceTo: string | null;
  /** Days for the answer; null: no text states any, and the project's default of 90 applies, marked as such. */
  readonly responseDays: number | null;
  /** Hours within which an oral request is confirmed in writing; null: no source states any, and the default of 72 applies, marked as such. */
  readonly oralConfirmationHours: number | null;
  /** Languages of requests (RFC 5646); null: no source says. */
  readonly languages: readonly string[] | null;
  /** Grounds for refusal that a source names; null: none is read, and the grounds that all instruments share apply. */
  readonly refusalGrounds: readonly string[] | null;
  /** What a source says of the use of answers; null: none does, and the purpose of the request alone is allowed. */
  readonly useRules: string | null;
  /** For an instrument of the EU: how it stands to agreements of member states with the same partner; null: no source says. */
  readonly besideMemberStates: MemberStateRelation | null;
  /** What may be asked for under the instrument, as read by README-agreements.md. */
  readonly kinds: readonly AssistanceKind[];
  /** null: no source says. */
  readonly usableInCriminalProceedings: boolean | null;
  /** Certainty that the instrument exists; an ASSUMED row is never a legal basis. */
  readonly certainty: SourceCertainty;
  /** ISO date for which the source speaks; of an undated source, the last day of reading. */
  readonly asOf: string;
  readonly source: string;
  readonly remark: string;
}

/** An instrument that was looked for and is deliberately absent from the agreements. "Not found" is not "does not exist". */
export interface AssistanceAgreementNotFound {
  readonly id: string;
  /** Alphabetical codes; empty for a multilateral instrument whose parties are not seeded. */
  readonly parties: readonly string[];
  readonly lookedFor: string;
  readonly reason: NotFoundReason;
  /** Certainty of what was found instead. */
  readonly certainty: SourceCertainty;
  /** ISO date. */
  readonly asOf: string;
  readonly source: string;
  readonly remark: string;
}

/** A multilateral instrument with its limits: what it could carry at most, and between whom a source shows that it does. */
export interface MultilateralInstrument {
  readonly id: string;
  readonly title: string;
  readonly inForce: boolean;
  /** What may be asked for under it at most. */
  readonly kinds: readonly AssistanceKind[];
  /** Only parties to the same annex owe each other; empty: it is not divided. */
  readonly annexes: readonly string[];
  /** Alphabetical codes, each with its annexes; empty: none is seeded without a source. */
  readonly parties: readonly { readonly code: string; readonly annexes: readonly string[] }[];
  /** What it does not oblige anybody to do. */
  readonly limits: string;
  readonly certainty: SourceCertainty;
  /** ISO date. */
  readonly asOf: string;
  readonly source: string;
  readonly remark: string;
}

const text = z.string().trim().min(1);
const identifier = z.string().regex(/^[A-Z0-9]+(-[A-Z0-9]+)*$/);
const alphabeticalParties = (least: number) =>
  z
    .array(z.string().regex(/^[A-Z]{2}$/))
    .min(least)
    .refine((codes) => codes.every((code, at) => at === 0 || (codes[at - 1] ?? '') < code), {
      error: 'parties stand once each, in alphabetical order',
    })
    .readonly();

/** Shape of a row of assistance-agreements.json; unknown keys are refused. */
export const assistanceAgreementSchema: z.ZodType<AssistanceAgreement> = z
  .strictObject({
    id: identifier,
    parties: alphabeticalParties(2),
    instrument: text,
    form: z.enum(AGREEMENT_FORMS),
    matter: z.enum(ASSISTANCE_MATTERS),
    signedOn: z.iso.date().nullable(),
    inForceFrom: z.iso.date(),
    inForceFromBasis: z.enum(IN_FORCE_BASES),
    inForceTo: z.iso.date().nullable(),
    responseDays: z.int().positive().nullable(),
    oralConfirmationHours: z.int().positive().nullable(),
    languages: z
      .array(z.string().regex(/^[a-z]{2,3}$/))
      .min(1)
      .readonly()
      .nullable(),
    refusalGrounds: z.array(text).min(1).readonly().nullable(),
    useRules: text.nullable(),
    besideMemberStates: z.enum(MEMBER_STATE_RELATIONS).nullable(),
    kinds: z
      .array(z.enum(ASSISTANCE_KINDS))
      .min(1)
      .refine((kinds) => new Set(kinds).size === kinds.length, { error: 'a kind stands once' })
      .readonly(),
    usableInCriminalProceedings: z.boolean().nullable(),
    certainty: z.enum(SOURCE_CERTAINTIES),
    asOf: z.iso.date(),
    source: text,
    remark: text,
  })
  .refine((row) => row.besideMemberStates === null || row.parties.includes('EU'), {
    error: 'besideMemberStates is said of an instrument of the EU',
  })
  .refine((row) => row.id.startsWith(`${row.parties.join('-')}-`), { error: 'id begins with the parties' })
  .refine((row) => row.inForceTo === null || row.inForceTo >= row.inForceFrom, {
    error: 'inForceTo is before inForceFrom',
  })
  .refine((row) => row.signedOn === null || row.signedOn <= row.inForceFrom, { error: 'in force before it was signed' })
  .readonly();

/** Shape of a row of assistance-agreements-not-found.json; unknown keys are refused. */
export const assistanceAgreementNotFoundSchema: z.ZodType<AssistanceAgreementNotFound> = z
  .strictObject({
    id: identifier,
    parties: alphabeticalParties(0),
    lookedFor: text,
    reason: z.enum(NOT_FOUND_REASONS),
    certainty: z.enum(SOURCE_CERTAINTIES),
    asOf: z.iso.date(),
    source: text,
    remark: text,
  })
  .readonly();

const annexes = z.array(z.string().regex(/^[IVX]+$/)).readonly();

/** Shape of a row of assistance-agreements-multilateral.json; unknown keys are refused. */
export const multilateralInstrumentSchema: z.ZodType<MultilateralInstrument> = z
  .strictObject({
    id: identifier,
    title: text,
    inForce: z.boolean(),
    kinds: z.array(z.enum(ASSISTANCE_KINDS)).min(1).readonly(),
    annexes,
    parties: z.array(z.strictObject({ code: z.string().regex(/^[A-Z]{2}$/), annexes }).readonly()).readonly(),
    limits: text,
    certainty: z.enum(SOURCE_CERTAINTIES),
    asOf: z.iso.date(),
    source: text,
    remark: text,
  })
  .readonly();

function uniqueIds(rows: readonly { readonly id: string }[]): boolean {
  return new Set(rows.map((row) => row.id)).size === rows.length;
}

/** Validates rows of agreements and freezes them; throws a `ZodError` that names row and key. */
export function loadAssistanceAgreements(rows: unknown): readonly AssistanceAgreement[] {
  return z.array(assistanceAgreementSchema).refine(uniqueIds, { error: 'an id stands twice' }).readonly().parse(rows);
}

/** Validates rows of what was not found and freezes them; throws a `ZodError` that names row and key. */
export function loadAssistanceAgreementsNotFound(rows: unknown): readonly AssistanceAgreementNotFound[] {
  return z
    .array(assistanceAgreementNotFoundSchema)
    .refine(uniqueIds, { error: 'an id stands twice' })
    .readonly()
    .parse(rows);
}

/** Every agreement on mutual assistance that a source shows in force, or that is marked ASSUMED. */
export const ASSISTANCE_AGREEMENTS: readonly AssistanceAgreement[] = loadAssistanceAgreements(agreementRows);

/** What was looked for and is deliberately not among `ASSISTANCE_AGREEMENTS`. */
export const ASSISTANCE_AGREEMENTS_NOT_FOUND: readonly AssistanceAgreementNotFound[] =
  loadAssistanceAgreementsNotFound(notFoundRows);

/** Multilateral instruments with their limits; none is a legal basis of VENDOR_VALIDATION. */
export const MULTILATERAL_INSTRUMENTS: readonly MultilateralInstrument[] = z
  .array(multilateralInstrumentSchema)
  .readonly()
  .parse(multilateralRows);
