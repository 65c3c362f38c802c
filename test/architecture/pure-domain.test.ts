import { describe, expect, it } from 'vitest';
import { forbiddenImports, placesOf, SOURCES } from './sources.ts';

const DOMAIN = SOURCES.filter(({ path }) => /^subgraphs\/[^/]+\/domain\//.test(path));

/** Packages and parts of schema/ that do something, beside the whole of Node. */
const IMPURE = [
  /^node:/,
  /^@?typeorm\b/,
  /^type-graphql\b/,
  /^graphql\b/,
  /^@apollo\//,
  /^reflect-metadata$/,
  /^pino$/,
  /^undici$/,
  /^schema\/(?:link|trust)\//,
  /^schema\/contract\/registered-error\.ts$/,
  /^subgraphs\/runtime\//,
];

describe('the domain', () => {
  it('of every subgraph is looked at', () => {
    const subgraphs = new Set(DOMAIN.map(({ path }) => path.split('/')[1]));
    expect([...subgraphs].sort()).toEqual(['aeo-registry', 'mutual-assistance', 'recognition', 'vendor-registration']);
  });

  it('imports neither storage, GraphQL, Node, links nor keys', () => {
    expect(
      forbiddenImports(DOMAIN, ({ target }) => IMPURE.some((pattern) => pattern.test(target))),
      'because rules are pure: what they need comes in as an argument, what they refuse is returned with a registered code',
    ).toEqual([]);
  });

  it('waits for nothing', () => {
    expect(
      placesOf(DOMAIN, /\basync\b|\bawait\b|\bsetTimeout\b/g),
      'because a rule that waits can be overtaken by a change; the service loads first and keeps afterwards',
    ).toEqual([]);
  });

  it('speaks of promises in its ports only', () => {
    expect(
      placesOf(
        DOMAIN.filter(({ path }) => !path.endsWith('-ports.ts')),
        /\bPromise\b/g,
      ),
      'because a port says what the service has to load and keep; a rule is handed what was loaded',
    ).toEqual([]);
  });

  it('reads no clock and draws no lots', () => {
    expect(
      placesOf(
        DOMAIN,
        /\bDate\.now\(|\bnew Date\(\)|\bDateTime\.(?:now|local|utc)\(\)|\bMath\.random\b|\brandomUUID\b|\bperformance\b/g,
      ),
      'because the same question on the same facts has the same answer; instants and identifiers are arguments',
    ).toEqual([]);
  });

  it('says nothing to a console and reads no settings', () => {
    expect(placesOf(DOMAIN, /\bconsole\.|\bprocess\./g), 'because rules have no surroundings').toEqual([]);
  });
});
