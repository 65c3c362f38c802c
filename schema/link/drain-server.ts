import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { Server as TcpServer } from 'node:net';

/** How long a request may be on its way, in ms, on a connection that looks idle from here, when the door closes. */
const ON_THE_WAY_MS = 500;

/** How long requests under way are waited for, in ms; longer than any deadline of theirs. */
export const PATIENCE_MS = 20_000;

/**
 * Gives what stops the server: it takes no new connection, answers what is under way or was sent before, and ends each
 * connection with its next answer. `server.close()` alone would cut off what is on its way, and wait for clients that go
 * on asking over the connections they have.
 */
export function createDrain(server: Server): () => Promise<void> {
  const open = new Set<ServerResponse>();
  let isDraining = false;
  server.prependListener('request', (_request: IncomingMessage, response: ServerResponse) => {
    open.add(response);
    response.once('close', () => open.delete(response));
    if (isDraining) response.setHeader('connection', 'close');
  });
  return async () => {
    isDraining = true;
    for (const response of open) if (!response.headersSent) response.setHeader('connection', 'close');
    const closed = new Promise<void>((resolve) => TcpServer.prototype.close.call(server, () => resolve()));
    const idle = setInterval(() => server.closeIdleConnections(), ON_THE_WAY_MS);
    const patience = setTimeout(() => server.closeAllConnections(), PATIENCE_MS);
    await closed;
    clearInterval(idle);
    clearTimeout(patience);
  };
}
