import {
  addressVariable,
  commandOf,
  commonSettings,
  type DeployedProcess,
  fileOf,
  GATEWAY,
  GRACE_SECONDS,
  HUB_PROCESSES,
  PLACES,
  registryProcess,
} from './processes.ts';

/** Registries of the trial installation. */
export const TRIAL_REGISTRIES = ['KR', 'JP'] as const;

const WITH_REGISTRY_ADDRESSES = ['recognition', 'vendor-registration'];

/** Everything on one machine, each process in a container of its own: a trial of what runs on many. */
export function composeFile(): object {
  const processes = [...HUB_PROCESSES, ...TRIAL_REGISTRIES.map(registryProcess)];
  return {
    name: 'aeo-federation',
    services: {
      postgres: {
        image: 'postgres:17',
        environment: {
          POSTGRES_USER: 'aeo',
          POSTGRES_DB: 'aeo',
          POSTGRES_PASSWORD_FILE: `${PLACES.secrets}/postgres-password`,
        },
        secrets: ['postgres-password'],
        volumes: ['postgres:/var/lib/postgresql/data'],
        healthcheck: { test: ['CMD', 'pg_isready', '-U', 'aeo'], interval: '5s', timeout: '3s', retries: 12 },
        restart: 'unless-stopped',
      },
      nats: {
        image: 'nats:2-alpine',
        command: ['-c', `${PLACES.secrets}/nats-conf`, '-m', '8222', '-sd', '/data'],
        secrets: ['nats-conf'],
        volumes: ['nats:/data'],
        healthcheck: {
          test: ['CMD', 'wget', '-q', '--spider', 'http://127.0.0.1:8222/healthz'],
          interval: '5s',
          timeout: '3s',
          retries: 12,
        },
        restart: 'unless-stopped',
      },
      ...Object.fromEntries(processes.map((process) => [process.name, service(process)])),
    },
    volumes: { postgres: {}, nats: {}, evidence: {} },
    secrets: Object.fromEntries(
      ['postgres-password', 'nats-conf', 'nats-token', 'database-url', 'budgets-url'].map((name) => [
        name,
        { file: `./secrets/${name}` },
      ]),
    ),
  };
}

/** Settings of a process in the compose file: the others by their service names, without TLS within one machine. */
function settingsOf(process: DeployedProcess): Readonly<Record<string, string>> {
  const addressOf = ({ name, port }: DeployedProcess): [string, string] => [
    addressVariable(name),
    `http://${name}:${port}`,
  ];
  const called = HUB_PROCESSES.filter(({ name }) => process.calls.includes(name)).map(addressOf);
  const registries = WITH_REGISTRY_ADDRESSES.includes(process.name)
    ? TRIAL_REGISTRIES.map((code) => addressOf(registryProcess(code)))
    : [];
  return {
    ...commonSettings(process),
    DEPLOYMENT: 'demonstration',
    ...Object.fromEntries([...called, ...registries]),
    ...(process.name === GATEWAY
      ? { PUBLIC_URL: 'http://localhost:4000' }
      : { NATS_URL: 'nats://nats:4222', NATS_TOKEN_FILE: `${PLACES.secrets}/nats-token` }),
  };
}

function service(process: DeployedProcess): object {
  const isGateway = process.name === GATEWAY;
  const probe = `fetch('http://127.0.0.1:${process.port}/health').then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))`;
  const hasEvidence = process.settings['EVIDENCE_DIR'] !== undefined;
  return {
    image: 'aeo-federation',
    build: { context: '..', dockerfile: 'deploy/Containerfile' },
    command: commandOf(process),
    environment: settingsOf(process),
    secrets: [...process.secrets.map(fileOf), ...(isGateway ? [] : ['nats-token'])],
    volumes: [
      `./secrets/keys/${process.name}:${PLACES.keys}`,
      `./secrets/trust:${PLACES.trust}:ro`,
      ...(isGateway ? [`./secrets/supergraph:${PLACES.supergraph}:ro`] : []),
      ...(hasEvidence ? [`evidence:${process.settings['EVIDENCE_DIR']}`] : []),
    ],
    tmpfs: ['/tmp'],
    read_only: true,
    cap_drop: ['ALL'],
    security_opt: ['no-new-privileges:true'],
    ...(isGateway ? { ports: ['4000-4001:4000'], deploy: { replicas: 2 } } : {}),
    depends_on: { postgres: { condition: 'service_healthy' }, nats: { condition: 'service_healthy' } },
    healthcheck: { test: ['CMD', 'node', '-e', probe], interval: '5s', timeout: '3s', retries: 24 },
    stop_grace_period: `${GRACE_SECONDS}s`,
    restart: 'unless-stopped',
  };
}
