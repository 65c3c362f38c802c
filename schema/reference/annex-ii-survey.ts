import { z } from 'zod';
import {
  ECOMMERCE_STAKEHOLDERS,
  type EcommerceStakeholder,
  SOURCE_CERTAINTIES,
  type SourceCertainty,
  WCO_REGIONS,
  type WcoRegion,
} from '../contract/vocabulary.ts';
import data from './annex-ii-survey.json' with { type: 'json' };

/** The answer of one WCO member to the survey of the note's Annex II (June to August 2021). */
export interface SurveyedMember {
  /** ISO 3166-1 alpha-2, or EU. */
  readonly code: string;
  readonly name: string;
  readonly region: WcoRegion;
  /** What its programme covers by figure 2-2; empty: none. */
  readonly stakeholders: readonly EcommerceStakeholder[];
  readonly stakeholderRemark: string | null;
  /** null: the note reports none. */
  readonly currentExperience: string | null;
  /** null: the note reports none. */
  readonly futurePlans: string | null;
}

/** A place where the note contradicts itself, kept visible instead of being smoothed over. */
export interface SurveyContradiction {
  readonly subject: string;
  /** What the note says. */
  readonly statement: string;
  /** What follows from counting. */
  readonly finding: string;
  /** Codes of the members that the finding names; empty: none. */
  readonly members: readonly string[];
  readonly source: string;
}

/** The survey of the note's Annex II as a whole. */
export interface AnnexIiSurvey {
  readonly source: string;
  readonly certainty: SourceCertainty;
  /** ISO date. */
  readonly askedFrom: string;
  /** ISO date. */
  readonly askedTo: string;
  /** The numbers of the text, as it gives them. */
  readonly repliesInText: number;
  readonly coveredInText: number;
  readonly notCoveredInText: number;
  /** Distinct members that figure 2-2 names, counted from `members`. */
  readonly namedInFigure: number;
  readonly members: readonly SurveyedMember[];
  /** What figure 3 says of all replies together. */
  readonly outlook: string;
  readonly contradictions: readonly SurveyContradiction[];
}

const text = z.string().trim().min(1);
const code = z.string().regex(/^[A-Z]{2}$/);
const count = z.int().nonnegative();

const memberSchema: z.ZodType<SurveyedMember> = z
  .strictObject({
    code,
    name: text,
    region: z.enum(WCO_REGIONS),
    stakeholders: z.array(z.enum(ECOMMERCE_STAKEHOLDERS)).readonly(),
    stakeholderRemark: text.nullable(),
    currentExperience: text.nullable(),
    futurePlans: text.nullable(),
  })
  .readonly();

const contradictionSchema: z.ZodType<SurveyContradiction> = z
  .strictObject({
    subject: z.string().regex(/^[A-Z_]+$/),
    statement: text,
    finding: text,
    members: z.array(code).readonly(),
    source: text,
  })
  .readonly();

/** Shape of annex-ii-survey.json; unknown keys are refused, and its counts agree with its members. */
export const annexIiSurveySchema: z.ZodType<AnnexIiSurvey> = z
  .strictObject({
    source: text,
    certainty: z.enum(SOURCE_CERTAINTIES),
    askedFrom: z.iso.date(),
    askedTo: z.iso.date(),
    repliesInText: count,
    coveredInText: count,
    notCoveredInText: count,
    namedInFigure: count,
    members: z.array(memberSchema).readonly(),
    outlook: text,
    contradictions: z.array(contradictionSchema).readonly(),
  })
  .refine(({ members }) => new Set(members.map((member) => member.code)).size === members.length, {
    error: 'a member stands twice',
  })
  .refine(({ members, repliesInText }) => members.length === repliesInText, {
    error: 'the members are not as many as the text says replied',
  })
  .refine(({ members, namedInFigure }) => members.filter((m) => m.stakeholders.length > 0).length === namedInFigure, {
    error: 'namedInFigure is not the number of members with a stakeholder',
  })
  .readonly();

/** Validates the survey and freezes it; throws a `ZodError` that names the key. */
export function loadAnnexIiSurvey(survey: unknown): AnnexIiSurvey {
  return annexIiSurveySchema.parse(survey);
}

/** The survey: 31 members, 16 of them named as covering a stakeholder. */
export const ANNEX_II_SURVEY: AnnexIiSurvey = loadAnnexIiSurvey(data);
