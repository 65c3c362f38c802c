import { VENDOR_REGISTRATION_SUBGRAPH } from '../../schema/contract/subgraph-names.ts';
import { meta, selectorOf } from './labels.ts';
import { type DeployedProcess, HUB_PROCESSES } from './processes.ts';

/** Label of the namespaces whose pods may bring in what comes from outside: officers, clients, other data centres. */
const INGRESS_NAMESPACE = { 'aeo-federation/ingress': 'allowed' };

/** Ports that a process calls beside those of the hub: TLS to other data centres and issuers, PostgreSQL, NATS. */
const OUTSIDE_PORTS = [443, 5432, 4222];

/** Who may call a process, and whom it may call; everything else is closed. */
export function networkPolicies(process: DeployedProcess): readonly object[] {
  const { name, port, calls } = process;
  const callers = HUB_PROCESSES.filter((other) => other.calls.includes(name)).map((other) => ({
    podSelector: selectorOf(other.name),
  }));
  const called = HUB_PROCESSES.includes(process) ? HUB_PROCESSES.filter((other) => calls.includes(other.name)) : [];
  return [
    {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: meta(name),
      spec: {
        podSelector: selectorOf(name),
        policyTypes: ['Ingress', 'Egress'],
        ingress: [
          {
            from: [
              ...(isReachedFromOutside(process) ? [{ namespaceSelector: { matchLabels: INGRESS_NAMESPACE } }] : []),
              ...callers,
            ],
            ports: [tcp(port)],
          },
        ],
        egress: [
          { ports: [tcp(53), { port: 53, protocol: 'UDP' }] },
          { ports: OUTSIDE_PORTS.map(tcp) },
          ...called.map((other) => ({ to: [{ podSelector: selectorOf(other.name) }], ports: [tcp(other.port)] })),
        ],
      },
    },
  ];
}

/** Clients and officers come from outside; so do registries, which pull events from recognition and mutual assistance. */
function isReachedFromOutside({ name }: DeployedProcess): boolean {
  return name !== VENDOR_REGISTRATION_SUBGRAPH;
}

function tcp(port: number) {
  return { port, protocol: 'TCP' };
}
