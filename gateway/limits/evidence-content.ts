import { type Caller, permits } from '../../schema/contract/caller.ts';
import type { Refusal } from '../../schema/contract/error-codes.ts';
import type { Limits } from './limits.ts';

/** How many bytes are read for this caller: whoever may answer assistance requests may send evidence on top. */
export function readableBytes(caller: Caller, { bodyBytes, evidenceBytes }: Limits): number {
  return permits(caller, 'assistance:write') ? bodyBytes + evidenceBytes : bodyBytes;
}

/** Over the limit a body may be by the content of evidence in its variables and by nothing else; undefined: it is within. */
export function faultOfSize(
  bytes: number,
  request: unknown,
  { bodyBytes, evidenceBytes }: Limits,
): Refusal | undefined {
  if (bytes <= bodyBytes || bytes - evidenceContentOf(request) <= bodyBytes) return undefined;
  return {
    code: 'LIMIT_EXCEEDED',
    message: `The body is over the limit of ${bodyBytes} bytes, the content of evidence in variables apart.`,
    field: 'body',
    rule: `at most ${bodyBytes} bytes, and ${evidenceBytes} of evidence in variables`,
  };
}

/**
 * Characters of base64 in `AssistanceResponseInput.evidence`, wherever a variable is such an answer or the list itself.
 * Nothing is looked for deeper, so that no nesting costs anything.
 */
function evidenceContentOf(request: unknown): number {
  const variables =
    isObject(request) && 'variables' in request && isObject(request.variables) ? Object.values(request.variables) : [];
  const files = variables.flatMap((value) => {
    const list = isObject(value) && 'evidence' in value ? value.evidence : value;
    return Array.isArray(list) ? (list as readonly unknown[]) : [];
  });
  const contents = files.map((file) => (isObject(file) && 'contentBase64' in file ? file.contentBase64 : ''));
  return contents.reduce((sum: number, content) => sum + (typeof content === 'string' ? content.length : 0), 0);
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
