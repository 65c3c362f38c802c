import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { ADMINISTRATIONS } from '../schema/administrations.ts';
import {
  HUB_SUBGRAPHS,
  RECOGNITION_SUBGRAPH,
  registrySubgraph,
  VENDOR_REGISTRATION_SUBGRAPH,
} from '../schema/contract/subgraph-names.ts';
import { createHttpLink } from '../schema/link/http-link.ts';
import { openLog } from '../schema/log/open-log.ts';
import { openAccessTokens } from '../schema/trust/access-tokens.ts';
import { trustFor } from '../schema/trust/mode.ts';
import { loadSigner } from '../schema/trust/signer.ts';
import { readTrustList } from '../schema/trust/trust-list.ts';
import { systemClock } from './clock.ts';
import { readEnvironment } from './environment.ts';
import { createGateway } from './gateway.ts';
import { DEFAULT_LIMITS } from './limits/limits.ts';
import { readTrustedDocuments } from './trusted-documents/trusted-documents.ts';

const GATEWAY = 'gateway';
const SUPERGRAPH = fileURLToPath(new URL('../schema/supergraph.graphql', import.meta.url));

/** The services whose receipts clients verify. */
const RECEIPT_SIGNERS: readonly string[] = [RECOGNITION_SUBGRAPH, VENDOR_REGISTRATION_SUBGRAPH];

try {
  const environment = readEnvironment();
  const log = openLog(GATEWAY, environment.logLevel);
  const trust = trustFor(environment.mode, await readTrustList(environment.trustList));
  const links = new Map([...environment.subgraphUrls].map(([name, url]) => [name, createHttpLink(url)] as const));
  const gateway = await createGateway({
    supergraph: readFileSync(environment.supergraph ?? SUPERGRAPH, 'utf8'),
    subgraphs: [...HUB_SUBGRAPHS, ...ADMINISTRATIONS.map(({ code }) => registrySubgraph(code))],
    links,
    signer: await loadSigner(environment.keysDirectory, GATEWAY),
    verifyToken: openAccessTokens(
      { trust, clock: systemClock, log },
      environment.tokenIssuers,
      environment.keysDirectory,
    ),
    publicUrl: environment.publicUrl,
    limits: { ...DEFAULT_LIMITS, ...environment.limits },
    budgetsUrl: environment.budgetsUrl,
    introspection: environment.introspection,
    trustedDocuments:
      environment.trustedDocuments === undefined ? undefined : readTrustedDocuments(environment.trustedDocuments),
    publishedKeys: trust.keys.filter(({ party }) => RECEIPT_SIGNERS.includes(party)).map(({ jwk }) => jwk),
    clock: systemClock,
    log,
    registryTimeoutMs: environment.registryTimeoutMs,
    serviceTimeoutMs: environment.serviceTimeoutMs,
  });
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
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void stop());
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}
