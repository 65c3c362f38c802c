import { createHmac, randomBytes } from 'node:crypto';

/**
 * What a log line may say beside its text: nothing of an operator, a caller or a statement. A field that does not stand
 * here is left out, whoever logs it.
 */
export const LOG_FIELDS = [
  'err',
  'port',
  'host',
  'signal',
  'url',
  'remembered',
  'delivery',
  'administration',
  'fault',
  'source',
  'cursor',
  'why',
  'aside',
  'signed',
  'found',
  'supergraph',
] as const;

/** Of a process, and forgotten with it: lines of one run can be brought together, and nobody can try out all TINs on them. */
const KEY = randomBytes(32);

/** A JWS, a JWE or the like: three parts or more, or one as long as a signature. */
const TOKEN = /[\w-]{16,}(?:\.[\w-]{0,}){2,}|\b[\w-]{60,}\b/g;

/** A territory prefix and a national identifier with digits in it. */
const TIN = /\b[A-Z]{2}(?=[A-Z0-9]*\d[A-Z0-9]*\d)[A-Z0-9]{3,15}\b/g;

/** The text without tokens and statements, and with a pseudonym for each operator. */
export function redacted(text: string): string {
  return text.replaceAll(TOKEN, '(token)').replaceAll(TIN, pseudonymOf);
}

/** The same for the same TIN within one process, and nothing to anybody else. */
export function pseudonymOf(tin: string): string {
  return `operator-${createHmac('sha256', KEY).update(tin).digest('hex').slice(0, 12)}`;
}

/** The fields that a line may have, as text that is fit to be kept. */
export function loggedFields(fields: object): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fields)
      .filter(([name]) => (LOG_FIELDS as readonly string[]).includes(name))
      .map(([name, value]) => [name, value instanceof Error ? loggedError(value) : loggedValue(value)]),
  );
}

/** Kind, code, words and places of an error. Its own fields are left out: a database driver puts the row’s values there. */
export function loggedError(error: Error): Record<string, unknown> {
  const { code } = error as NodeJS.ErrnoException;
  const places = (error.stack ?? '').split('\n').filter((line) => /^ +at /.test(line));
  return {
    type: error.name,
    ...(typeof code === 'string' ? { code } : {}),
    message: redacted(error.message),
    stack: places.join('\n'),
    ...(error.cause instanceof Error ? { cause: loggedError(error.cause) } : {}),
  };
}

function loggedValue(value: unknown): unknown {
  if (typeof value === 'string') return redacted(value);
  return typeof value === 'object' && value !== null ? redacted(JSON.stringify(value)) : value;
}
