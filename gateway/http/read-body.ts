import type { IncomingMessage } from 'node:http';
import type { Refusal } from '../../schema/contract/error-codes.ts';

/** The body of the request as text, or a refusal once it is longer than allowed. Never holds more than the limit. */
export async function readBody(request: IncomingMessage, maximumBytes: number): Promise<string | Refusal> {
  const tooLong: Refusal = {
    code: 'LIMIT_EXCEEDED',
    message: `The body is over the limit of ${maximumBytes} bytes.`,
    field: 'body',
    rule: `at most ${maximumBytes} bytes`,
  };
  if (Number(request.headers['content-length'] ?? 0) > maximumBytes) return tooLong;
  const chunks: Buffer[] = [];
  let size = 0;
  // Left open where it is too long: the refusal has to go out on the same connection.
  for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > maximumBytes) return tooLong;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
