import { labelsOf, meta, selectorOf } from './labels.ts';
import { networkPolicies } from './network-policies.ts';
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
} from './processes.ts';

/** The image that is run; an overlay names the registry of images and the digest. */
export const IMAGE = 'aeo-federation';

/** Seconds between the order to stop and the stop: until then the balancers have heard of it. */
const PRE_STOP_SECONDS = 5;

/** The account `node` of the image. */
const USER = 1000;

const EVIDENCE_CLAIM = 'mutual-assistance-evidence';

/** What a process is in one cluster: objects by kind, in the order in which they are read. */
export function kubernetesObjects(process: DeployedProcess): readonly object[] {
  const { name } = process;
  return [
    { apiVersion: 'v1', kind: 'ServiceAccount', metadata: meta(name), automountServiceAccountToken: false },
    { apiVersion: 'v1', kind: 'ConfigMap', metadata: meta(`${name}-settings`, name), data: settingsOf(process) },
    ...(process.settings['EVIDENCE_DIR'] === undefined ? [] : [evidenceClaim(name)]),
    deployment(process),
    {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: meta(name),
      spec: {
        selector: { 'app.kubernetes.io/name': name },
        ports: [{ name: 'api', port: process.port, targetPort: 'api' }],
      },
    },
    {
      apiVersion: 'policy/v1',
      kind: 'PodDisruptionBudget',
      metadata: meta(name),
      spec: { minAvailable: 1, selector: selectorOf(name) },
    },
    ...(name === GATEWAY ? [autoscaler(name)] : []),
    ...networkPolicies(process),
  ];
}

/** Settings within a cluster: mutual TLS, no demonstration issuer. */
function settingsOf(process: DeployedProcess): Readonly<Record<string, string>> {
  // A registry finds the hub in another data centre: those addresses come with `hub-addresses`.
  const isHub = HUB_PROCESSES.includes(process);
  const called = HUB_PROCESSES.filter(({ name }) => isHub && process.calls.includes(name));
  return {
    ...commonSettings(process),
    DEPLOYMENT: 'production',
    ...(verifiesTokens(process) ? { TOKEN_ISSUERS: `${PLACES.issuers}/token-issuers.json` } : {}),
    TLS_CERT: `${PLACES.tls}/tls.crt`,
    TLS_KEY: `${PLACES.tls}/tls.key`,
    TLS_CA: `${PLACES.tls}/ca.crt`,
    ...Object.fromEntries(called.map(({ name, port }) => [addressVariable(name), `https://${name}:${port}`])),
  };
}

function verifiesTokens({ settings, name }: DeployedProcess): boolean {
  return name === GATEWAY || settings['ADMINISTRATION'] !== undefined;
}

/** ConfigMaps with addresses, which whoever runs the process fills; the gateway has its own from the supergraph. */
function addressesOf(process: DeployedProcess): readonly string[] {
  if (process.name === GATEWAY || process.name === 'mutual-assistance') return [];
  return [HUB_PROCESSES.includes(process) ? 'registry-addresses' : 'hub-addresses'];
}

