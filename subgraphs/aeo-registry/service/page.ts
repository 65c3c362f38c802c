import { accepted, badInput, type Result, refused } from '../../../schema/contract/result.ts';

/** Which page of a list is asked for. */
export interface PageRequest {
  readonly first: number;
  readonly after: string | undefined;
}

/** A page of a list in stable order. */
export interface Page<Node> {
  readonly edges: readonly { readonly cursor: string; readonly node: Node }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

/** Entries on one page at most. */
export const MAXIMUM_PAGE = 200;

/** The page asked for, with the position that the cursor stands for. */
export function readPage({ first, after }: PageRequest): Result<PageRequest> {
  if (first < 1) return badInput('first', 'AT_LEAST_1', 'A page has at least one entry.');
  if (first > MAXIMUM_PAGE) return refused('LIMIT_EXCEEDED', `A page has at most ${MAXIMUM_PAGE} entries (first).`);
  if (after === undefined) return accepted({ first, after });
  const position = Buffer.from(after, 'base64url').toString('utf8');
  if (position === '' || cursorOf(position) !== after) {
    return badInput('after', 'CURSOR', 'A cursor comes from `pageInfo` or an edge of the same list.');
  }
  return accepted({ first, after: position });
}

/** The page of entries of which one more than `first` was read, where there are more. */
export function pageOf<Node>(nodes: readonly Node[], first: number, positionOf: (node: Node) => string): Page<Node> {
  const edges = nodes.slice(0, first).map((node) => ({ cursor: cursorOf(positionOf(node)), node }));
  return { edges, pageInfo: { hasNextPage: nodes.length > first, endCursor: edges.at(-1)?.cursor ?? null } };
}

function cursorOf(position: string): string {
  return Buffer.from(position, 'utf8').toString('base64url');
}
