import { createServer, type Server } from 'node:http';

/** A small server in the place of an officer endpoint. */
export interface OfficerServer {
  readonly url: string;
  close(): Promise<void>;
}

/** Passes requests on, so many times; then the token has run out. */
export async function startExpiringProxy(target: string, requests: number): Promise<OfficerServer> {
  let left = requests;
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
    response.setHeader('content-type', 'application/json');
    if (left === 0) {
      response.end(JSON.stringify({ errors: [{ message: 'Expired.', extensions: { code: 'UNAUTHENTICATED' } }] }));
      return;
    }
    left -= 1;
    const answer = await fetch(target, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: String(request.headers.authorization) },
      body: Buffer.concat(chunks),
    });
    response.end(await answer.text());
  });
  return listen(server);
}

/** Gives everybody the same answer. */
export function startAnswering(answer: object): Promise<OfficerServer> {
  return listen(createServer((_request, response) => response.end(JSON.stringify(answer))));
}

async function listen(server: Server): Promise<OfficerServer> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new TypeError('the server has no port');
  return {
    url: `http://127.0.0.1:${address.port}`,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
