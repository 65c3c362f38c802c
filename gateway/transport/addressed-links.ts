import type { SubgraphLink } from '../../schema/link/subgraph-link.ts';

/** Ways to subgraphs by name; one without a link is silent. */
export interface SubgraphLinks {
  get(subgraph: string): SubgraphLink | undefined;
}

/** The links of one supergraph, for as long as anything under way may need them. */
export interface LinksInUse extends SubgraphLinks {
  /** Ends the use: a link that nobody else uses is closed. */
  release(): Promise<void>;
}

/** Links by address, shared by the supergraphs that name the same one. */
export interface AddressedLinks {
  /** Links to these addresses, and for every other subgraph those of the installation. Throws where one cannot be opened. */
  use(addresses: ReadonlyMap<string, string>): LinksInUse;
}

/** Opens links on demand: connections to a registry that stays where it is outlive a change of the supergraph. */
export function createAddressedLinks(
  own: SubgraphLinks,
  open: (url: string, subgraph: string) => SubgraphLink,
): AddressedLinks {
  const opened = new Map<string, { readonly link: SubgraphLink; users: number }>();

  async function leave(url: string): Promise<void> {
    const used = opened.get(url);
    if (used === undefined) return;
    used.users -= 1;
    if (used.users > 0) return;
    opened.delete(url);
    await used.link.close();
  }

  return {
    use(addresses) {
      const links = new Map<string, SubgraphLink>();
      const taken: string[] = [];
      try {
        for (const [subgraph, url] of addresses) {
          const used = opened.get(url) ?? { link: open(url, subgraph), users: 0 };
          used.users += 1;
          opened.set(url, used);
          taken.push(url);
          links.set(subgraph, used.link);
        }
      } catch (error) {
        for (const url of taken) void leave(url);
        throw error;
      }
      return {
        get: (subgraph) => links.get(subgraph) ?? own.get(subgraph),
        async release() {
          await Promise.all(taken.splice(0).map(leave));
        },
      };
    },
  };
}
