import { z } from 'zod';
import type { AdministrationCode } from '../../../schema/administrations.ts';
import { accepted, badInput, type Result } from '../../../schema/contract/result.ts';
import { ASSISTANCE_KINDS, PURPOSES_OF_USE, SAFE_CRITERIA } from '../../../schema/contract/vocabulary.ts';
import { isWithoutDuplicates, listOf, nameSchema, parseInput, textSchema } from './parse-input.ts';
import { missingParticulars, particularsSchema } from './request-particulars.ts';
import type { SubmissionInput } from './submit-request.ts';

const contentSchema = z
  .object({
    requested: nameSchema.nullable(),
    kind: z.enum(ASSISTANCE_KINDS).nullable(),
    agreement: nameSchema.nullable(),
    reason: textSchema.nullable(),
    facts: textSchema.nullable(),
    purpose: z.enum(PURPOSES_OF_USE).nullable(),
    urgent: z.boolean(),
    subjectTin: nameSchema.nullable(),
    subjectVendorId: nameSchema.nullable(),
    criteria: listOf(z.enum(SAFE_CRITERIA)).refine(isWithoutDuplicates, { error: 'each criterion once' }).readonly(),
    questions: listOf(textSchema).readonly(),
    particulars: particularsSchema,
    jointWith: listOf(nameSchema).readonly(),
    madeOrallyAt: z.string().nullable(),
  })
  .readonly();

/** What a draft says so far; null: not said yet. */
export type DraftContent = z.output<typeof contentSchema>;

/** A draft as it is put in. */
export type DraftInput = z.input<typeof contentSchema>;

/** A request that is not sent yet. Nobody but its own administration learns of it. */
export interface SavedDraft {
  readonly id: string;
  readonly administration: AdministrationCode;
  readonly content: DraftContent;
  /** RFC 3339, UTC. */
  readonly savedAt: string;
  /** 1 at first, one more with each saving. */
  readonly version: number;
}

/** Most drafts that one administration keeps. */
export const MAXIMUM_DRAFTS = 200;

/** Reads the form of a draft: what is said has to be well formed, nothing has to be said. */
export function readDraft(input: DraftInput): Result<DraftContent> {
  return parseInput(contentSchema, input);
}

const DEMANDED = ['requested', 'kind', 'agreement', 'reason', 'facts', 'purpose'] as const;

function demandedAndMissing(content: DraftContent): readonly string[] {
  const hasSubject = content.subjectTin !== null || content.subjectVendorId !== null;
  return [...DEMANDED.filter((name) => content[name] === null), ...(hasSubject ? [] : ['subjectTin'])];
}

/** What a complete request would still lack, by input field: first what is demanded, then what the instruments ask for. */
export function missingOfDraft(content: DraftContent): readonly string[] {
  return [...demandedAndMissing(content), ...missingParticulars(content.particulars, content.subjectVendorId !== null)];
}

/** The submission that a draft makes under a key; BAD_USER_INPUT names everything demanded that it does not say. */
export function submissionOfDraft(content: DraftContent, idempotencyKey: string): Result<SubmissionInput> {
  const { requested, kind, agreement, reason, facts, purpose, criteria, questions, jointWith, particulars } = content;
  const missing = demandedAndMissing(content);
  const isSaid = requested !== null && kind !== null && agreement !== null;
  if (missing.length > 0 || !isSaid || reason === null || facts === null || purpose === null) {
    return badInput(missing[0] ?? 'id', `a request says all of: ${missing.join(', ')}`);
  }
  return accepted({
    ...content,
    ...{ requested, kind, agreement, reason, facts, purpose, idempotencyKey },
    ...{ criteria: [...criteria], questions: [...questions], jointWith: [...jointWith] },
    particulars: {
      ...particulars,
      personsConcerned: [...particulars.personsConcerned],
      designatedOfficials: [...particulars.designatedOfficials],
    },
  });
}
