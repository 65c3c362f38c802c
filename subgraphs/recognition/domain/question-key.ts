import { z } from 'zod';
import { OPERATOR_ROLES, TRANSPORT_MODES } from '../../../schema/contract/vocabulary.ts';

const questionKeySchema = z.strictObject({
  tin: z.string(),
  /** The published form in which it was written toward the asking administration; null: the TIN itself. */
  alias: z.string().nullable(),
  role: z.enum(OPERATOR_ROLES),
  mode: z.enum(TRANSPORT_MODES).nullable(),
  /** Instant, RFC 3339; null: now. */
  on: z.iso.datetime().nullable(),
  declaredName: z.string().nullable(),
  /** Digest of the importer; null: none was named. */
  importer: z.string().nullable(),
  /** True if the TIN was written otherwise and normalised. */
  normalised: z.boolean(),
  /** True if the home registry was to be asked: a missing statement is then silence. */
  consulted: z.boolean(),
  /** True if the question named the consignment that it is about. */
  referenced: z.boolean(),
});

/** One question of a batch as it travels in the hidden key of its answer, so that equal TINs with two roles stay apart. */
export type QuestionKey = z.infer<typeof questionKeySchema>;

/** Encodes the question. */
export function encodeQuestion(question: QuestionKey): string {
  return Buffer.from(JSON.stringify(question), 'utf8').toString('base64url');
}

/** Decodes the question; undefined where the text is none. */
export function decodeQuestion(text: string): QuestionKey | undefined {
  try {
    return questionKeySchema.safeParse(JSON.parse(Buffer.from(text, 'base64url').toString('utf8'))).data;
  } catch {
    return undefined;
  }
}
