import type { AdministrationCode } from '../../schema/administrations.ts';
import { RECOGNITION_SEAL } from '../../schema/contract/party-names.ts';
import {
  MUTUAL_ASSISTANCE_SUBGRAPH,
  RECOGNITION_SUBGRAPH,
  registrySubgraph,
  VENDOR_REGISTRATION_SUBGRAPH,
} from '../../schema/contract/subgraph-names.ts';

/** One process of an installation on several machines: what is run, and what it is given. */
export interface DeployedProcess {
  /** Also the name of its party in the trust list. */
  readonly name: string;
  /** What `node --import tsx` runs. */
  readonly main: string;
  readonly port: number;
  /** Answers 200 when the process can be asked. */
  readonly readyPath: '/ready' | '/health';
  /** Files of private keys that are its own. None is made by the process itself: it would be one that nobody has pinned. */
  readonly keyFiles: readonly string[];
  /** Secret settings that are files, by their variable without `_FILE`. */
  readonly secrets: readonly string[];
  /** Processes of the hub that it calls. */
  readonly calls: readonly string[];
  /** Settings of its own. */
  readonly settings: Readonly<Record<string, string>>;
}

/** The party that asks the subgraphs. */
export const GATEWAY = 'gateway';

const DATABASE = ['DATABASE_URL'];

/** Gateway and services of the hub, each as often as there is need. */
export const HUB_PROCESSES: readonly DeployedProcess[] = [
  {
    name: GATEWAY,
    main: 'gateway/main.ts',
    port: 4000,
    readyPath: '/ready',
    keyFiles: ['gateway.private.json'],
    secrets: ['BUDGETS_URL'],
    calls: [RECOGNITION_SUBGRAPH, VENDOR_REGISTRATION_SUBGRAPH, MUTUAL_ASSISTANCE_SUBGRAPH],
    settings: {},
  },
  {
    name: RECOGNITION_SUBGRAPH,
    main: 'subgraphs/recognition/main.ts',
    port: 4101,
    readyPath: '/health',
    keyFiles: ['recognition.private.json', `${RECOGNITION_SEAL}.private.json`],
    secrets: DATABASE,
    calls: [],
    settings: {},
  },
  {
    name: VENDOR_REGISTRATION_SUBGRAPH,
    main: 'subgraphs/vendor-registration/main.ts',
    port: 4102,
    readyPath: '/health',
    keyFiles: ['vendor-registration.private.json'],
    secrets: DATABASE,
    calls: [MUTUAL_ASSISTANCE_SUBGRAPH],
    settings: {},
  },
  {
    name: MUTUAL_ASSISTANCE_SUBGRAPH,
    main: 'subgraphs/mutual-assistance/main.ts',
    port: 4103,
    readyPath: '/health',
    keyFiles: ['mutual-assistance.private.json', 'mutual-assistance-evidence.secret.json'],
    secrets: DATABASE,
    calls: [VENDOR_REGISTRATION_SUBGRAPH],
    settings: { EVIDENCE_DIR: '/var/lib/aeo/evidence' },
  },
];

/** An administration's registry, which that administration runs. */
export function registryProcess(code: AdministrationCode): DeployedProcess {
  const name = registrySubgraph(code);
  return {
    name,
    main: 'subgraphs/aeo-registry/main.ts',
    port: 4110,
    readyPath: '/health',
    keyFiles: [`${name}.private.json`],
    secrets: DATABASE,
    calls: [RECOGNITION_SUBGRAPH, MUTUAL_ASSISTANCE_SUBGRAPH],
    settings: { ADMINISTRATION: code },
  };
}

/** Where things stand in a container. */
export const PLACES = {
  keys: '/run/aeo/keys',
  secrets: '/run/secrets',
  trust: '/etc/aeo/trust',
  supergraph: '/etc/aeo/supergraph',
  issuers: '/etc/aeo/issuers',
  tls: '/etc/aeo/tls',
  data: '/var/lib/aeo',
} as const;

/** How long an orchestrator lets a process finish after it was told to stop, in seconds: longer than the drain takes. */
export const GRACE_SECONDS = 45;

/** What is run in a container. */
export function commandOf({ main }: DeployedProcess): readonly string[] {
  return ['node', '--import', 'tsx', main];
}

/** Settings that a process has wherever it runs. */
export function commonSettings({ name, port, secrets, settings }: DeployedProcess): Readonly<Record<string, string>> {
  return {
    HOST: '0.0.0.0',
    PORT: String(port),
    DATA_DIR: PLACES.data,
    KEYS_DIR: PLACES.keys,
    TRUST_LIST: `${PLACES.trust}/trust-list.json`,
    LOG_LEVEL: 'info',
    ...Object.fromEntries(secrets.map((variable) => [`${variable}_FILE`, `${PLACES.secrets}/${fileOf(variable)}`])),
    ...(name === GATEWAY ? { SUPERGRAPH: `${PLACES.supergraph}/supergraph.graphql` } : {}),
    ...settings,
  };
}

/** `DATABASE_URL` → `database-url`. */
export function fileOf(variable: string): string {
  return variable.toLowerCase().replaceAll('_', '-');
}

/** `recognition` → `RECOGNITION_URL`. */
export function addressVariable(name: string): string {
  return `${name.replaceAll('-', '_').toUpperCase()}_URL`;
}