function deployment(process: DeployedProcess): object {
  const { name, port, readyPath, keyFiles } = process;
  // The gateway ends no TLS itself: what stands before it does.
  const scheme = name === GATEWAY ? 'HTTP' : 'HTTPS';
  const probe = (path: string) => ({ httpGet: { path, port: 'api', scheme }, timeoutSeconds: 3 });
  const restricted = { allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: { drop: ['ALL'] } };
  const keys = keyFiles.map((file) => `/secrets/keys/${file}`);
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: meta(name),
    spec: {
      ...(name === GATEWAY ? {} : { replicas: 2 }),
      selector: selectorOf(name),
      strategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 0, maxSurge: 1 } },
      template: {
        metadata: { labels: labelsOf(name) },
        spec: {
          serviceAccountName: name,
          automountServiceAccountToken: false,
          terminationGracePeriodSeconds: GRACE_SECONDS,
          securityContext: {
            runAsNonRoot: true,
            runAsUser: USER,
            runAsGroup: USER,
            fsGroup: USER,
            seccompProfile: { type: 'RuntimeDefault' },
          },
          topologySpreadConstraints: [
            {
              maxSkew: 1,
              topologyKey: 'kubernetes.io/hostname',
              whenUnsatisfiable: 'ScheduleAnyway',
              labelSelector: selectorOf(name),
            },
          ],
          initContainers: [
            {
              // A mounted secret can be read by a group; a key that others can read is refused. Each is named: one
              // that is missing stops the start, before a process makes one that nobody has pinned.
              name: 'keys',
              image: IMAGE,
              command: ['install', '-m', '0600', ...keys, PLACES.keys],
              securityContext: restricted,
              resources: resources('50m', '32Mi', '64Mi'),
              volumeMounts: [
                { name: 'key-files', mountPath: '/secrets/keys', readOnly: true },
                { name: 'keys', mountPath: PLACES.keys },
              ],
            },
          ],
          containers: [
            {
              name,
              image: IMAGE,
              command: commandOf(process),
              envFrom: [`${name}-settings`, ...addressesOf(process)].map((map) => ({ configMapRef: { name: map } })),
              ports: [{ name: 'api', containerPort: port }],
              startupProbe: { ...probe('/health'), periodSeconds: 2, failureThreshold: 60 },
              livenessProbe: { ...probe('/health'), periodSeconds: 10, failureThreshold: 3 },
              readinessProbe: { ...probe(readyPath), periodSeconds: 5, failureThreshold: 2 },
              lifecycle: { preStop: { exec: { command: ['sleep', String(PRE_STOP_SECONDS)] } } },
              resources: resources('250m', '384Mi', '1Gi'),
              securityContext: restricted,
              volumeMounts: volumes(process).map(({ mount }) => mount),
            },
          ],
          volumes: [
            ...volumes(process).map(({ volume }) => volume),
            { name: 'key-files', secret: { secretName: `${name}-keys`, defaultMode: 0o400 } },
          ],
        },
      },
    },
  };
}

function resources(cpu: string, memory: string, limit: string) {
  return { requests: { cpu, memory }, limits: { memory: limit } };
}

/** A volume of a pod: its name, and where it comes from. */
interface Volume {
  readonly name: string;
  readonly [source: string]: unknown;
}

function volumes(process: DeployedProcess): readonly { volume: Volume; mount: object }[] {
  const { name, secrets } = process;
  const evidence = process.settings['EVIDENCE_DIR'];
  const mounted = (volume: Volume, mountPath: string, readOnly = true) => ({
    volume,
    mount: { name: volume.name, mountPath, readOnly },
  });
  const files = secrets.map((variable) => ({ key: fileOf(variable), path: fileOf(variable) }));
  return [
    mounted({ name: 'trust-list', ...configMap('trust-list') }, PLACES.trust),
    mounted({ name: 'tls', ...secret(`${name}-tls`) }, PLACES.tls),
    mounted({ name: 'secrets', ...secret(`${name}-secrets`, files) }, PLACES.secrets),
    ...(name === GATEWAY ? [mounted({ name: 'supergraph', ...configMap('supergraph') }, PLACES.supergraph)] : []),
    ...(verifiesTokens(process) ? [mounted({ name: 'issuers', ...configMap('token-issuers') }, PLACES.issuers)] : []),
    mounted({ name: 'keys', ...memory() }, PLACES.keys, false),
    mounted({ name: 'data', ...scratch() }, PLACES.data, false),
    mounted({ name: 'tmp', ...scratch() }, '/tmp', false),
    ...(evidence === undefined
      ? []
      : [mounted({ name: 'evidence', persistentVolumeClaim: { claimName: EVIDENCE_CLAIM } }, evidence, false)]),
  ];
}

const configMap = (name: string) => ({ configMap: { name } });
const secret = (secretName: string, items?: readonly object[]) => ({
  secret: { secretName, defaultMode: 0o440, ...(items === undefined ? {} : { items }) },
});
const memory = () => ({ emptyDir: { medium: 'Memory', sizeLimit: '1Mi' } });
const scratch = () => ({ emptyDir: { sizeLimit: '64Mi' } });

/** Every replica reads what any of them has kept. */
function evidenceClaim(name: string): object {
  return {
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: meta(EVIDENCE_CLAIM, name),
    spec: { accessModes: ['ReadWriteMany'], resources: { requests: { storage: '100Gi' } } },
  };
}

function autoscaler(name: string): object {
  return {
    apiVersion: 'autoscaling/v2',
    kind: 'HorizontalPodAutoscaler',
    metadata: meta(name),
    spec: {
      scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name },
      minReplicas: 2,
      maxReplicas: 20,
      metrics: [
        { type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 60 } } },
      ],
    },
  };
}
