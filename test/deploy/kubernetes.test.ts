import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Deployment } from 'kubernetes-models/apps/v1/Deployment';
import { HorizontalPodAutoscaler } from 'kubernetes-models/autoscaling/v2/HorizontalPodAutoscaler';
import { NetworkPolicy } from 'kubernetes-models/networking.k8s.io/v1/NetworkPolicy';
import { PodDisruptionBudget } from 'kubernetes-models/policy/v1/PodDisruptionBudget';
import { ConfigMap } from 'kubernetes-models/v1/ConfigMap';
import { PersistentVolumeClaim } from 'kubernetes-models/v1/PersistentVolumeClaim';
import { Service } from 'kubernetes-models/v1/Service';
import { ServiceAccount } from 'kubernetes-models/v1/ServiceAccount';
import { describe, expect, it } from 'vitest';
import { ADMINISTRATIONS } from '../../schema/administrations.ts';
import { registrySubgraph } from '../../schema/contract/subgraph-names.ts';
import { PATIENCE_MS } from '../../schema/link/drain-server.ts';
import { BASES, faultsOfSettings, type Manifest, manifestsOf, ROOT } from './deployment.ts';

/** Each kind with the schema of Kubernetes that it has to keep. */
const KINDS = {
  ConfigMap,
  Deployment,
  HorizontalPodAutoscaler,
  NetworkPolicy,
  PersistentVolumeClaim,
  PodDisruptionBudget,
  Service,
  ServiceAccount,
};

/** What whoever runs a cluster makes beside these manifests: deploy/README.md says of each how. */
const GIVEN_MAPS = ['trust-list', 'supergraph', 'token-issuers', 'registry-addresses', 'hub-addresses'];
const GIVEN_SECRETS = ['keys', 'secrets', 'tls'];

/** What the maps of addresses hold, for the processes that read them. */
const ADDRESSES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'registry-addresses': { REGISTRY_KR_URL: 'https://aeo.example.kr' },
  'hub-addresses': {
    RECOGNITION_URL: 'https://recognition.example',
    MUTUAL_ASSISTANCE_URL: 'https://assistance.example',
    OFFICER_URL: 'https://aeo.example.kr/officer/graphql',
  },
};

type Item = Readonly<Record<string, unknown>>;

interface Container {
  readonly name: string;
  readonly image: string;
  readonly command: readonly string[];
  readonly envFrom?: readonly { readonly configMapRef: { readonly name: string } }[];
  readonly ports?: readonly { readonly name: string; readonly containerPort: number }[];
  readonly volumeMounts: readonly { readonly name: string; readonly mountPath: string }[];
  readonly securityContext: Item;
  readonly resources: { readonly limits: Item; readonly requests: Item };
  readonly lifecycle?: { readonly preStop: { readonly exec: { readonly command: readonly string[] } } };
  readonly startupProbe?: Probe;
  readonly livenessProbe?: Probe;
  readonly readinessProbe?: Probe;
}

interface Probe {
  readonly httpGet: { readonly path: string; readonly port: string; readonly scheme: string };
}

interface Pod {
  readonly serviceAccountName: string;
  readonly automountServiceAccountToken: boolean;
  readonly terminationGracePeriodSeconds: number;
  readonly securityContext: Item;
  readonly initContainers: readonly Container[];
  readonly containers: readonly [Container];
  readonly volumes: readonly {
    readonly name: string;
    readonly secret?: { readonly secretName: string };
    readonly configMap?: { readonly name: string };
    readonly persistentVolumeClaim?: { readonly claimName: string };
  }[];
}

const all = BASES.flatMap((base) => manifestsOf(base).map((manifest) => ({ base, manifest })));
const deployments = all
  .filter(({ manifest }) => manifest.kind === 'Deployment')
  .map(({ base, manifest }) => {
    const { template } = manifest.spec as { template: { metadata: { labels: Item }; spec: Pod } };
    return { base, name: manifest.metadata.name, manifest, pod: template.spec, labels: template.metadata.labels };
  });

