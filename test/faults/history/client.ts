import { setTimeout as delay } from 'node:timers/promises';
import { GATEWAY_SCOPES, REGISTRY_SCOPES } from '../../../schema/contract/scopes.ts';
import { registrySubgraph } from '../../../schema/contract/subgraph-names.ts';
import { seededRandom } from '../../../scripts/measure/seeded-random.ts';
import { demonstrationToken } from '../../../scripts/start/demonstration-token.ts';
import { DEMONSTRATION_ISSUER } from '../../../scripts/start/trust-store.ts';
import { type FederationProcesses, GATEWAYS, type Home } from './federation-processes.ts';
import type { Ending, Interval } from './journal.ts';

/** An answer as its client sees it; `data` is undefined where none came. */
export interface TimedAnswer<Data> extends Interval {
  readonly data: Data | undefined;
  readonly ending: Ending;
  /** The process that was asked. */
  readonly door: string;
}

/** One client of a history, with chances of its own. */
export interface Client {
  /** From 0 to 1, the same for the same seed and name. */
  random(): number;
  pick<Item>(items: readonly Item[]): Item;
  /** Asks at one of the gateways, whichever chance gives. */
  ask<Data>(administration: string, query: string, variables: object): Promise<TimedAnswer<Data>>;
  /** Asks at the officer endpoint of a registry. */
  officer<Data>(home: Home, query: string, variables: object): Promise<TimedAnswer<Data>>;
  /** Does it again and again until the run is over, with a pause between. */
  repeat(act: () => Promise<void>): Promise<void>;
}

/** Whether the clients go on. */
export interface Running {
  isOver: boolean;
  /** Milliseconds between two operations of a client, at most. */
  readonly pauseMs: number;
}

/** Codes by which a write is refused for what it says: it was not done. All others leave open whether it was. */
const REFUSALS: readonly string[] = ['ILLEGAL_TRANSITION', 'VERSION_CONFLICT'];
/** Codes of a fault on the way. Anything else would be a fault of the client. */
const FAULTS: readonly string[] = ['INTERNAL', 'REGISTRY_UNAVAILABLE', 'REGISTRY_TIMEOUT', 'SERVICE_UNAVAILABLE'];

/** Longer than any deadline on the way, so that a slow machine is no fault. */
const PATIENCE_MS = 120_000;

/** Makes a client; equal names under equal seeds make equal choices. */
export function createClient(processes: FederationProcesses, running: Running, seed: number, name: string): Client {
  const random = seededRandom([...name].reduce((sum, sign) => Math.imul(sum, 31) + sign.charCodeAt(0), seed));
  const tokens = new Map<string, Promise<string>>();
  const pick = <Item>(items: readonly Item[]): Item => items[Math.floor(random() * items.length)] as Item;

  function tokenOf(administration: string, isOfficer: boolean): Promise<string> {
    const key = `${administration} ${isOfficer}`;
    const issuer = processes.trustStore.signerOf(DEMONSTRATION_ISSUER);
    const scopes = isOfficer ? REGISTRY_SCOPES : GATEWAY_SCOPES;
    const token = tokens.get(key) ?? demonstrationToken(issuer, administration, scopes, new Date());
    tokens.set(key, token);
    return token;
  }

  async function post<Data>(door: string, path: string, token: string, body: object): Promise<TimedAnswer<Data>> {
    const began = Date.now();
    const done = (ending: Ending, data?: Data) => ({ began, ended: Date.now(), ending, data, door });
    let answer: WireAnswer<Data>;
    try {
      const response = await fetch(processes.urlOf(door) + path, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          authorization: `Bearer ${token}`,
          'purpose-of-use': 'IMPORT_CLEARANCE',
        },
        body: JSON.stringify(body),
        signal: AbortSignal.timeout(PATIENCE_MS),
      });
      answer = (await response.json()) as WireAnswer<Data>;
    } catch {
      const unanswered = done('UNKNOWN');
      // Whoever met a closed door does not knock at full speed.
      await delay(running.pauseMs);
      return unanswered;
    }
    const codes = (answer.errors ?? []).map(({ extensions }) => extensions.code);
    const strange = codes.find((code) => !REFUSALS.includes(code) && !FAULTS.includes(code));
    if (strange !== undefined) throw new Error(`${door} answers ${JSON.stringify(answer.errors)}`);
    if (codes.some((code) => FAULTS.includes(code))) return done('UNKNOWN', answer.data);
    return done(codes.length > 0 ? 'REFUSED' : 'ACKNOWLEDGED', answer.data);
  }

  return {
    random,
    pick,
    async ask(administration, query, variables) {
      return post(pick(GATEWAYS), '/graphql', await tokenOf(administration, false), { query, variables });
    },
    async officer(home, query, variables) {
      return post(registrySubgraph(home), '/officer/graphql', await tokenOf(home, true), { query, variables });
    },
    async repeat(act) {
      while (!running.isOver) {
        await act();
        await delay(random() * running.pauseMs);
      }
    },
  };
}

interface WireAnswer<Data> {
  readonly data?: Data;
  readonly errors?: readonly { readonly extensions: { readonly code: string } }[];
}
