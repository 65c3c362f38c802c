import { z } from 'zod';
import { accepted, badInput, type Result } from '../../../schema/contract/result.ts';

/** Longest name of a person or firm, in characters. */
export const MAXIMUM_NAME = 300;

/** Longest free text, in characters. */
export const MAXIMUM_TEXT = 10_000;

/** Longest registration number that is looked at, in characters. */
const MAXIMUM_NUMBER = 100;

const visible = (text: string) => !/\p{Cc}/u.test(text);

/** A name: trimmed, runs of white space as one space, no control characters. */
export const nameRule = z
  .string()
  .transform((text) => text.trim().replace(/[ \t\r\n]+/g, ' '))
  .pipe(
    z
      .string()
      .min(1, { error: '1 to 300 characters' })
      .max(MAXIMUM_NAME, { error: '1 to 300 characters' })
      .refine(visible, { error: 'no control characters' }),
  );

/** An address as one line: trimmed, runs of white space as one space, 1 to 1,000 characters. */
export const addressRule = z
  .string()
  .transform((text) => text.trim().replace(/\s+/g, ' '))
  .pipe(
    z
      .string()
      .min(1, { error: '1 to 1,000 characters, or null' })
      .max(1_000, { error: '1 to 1,000 characters, or null' })
      .refine(visible, { error: 'no control characters' }),
  );

/** An idempotency key: the client's own, 1 to 200 visible characters. */
export const keyRule = z
  .string()
  .trim()
  .min(1, { error: '1 to 200 characters' })
  .max(200, { error: '1 to 200 characters' })
  .refine(visible, { error: 'no control characters' });

/** A remark, a question or an answer: trimmed, 1 to 10,000 characters, lines allowed. */
export function checkText(field: string, remark: string): Result<string> {
  const text = remark.trim();
  if (text.length < 1 || text.length > MAXIMUM_TEXT) return badInput(field, '1 to 10,000 characters');
  return visible(text.replace(/[\t\r\n]/g, '')) ? accepted(text) : badInput(field, 'no control characters');
}

/** A registration number as it is asked about: trimmed, of any format, but short and printable. */
export function checkNumber(number: string): Result<string> {
  const text = number.trim();
  return text.length <= MAXIMUM_NUMBER && visible(text)
    ? accepted(text)
    : badInput('number', 'at most 100 characters, no control characters');
}
