import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Logger } from 'pino';
import { createGateway, type Gateway, type GatewayOptions } from '../../gateway/gateway.ts';
import type { Limits } from '../../gateway/limits/limits.ts';
import { readTrustedDocuments } from '../../gateway/trusted-documents/trusted-documents.ts';
import { ADMINISTRATIONS, type AdministrationCode } from '../../schema/administrations.ts';
import { RECOGNITION_SEAL } from '../../schema/contract/party-names.ts';
import {
  HUB_SUBGRAPHS,
  MUTUAL_ASSISTANCE_SUBGRAPH,
  RECOGNITION_SUBGRAPH,
  registrySubgraph,
  VENDOR_REGISTRATION_SUBGRAPH,
} from '../../schema/contract/subgraph-names.ts';
import type { SubgraphLink } from '../../schema/link/subgraph-link.ts';
import { ARRANGEMENTS, type Arrangement } from '../../schema/reference/arrangements.ts';
import { createAccessTokens } from '../../schema/trust/access-tokens.ts';
import type { Mode } from '../../schema/trust/mode.ts';
import { publishedKeys } from '../../schema/trust/published-keys.ts';
import { createRememberingFetch } from '../../schema/trust/remembering-fetch.ts';
import type { TokenIssuer } from '../../schema/trust/token-issuer.ts';
import { createRegistry, type Registry } from '../../subgraphs/aeo-registry/aeo-registry.ts';
import { getRegistryProfile } from '../../subgraphs/aeo-registry/profiles/registry-profiles.ts';
import type { EndToEndDemand } from '../../subgraphs/aeo-registry/service/end-to-end.ts';
import { createMutualAssistance, type EvidencePlace } from '../../subgraphs/mutual-assistance/mutual-assistance.ts';
import { createRecognition } from '../../subgraphs/recognition/recognition.ts';
import type { TimeStamping } from '../../subgraphs/recognition/service/log-stamper.ts';
import type { Clock } from '../../subgraphs/runtime/clock.ts';
import type { DatabaseLocation } from '../../subgraphs/runtime/database.ts';
import { createInProcessLink, type Subgraph } from '../../subgraphs/runtime/subgraph.ts';
import { createVendorRegistration } from '../../subgraphs/vendor-registration/vendor-registration.ts';
import { demonstrationOperators } from '../seed/demonstration-operators.ts';
import { evidenceMount, mountsInOrder } from './evidence-mount.ts';
import { createLateLink } from './late-link.ts';
import { registryMount } from './registry-mount.ts';
import { GATEWAY, keysDirectory, openTrustStore, type TrustStore } from './trust-store.ts';

const SUPERGRAPH = fileURLToPath(new URL('../../schema/supergraph.graphql', import.meta.url));

export interface EmbeddedOptions {
  readonly dataDirectory: string;
  readonly clock: Clock;
  readonly log: Logger;
  /** Default: SQLite files below the data directory. */
  readonly location?: DatabaseLocation;
  /** Registries that stay silent, as when a partner is down. */
  readonly without?: readonly AdministrationCode[];
  /** Default: those of the reference data. */
  readonly arrangements?: readonly Arrangement[];
  /** Default: whatever is in schema/supergraph.graphql. */
  readonly supergraph?: string;
  /** Default: `demonstration`, with its issuer and its data. */
  readonly mode?: Mode;
  /** Registries that demand end-to-end mode of some partners, or of all; default: as their profiles say. */
  readonly endToEnd?: ReadonlyMap<AdministrationCode, EndToEndDemand>;
  /** Issuers of the administrations; default: none but those of the trust list. */
  readonly issuers?: readonly TokenIssuer[];
  /** Case systems of administrations, which are told of every step of an incoming request; default: none. */
  readonly caseSystems?: ReadonlyMap<AdministrationCode, string>;
  /** Default: the gateway’s. */
  readonly limits?: Limits;
  /** Who time-stamps the log of consultations; default: nobody. */
  readonly timeStamping?: TimeStamping | undefined;
  /** For how many days the feeds of changes are kept; default: 90. */
  readonly changesKeptDays?: number;
  /** Whether gateway and officer endpoints describe themselves; default: yes. */
  readonly introspection?: boolean;
  /** Directory of the only operations that the gateway answers; default: any. */
  readonly trustedDocuments?: string | undefined;
  /** Where clients reach the gateway. */
  readonly publicUrl?: string;
  readonly registryTimeoutMs: number;
  readonly serviceTimeoutMs: number;
  readonly onCall?: GatewayOptions['onCall'];
}

/** Everything on one machine: sixteen registries, the hub and the gateway in one process. */
export interface EmbeddedFederation {
  readonly gateway: Gateway;
  readonly trustStore: TrustStore;
  readonly registries: ReadonlyMap<AdministrationCode, Registry>;
  readonly services: ReadonlyMap<string, Subgraph>;
  /** The ways that the gateway takes; closing one makes that subgraph silent. */
  readonly links: ReadonlyMap<string, SubgraphLink>;
  stop(): Promise<void>;
}