const named = (base: string, kind: string, name: string) =>
  all.find(({ base: where, manifest }) => where === base && manifest.kind === kind && manifest.metadata.name === name)
    ?.manifest;

describe('the manifests', () => {
  it('are one base for the hub and one for the registry of each administration', () => {
    expect([...BASES].sort()).toEqual(['hub', ...ADMINISTRATIONS.map(({ code }) => registrySubgraph(code))].sort());
    expect(deployments.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['gateway', 'recognition', 'vendor-registration', 'mutual-assistance', 'registry-kr']),
    );
  });

  it.each(Object.keys(KINDS) as (keyof typeof KINDS)[])('keep the schema of Kubernetes: %s', (kind) => {
    const found = all.filter(({ manifest }) => manifest.kind === kind);
    expect(found.length).toBeGreaterThan(0);
    for (const { manifest } of found) new KINDS[kind](manifest as never).validate();
  });

  it('have no object of another kind, and none that is named twice', () => {
    expect(all.filter(({ manifest }) => !Object.hasOwn(KINDS, manifest.kind))).toEqual([]);
    const names = all.map(({ base, manifest }) => `${base} ${manifest.kind} ${manifest.metadata.name}`);
    expect(new Set(names).size).toBe(names.length);
  });

  it('are refused by that schema where one is broken', () => {
    const [first] = deployments;
    const broken = { ...first?.manifest, spec: { ...first?.manifest.spec, replicas: 'two' } };
    expect(() => new Deployment(broken as never).validate()).toThrow(/replicas/);
  });
});

describe('what a manifest refers to is there', () => {
  it('pods by their labels', () => {
    for (const { base, manifest } of all) {
      const spec = manifest.spec as
        | { selector?: Item & { matchLabels?: Item }; podSelector?: { matchLabels: Item } }
        | undefined;
      const selector = spec?.selector?.matchLabels ?? spec?.podSelector?.matchLabels ?? spec?.selector;
      if (selector === undefined) continue;
      const chosen = deployments.filter(
        (deployment) =>
          deployment.base === base &&
          Object.entries(selector).every(([key, value]) => deployment.labels[key] === value),
      );
      expect([manifest.kind, chosen.map(({ name }) => name)]).toEqual([manifest.kind, [manifest.metadata.name]]);
    }
  });

  it('ports of containers, by services, probes and network policies', () => {
    for (const { base, name, pod } of deployments) {
      const [{ ports = [], startupProbe, livenessProbe, readinessProbe }] = pod.containers;
      const service = named(base, 'Service', name) as
        | { spec: { ports: { port: number; targetPort: string }[] } }
        | undefined;
      const [port] = ports;
      expect(service?.spec.ports).toMatchObject([{ port: port?.containerPort, targetPort: port?.name }]);
      for (const probe of [startupProbe, livenessProbe, readinessProbe]) expect(probe?.httpGet.port).toBe(port?.name);
      expect(livenessProbe?.httpGet.path).toBe('/health');
      expect(readinessProbe?.httpGet.path).toBe(name === 'gateway' ? '/ready' : '/health');
      const policy = named(base, 'NetworkPolicy', name) as
        | { spec: { ingress: { ports: { port: number }[] }[] } }
        | undefined;
      expect(policy?.spec.ingress[0]?.ports).toMatchObject([{ port: port?.containerPort }]);
    }
  });

  it('volumes, maps, secrets, claims and accounts', () => {
    for (const { base, name, pod } of deployments) {
      const containers = [...pod.initContainers, ...pod.containers];
      const mounted = containers.flatMap(({ volumeMounts }) => volumeMounts.map((mount) => mount.name));
      expect([...new Set(mounted)].sort()).toEqual(pod.volumes.map((volume) => volume.name).sort());
      for (const { secret, configMap, persistentVolumeClaim } of pod.volumes) {
        if (secret) expect(GIVEN_SECRETS.map((kind) => `${name}-${kind}`)).toContain(secret.secretName);
        if (configMap) expect(GIVEN_MAPS).toContain(configMap.name);
        if (persistentVolumeClaim)
          expect(named(base, 'PersistentVolumeClaim', persistentVolumeClaim.claimName)).toBeDefined();
      }
      for (const { configMapRef } of pod.containers[0].envFrom ?? []) {
        const isThere =
          named(base, 'ConfigMap', configMapRef.name) !== undefined || GIVEN_MAPS.includes(configMapRef.name);
        expect([configMapRef.name, isThere]).toEqual([configMapRef.name, true]);
      }
      expect(named(base, 'ServiceAccount', pod.serviceAccountName)).toMatchObject({
        automountServiceAccountToken: false,
      });
    }
  });

  it('files that settings name, below a volume of the container', () => {
    for (const { base, name, pod } of deployments) {
      const places = pod.containers[0].volumeMounts.map(({ mountPath }) => mountPath);
      const paths = Object.values(settingsOf(base, name)).filter((value) => value.startsWith('/'));
      expect(paths.length).toBeGreaterThan(5);
      expect(paths.filter((path) => !places.some((place) => path === place || path.startsWith(`${place}/`)))).toEqual(
        [],
      );
    }
  });

  it('programs', () => {
    for (const { pod } of deployments) {
      const [{ command }] = pod.containers;
      expect(command.slice(0, -1)).toEqual(['node', '--import', 'tsx']);
      expect(existsSync(join(ROOT, command.at(-1) ?? ''))).toBe(true);
    }
  });
});

