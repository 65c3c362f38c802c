import { LinkFailure, type SubgraphLink } from '../../schema/link/subgraph-link.ts';

/** A link that is handed out before its other end runs, so that two services can be given each other. */
export interface LateLink extends SubgraphLink {
  bind(link: SubgraphLink): void;
}

/** Silent until it is bound. */
export function createLateLink(): LateLink {
  let bound: SubgraphLink | undefined;
  const get = (): SubgraphLink => {
    if (bound === undefined) throw new LinkFailure('UNAVAILABLE');
    return bound;
  };
  return {
    bind(link) {
      bound = link;
    },
    request: async (request) => get().request(request),
    events: async (request) => get().events(request),
    probe: async (timeoutMs) => get().probe(timeoutMs),
    close: async () => bound?.close(),
  };
}
