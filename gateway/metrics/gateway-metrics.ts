import type { ServerResponse } from 'node:http';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { SubgraphCall } from '../transport/subgraph-transport.ts';

/** What the gateway counts, in Prometheus' exposition format. Labels never name an operator or a caller. */
export interface GatewayMetrics {
  readonly contentType: string;
  time(response: ServerResponse, work: () => Promise<void>): Promise<void>;
  countCall(call: SubgraphCall): void;
  /** Shows how many streams are open, counted when it is asked for. */
  countStreams(count: () => number): void;
  render(): Promise<string>;
}

const BUCKETS_IN_SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5];

/** Makes the metrics of one gateway; shown after them, those of services in the same process. */
export function createGatewayMetrics(further: readonly Registry[] = []): GatewayMetrics {
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
    help: 'Time of a call to a subgraph, by outcome: ANSWERED or a code of the error registry.',
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
  return {
    contentType: registry.contentType,
    async time(response, work) {
      const end = requests.startTimer();
      await work();
      end({ status: response.statusCode });
    },
    countCall({ subgraph, outcome, milliseconds }) {
      calls.observe({ subgraph, outcome }, milliseconds / 1000);
      if (outcome !== 'ANSWERED') silences.inc({ subgraph });
    },
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
