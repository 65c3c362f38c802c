import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { type Socket, Server as TcpServer } from 'node:net';

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
  /** Connections that have asked for nothing yet: Node takes none of them for idle, and some clients keep one in reserve. */
  const silent = new Set<Socket>();
  let isDraining = false;
  server.on('setSecureContext' in server ? 'secureConnection' : 'connection', (socket: Socket) => {
    silent.add(socket);
    socket.once('close', () => silent.delete(socket));
  });
  // A listener of its own would have Node hand over what a server that takes no upgrades answers by itself.
  if (server.listenerCount('upgrade') > 0) {
    server.prependListener('upgrade', ({ socket }: IncomingMessage) => silent.delete(socket));
  }
  server.prependListener('request', ({ socket }: IncomingMessage, response: ServerResponse) => {
    silent.delete(socket);
    open.add(response);
    response.once('close', () => open.delete(response));
    if (isDraining) response.setHeader('connection', 'close');
  });
  return async () => {
    isDraining = true;
    for (const response of open) if (!response.headersSent) response.setHeader('connection', 'close');
    const closed = new Promise<void>((resolve) => TcpServer.prototype.close.call(server, () => resolve()));
    const idle = setInterval(() => {
      server.closeIdleConnections();
      for (const socket of silent) socket.destroy();
    }, ON_THE_WAY_MS);
    const patience = setTimeout(() => server.closeAllConnections(), PATIENCE_MS);
    await closed;
    clearInterval(idle);
    clearTimeout(patience);
  };
}