describe('every setting of a manifest', () => {
  it.each(deployments.map(({ base, name }) => [name, base]))(
    'is one that the process knows and takes: %s',
    (name, base) => {
      const { pod } = deployments.find((deployment) => deployment.base === base && deployment.name === name) ?? {};
      const [container] = pod?.containers ?? [];
      const given = (container?.envFrom ?? []).map(({ configMapRef }) => configMapRef.name);
      const addresses = given.map((map) => ADDRESSES[map] ?? {});
      const settings = Object.assign({}, settingsOf(base, name), ...addresses) as Record<string, string>;
      expect(faultsOfSettings(container?.command ?? [], settings)).toEqual([]);
    },
  );

  it('would be missed if it were misspelt', () => {
    const settings = { ...settingsOf('registry-kr', 'registry-kr'), LOG_LEVLE: 'info', ADMINISTRATION: 'ZZ' };
    const faults = faultsOfSettings(['node', 'subgraphs/aeo-registry/main.ts'], settings);
    expect(faults).toEqual(['LOG_LEVLE', expect.stringContaining('ADMINISTRATION')]);
  });
});

describe('a pod', () => {
  it('may do nothing that it need not', () => {
    for (const { pod } of deployments) {
      expect(pod.securityContext).toMatchObject({ runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } });
      expect(pod.automountServiceAccountToken).toBe(false);
      for (const { securityContext, resources } of [...pod.initContainers, ...pod.containers]) {
        expect(securityContext).toEqual({
          allowPrivilegeEscalation: false,
          readOnlyRootFilesystem: true,
          capabilities: { drop: ['ALL'] },
        });
        expect(resources.limits['memory']).toBeDefined();
        expect(resources.requests['cpu']).toBeDefined();
      }
    }
  });

  it('is given the time to finish what it has begun', () => {
    for (const { pod } of deployments) {
      const wait = Number(pod.containers[0].lifecycle?.preStop.exec.command[1]);
      expect(wait).toBeGreaterThan(0);
      expect(pod.terminationGracePeriodSeconds).toBeGreaterThan(wait + PATIENCE_MS / 1000);
    }
  });

  it('never makes a key by itself: each of its own is copied by name before it starts', () => {
    for (const { base, name, pod } of deployments) {
      const [keys] = pod.initContainers;
      const files = keys?.command.filter((part) => part.startsWith('/secrets/keys/')) ?? [];
      expect(files).toContain(`/secrets/keys/${name}.private.json`);
      expect(keys?.command.at(-1)).toBe(settingsOf(base, name)['KEYS_DIR']);
    }
  });
});

function settingsOf(base: string, name: string): Readonly<Record<string, string>> {
  return (named(base, 'ConfigMap', `${name}-settings`) as Manifest | undefined)?.data ?? {};
}
