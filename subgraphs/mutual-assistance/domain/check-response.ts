import { z } from 'zod';
import { MAXIMUM_EVIDENCE_FILES } from '../../../schema/contract/evidence-limits.ts';
import { accepted, badInput, type Result } from '../../../schema/contract/result.ts';
import { ASSESSMENT_BASES, CRITERION_RESULTS, SAFE_CRITERIA } from '../../../schema/contract/vocabulary.ts';
import {
  ASSISTANCE_OUTCOMES,
  type AssistanceRequest,
  type AssistanceResponse,
  type Evidence,
} from './assistance-request.ts';
import { readEvidence } from './evidence-file.ts';
import { isWithoutDuplicates, listOf, nameSchema, parseInput, textSchema } from './parse-input.ts';

const responseSchema = z
  .object({
    outcome: z.enum(ASSISTANCE_OUTCOMES),
    criteria: listOf(
      z
        .object({
          criterion: z.enum(SAFE_CRITERIA),
          result: z.enum(CRITERION_RESULTS),
          basis: z.enum(ASSESSMENT_BASES),
          remark: textSchema.nullable(),
        })
        .readonly(),
    ).refine((assessed) => isWithoutDuplicates(assessed.map(({ criterion }) => criterion)), {
      error: 'each criterion once',
    }),
    answers: listOf(textSchema),
    evidence: listOf(
      z
        .object({
          id: z.string(),
          name: nameSchema,
          mediaType: z.string(),
          sizeBytes: z.number(),
          sha256: z.string(),
        })
        .readonly(),
      MAXIMUM_EVIDENCE_FILES,
    ),
    useRestrictions: textSchema.nullable(),
  })
  .readonly();

/** An answer as an officer gives it, the evidence already weighed and hashed. */
export type ResponseInput = z.input<typeof responseSchema>;

/** What an officer says in an answer. */
export type GivenResponse = Omit<AssistanceResponse, 'completedAt' | 'notDone' | 'statement'>;

/** An answer whose form is right. */
export interface ReadResponse {
  readonly response: GivenResponse;
  readonly evidence: readonly Evidence[];
}

/** Reads the form of an answer: everything that can be said without the request. */
export function readResponse(input: ResponseInput): Result<ReadResponse> {
  const parsed = parseInput(responseSchema, input, ['response']);
  if (!parsed.ok) return parsed;
  const { evidence: files, ...response } = parsed.value;
  const evidence = readEvidence(files);
  return evidence.ok ? accepted({ response, evidence: evidence.value }) : evidence;
}

/**
 * An answer leaves nothing out: every criterion asked is assessed (more may be), and each question has its answer. One in
 * part (`inPart`) may leave criteria out, and answers as many questions as it can, from the first on.
 */
export function checkCompleteness(
  request: Pick<AssistanceRequest, 'criteria' | 'questions'>,
  response: GivenResponse,
  inPart: boolean,
): Result<null> {
  if (inPart) {
    return response.answers.length <= request.questions.length
      ? accepted(null)
      : badInput('response.answers', `at most one answer for each of the ${request.questions.length} questions`);
  }
  const assessed = new Set(response.criteria.map(({ criterion }) => criterion));
  const missing = request.criteria.filter((criterion) => !assessed.has(criterion));
  if (missing.length > 0) {
    return badInput('response.criteria', `every criterion asked is assessed; missing: ${missing.join(', ')}`);
  }
  if (response.answers.length !== request.questions.length) {
    const { length } = request.questions;
    return badInput('response.answers', `one answer for each of the ${length} questions, in their order`);
  }
  return accepted(null);
}
