import type { Refusal } from '../../schema/contract/error-codes.ts';
import { faultOfSize } from '../limits/evidence-content.ts';
import type { Limits } from '../limits/limits.ts';

/** Form types would come from any web page without a preflight, and other types are read by other rules. */
export function faultOfMediaType(contentType = 'application/json'): Refusal | undefined {
  if (/^application\/json *(;|$)/i.test(contentType)) return undefined;
  return {
    code: 'BAD_USER_INPUT',
    message: 'The body is not said to be JSON.',
    field: 'content-type',
    rule: 'application/json',
  };
}

/** The request as JSON; a refusal where the body is too large, or no request at all. */
export function readRequest(
  body: string,
  limits: Limits,
): { readonly request: Readonly<Record<string, unknown>> } | Refusal {
  const parsed = parseJson(body);
  const fault = faultOfSize(Buffer.byteLength(body), parsed, limits);
  if (fault !== undefined) return fault;
  if (parsed === undefined) {
    return { code: 'BAD_USER_INPUT', message: 'The body is not JSON.', field: 'body', rule: 'JSON' };
  }
  if (typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)) return { request: { ...parsed } };
  return {
    code: 'BAD_USER_INPUT',
    message: 'The body is not a GraphQL request.',
    field: 'body',
    rule: 'a JSON object',
  };
}

/** Undefined, which no JSON is: it is none. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
