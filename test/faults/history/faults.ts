import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import type { NatsServer } from '../../support/nats-server.ts';
import { type FederationProcesses, PROCESSES } from './federation-processes.ts';
import type { Outage } from './journal.ts';

/** What can befall a federation while it works. */
export interface Fault {
  readonly name: string;
  /** How often it comes in a deck. */
  readonly cards: number;
  /** Lets it happen and waits until all is there again; gives who was gone, and when. */
  befall(): Promise<readonly Outage[]>;
}

/** Chance of a second process that dies with the first. */
const TOGETHER = 0.2;

/** One round: kills a process, or two at once, and starts them again. */
export function killOf(processes: FederationProcesses, name: string, random: () => number): Fault {
  return {
    name,
    cards: 1,
    async befall() {
      const others = PROCESSES.filter((other) => other !== name);
      const second = random() < TOGETHER ? others[Math.floor(random() * others.length)] : undefined;
      const killed = second === undefined ? [name] : [name, second];
      return Promise.all(
        killed.map(async (one) => {
          const began = Date.now();
          await processes.kill(one);
          await processes.start(one);
          return { process: one, began, ended: Date.now() };
        }),
      );
    },
  };
}

/** Ends every connection to the PostgreSQL database at once, as a restart of the server does to its clients. */
export function lostConnections(databaseUrl: string): Fault {
  return {
    name: 'database',
    cards: 2,
    async befall() {
      const client = new pg.Client({ connectionString: databaseUrl });
      await client.connect();
      const began = Date.now();
      await client.query(
        'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()',
      );
      await client.end();
      return [{ process: null, began, ended: Date.now() }];
    },
  };
}

/** Kills the broker of events and starts it again on its files. No question needs it: nothing may be in doubt meanwhile. */
export function lostBroker(broker: NatsServer, random: () => number): Fault {
  return {
    name: 'nats',
    cards: 2,
    async befall() {
      const began = Date.now();
      await broker.kill();
      await delay(random() * 2_000);
      await broker.start();
      return [{ process: 'nats', began, ended: Date.now() }];
    },
  };
}

/** All faults that the engine can have, each process one. */
export function faultsOf(
  processes: FederationProcesses,
  { databaseUrl, broker }: { readonly databaseUrl?: string | undefined; readonly broker?: NatsServer | undefined },
  random: () => number,
): readonly Fault[] {
  const kills = PROCESSES.map((name) => killOf(processes, name, random));
  return [
    ...kills,
    ...(databaseUrl === undefined ? [] : [lostConnections(databaseUrl)]),
    ...(broker === undefined ? [] : [lostBroker(broker, random)]),
  ];
}

/** Gives one fault after another like cards of a shuffled deck, so that each comes before one comes again. */
export function deckOf(faults: readonly Fault[], random: () => number): () => Fault {
  let deck: Fault[] = [];
  return () => {
    if (deck.length === 0) deck = faults.flatMap((fault) => Array.from({ length: fault.cards }, () => fault));
    const [drawn] = deck.splice(Math.floor(random() * deck.length), 1);
    return drawn as Fault;
  };
}
