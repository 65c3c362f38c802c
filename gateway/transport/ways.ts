import { administrationOfSubgraph } from '../../schema/contract/subgraph-names.ts';
import { LinkFailure, type SubgraphLink } from '../../schema/link/subgraph-link.ts';
import type { SubgraphLinks } from './addressed-links.ts';
import { CallRefused } from './call-refused.ts';
import { type CircuitPosition, createCircuit } from './circuit.ts';
import type { TransportSettings } from './transport-settings.ts';
import { createTurns } from './turns.ts';

/** How the calls to one subgraph stand. */
export interface WayState {
  readonly circuit: CircuitPosition;
  readonly underWay: number;
  readonly queued: number;
}

/** The way to one subgraph: bounded, under a deadline, and closed while nobody is at its end. */
export interface Way {
  state(): WayState;
  /** Makes the call with what is left of its deadline, in ms; rejects with LinkFailure or CallRefused. */
  send<T>(call: Call<T>): Promise<T>;
}

type Call<T> = (link: SubgraphLink, timeoutMs: number) => Promise<T>;

/** The ways of one engine. */
export interface Ways {
  to(subgraph: string): Way;
  /** Those that were taken so far, by subgraph. */
  states(): ReadonlyMap<string, WayState>;
  close(): void;
}

/** How long a subgraph may take to say that it is well, in ms. */
const PROBE_TIMEOUT_MS = 1_000;

/** `links`: by subgraph name, as they are when a call is made; one without a link is silent. */
export function createWays(links: SubgraphLinks, settings: TransportSettings): Ways {
  const ways = new Map<string, Way & { close(): void }>();

  function open(subgraph: string): Way & { close(): void } {
    const isRegistry = administrationOfSubgraph(subgraph) !== undefined;
    const deadlineMs =
      settings.timeoutsMs.get(subgraph) ?? (isRegistry ? settings.registryTimeoutMs : settings.serviceTimeoutMs);
    const turns = createTurns(isRegistry ? settings.registryCalls : settings.serviceCalls, settings.queueMs);
    const circuit = createCircuit(async () => linkTo(subgraph).probe(PROBE_TIMEOUT_MS), settings);
    return {
      state: () => ({ circuit: circuit.position(), underWay: turns.underWay(), queued: turns.queued() }),
      async send(call) {
        const link = linkTo(subgraph);
        // Asked before the turn too: nobody queues behind calls that are not going to be answered.
        if (circuit.refuses()) throw new CallRefused('CIRCUIT_OPEN');
        return turns.take(() => circuit.call(() => sendOrSendAgain(call, link, deadlineMs)));
      },
      close: circuit.close,
    };
  }

  function linkTo(subgraph: string): SubgraphLink {
    const link = links.get(subgraph);
    if (link === undefined) throw new LinkFailure('UNAVAILABLE');
    return link;
  }

  function to(subgraph: string): Way & { close(): void } {
    const known = ways.get(subgraph) ?? open(subgraph);
    ways.set(subgraph, known);
    return known;
  }

  return {
    to,
    states: () => new Map([...ways].map(([subgraph, way]) => [subgraph, way.state()])),
    close() {
      for (const way of ways.values()) way.close();
    },
  };
}

/**
 * Only what was certainly not sent is sent again, once, with an assertion of its own: each answer of a registry is an entry
 * in its ledger, so that a second question after a lost answer would tell twice what was asked once. For the same reason
 * nothing is asked twice to have the faster answer (docs/decisions/0014-transport.md).
 */
async function sendOrSendAgain<T>(call: Call<T>, link: SubgraphLink, deadlineMs: number): Promise<T> {
  const begin = performance.now();
  try {
    return await call(link, deadlineMs);
  } catch (error) {
    const leftMs = Math.floor(deadlineMs - (performance.now() - begin));
    if (!(error instanceof LinkFailure) || error.kind !== 'NOT_SENT' || leftMs <= 0) throw error;
    return call(link, leftMs);
  }
}
