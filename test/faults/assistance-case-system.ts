import { createServer } from 'node:http';
import { decodeJwt } from 'jose';

/** One event as it arrived, whether its sender got to know that or not. */
export interface Arrival {
  readonly delivery: string;
  readonly request: string;
  readonly sequence: number;
}

/** The case system of an administration: takes what is sent, and can be told to leave its senders waiting. */
export interface CaseSystem {
  readonly url: string;
  readonly arrivals: readonly Arrival[];
  /** True: what arrives is kept and not answered, until it is false again. */
  holds: boolean;
  stop(): Promise<void>;
}

export async function startCaseSystem(): Promise<CaseSystem> {
  const arrivals: Arrival[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
    const { jti = '', sub = '', ...claims } = decodeJwt(Buffer.concat(chunks).toString('utf8'));
    arrivals.push({ delivery: jti, request: sub, sequence: Number(claims['sequence']) });
    if (!system.holds) response.writeHead(204).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const system: CaseSystem = {
    url: `http://127.0.0.1:${port}/cases`,
    arrivals,
    holds: false,
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return system;
}
