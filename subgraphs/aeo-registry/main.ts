import pino from 'pino';
import { registrySubgraph } from '../../schema/contract/subgraph-names.ts';
import { loadSigner } from '../../schema/trust/signer.ts';
import { readTrustList } from '../../schema/trust/trust-list.ts';
import { systemClock } from '../runtime/clock.ts';
import { serveSubgraph } from '../runtime/serve.ts';
import { createRegistry } from './aeo-registry.ts';
import { type Environment, readEnvironment } from './environment.ts';
import { getRegistryProfile } from './profiles/registry-profiles.ts';

async function start(environment: Environment): Promise<void> {
  const name = registrySubgraph(environment.administration);
  const log = pino({ name, level: environment.logLevel });
  const registry = await createRegistry({
    profile: getRegistryProfile(environment.administration),
    location: environment.location,
    signer: await loadSigner(environment.keysDirectory, name),
    trust: await readTrustList(environment.trustList),
    clock: systemClock,
    log,
  });
  const server = await serveSubgraph(registry, environment.port, environment.host);
  log.info({ port: environment.port, host: environment.host }, 'listening');

  let stopping = false;
  async function stop(): Promise<void> {
    if (stopping) return;
    stopping = true;
    log.info('stopping');
    const closed = new Promise((resolve) => server.close(resolve));
    server.closeIdleConnections();
    await closed;
    await registry.stop();
  }
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void stop());
}

try {
  await start(readEnvironment(process.env));
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
