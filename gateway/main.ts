import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { administrationOfSubgraph, HUB_SUBGRAPHS } from '../schema/contract/subgraph-names.ts';
import { createHttpLink } from '../schema/link/http-link.ts';
import type { SubgraphLink } from '../schema/link/subgraph-link.ts';
import { openTlsFiles } from '../schema/link/tls-files.ts';
import { openLog } from '../schema/log/open-log.ts';
import { openAccessTokens } from '../schema/trust/access-tokens.ts';
import { openKeyStore } from '../schema/trust/key-store-settings.ts';
import { openTrustList } from '../schema/trust/live-trust-list.ts';
import { trustFor } from '../schema/trust/mode.ts';
import { publishedKeys } from '../schema/trust/published-keys.ts';
import { openSigner } from '../schema/trust/signer.ts';
import { systemClock } from './clock.ts';
import { readEnvironment } from './environment.ts';
import { createGateway } from './gateway.ts';
import { DEFAULT_LIMITS } from './limits/limits.ts';
import { followSupergraph } from './supergraph/follow-supergraph.ts';
import { readTrustedDocuments } from './trusted-documents/trusted-documents.ts';

const GATEWAY = 'gateway';
const SUPERGRAPH = fileURLToPath(new URL('../schema/supergraph.graphql', import.meta.url));

try {
  const environment = readEnvironment();
  const log = openLog(GATEWAY, environment.logLevel);
  const trust = await openTrustList({
    path: environment.trustList,
    accept: (list) => trustFor(environment.mode, list, systemClock()),
    log,
  });
  const keys = await openKeyStore(environment.keyStore);
  const tls = openTlsFiles(environment.tlsPaths, log);
  const { registryCalls, serviceCalls } = environment.transport;
  const openLink = (url: string, subgraph: string) => {
    const calls = administrationOfSubgraph(subgraph) === undefined ? serviceCalls : registryCalls;
    // One more than calls may be made, so that a look at its health does not wait for any of them.
    return createHttpLink(url, tls, calls + 1);
  };
  const links = new Map(
    [...environment.subgraphUrls].map(([name, url]): [string, SubgraphLink] => [name, openLink(url, name)]),
  );
  const gateway = await createGateway({
    supergraph: readFileSync(environment.supergraph ?? SUPERGRAPH, 'utf8'),
    links,
    openLink,
    signer: await openSigner(GATEWAY, { keys, trust, clock: systemClock, log }),
    verifyToken: openAccessTokens(
      { trust, clock: systemClock, log },
      environment.tokenIssuers,
      environment.keysDirectory,
    ),
    publicUrl: environment.publicUrl,
    limits: { ...DEFAULT_LIMITS, ...environment.limits },
    budgetsUrl: environment.budgetsUrl,
    publishedKeys: () => publishedKeys(trust, HUB_SUBGRAPHS),
    introspection: environment.introspection,
    trustedDocuments:
      environment.trustedDocuments === undefined ? undefined : readTrustedDocuments(environment.trustedDocuments),
    clock: systemClock,
    log,
    transport: environment.transport,
  });
  const followed =
    environment.supergraph === undefined ? undefined : followSupergraph(environment.supergraph, gateway, log);
  const port = await gateway.listen(environment.port, environment.host);
  log.info({ port, host: environment.host }, 'listening');
  let stopping = false;
  const stop = async () => {
    if (stopping) return;
    stopping = true;
    log.info('stopping');
    await gateway.stop();
    await Promise.all([...links.values()].map((link) => link.close()));
    process.exit(0);
  };
  process.on('SIGHUP', () => {
    void trust.reload();
    void followed?.reload();
  });
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void stop());
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}
