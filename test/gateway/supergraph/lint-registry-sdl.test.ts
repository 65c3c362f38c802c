import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { composeSupergraph } from '../../../gateway/supergraph/compose-supergraph.ts';
import { lintRegistrySdl } from '../../../gateway/supergraph/lint-registry-sdl.ts';
import { ADMINISTRATIONS, operatorTypeName } from '../../../schema/administrations.ts';
import { registrySubgraph } from '../../../schema/contract/subgraph-names.ts';
import { changedText } from './changed-text.ts';

function committedSdl(code: string): string {
  return readFileSync(new URL(`../../../schema/subgraphs/${registrySubgraph(code)}.graphql`, import.meta.url), 'utf8');
}

const KR = committedSdl('KR');
const HUB = 'type Query { operator: String }';
const ATTESTATION = 'attestation: JWS @inaccessible';
const KEY = 'type KrOperator implements Operator @key(fields: "tin")';

const faultsOf = (sdl: string, code = 'KR') =>
  lintRegistrySdl(code, sdl).map(({ administration, place, fault }) => `${administration}: ${place}: ${fault}`);
const changed = (passage: string, by: string) => faultsOf(changedText(KR, passage, by));
const extended = (text: string) => faultsOf(`${KR}\n${text}`);

describe('the linter of a registry’s SDL', () => {
  it.each(ADMINISTRATIONS)('finds nothing to say of the committed registry of $code', ({ code }) => {
    expect(faultsOf(committedSdl(code), code)).toEqual([]);
  });

  it('allows national fields and types named after the administration', () => {
    const national = [
      'enum KrGrade { A B }',
      'type KrLicence @key(fields: "number") { number: ID! grade: KrGrade @deprecated(reason: "see number") }',
      'extend type KrOperator { grade: KrGrade licences(first: Int): [KrLicence!] remark: String @inaccessible }',
      'interface KrNamed { name: String } scalar KrStamp @specifiedBy(url: "https://example.kr/stamp") union KrAny = KrLicence',
    ];
    expect(extended(national.join('\n'))).toEqual([]);
  });

  it('allows what a server adds by itself to the SDL that it publishes, and composes it', () => {
    const machinery = `scalar _Any scalar FieldSet union _Entity = KrOperator type _Service { sdl: String }
      directive @key(fields: FieldSet!, resolvable: Boolean = true) repeatable on OBJECT | INTERFACE
      directive @shareable repeatable on OBJECT | FIELD_DEFINITION
      type Query { _entities(representations: [_Any!]!): [_Entity]! _service: _Service! }`;
    const published = changedText(KR, 'extend schema @link', 'schema @link');
    const whole = `${changedText(published, '"@tag"]\n)', '"@tag"]\n) { query: Query }')}\n${machinery}`;
    expect(faultsOf(whole)).toEqual([]);
    const composed = (sdl: string) =>
      composeSupergraph(
        ADMINISTRATIONS.map(({ code }) => ({
          name: registrySubgraph(code),
          sdl: code === 'KR' ? sdl : committedSdl(code),
        })).concat({ name: 'hub', sdl: HUB }),
      );
    expect(composed(whole)).toEqual(composed(KR));
    expect(composed(KR).ok).toBe(true);
  });

  it('allows of the machinery what it is, and neither its use nor a root field beside it', () => {
    const roots = 'type Query { _service: _Service! operators: [KrOperator] } type _Service { sdl: String }';
    expect(extended(roots)).toEqual(['KR: Query: a registry has no root fields']);
    expect(extended('type _Secrets { all: String }')).toEqual([
      'KR: _Secrets: not a type of the contract, nor KrOperator or a type named after it',
    ]);
    expect(extended('scalar _Any extend type KrOperator { any: String @requires(fields: "successor") }')).toEqual([
      'KR: KrOperator.any: @requires reaches beyond the registry’s own types',
    ]);
  });

  it('allows a registry to be ahead of the others where nobody sees it', () => {
    expect(extended('extend type OperatorRecord { website: String @inaccessible }')).toEqual([]);
    expect(extended('extend enum OperatorRole { DRONE_PORT }')).toEqual([]);
  });

  it.each([
    ['record', '  record: OperatorRecord\n'],
    ['successor', '  successor: TIN\n'],
    ['attestation', `  ${ATTESTATION}\n`],
  ])('says that %s is missing from the operator type', (field, line) => {
    expect(changed(line, line.replace(field, 'other'))).toEqual([
      `KR: KrOperator.${field}: the contract’s field is missing`,
    ]);
  });

  it('says that a contract’s field has another type, takes arguments, or is missing from a shared type', () => {
    expect(changed('  record: OperatorRecord\n', '  record: OperatorRecord!\n')).toEqual([
      'KR: KrOperator.record: is OperatorRecord!, where the contract says OperatorRecord',
    ]);
    expect(changed('  successor: TIN\n', '  successor(on: Date!): TIN\n')).toEqual([
      'KR: KrOperator.successor: takes arguments, which the contract does not have',
    ]);
    expect(changed('  postalCode: String\n', '  postCode: String @inaccessible\n')).toEqual([
      'KR: Address.postalCode: the contract’s field is missing',
    ]);
  });

  it('says that the registry has no operator type, or one that is no entity or no Operator', () => {
    expect(changed(KEY, 'type KrFirm implements KrNamed')).toEqual([
      'KR: KrOperator: the registry has no operator type',
    ]);
    expect(changed(KEY, 'type KrOperator @key(fields: "tin")')).toEqual([
      'KR: KrOperator: does not implement Operator',
    ]);
    const noKey = ['KR: KrOperator: is not an entity by its TIN: @key(fields: "tin")'];
    expect(changed(KEY, 'type KrOperator implements Operator')).toEqual(noKey);
    expect(changed(KEY, `${KEY.slice(0, -1)}, resolvable: false)`)).toEqual(noKey);
    expect(changed(KEY, 'type KrOperator implements Operator @key(fields: "tin successor")')).toEqual(noKey);
  });

  it('says that the statement is not hidden, and that nothing else of the contract may be', () => {
    expect(changed(ATTESTATION, 'attestation: JWS')).toEqual([
      'KR: KrOperator.attestation: is not @inaccessible: clients see the statement with the decision on it',
    ]);
    expect(changed(KEY, `${KEY} @inaccessible`)).toEqual([
      'KR: KrOperator: is @inaccessible, and Operator would have no such operators',
    ]);
    expect(changed('  legalName: String!', '  legalName: String! @inaccessible')).toEqual([
      'KR: OperatorRecord.legalName: @inaccessible would change for all what all publish',
    ]);
    expect(changed('  record: OperatorRecord\n', '  record: OperatorRecord @inaccessible\n')).toEqual([
      'KR: KrOperator.record: @inaccessible would change for all what all publish',
    ]);
    expect(changed('  SUSPENDED\n', '  SUSPENDED @inaccessible\n')).toEqual([
      'KR: AuthorizationStatus.SUSPENDED: @inaccessible would change for all what all publish',
    ]);
  });

  it('says that a shared element is deprecated, tagged or made an entity by one registry', () => {
    expect(changed('  legalName: String!', '  legalName: String! @deprecated')).toEqual([
      'KR: OperatorRecord.legalName: @deprecated would change for all what all publish',
    ]);
    expect(extended('extend scalar TIN @tag(name: "internal")')).toEqual([
      'KR: TIN: @tag would change for all what all publish',
    ]);
    expect(extended('extend type AeoAuthorization @key(fields: "number")')).toEqual([
      'KR: AeoAuthorization: @key would change for all what all publish',
    ]);
  });

  it.each([
    ['@override(from: "recognition")', 'override'],
    ['@provides(fields: "legalName")', 'provides'],
    ['@external', 'external'],
    ['@requires(fields: "successor")', 'requires'],
    ['@federation__override(from: "recognition")', 'federation__override'],
    ['@authenticated', 'authenticated'],
  ])('refuses %s on a field', (directive, word) => {
    expect(changed('  record: OperatorRecord\n', `  record: OperatorRecord ${directive}\n`)).toEqual([
      `KR: KrOperator.record: @${word} reaches beyond the registry’s own types`,
    ]);
  });

  it('refuses directives on arguments, on types, on the schema and of its own', () => {
    expect(extended('extend type KrOperator { grade(on: Date @fromContext(field: "$x")): String }')).toEqual([
      'KR: KrOperator.grade(on:): @fromContext reaches beyond the registry’s own types',
    ]);
    expect(changed('interface Operator', 'type Operator @interfaceObject @key(fields: "tin")')).toEqual([
      'KR: Operator: @interfaceObject reaches beyond the registry’s own types',
      'KR: Operator: @key would change for all what all publish',
    ]);
    expect(extended('extend schema @composeDirective(name: "@mine")')).toEqual([
      'KR: schema: @composeDirective reaches beyond the registry’s own types',
    ]);
    expect(extended('directive @mine on OBJECT')).toEqual([
      'KR: @mine: is a directive of its own, which the supergraph has no meaning for',
    ]);
  });

  it('refuses a @link by which @override would go under another name', () => {
    const alias = ['KR: schema: @link gives a directive another name'];
    expect(changed('"@tag"]', '{ name: "@override", as: "@tag" }]')).toEqual(alias);
    expect(changed('import: ["@key"', 'as: "f", import: ["@key"')).toEqual(alias);
    expect(changed('https://specs.apollo.dev/federation/v2.9', 'https://example.kr/own/v1.0')).toEqual([
      'KR: schema: @link to https://example.kr/own/v1.0, which is not Federation 2',
      'KR: schema: no @link to Federation 2',
    ]);
  });

  it.each([
    'type Query { x: Int }',
    'extend type Query { x: Int }',
    'type Mutation { x: Int }',
    'type Subscription { x: Int }',
  ])('refuses root fields: %s', (text) => {
    const name = /Query|Mutation|Subscription/.exec(text)?.[0];
    expect(extended(text)).toEqual([`KR: ${name}: a registry has no root fields`]);
  });

  it('refuses root fields under a name of its own', () => {
    expect(extended('extend schema { query: KrQuestions } type KrQuestions { x: Int }')).toEqual([
      'KR: schema.query: a registry has no root fields',
    ]);
  });

  it.each(['JpOperator', 'RecognitionDecision', 'Administration', 'Krill', 'ForeignVendor'])(
    'refuses to let Korea declare or extend %s',
    (name) => {
      const fault = [`KR: ${name}: not a type of the contract, nor KrOperator or a type named after it`];
      expect(extended(`type ${name} @shareable { tin: String }`)).toEqual(fault);
      expect(extended(`extend type ${name} { tin: String }`)).toEqual(fault);
    },
  );

  it('does not take the first letters of a hub’s type for an administration’s name', () => {
    const india = KR.replaceAll('KrOperator', operatorTypeName('IN'));
    expect(faultsOf(india, 'IN')).toEqual([]);
    expect(faultsOf(`${india}\ntype Interruption @shareable { until: Date }`, 'IN')).toEqual([
      'IN: Interruption: not a type of the contract, nor InOperator or a type named after it',
    ]);
  });

  it('refuses a second implementation of Operator, a field more on the interface, and a visible one on a shared type', () => {
    expect(extended('type KrBranch implements Operator { tin: TIN! record: OperatorRecord successor: TIN }')).toEqual([
      'KR: KrBranch: implements Operator, as KrOperator alone does',
    ]);
    expect(extended('extend interface Operator { grade: String @inaccessible }')).toEqual([
      'KR: Operator.grade: not of the contract: the interface gets a field last, when all have it',
    ]);
    expect(extended('extend type OperatorRecord { website: String }')).toEqual([
      'KR: OperatorRecord.website: not of the contract: @inaccessible until every registry has it',
    ]);
    expect(extended('interface KrNamed { city: String! } extend type Address implements KrNamed')).toEqual([
      'KR: Address: a type of the contract implements nothing',
    ]);
  });

  it('refuses a national field that a silent registry could not answer with null', () => {
    expect(extended('extend type KrOperator { grade: String! }')).toEqual([
      'KR: KrOperator.grade: is non-null: a silent registry, which has no value for it, would take the whole operator along',
    ]);
  });

  it('says where a text is no SDL, and refuses operations', () => {
    expect(faultsOf('type KrOperator {', 'KR')).toEqual(['KR: SDL, line 1: Syntax Error: Expected Name, found <EOF>.']);
    expect(extended('{ operator { tin } }')).toEqual(['KR: SDL: holds an operation, which is no part of a schema']);
  });
});
