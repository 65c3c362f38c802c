import { z } from 'zod';
import { accepted, badInput, type Result } from '../../../schema/contract/result.ts';

/** Longest name, in characters. */
export const MAXIMUM_NAME = 300;
/** Longest free text, in characters. */
export const MAXIMUM_TEXT = 10_000;
/** Longest list. */
export const MAXIMUM_LIST = 200;

// Not every database keeps a NUL, and no control character but tab and line break belongs into a text.
const CONTROL = /[^\P{Cc}\t\n\r]/u;
const CONTROL_OR_BREAK = /\p{Cc}/u;

function textWithin(maximum: number, forbidden: RegExp) {
  const rule = `1 to ${maximum.toLocaleString('en')} characters, no control characters`;
  return z
    .string({ error: rule })
    .trim()
    .min(1, { error: rule })
    .max(maximum, { error: rule })
    .refine((text) => !forbidden.test(text), { error: rule });
}

/** A name on one line, trimmed. */
export const nameSchema = textWithin(MAXIMUM_NAME, CONTROL_OR_BREAK);
/** A free text of one or more lines, trimmed. */
export const textSchema = textWithin(MAXIMUM_TEXT, CONTROL);

/** A list of at most `MAXIMUM_LIST`, or `maximum`, entries. */
export function listOf<T extends z.ZodType>(entry: T, maximum = MAXIMUM_LIST) {
  return z.array(entry).max(maximum, { error: `at most ${maximum} entries` });
}

/** True if no entry stands twice. */
export function isWithoutDuplicates(entries: readonly string[]): boolean {
  return new Set(entries).size === entries.length;
}

/** The input as the schema reads it; BAD_USER_INPUT names the first field at fault, below `prefix`, and its rule. */
export function parseInput<T>(schema: z.ZodType<T>, input: unknown, prefix: readonly string[] = []): Result<T> {
  const parsed = schema.safeParse(input);
  if (parsed.success) return accepted(parsed.data);
  const issue = parsed.error.issues[0];
  return badInput(
    [...prefix, ...(issue?.path ?? []).map(String)].join('.'),
    issue?.message ?? 'not as the schema says',
  );
}
