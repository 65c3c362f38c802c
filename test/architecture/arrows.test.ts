import { describe, expect, it } from 'vitest';
import { forbiddenImports, type Import, SOURCES, type Source, sourcesBelow } from './sources.ts';

/** The subgraph that a path belongs to; undefined outside `subgraphs/`. */
function subgraphOf(path: string): string | undefined {
  return /^subgraphs\/([^/]+)\//.exec(path)?.[1];
}

/** The folder inside the subgraph: domain, service, store, graphql, profiles; undefined for its assembly and outside. */
function roomOf(path: string): string | undefined {
  return /^subgraphs\/[^/]+\/([^/]+)\//.exec(path)?.[1];
}

/** The files of one room of every subgraph; the runtime is none of them. */
function room(name: string): readonly Source[] {
  return SOURCES.filter(({ path }) => subgraphOf(path) !== 'runtime' && roomOf(path) === name);
}

const leadsTo =
  (...folders: readonly string[]) =>
  ({ target, isOurs }: Import) =>
    isOurs && folders.some((folder) => target.startsWith(`${folder}/`));

/** True where an import stays in its subgraph and leads to one of the rooms. */
const leadsToRoom =
  (...rooms: readonly string[]) =>
  ({ target, isOurs }: Import, { path }: Source) =>
    isOurs && subgraphOf(target) === subgraphOf(path) && rooms.includes(roomOf(target) ?? '');

describe('arrows between folders', () => {
  it('are read from real import lines', () => {
    const gateway = SOURCES.find(({ path }) => path === 'gateway/gateway.ts');
    expect(gateway?.imports.map(({ target }) => target)).toEqual(
      expect.arrayContaining(['node:http', 'gateway/engine-switch.ts', 'schema/trust/access-tokens.ts']),
    );
    for (const name of ['domain', 'service', 'store', 'graphql']) expect(room(name).length).toBeGreaterThan(0);
  });

  it('never lead from the gateway into a subgraph', () => {
    expect(
      forbiddenImports(sourcesBelow('gateway'), leadsTo('subgraphs', 'scripts', 'test')),
      'because the gateway is one of several doors: it knows subgraphs by their schema and over a link, never by their code',
    ).toEqual([]);
  });

  it('never lead from a subgraph to the gateway', () => {
    expect(
      forbiddenImports(sourcesBelow('subgraphs'), leadsTo('gateway', 'scripts', 'test')),
      'because a subgraph is run by whoever owns it, behind any gateway, without demonstration data and commands',
    ).toEqual([]);
  });

  it('never lead from one subgraph to another', () => {
    expect(
      forbiddenImports(sourcesBelow('subgraphs'), ({ target, isOurs }, { path }) => {
        const there = isOurs ? subgraphOf(target) : undefined;
        return there !== undefined && there !== 'runtime' && there !== subgraphOf(path);
      }),
      'because each has a database, keys and an owner of its own; what two of them share stands in schema/ or subgraphs/runtime/',
    ).toEqual([]);
  });

  it('never lead out of schema/', () => {
    expect(
      forbiddenImports(sourcesBelow('schema'), ({ target, isOurs }) => isOurs && !target.startsWith('schema/')),
      'because schema/ is what everybody has agreed: it can be handed to an administration that runs none of our code',
    ).toEqual([]);
  });

  it('never lead out of client/', () => {
    expect(
      forbiddenImports(sourcesBelow('client'), ({ target, isOurs }) => isOurs && !target.startsWith('client/')),
      'because a partner’s program takes the client alone, without the rest of the repository',
    ).toEqual([]);
  });

  it('never lead into the tests', () => {
    expect(
      forbiddenImports(sourcesBelow('schema', 'gateway', 'subgraphs', 'scripts'), leadsTo('test')),
      'because an installation has no tests',
    ).toEqual([]);
  });
});

describe('arrows inside a subgraph', () => {
  it('never lead from the domain to service, store or graphql', () => {
    expect(
      forbiddenImports(room('domain'), leadsToRoom('service', 'store', 'graphql')),
      'because a rule that knows how it is stored or asked cannot be read, tested or moved by itself',
    ).toEqual([]);
  });

  it('never lead from the store to service or graphql', () => {
    expect(
      forbiddenImports(room('store'), leadsToRoom('service', 'graphql')),
      'because the store keeps domain values and knows nothing of who asks for them',
    ).toEqual([]);
  });

  it('never lead from the service to graphql', () => {
    expect(
      forbiddenImports(room('service'), leadsToRoom('graphql')),
      'because a service is called by resolvers, imports and events alike',
    ).toEqual([]);
  });

  it('never lead from graphql to the store', () => {
    expect(
      forbiddenImports(room('graphql'), leadsToRoom('store')),
      'because resolvers hold no rules: what they read goes through the service, which loads, decides and keeps',
    ).toEqual([]);
  });
});
