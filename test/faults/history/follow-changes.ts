import type { Client } from './client.ts';
import type { Journal } from './journal.ts';

const CHANGES = `query ($after: Cursor) {
  recognitionChanges(after: $after, first: 50) {
    edges { node { at kind operator { tin } } } pageInfo { endCursor } } }`;

interface Changes {
  readonly recognitionChanges: {
    readonly edges: readonly {
      readonly node: { readonly at: string; readonly kind: string; readonly operator: { readonly tin: string } };
    }[];
    readonly pageInfo: { readonly endCursor: string };
  } | null;
}

/** Whoever keeps a copy for an administration. */
export interface Follower {
  /** Goes on behind its cursor; where no answer comes it asks from there again. Gives how much was new. */
  readOn(): Promise<number>;
}

export function createFollower(client: Client, asking: string, journal: Journal): Follower {
  let after: string | null = null;
  return {
    async readOn() {
      const { data, ending } = await client.ask<Changes>(asking, CHANGES, { after });
      if (ending !== 'ACKNOWLEDGED' || data?.recognitionChanges == null) return 0;
      const { edges, pageInfo } = data.recognitionChanges;
      const seen = edges.map(({ node: { at, kind, operator } }) => {
        return { asking, tin: operator.tin, isOwn: kind !== 'OPERATOR_CHANGED', at: Date.parse(at) };
      });
      journal.changes.push(...seen);
      after = pageInfo.endCursor;
      return seen.length;
    },
  };
}