/** Starts the whole federation, and writes the demonstration data into registries that are empty. */
export async function startEmbeddedFederation(options: EmbeddedOptions): Promise<EmbeddedFederation> {
  const { dataDirectory, clock, log, without = [], mode = 'demonstration', issuers = [] } = options;
  const { publicUrl = 'http://localhost:4000', introspection = true, trustedDocuments } = options;
  const trustStore = await openTrustStore(dataDirectory, clock(), mode, { clock, log });
  const { trust } = trustStore;
  const fetch = createRememberingFetch(join(keysDirectory(dataDirectory), 'issuers'), clock, log);
  const verifyToken = createAccessTokens({ trust, issuers, fetch, clock });
  const location: DatabaseLocation = options.location ?? {
    kind: 'sqlite',
    directory: join(dataDirectory, 'databases'),
    synchronous: 'NORMAL',
  };
  const shared = { location, trust, clock, log, arrangements: options.arrangements ?? ARRANGEMENTS };

  const told = [RECOGNITION_SUBGRAPH, MUTUAL_ASSISTANCE_SUBGRAPH].map((from) => ({ from, link: createLateLink() }));
  const registries = new Map<AdministrationCode, Registry>();
  const links = new Map<string, SubgraphLink>();
  for (const { code } of ADMINISTRATIONS) {
    if (without.includes(code)) continue;
    const name = registrySubgraph(code);
    const registry = await createRegistry({
      ...shared,
      profile: getRegistryProfile(code),
      signer: trustStore.signerOf(name),
      signals: told,
      ...(options.endToEnd?.get(code) === undefined ? {} : { endToEnd: options.endToEnd.get(code) ?? [] }),
      verifyToken,
      introspection,
      officerUrl: `${publicUrl}/registries/${code}/graphql`,
    });
    if (mode === 'demonstration' && (await registry.isEmpty()))
      await registry.importOperators(demonstrationOperators(code), 'demonstration');
    registries.set(code, registry);
    links.set(name, createInProcessLink(registry));
  }

  const evidence = { directory: join(dataDirectory, 'evidence'), keysDirectory: keysDirectory(dataDirectory) };
  const { caseSystems = new Map(), timeStamping, changesKeptDays = 90 } = options;
  const services = await startServices(
    trustStore,
    { ...shared, evidence, timeStamping, changesKeptDays, caseSystems },
    links,
  );
  for (const [name, subgraph] of services) links.set(name, createInProcessLink(subgraph));
  for (const { from, link } of told) {
    const service = links.get(from);
    if (service !== undefined) link.bind(service);
  }

  const gateway = await createGateway({
    supergraph: options.supergraph ?? readFileSync(SUPERGRAPH, 'utf8'),
    subgraphs: [...HUB_SUBGRAPHS, ...ADMINISTRATIONS.map(({ code }) => registrySubgraph(code))],
    links,
    signer: trustStore.signerOf(GATEWAY),
    verifyToken,
    publicUrl,
    introspection,
    trustedDocuments: trustedDocuments === undefined ? undefined : readTrustedDocuments(trustedDocuments),
    ...(options.limits === undefined ? {} : { limits: options.limits }),
    publishedKeys: () => publishedKeys(trust, HUB_SUBGRAPHS),
    furtherMetrics: [...services.values()].flatMap(({ metrics }) => metrics ?? []),
    clock,
    log,
    registryTimeoutMs: options.registryTimeoutMs,
    serviceTimeoutMs: options.serviceTimeoutMs,
    mount: mountsInOrder(registryMount(registries), evidenceMount(services)),
    ...(options.onCall === undefined ? {} : { onCall: options.onCall }),
  });

  return {
    gateway,
    trustStore,
    registries,
    services,
    links,
    async stop() {
      await gateway.stop();
      await Promise.all([...services.values(), ...registries.values()].map((subgraph) => subgraph.stop()));
      trustStore.close();
    },
  };
}

/** The three services of the hub; vendor registration and mutual assistance are given each other. */
async function startServices(
  trustStore: TrustStore,
  shared: {
    location: DatabaseLocation;
    trust: TrustStore['trust'];
    clock: Clock;
    log: Logger;
    arrangements: readonly Arrangement[];
    evidence: EvidencePlace;
    timeStamping: TimeStamping | undefined;
    changesKeptDays: number;
    caseSystems: ReadonlyMap<AdministrationCode, string>;
  },
  registryLinks: ReadonlyMap<string, SubgraphLink>,
): Promise<Map<string, Subgraph>> {
  const vendorRegistration = createLateLink();
  const mutualAssistance = createLateLink();
  const registries = new Map(
    ADMINISTRATIONS.flatMap(({ code }) => {
      const link = registryLinks.get(registrySubgraph(code));
      return link === undefined ? [] : [[code, link] as const];
    }),
  );
  const recognition = await createRecognition({
    ...shared,
    signer: trustStore.signerOf(RECOGNITION_SUBGRAPH),
    sealKey: trustStore.sealKeyOf(RECOGNITION_SEAL),
    registries,
  });
  const vendors = await createVendorRegistration({
    ...shared,
    signer: trustStore.signerOf(VENDOR_REGISTRATION_SUBGRAPH),
    mutualAssistance,
    registries,
  });
  const assistance = await createMutualAssistance({
    ...shared,
    signer: trustStore.signerOf(MUTUAL_ASSISTANCE_SUBGRAPH),
    vendorRegistration,
  });
  vendorRegistration.bind(createInProcessLink(vendors));
  mutualAssistance.bind(createInProcessLink(assistance));
  return new Map([
    [RECOGNITION_SUBGRAPH, recognition],
    [VENDOR_REGISTRATION_SUBGRAPH, vendors],
    [MUTUAL_ASSISTANCE_SUBGRAPH, assistance],
  ]);
}
