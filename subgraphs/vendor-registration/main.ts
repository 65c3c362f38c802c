import pino from 'pino';
import { VENDOR_REGISTRATION_SUBGRAPH } from '../../schema/contract/subgraph-names.ts';
import { createHttpLink } from '../../schema/link/http-link.ts';
import { loadSigner } from '../../schema/trust/signer.ts';
import { readTrustList } from '../../schema/trust/trust-list.ts';
import { systemClock } from '../runtime/clock.ts';
import { serveSubgraph } from '../runtime/serve.ts';
import { type Environment, readEnvironment } from './environment.ts';
import { createVendorRegistration } from './vendor-registration.ts';

async function start(environment: Environment): Promise<void> {
  const log = pino({ name: VENDOR_REGISTRATION_SUBGRAPH, level: environment.logLevel });
  const mutualAssistance = createHttpLink(environment.mutualAssistanceUrl);
  const subgraph = await createVendorRegistration({
    location: environment.location,
    signer: await loadSigner(environment.keysDirectory, VENDOR_REGISTRATION_SUBGRAPH),
    trust: await readTrustList(environment.trustList),
    clock: systemClock,
    log,
    mutualAssistance,
  });
  const server = await serveSubgraph(subgraph, environment.port, environment.host);
  log.info({ port: environment.port, host: environment.host }, 'listening');

  let stopping = false;
  async function stop(): Promise<void> {
    if (stopping) return;
    stopping = true;
    log.info('stopping');
    const closed = new Promise((resolve) => server.close(resolve));
    server.closeIdleConnections();
    await closed;
    await subgraph.stop();
    await mutualAssistance.close();
  }
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void stop());
}

try {
  await start(readEnvironment(process.env));
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
