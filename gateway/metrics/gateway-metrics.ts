import type { ServerResponse } from 'node:http';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Load } from '../limits/load.ts';
import type { CircuitPosition } from '../transport/circuit.ts';
import type { SubgraphCall } from '../transport/subgraph-transport.ts';
import type { WayState, Ways } from '../transport/ways.ts';

/** What the gateway counts, in Prometheus' exposition format. Labels never name an operator or a caller. */
export interface GatewayMetrics {
  readonly contentType: string;
  time(response: ServerResponse, work: () => Promise<void>): Promise<void>;
  countCall(call: SubgraphCall): void;
  /** Told of a supergraph that was offered while this one was in service: whether it took its place. */
  countSupergraph(outcome: 'IN_SERVICE' | 'REFUSED'): void;
  /** Shows how many streams are open, counted when it is asked for. */
  countStreams(count: () => number): void;
  render(): Promise<string>;
}

const BUCKETS_IN_SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5];

/** What is shown of each way at the moment somebody looks. */
const WAY_GAUGES: readonly (readonly [string, string, (state: WayState) => number])[] = [
  [
    'aeo_gateway_circuit',
    'Whether a subgraph is called: 0 closed (it is), 1 half open (one call is under way to see), 2 open (it is not).',
    ({ circuit }) => CIRCUIT_NUMBERS[circuit],
  ],
  ['aeo_gateway_subgraph_calls_under_way', 'Calls to a subgraph that are under way.', ({ underWay }) => underWay],
  ['aeo_gateway_subgraph_calls_queued', 'Calls to a subgraph that wait for their turn.', ({ queued }) => queued],
];

const CIRCUIT_NUMBERS = { CLOSED: 0, HALF_OPEN: 1, OPEN: 2 } as const satisfies Record<CircuitPosition, number>;

/** What is served now, asked when somebody looks. */
export interface ServedNow {
  /** Version of the supergraph. */
  version(): string;
  /** Engines of earlier ones that still have something under way. */
  draining(): number;
  /** How the ways to its subgraphs stand. */
  ways(): Pick<Ways, 'states'>;
}

/** Makes the metrics of one gateway; shown after them, those of services in the same process. */
export function createGatewayMetrics(further: readonly Registry[], load: Load, served: ServedNow): GatewayMetrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const requests = new Histogram({
    name: 'aeo_gateway_request_seconds',
    help: 'Time of a GraphQL request, by HTTP status.',
    labelNames: ['status'],
    buckets: BUCKETS_IN_SECONDS,
    registers: [registry],
  });
  const calls = new Histogram({
    name: 'aeo_gateway_subgraph_call_seconds',
    help: 'Time of a call to a subgraph that was made, by outcome: ANSWERED or a code of the error registry.',
    labelNames: ['subgraph', 'outcome'],
    buckets: BUCKETS_IN_SECONDS,
    registers: [registry],
  });
  const silences = new Counter({
    name: 'aeo_gateway_subgraph_silences_total',
    help: 'Calls to a subgraph that gave no answer.',
    labelNames: ['subgraph'],
    registers: [registry],
  });
  const refusals = new Counter({
    name: 'aeo_gateway_subgraph_calls_refused_total',
    help: 'Calls to a subgraph that were not made, by why: CIRCUIT_OPEN or TOO_MANY_CALLS.',
    labelNames: ['subgraph', 'why'],
    registers: [registry],
  });
  for (const [name, help, read] of WAY_GAUGES) {
    new Gauge({
      name,
      help,
      labelNames: ['subgraph'],
      registers: [registry],
      collect() {
        for (const [subgraph, state] of served.ways().states()) this.set({ subgraph }, read(state));
      },
    });
  }
  new Gauge({
    name: 'aeo_gateway_requests_under_way',
    help: 'GraphQL requests that are under way, those of all callers together.',
    registers: [registry],
    collect() {
      this.set(load.underWay());
    },
  });
  const offered = new Counter({
    name: 'aeo_gateway_supergraphs_total',
    help: 'Supergraphs that were offered to the running gateway, by outcome: IN_SERVICE or REFUSED.',
    labelNames: ['outcome'],
    registers: [registry],
  });
  for (const outcome of ['IN_SERVICE', 'REFUSED']) offered.inc({ outcome }, 0);
  new Gauge({
    name: 'aeo_gateway_supergraph',
    help: '1 for the version of the supergraph in service.',
    labelNames: ['version'],
    registers: [registry],
    collect() {
      this.reset();
      this.set({ version: served.version() }, 1);
    },
  });
  new Gauge({
    name: 'aeo_gateway_draining_engines',
    help: 'Engines of earlier supergraphs that still have something under way.',
    registers: [registry],
    collect() {
      this.set(served.draining());
    },
  });
  return {
    contentType: registry.contentType,
    async time(response, work) {
      const end = requests.startTimer();
      await work();
      end({ status: response.statusCode });
    },
    countCall({ subgraph, outcome, refusedBy, milliseconds }) {
      if (refusedBy === null) calls.observe({ subgraph, outcome }, milliseconds / 1000);
      else refusals.inc({ subgraph, why: refusedBy });
      if (outcome !== 'ANSWERED') silences.inc({ subgraph });
    },
    countSupergraph: (outcome) => offered.inc({ outcome }),
    countStreams(count) {
      new Gauge({
        name: 'aeo_gateway_open_streams',
        help: 'Operations that are answered as a stream, over either protocol.',
        registers: [registry],
        collect() {
          this.set(count());
        },
      });
    },
    async render() {
      const texts = await Promise.all([registry, ...further].map((one) => one.metrics()));
      return texts.join('\n');
    },
  };
}
