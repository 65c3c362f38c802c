import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createHttpLink } from '../../schema/link/http-link.ts';
import type { SubgraphLink } from '../../schema/link/subgraph-link.ts';

/** An entity as a registry gives it. */
export type Entity = Record<string, unknown>;

/** What a real registry would have answered: entities by response key of the call. */
export interface HonestAnswer {
  data: Record<string, Entity[]>;
}

/** What the server does with one request; `honest` asks the real registry that stands behind it. */
export type Behaviour = (response: ServerResponse, honest: () => Promise<HonestAnswer>) => void | Promise<void>;

/** A registry that does what the test wants, on a port of its own, and the way to it. */
export interface HostileRegistry {
  readonly link: SubgraphLink;
  behave(behaviour: Behaviour): void;
  close(): Promise<void>;
}

/** Starts it in front of a real one. */
export async function startHostileRegistry(real: SubgraphLink): Promise<HostileRegistry> {
  let behaviour: Behaviour = saying('');
  const server = createServer((request, response) => {
    response.on('error', () => undefined);
    readBody(request).then((body) => behaviour(response, () => askHonestly(real, request, body)));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new TypeError('the server has no port');
  const link = createHttpLink(`http://127.0.0.1:${address.port}`);
  return {
    link,
    behave(next) {
      behaviour = next;
    },
    async close() {
      await link.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Answers with a text. */
export function saying(text: string, status = 200, headers: Readonly<Record<string, string>> = {}): Behaviour {
  return (response) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers });
    response.end(text);
  };
}

/** Answers as the real registry would, with each list of entities altered, and what stands beside them by their keys. */
export function alteringEntities(
  alter: (entities: Entity[]) => unknown,
  beside: (keys: readonly string[]) => object = () => ({}),
): Behaviour {
  return async (response, honest) => {
    const { data } = await honest();
    const altered = Object.fromEntries(Object.entries(data).map(([key, entities]) => [key, alter(entities)]));
    await saying(JSON.stringify({ data: altered, ...beside(Object.keys(data)) }))(response, honest);
  };
}

/** Answers as the real registry would, with each entity altered. */
export function alteringEach(alter: (entity: Entity) => unknown): Behaviour {
  return alteringEntities((entities) => entities.map(alter));
}

/** Answers as the real registry would, with each record that is shown altered. */
export function alteringRecords(alter: (record: Entity) => unknown): Behaviour {
  return alteringEach((entity) =>
    entity['record'] == null ? entity : { ...entity, record: alter(entity['record'] as Entity) },
  );
}

async function askHonestly(real: SubgraphLink, request: IncomingMessage, body: string): Promise<HonestAnswer> {
  const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
  const text = await real.request({ headers, body, timeoutMs: 10_000 });
  return JSON.parse(text) as HonestAnswer;
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}
