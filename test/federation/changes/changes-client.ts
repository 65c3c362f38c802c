import type { HttpAnswer, TestFederation } from '../../support/federation.ts';

/** An entry of a feed, as a client sees it. */
export interface SeenChange {
  readonly cursor: string;
  readonly at: string;
  readonly kind: string;
  readonly operator: { readonly tin: string };
}

export interface SeenPage {
  readonly changes: readonly SeenChange[];
  readonly endCursor: string;
  readonly hasNextPage: boolean;
}

export interface ChangeFilters {
  readonly first?: number;
  readonly tins?: readonly string[];
  readonly administrations?: readonly string[];
}

interface ChangesData {
  readonly recognitionChanges: {
    readonly edges: readonly { readonly cursor: string; readonly node: SeenChange }[];
    readonly pageInfo: { readonly endCursor: string; readonly hasNextPage: boolean };
  };
}

const CHANGES = `query Changes($after: Cursor, $first: Int, $tins: [String!], $administrations: [ID!]) {
  recognitionChanges(after: $after, first: $first, tins: $tins, administrations: $administrations) {
    edges { cursor node { cursor at kind operator { tin } } }
    pageInfo { endCursor hasNextPage }
  }
}`;
const ASK = `query Ask($questions: [RecognitionQuestion!]!) {
  recognitions(questions: $questions) { decision { outcome reasons } }
}`;

/** Asks for one page, whatever the answer. */
export function askForChanges(
  federation: TestFederation,
  administration: string,
  after: string | null,
  filters: ChangeFilters = {},
): Promise<HttpAnswer<ChangesData>> {
  return federation.ask<ChangesData>(administration, CHANGES, { after, ...filters });
}

/** One page, where there is one. */
export async function pageOfChanges(
  federation: TestFederation,
  administration: string,
  after: string | null,
  filters: ChangeFilters = {},
): Promise<SeenPage> {
  const { data, errors } = await askForChanges(federation, administration, after, filters);
  if (errors.length > 0) throw new TypeError(JSON.stringify(errors));
  const { edges, pageInfo } = data.recognitionChanges;
  if (edges.some(({ cursor, node }) => cursor !== node.cursor)) throw new TypeError('an edge has another cursor');
  return { changes: edges.map(({ node }) => node), ...pageInfo };
}

/** Everything behind a cursor, page after page. */
export async function changesAfter(
  federation: TestFederation,
  administration: string,
  after: string | null,
  filters: ChangeFilters = {},
): Promise<SeenPage> {
  const page = await pageOfChanges(federation, administration, after, filters);
  if (!page.hasNextPage) return page;
  const rest = await changesAfter(federation, administration, page.endCursor, filters);
  return { ...rest, changes: [...page.changes, ...rest.changes] };
}

/** Waits until the feed has so many entries behind the cursor; registries are asked for what is new every second. */
export async function waitForChanges(
  federation: TestFederation,
  administration: string,
  after: string | null,
  count: number,
): Promise<SeenPage> {
  for (let tries = 0; tries < 200; tries += 1) {
    const page = await changesAfter(federation, administration, after);
    if (page.changes.length >= count) return page;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new TypeError(`${administration} has seen fewer than ${count} changes`);
}

/** What an administration is told when it asks about the operators now. */
export async function decisionsOn(
  federation: TestFederation,
  administration: string,
  tins: readonly string[],
): Promise<readonly { readonly outcome: string; readonly reasons: readonly string[] }[]> {
  const questions = tins.map((tin) => ({ tin, role: 'EXPORTER' }));
  const { data, errors } = await federation.ask<{
    recognitions: { decision: { outcome: string; reasons: string[] } }[];
  }>(administration, ASK, { questions });
  if (errors.length > 0) throw new TypeError(JSON.stringify(errors));
  return data.recognitions.map(({ decision }) => decision);
}

/** Changes something at a registry's officer endpoint. */
export async function atTheRegistry(
  federation: TestFederation,
  administration: string,
  mutation: string,
  variables: Readonly<Record<string, unknown>>,
): Promise<void> {
  const { errors } = await federation.askOfficer(administration, mutation, variables);
  if (errors.length > 0) throw new TypeError(JSON.stringify(errors));
}

/** The number of the operator's first authorization, and the version to be named with the next act. */
export async function standing(
  federation: TestFederation,
  administration: string,
  tin: string,
): Promise<{ readonly number: string; readonly version: number }> {
  const { data, errors } = await federation.askOfficer<{
    operator: { version: number; record: { authorizations: { number: string }[] } };
  }>(administration, 'query($tin: TIN!) { operator(tin: $tin) { version record { authorizations { number } } } }', {
    tin,
  });
  if (errors.length > 0) throw new TypeError(JSON.stringify(errors));
  const { version, record } = data.operator;
  return { version, number: record.authorizations[0]?.number ?? '' };
}
