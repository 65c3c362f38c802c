import type { GraphQLSchema } from 'graphql';
import type { ClosedEngine } from './closed-engine.ts';
import type { Engine } from './engine.ts';
import { readSupergraph, type Supergraph } from './supergraph/read-supergraph.ts';
import { faultOfTrial } from './supergraph/try-engine.ts';
import type { SubgraphLinks } from './transport/addressed-links.ts';
import type { Ways } from './transport/ways.ts';

/** The engine for as long as one request or subscription uses it. */
export interface EngineUse {
  readonly engine: Engine;
  /** Said once, at the end of the answer or of the stream. */
  leave(): void;
}

/** What became of a supergraph that was offered: `faults` is empty where it is in service. */
export interface Replacement {
  readonly version: string | undefined;
  readonly faults: readonly string[];
}

/** The engine in service, and those before it that finish what they have begun. */
export interface EngineSwitch {
  /** The supergraph in service. */
  supergraph(): Supergraph;
  schema(): GraphQLSchema;
  /** Its links to the subgraphs, and how they stand. */
  links(): SubgraphLinks;
  ways(): Pick<Ways, 'states'>;
  /** Engines of earlier supergraphs that still have something under way. */
  draining(): number;
  enter(): EngineUse;
  /** Builds an engine for it beside the one in service, tries it, and puts it in its place; or says why not. */
  replace(sdl: string): Promise<Replacement>;
  stop(): Promise<void>;
}

/**
 * How long an engine may finish what it has begun, in ms. Requests end long before; a subscription that is cut off then goes on
 * by its cursor.
 */
const DRAIN_MS = 5 * 60_000;

interface Serving {
  readonly supergraph: Supergraph;
  readonly closed: ClosedEngine;
  underWay: number;
  /** Set once another has taken its place. */
  whenIdle?: () => void;
}

/** Starts with a supergraph; throws with every fault where it cannot be served. */
export async function createEngineSwitch(
  first: string,
  build: (supergraph: Supergraph) => ClosedEngine,
  drainMs = DRAIN_MS,
): Promise<EngineSwitch> {
  const finishing = new Set<Promise<void>>();
  const begun = await begin(first, build);
  if ('faults' in begun) throw new TypeError(`The supergraph cannot be served:\n  ${begun.faults.join('\n  ')}`);
  let serving = begun;
  let last: Promise<unknown> = Promise.resolve();
  const stopping = new AbortController();

  async function replaceNow(sdl: string): Promise<Replacement> {
    if (sdl === serving.supergraph.sdl) return { version: serving.supergraph.version, faults: [] };
    const next = await begin(sdl, build);
    if ('faults' in next) return { version: undefined, faults: next.faults };
    const before = serving;
    serving = next;
    const finished = finish(before, drainMs, stopping.signal).finally(() => finishing.delete(finished));
    finishing.add(finished);
    return { version: next.supergraph.version, faults: [] };
  }

  return {
    supergraph: () => serving.supergraph,
    schema: () => serving.closed.engine.schema,
    links: () => serving.closed.links,
    ways: () => serving.closed.ways,
    draining: () => finishing.size,
    enter() {
      const used = serving;
      used.underWay += 1;
      let isLeft = false;
      return {
        engine: used.closed.engine,
        leave() {
          if (isLeft) return;
          isLeft = true;
          used.underWay -= 1;
          if (used.underWay === 0) used.whenIdle?.();
        },
      };
    },
    replace(sdl) {
      const replaced = last.then(() => replaceNow(sdl));
      last = replaced.catch(() => undefined);
      return replaced;
    },
    async stop() {
      await last;
      stopping.abort();
      await Promise.all(finishing);
      await serving.closed.stop();
    },
  };
}

async function begin(
  sdl: string,
  build: (supergraph: Supergraph) => ClosedEngine,
): Promise<Serving | { readonly faults: readonly string[] }> {
  const read = readSupergraph(sdl);
  if (!read.ok) return { faults: read.faults };
  const { supergraph } = read;
  let closed: ClosedEngine | undefined;
  try {
    closed = build(supergraph);
    const fault = await faultOfTrial(closed.engine, closed.asked);
    if (fault === undefined) {
      closed.open();
      return { supergraph, closed, underWay: 0 };
    }
    await closed.stop();
    return { faults: [fault] };
  } catch (error) {
    await closed?.stop();
    return { faults: [error instanceof Error ? error.message : String(error)] };
  }
}

/** Waits until nothing is under way, or the time is over, or everything stops; then the engine is gone. */
async function finish(serving: Serving, drainMs: number, stopping: AbortSignal): Promise<void> {
  if (serving.underWay > 0) {
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, drainMs);
      timer.unref();
      serving.whenIdle = () => {
        clearTimeout(timer);
        resolve();
      };
      stopping.addEventListener('abort', () => resolve(), { once: true });
      if (stopping.aborted) resolve();
    });
  }
  await serving.closed.stop();
}
