import { randomBytes } from 'node:crypto';
import { chmodSync, copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { registrySubgraph } from '../../schema/contract/subgraph-names.ts';
import { loadEvidenceKey } from '../../subgraphs/mutual-assistance/store/evidence-key.ts';
import { DEMONSTRATION_ISSUER, keysDirectory, openTrustStore, trustListPath } from '../start/trust-store.ts';
import { composeFiles } from '../supergraph.ts';
import { TRIAL_REGISTRIES } from './compose-file.ts';
import { HUB_PROCESSES, registryProcess } from './processes.ts';

const SUBGRAPHS = new URL('../../schema/subgraphs', import.meta.url).pathname;

/**
 * Writes all that the trial installation of `deploy/compose.yaml` is given: the keys of each process apart from those of the
 * others, the trust list, the supergraph with its addresses, passwords. Throws where the directory is there already: keys that
 * somebody relies on are not replaced.
 */
export async function prepareSecrets(directory: string, now: Date): Promise<void> {
  if (existsSync(directory)) throw new TypeError(`${directory} is there already.`);
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const made = mkdtempSync(join(tmpdir(), 'aeo-keys-'));
  try {
    await openTrustStore(made, now);
    await loadEvidenceKey(keysDirectory(made));
    const processes = [...HUB_PROCESSES, ...TRIAL_REGISTRIES.map(registryProcess)];
    for (const { name, keyFiles } of processes) handOut(made, join(directory, 'keys', name), keyFiles);
    // For `npm run token`, which is no process of the installation.
    handOut(made, join(directory, 'keys', DEMONSTRATION_ISSUER), [`${DEMONSTRATION_ISSUER}.private.json`]);
    mkdirSync(join(directory, 'trust'));
    copyFileSync(trustListPath(made), join(directory, 'trust', 'trust-list.json'));
  } finally {
    rmSync(made, { recursive: true });
  }

  const addresses = join(directory, 'addresses.json');
  const registries = TRIAL_REGISTRIES.map((code) => {
    const { name, port } = registryProcess(code);
    return [registrySubgraph(code), `http://${name}:${port}`];
  });
  writeFileSync(addresses, JSON.stringify(Object.fromEntries(registries), null, 2));
  mkdirSync(join(directory, 'supergraph'));
  const { sdl } = composeFiles({ subgraphs: SUBGRAPHS, addresses });
  writeFileSync(join(directory, 'supergraph', 'supergraph.graphql'), sdl);

  const [postgres, nats] = [password(), password()];
  const database = `postgres://aeo:${postgres}@postgres:5432/aeo`;
  const secrets = {
    'postgres-password': postgres,
    'database-url': database,
    'budgets-url': database,
    'nats-token': nats,
    'nats-conf': `jetstream: enabled\nauthorization { token: "${nats}" }\n`,
  };
  // Readable for the accounts of the images, which are others than that of whoever prepares; the directory is closed.
  for (const [name, text] of Object.entries(secrets)) writeFileSync(join(directory, name), text, { mode: 0o644 });
}

function handOut(from: string, to: string, files: readonly string[]): void {
  mkdirSync(to, { recursive: true, mode: 0o700 });
  for (const file of files) {
    copyFileSync(join(keysDirectory(from), file), join(to, file));
    chmodSync(join(to, file), 0o600);
  }
}

function password(): string {
  return randomBytes(24).toString('hex');
}
