import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ErrorCode, Refusal } from '../../schema/contract/error-codes.ts';
import { SECURITY_HEADERS } from '../../schema/link/security-headers.ts';
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

/** What is still taken of a refused body: a client that is cut off while it sends does not get to read why. */
const MAXIMUM_DISCARDED_BYTES = 32 * 1024 * 1024;
const MAXIMUM_DISCARDING_MS = 5_000;

export function respondJson(response: ServerResponse, status: number, body: object): void {
  if (response.headersSent) {
    response.end();
    return;
  }
  response.writeHead(status, { ...SECURITY_HEADERS, 'content-type': 'application/json; charset=utf-8' });
  response.end(JSON.stringify(body));
}

/** Answers with a refusal, in the form of a GraphQL error. What is left of a refused body is not kept. */
export function respondRefusal(request: IncomingMessage, response: ServerResponse, refusal: Refusal): void {
  const status = STATUS_OF[refusal.code] ?? 400;
  const body = { errors: [refusalError(refusal)] };
  if (refusal.code === 'UNAUTHENTICATED') response.setHeader('www-authenticate', 'Bearer');
  if (refusal.retryAfterSeconds !== undefined) response.setHeader('retry-after', refusal.retryAfterSeconds);
  if (request.complete || response.headersSent) {
    respondJson(response, status, body);
    return;
  }
  const text = Buffer.from(JSON.stringify(body));
  response.writeHead(status, {
    ...SECURITY_HEADERS,
    'content-type': 'application/json; charset=utf-8',
    'content-length': text.length,
    connection: 'close',
  });
  response.write(text);
  discardRest(request, () => response.end());
}

/** Reads and forgets the rest of the body, as far as is allowed; then calls back, once. */
function discardRest(request: IncomingMessage, done: () => void): void {
  let size = 0;
  const finish = (): void => {
    clearTimeout(timer);
    request.off('data', count).off('end', finish).off('close', finish);
    done();
  };
  const count = (chunk: Buffer): void => {
    size += chunk.length;
    if (size > MAXIMUM_DISCARDED_BYTES) finish();
  };
  const timer = setTimeout(finish, MAXIMUM_DISCARDING_MS);
  request.on('data', count).once('end', finish).once('close', finish);
}
