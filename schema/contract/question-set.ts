import { z } from 'zod';
import { PURPOSES_OF_USE } from './vocabulary.ts';

/** `typ` of a question set: what an administration itself asks one registry, signed by its own key and not by the gateway’s. */
export const QUESTION_SET_TYPE = 'aeo-question-set+jwt';

/** Longest life of a question set, in seconds. */
export const QUESTION_SET_SECONDS = 60;

/** TINs in one set at most: as many as questions in a request. */
export const MAXIMUM_QUESTION_SET = 1_000;

/**
 * Claims of a question set; `iss` is the asking administration, `aud` the registry that is asked. A registry that demands
 * end-to-end mode tells of no TIN outside it, and seals what it tells.
 */
export const questionSetClaimsSchema = z.object({
  /** Makes it good for one request and no other. */
  jti: z.string().min(1).max(100),
  purpose: z.enum(PURPOSES_OF_USE),
  /** As they are asked. */
  tins: z.array(z.string().min(1).max(17)).min(1).max(MAXIMUM_QUESTION_SET),
});
export type QuestionSetClaims = z.infer<typeof questionSetClaimsSchema>;
