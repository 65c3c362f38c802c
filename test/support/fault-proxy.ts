import { connect, createServer, type Server, type Socket } from 'node:net';

/** What a network does to the connections of one service. Whatever is left out goes through. */
export interface Fault {
  /** Nobody listens. */
  readonly refuses?: true;
  /** Done with a new connection, before anything goes through it. */
  readonly connected?: (client: Socket) => void;
  /** Done with what the client sends, in the place of handing it on. */
  readonly asked?: (client: Socket) => void;
  /** Done with what the service answers, in the place of handing it back. */
  readonly answered?: (client: Socket, chunk: Buffer) => void;
}

/** A way to a service that can be broken and mended while it is used. */
export interface FaultProxy {
  readonly port: number;
  /** From now on, on open connections too. */
  set(fault: Fault): Promise<void>;
  /** Sends new connections to another port; open ones stay where they are. */
  redirectTo(port: number): void;
  close(): Promise<void>;
}

const HOST = '127.0.0.1';

/** Nothing is wrong. */
export const SOUND: Fault = {};

/** Listens on a free port and hands on to the one that is given. */
export async function startFaultProxy(target: number): Promise<FaultProxy> {
  let fault = SOUND;
  let upstreamPort = target;
  const sockets = new Set<Socket>();

  function keep(socket: Socket): Socket {
    sockets.add(socket);
    // Broken connections are what it is for.
    return socket.on('error', () => undefined).on('close', () => sockets.delete(socket));
  }

  function accept(client: Socket): void {
    keep(client).setNoDelay(true);
    fault.connected?.(client);
    if (client.destroyed) return;
    const upstream = keep(connect(upstreamPort, HOST)).setNoDelay(true);
    client.on('data', (chunk: Buffer) => (fault.asked === undefined ? upstream.write(chunk) : fault.asked(client)));
    upstream.on('data', (chunk: Buffer) =>
      fault.answered === undefined ? client.write(chunk) : fault.answered(client, chunk),
    );
    client.on('end', () => upstream.end()).on('close', () => upstream.destroy());
    upstream.on('end', () => client.end()).on('error', () => client.resetAndDestroy());
  }

  let server: Server | undefined = await listen(accept, 0);
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;

  async function stopListening(): Promise<void> {
    const listening = server;
    server = undefined;
    for (const socket of sockets) socket.destroy();
    if (listening !== undefined) await new Promise((resolve) => listening.close(resolve));
  }

  return {
    port,
    async set(next) {
      fault = next;
      if (next.refuses) await stopListening();
      else server ??= await listen(accept, port);
    },
    redirectTo(next) {
      upstreamPort = next;
    },
    close: stopListening,
  };
}

function listen(accept: (client: Socket) => void, port: number): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer({ allowHalfOpen: true }, accept);
    server.once('error', reject).listen(port, HOST, () => resolve(server));
  });
}

/** Hands the answer back so much later, in its order. */
export function late(milliseconds: number): Fault {
  return { answered: (client, chunk) => void setTimeout(() => client.writable && client.write(chunk), milliseconds) };
}

/** Answers in the place of the service. */
export function saying(text: string): Fault {
  return { asked: (client) => void client.end(text) };
}

/** Hands back so much of the answer and then does the other thing. */
export function after(bytes: number, then: (client: Socket, rest: Buffer) => void): Fault {
  return {
    answered(client, chunk) {
      if (client.destroyed) return;
      client.write(chunk.subarray(0, bytes), () => then(client, chunk.subarray(bytes)));
    },
  };
}
