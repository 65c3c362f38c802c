import 'reflect-metadata';
import { Command, InvalidArgumentError } from 'commander';
import { ADMINISTRATIONS } from '../schema/administrations.ts';
import { openLog } from '../schema/log/open-log.ts';
import { introspectionFor } from '../schema/trust/mode.ts';
import { readTokenIssuers } from '../schema/trust/token-issuer.ts';
import { readCaseSystems } from '../subgraphs/mutual-assistance/read-case-systems.ts';
import { timeStampingOf } from '../subgraphs/recognition/time-stamping.ts';
import { systemClock } from '../subgraphs/runtime/clock.ts';
import { claimDataDirectory } from './start/claim-data-directory.ts';
import { databaseLocation } from './start/database-location.ts';
import type { EmbeddedFederation } from './start/embedded-federation.ts';
import { readEnvironment } from './start/environment.ts';
import { explainFault } from './start/explain-fault.ts';
import { openTrustStore } from './start/trust-store.ts';

/** Reads `KR,US`; a code that is not in the list is refused, since a typo would leave a registry running unnoticed. */
function readCodes(text: string): string[] {
  const codes = text.split(',').map((code) => code.trim().toUpperCase());
  const unknown = codes.filter((code) => !ADMINISTRATIONS.some((administration) => administration.code === code));
  if (unknown.length > 0) throw new InvalidArgumentError(`no registry here: ${unknown.join(', ')}`);
  return codes;
}

const { without } = new Command('npm start --')
  .description('Starts everything on one machine: sixteen registries, the hub and the gateway.')
  .option('--without <codes>', 'registries that stay silent, as when a partner is down, e.g. KR,US', readCodes, [])
  .parse()
  .opts<{ without: string[] }>();

const environment = readEnvironment();
const log = openLog('federation', environment.LOG_LEVEL);

async function start(): Promise<void> {
  claimDataDirectory(environment.DATA_DIR);
  await openTrustStore(environment.DATA_DIR, systemClock(), environment.DEPLOYMENT);
  // Loaded only now: what is wrong with a setting or a key is said at once.
  const { startEmbeddedFederation } = await import('./start/embedded-federation.ts');
  const federation = await startEmbeddedFederation({
    dataDirectory: environment.DATA_DIR,
    clock: systemClock,
    log,
    without,
    registryTimeoutMs: environment.REGISTRY_TIMEOUT_MS,
    serviceTimeoutMs: environment.SERVICE_TIMEOUT_MS,
    location: databaseLocation(environment),
    mode: environment.DEPLOYMENT,
    introspection: introspectionFor(environment.DEPLOYMENT, environment.INTROSPECTION),
    trustedDocuments: environment.TRUSTED_DOCUMENTS,
    issuers: environment.TOKEN_ISSUERS === undefined ? [] : readTokenIssuers(environment.TOKEN_ISSUERS),
    timeStamping: timeStampingOf(environment),
    changesKeptDays: environment.CHANGES_KEPT_DAYS,
    ...(environment.CASE_SYSTEMS === undefined ? {} : { caseSystems: readCaseSystems(environment.CASE_SYSTEMS) }),
    publicUrl: environment.PUBLIC_URL ?? `http://localhost:${environment.PORT}`,
  });
  stopOnSignal(federation);
  // At a terminal the signal is that the terminal is gone, and ends the process as ever.
  if (!process.stdin.isTTY) process.on('SIGHUP', () => void federation.trustStore.reload());
  const port = await federation.gateway.listen(environment.PORT, environment.HOST);
  welcome(port, federation.registries.size);
}

function welcome(port: number, registries: number): void {
  console.log(`AEO mutual recognition: ${registries} registries answer${without.length === 0 ? '' : `, silent: ${without.join(', ')}`}.

  API and playground   http://localhost:${port}/graphql
  Readiness            http://localhost:${port}/ready
  Officers of Korea    http://localhost:${port}/registries/KR/graphql

  A token for the API:               npm run --silent token -- --administration JP
  A token for Korea’s own registry:  npm run --silent token -- --administration KR --scope "registry:read registry:write"
  A first question:                  npm run --silent ask -- KR7628191710 --role EXPORTER --as JP
`);
}

/** Takes no new request, finishes those under way, and ends. */
function stopOnSignal(federation: EmbeddedFederation): void {
  let stopping = false;
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      if (stopping) return;
      stopping = true;
      log.info({ signal }, 'stopping: requests under way are finished');
      federation.stop().then(
        () => process.exit(0),
        (error: unknown) => {
          log.error({ err: error }, 'the stop failed');
          process.exit(1);
        },
      );
    });
  }
}

start().catch((error: unknown) => {
  console.error(explainFault(error, environment) ?? error);
  process.exit(1);
});
