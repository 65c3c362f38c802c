import { readdirSync, readFileSync } from 'node:fs';
import { composeServices } from '@apollo/composition';
import { parse } from 'graphql';
import { beforeAll, describe, expect, it } from 'vitest';
import { composeSupergraph, type SubgraphSdl } from '../../../gateway/supergraph/compose-supergraph.ts';
import { ADMINISTRATIONS } from '../../../schema/administrations.ts';
import { HUB_SUBGRAPHS, registrySubgraph } from '../../../schema/contract/subgraph-names.ts';
import { generatedFiles, staleFiles } from '../../../scripts/compose.ts';
import { subgraphSdls } from '../../../scripts/subgraph-sdls.ts';
import { changedText } from '../../gateway/supergraph/changed-text.ts';

process.env['APOLLO_TELEMETRY_DISABLED'] = '1';

const SCHEMA = new URL('../../../schema/', import.meta.url);

let subgraphs: readonly SubgraphSdl[] = [];
beforeAll(async () => {
  subgraphs = await subgraphSdls();
});

/** What composition says once one administration’s registry is changed. */
function faultsWith(code: string, change: (sdl: string) => string): readonly string[] {
  const name = registrySubgraph(code);
  const result = composeSupergraph(
    subgraphs.map((subgraph) => (subgraph.name === name ? { name, sdl: change(subgraph.sdl) } : subgraph)),
  );
  return result.ok ? [] : result.faults;
}

describe('the committed schemas', () => {
  it('are what the classes say', async () => {
    expect(staleFiles(await generatedFiles())).toEqual([]);
  });

  it('are one file for each subgraph, and no other', () => {
    const expected = [...HUB_SUBGRAPHS, ...ADMINISTRATIONS.map(({ code }) => registrySubgraph(code))];
    expect(readdirSync(new URL('subgraphs/', SCHEMA)).sort()).toEqual(expected.map((name) => `${name}.graphql`).sort());
  });

  it('have a concrete type and a subgraph for each administration', () => {
    const supergraph = readFileSync(new URL('supergraph.graphql', SCHEMA), 'utf8');
    for (const { code } of ADMINISTRATIONS) {
      const graph = registrySubgraph(code).toUpperCase().replace('-', '_');
      expect(supergraph).toContain(`${graph} @join__graph(name: "${registrySubgraph(code)}"`);
      expect(supergraph).toMatch(
        new RegExp(`type ${code.charAt(0)}${code.charAt(1).toLowerCase()}Operator implements`),
      );
    }
  });
});

describe('the subgraphs', () => {
  it('compose with @theguild/federation-composition', () => {
    expect(composeSupergraph(subgraphs)).toMatchObject({ ok: true });
  });

  it('compose with @apollo/composition, without an error', () => {
    const { errors, supergraphSdl } = composeServices(
      subgraphs.map(({ name, sdl }) => ({
        name,
        typeDefs: parse(sdl),
        url: `http://${name}.subgraph.invalid/graphql`,
      })),
    );
    expect(errors?.map(({ message }) => message)).toBeUndefined();
    expect(supergraphSdl).toContain('KrOperator');
  });

  it('compose when an administration adds fields and types of its own', () => {
    expect(
      faultsWith('KR', (sdl) => `${sdl}\nextend type KrOperator { grade: KrGrade }\nenum KrGrade { A B C }`),
    ).toEqual([]);
  });

  it('compose when one registry is ahead of the others where nobody sees it', () => {
    expect(faultsWith('KR', (sdl) => `${sdl}\nextend type Address { region: String @inaccessible }`)).toEqual([]);
    expect(faultsWith('KR', (sdl) => `${sdl}\nextend enum OperatorRole { DRONE_PORT }`)).toEqual([]);
  });
});

describe('composition refuses a registry', () => {
  it.each(['record', 'attestation'])('whose operator type lacks %s', (field) => {
    const line = new RegExp(`^  ${field}: `, 'm');
    const own = (sdl: string) => sdl.indexOf('type KrOperator');
    expect(faultsWith('KR', (sdl) => sdl.slice(0, own(sdl)) + sdl.slice(own(sdl)).replace(line, '  other: '))).toEqual([
      `KR: KrOperator.${field}: the contract’s field is missing`,
    ]);
  });

  it('that takes a field from the hub with @override', () => {
    const taking = 'extend type KrOperator { representedVendors: [String!] @override(from: "vendor-registration") }';
    expect(faultsWith('KR', (sdl) => `${sdl}\n${taking}`)).toEqual([
      'KR: KrOperator.representedVendors: @override reaches beyond the registry’s own types',
    ]);
  });

  it.each(['Query', 'Mutation', 'Subscription'])('that has root fields: %s', (root) => {
    expect(faultsWith('JP', (sdl) => `${sdl}\ntype ${root} { everything: String }`)).toEqual([
      `JP: ${root}: a registry has no root fields`,
    ]);
  });

  it('that speaks for every operator with @interfaceObject', () => {
    expect(
      faultsWith('US', (sdl) => changedText(sdl, '\ninterface Operator', '\ntype Operator @interfaceObject')),
    ).toEqual(['US: Operator: @interfaceObject reaches beyond the registry’s own types']);
  });

  it.each(['JpOperator', 'RecognitionDecision', 'Administration'])('that declares %s, which is another’s', (name) => {
    expect(faultsWith('KR', (sdl) => `${sdl}\ntype ${name} { outcome: String }`)).toEqual([
      `KR: ${name}: not a type of the contract, nor KrOperator or a type named after it`,
    ]);
  });

  it('that shows its statement to clients', () => {
    expect(faultsWith('KR', (sdl) => changedText(sdl, 'attestation: JWS @inaccessible', 'attestation: JWS'))).toEqual([
      'KR: KrOperator.attestation: is not @inaccessible: clients see the statement with the decision on it',
    ]);
  });

  it('that answers a field of the hub in its own type, naming field and registry', () => {
    const faults = faultsWith('KR', (sdl) => `${sdl}\nextend type KrOperator { administration: String }`);
    expect(faults.length).toBeGreaterThan(0);
    expect(faults.join('\n')).toContain('KrOperator.administration');
    expect(faults.join('\n')).toContain('registry-kr');
  });

  it('that nobody has put in the list, and one that is given twice', () => {
    const kr = subgraphs.filter(({ name }) => name === 'registry-kr');
    expect(composeSupergraph([...subgraphs, { name: 'registry-zz', sdl: '' }])).toEqual({
      ok: false,
      faults: ['ZZ: registry-zz: has a registry, but no entry in the list of administrations'],
    });
    expect(composeSupergraph([...subgraphs, ...kr])).toEqual({ ok: false, faults: ['registry-kr: is given twice'] });
  });

  it('whose SDL cannot be read, naming its line', () => {
    expect(faultsWith('KR', () => 'type KrOperator {')).toEqual([
      'KR: SDL, line 1: Syntax Error: Expected Name, found <EOF>.',
    ]);
  });

  it('and names every fault of every registry at once', () => {
    const twice = composeSupergraph(
      subgraphs.map(({ name, sdl }) =>
        name === 'registry-kr' || name === 'registry-jp'
          ? { name, sdl: `${sdl}\ntype Query { x: Int }` }
          : { name, sdl },
      ),
    );
    expect(twice).toEqual({
      ok: false,
      faults: ['JP: Query: a registry has no root fields', 'KR: Query: a registry has no root fields'],
    });
  });
});
