import { accepted, badInput, type Result } from '../../../schema/contract/result.ts';

/** Longest ground, remark, reason or evidence, in characters. */
export const MAXIMUM_TEXT = 10_000;

/** The text, trimmed, of 1 to `maximum` characters. */
export function readText(field: string, text: string, maximum = MAXIMUM_TEXT): Result<string> {
  const trimmed = text.trim();
  if (trimmed.length > 0 && trimmed.length <= maximum) return accepted(trimmed);
  return badInput(field, 'LENGTH', `${field} has 1 to ${maximum} characters.`);
}
