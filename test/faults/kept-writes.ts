import { ADMINISTRATIONS } from '../../schema/administrations.ts';
import type { StartedProcess } from '../support/npm-start.ts';

interface Edges {
  readonly edges: readonly { readonly node: { readonly id: string } }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

const LISTS = {
  registrations:
    'query List($after: Cursor) { list: vendorRegistrations(first: 100, after: $after) { edges { node { id } } pageInfo { hasNextPage endCursor } } }',
  assistanceRequests:
    'query List($after: Cursor) { list: assistanceRequests(first: 100, after: $after) { edges { node { id } } pageInfo { hasNextPage endCursor } } }',
} as const;
const OPERATORS =
  'query List($after: Cursor) { list: operators(first: 200, after: $after) { edges { node { id: tin } } pageInfo { hasNextPage endCursor } } }';

/** Ids of everything that the administration sees in a list of the gateway. */
export function idsOf(process: StartedProcess, administration: string, list: keyof typeof LISTS): Promise<string[]> {
  return allPages((after) => process.ask<{ list: Edges }>(administration, LISTS[list], { after }));
}

/** TINs of every registry that runs, in order of administration. */
export async function operatorsOf(process: StartedProcess): Promise<Map<string, string[]>> {
  const { readiness } = await process.ready;
  const running = ADMINISTRATIONS.filter(({ code }) => readiness.registries[code] === 'AVAILABLE');
  const tins = new Map<string, string[]>();
  for (const { code } of running) {
    tins.set(code, await allPages((after) => process.askOfficer<{ list: Edges }>(code, OPERATORS, { after })));
  }
  return tins;
}

/** The consultation numbers that cannot be looked up any more. */
export async function lostConsultations(
  process: StartedProcess,
  administration: string,
  numbers: readonly string[],
): Promise<string[]> {
  const lost: string[] = [];
  for (let start = 0; start < numbers.length; start += 40) {
    const some = numbers.slice(start, start + 40);
    const lookups = some.map((number, index) => `c${index}: consultation(number: "${number}") { number }`);
    const { data } = await process.ask<Record<string, unknown>>(administration, `query Look { ${lookups.join(' ')} }`);
    lost.push(...some.filter((_number, index) => data[`c${index}`] == null));
  }
  return lost;
}

async function allPages(ask: (after: string | null) => Promise<{ data: { list: Edges } }>): Promise<string[]> {
  const ids: string[] = [];
  let after: string | null = null;
  do {
    const { edges, pageInfo }: Edges = (await ask(after)).data.list;
    ids.push(...edges.map(({ node }) => node.id));
    after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
  } while (after !== null);
  return ids;
}
