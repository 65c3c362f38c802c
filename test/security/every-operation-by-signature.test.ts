import { readdirSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { buildSchema, Kind, parse } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CALLER_ASSERTION_HEADER } from '../../schema/contract/caller.ts';
import { administrationOfSubgraph, HUB_SUBGRAPHS, registrySubgraph } from '../../schema/contract/subgraph-names.ts';
import { signCallerAssertion } from '../../schema/trust/caller-assertion.ts';
import { DEMONSTRATION_ISSUER, GATEWAY } from '../../scripts/start/trust-store.ts';
import { startFederation, type TestFederation } from '../support/federation.ts';
import { callerOf } from '../support/parties.ts';
import { ROOT_FIELDS } from './every-field/access-of-the-api.ts';
import { operationOf } from './every-field/operations.ts';

const SUBGRAPHS = new URL('../../schema/subgraphs/', import.meta.url);
const schema = buildSchema(readFileSync(new URL('../../schema/api.graphql', import.meta.url), 'utf8'));
const documents = new Map(
  readdirSync(SUBGRAPHS).map((file) => [
    basename(file, '.graphql'),
    parse(readFileSync(new URL(file, SUBGRAPHS), 'utf8')),
  ]),
);

/** Besides the gateway: the two services that ask each other, each in the name of the caller whom it answers. */
const BELIEVED: Readonly<Record<string, readonly string[]>> = {
  'vendor-registration': ['mutual-assistance'],
  'mutual-assistance': ['vendor-registration'],
};

/** Each operation of a subgraph; of a registry, which has no root fields, the entity with all that is its own. */
const OPERATIONS: readonly (readonly [string, string, string])[] = [...documents].flatMap(([subgraph, document]) => {
  const administration = administrationOfSubgraph(subgraph);
  if (administration !== undefined) {
    const type = document.definitions.find(
      (node) => node.kind === Kind.OBJECT_TYPE_DEFINITION && node.name.value.endsWith('Operator'),
    );
    const name = type?.kind === Kind.OBJECT_TYPE_DEFINITION ? type.name.value : '';
    const query = `{ _entities(representations: [{ __typename: "${name}", tin: "X" }]) { ... on ${name} { tin } } }`;
    return [[subgraph, '_entities', JSON.stringify({ query })] as const];
  }
  return document.definitions.flatMap((node) => {
    const isRoot = node.kind === Kind.OBJECT_TYPE_DEFINITION && /^(Query|Mutation|Subscription)$/.test(node.name.value);
    return (isRoot ? (node.fields ?? []) : []).map((field) => {
      const name = `${isRoot ? node.name.value : ''}.${field.name.value}`;
      const { query, variables } = operationOf(schema, [name], undefined, {});
      return [subgraph, name, JSON.stringify({ query, variables })] as const;
    });
  });
});

let federation: TestFederation;
beforeAll(async () => {
  federation = await startFederation();
});
afterAll(() => federation.stop());

/** The first code of the answer, or ANSWERED. */
async function send(subgraph: string, body: string, signature: string | undefined): Promise<string> {
  const headers = signature === undefined ? {} : { [CALLER_ASSERTION_HEADER]: signature };
  const link = federation.embedded.links.get(subgraph);
  const text = body.includes('"subscription')
    ? await firstOf(link?.stream?.({ headers, body, silenceMs: 10_000, signal: AbortSignal.timeout(10_000) }))
    : await link?.request({ headers, body, timeoutMs: 10_000 });
  const { errors } = JSON.parse(text ?? '') as { errors?: [{ extensions: { code: string } }] };
  return errors?.[0].extensions.code ?? 'ANSWERED';
}

/** What a stream says first; it is left then. */
async function firstOf(stream: AsyncIterable<string> | undefined): Promise<string | undefined> {
  for await (const text of stream ?? []) return text;
  return undefined;
}

function sign(party: string, subgraph: string, body: string): Promise<string> {
  const signer = federation.embedded.trustStore.signerOf(party);
  return signCallerAssertion(signer, callerOf('EU'), { subgraph, body }, new Date());
}

describe.each(OPERATIONS)('%s %s', (subgraph, _name, body) => {
  test('is answered to the gateway’s signature, to no other party’s, and to nobody without one', async () => {
    const parties = [...HUB_SUBGRAPHS, registrySubgraph('EU'), registrySubgraph('KR'), DEMONSTRATION_ISSUER];
    const others = parties.filter((party) => !BELIEVED[subgraph]?.includes(party));
    for (const party of others) {
      expect([party, await send(subgraph, body, await sign(party, subgraph, body))]).toEqual([
        party,
        'UNAUTHENTICATED',
      ]);
    }
    expect(await send(subgraph, body, undefined)).toBe('UNAUTHENTICATED');
    expect(await send(subgraph, body, await sign(GATEWAY, subgraph, body))).not.toBe('UNAUTHENTICATED');
  });
});

test('every operation of the API stands here', () => {
  const names = OPERATIONS.map(([, name]) => name).filter((name) => name !== '_entities');
  expect(names.sort()).toEqual(ROOT_FIELDS.map(({ name }) => name).sort());
});
