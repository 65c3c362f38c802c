import { after, type Fault, late, saying } from '../support/fault-proxy.ts';

/** What a client gets of a registry behind a network fault: the code of its rows' errors; null: its answer, as ever. */
export interface FaultRow {
  readonly fault: Fault;
  readonly code: 'REGISTRY_UNAVAILABLE' | 'REGISTRY_TIMEOUT' | null;
  /** Whether it is silence, after some of which the registry is left alone; nonsense comes at once and costs nobody. */
  readonly opensCircuit: boolean;
}

const DRIP_MS = 50;
const HUGE = 64 * 1024 * 1024;

function silence(fault: Fault): FaultRow {
  return { fault, code: 'REGISTRY_UNAVAILABLE', opensCircuit: true };
}

function slowness(fault: Fault): FaultRow {
  return { fault, code: 'REGISTRY_TIMEOUT', opensCircuit: true };
}

function nonsense(fault: Fault): FaultRow {
  return { fault, code: 'REGISTRY_UNAVAILABLE', opensCircuit: false };
}

/** The outcome table of faults between the gateway and one registry. */
export const NETWORK_FAULTS: Readonly<Record<string, FaultRow>> = {
  'a fifth of a second of latency': { fault: late(200), code: null, opensCircuit: false },
  'latency beyond the deadline': slowness(late(20_000)),
  'nobody who listens': silence({ refuses: true }),
  'a reset of each new connection': silence({
    connected: (client) => client.resetAndDestroy(),
    asked: (client) => client.resetAndDestroy(),
  }),
  'a reset in the middle of the request': silence({ asked: (client) => client.resetAndDestroy() }),
  'an end in the place of the answer': silence({ asked: (client) => void client.end() }),
  'a lost answer, and an end': silence(after(0, (client) => void client.end())),
  'a cut in the middle of the answer': silence(after(300, (client) => client.destroy())),
  'a reset in the middle of the answer': silence(after(300, (client) => client.resetAndDestroy())),
  'a connection that is accepted and silent': slowness({ asked: () => undefined }),
  'an answer that stops and stays open': slowness(after(300, () => undefined)),
  'an answer that drips': slowness(
    after(0, (client, rest) => {
      let sent = 0;
      const dripping = setInterval(() => client.write(rest.subarray(sent, ++sent)), DRIP_MS);
      client.on('close', () => clearInterval(dripping));
    }),
  ),
  'noise that is not HTTP': silence(saying('\u0000\u0001\u0002 SSH-2.0-OpenSSH_9.6\r\n')),
  'a version of HTTP that there is not': silence(saying('HTTP/9.9 200 OK\r\ncontent-length: 2\r\n\r\n{}')),
  'two lengths of one answer': silence(
    saying('HTTP/1.1 200 OK\r\ncontent-length: 2\r\ncontent-length: 50\r\n\r\n{"data":{}}'),
  ),
  'a redirection': nonsense(
    saying('HTTP/1.1 307 Temporary Redirect\r\nlocation: http://127.0.0.1:1/\r\ncontent-length: 0\r\n\r\n'),
  ),
  'the login page of a hotel': nonsense(saying('HTTP/1.1 200 OK\r\ncontent-length: 13\r\n\r\n<html></html>')),
  '503 of a balancer': silence(
    saying('HTTP/1.1 503 Service Unavailable\r\nretry-after: 5\r\ncontent-length: 15\r\n\r\n{"data":{}}    '),
  ),
  'an answer without an end': silence({
    asked(client) {
      const chunk = Buffer.alloc(1024 * 1024, ' ');
      const write = (): void => {
        while (client.writable && client.write(chunk));
      };
      client.write(`HTTP/1.1 200 OK\r\ncontent-length: ${HUGE}\r\n\r\n`);
      client.on('drain', write);
      write();
    },
  }),
};
