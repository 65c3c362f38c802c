import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ErrorCode, Refusal } from '../../schema/contract/error-codes.ts';
import { refusalError } from '../errors/registered-errors.ts';

/** HTTP status of a refusal that comes before the graph. */
const STATUS_OF: Partial<Record<ErrorCode, number>> = {
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  LIMIT_EXCEEDED: 413,
  RATE_LIMITED: 429,
  INTERNAL: 500,
};

/** Headers of every answer: nothing is kept on the way, nothing is guessed, nothing is framed. */
export const SECURITY_HEADERS = {
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'x-frame-options': 'DENY',
} as const;

export function respondJson(response: ServerResponse, status: number, body: object): void {
  if (response.headersSent) {
    response.end();
    return;
  }
  response.writeHead(status, { ...SECURITY_HEADERS, 'content-type': 'application/json; charset=utf-8' });
  response.end(JSON.stringify(body));
}

/** Answers with a refusal, in the form of a GraphQL error. What is left of a refused body is not read. */
export function respondRefusal(request: IncomingMessage, response: ServerResponse, refusal: Refusal): void {
  if (!request.complete) response.setHeader('connection', 'close');
  if (refusal.code === 'UNAUTHENTICATED') response.setHeader('www-authenticate', 'Bearer');
  respondJson(response, STATUS_OF[refusal.code] ?? 400, { errors: [refusalError(refusal)] });
}
