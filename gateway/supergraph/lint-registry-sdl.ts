import { type DefinitionNode, type DirectiveNode, type DocumentNode, GraphQLError, Kind, parse, print } from 'graphql';
import { type AdministrationCode, operatorTypeName } from '../../schema/administrations.ts';
import type { LintFault, ReportFault } from './lint-fault.ts';
import { lintRegistryDirectives } from './lint-registry-directives.ts';
import { CONTRACT_FIELDS, CONTRACT_TYPES, OWN_TYPE_FIELDS } from './registry-contract.ts';
import { fieldsOf, hasDirective, interfacesOf, isTypeNode, type TypeNodes, typesOf } from './sdl-types.ts';
import { withoutMachinery } from './without-machinery.ts';

const ROOT_TYPES: ReadonlySet<string> = new Set(['Query', 'Mutation', 'Subscription']);
const NO_ROOT_FIELDS = 'a registry has no root fields';

/**
 * Looks at the SDL of one registry before composition: its own operator type with the contract's fields, the contract's
 * types and nothing else but what Federation itself defines (`withoutMachinery`). A registry decides what leaves it, and nothing about anybody else's operators.
 */
export function lintRegistrySdl(administration: AdministrationCode, sdl: string): LintFault[] {
  const faults: LintFault[] = [];
  const report: ReportFault = (place, fault) => faults.push({ administration, place, fault });
  const document = parseSdl(sdl, report);
  if (document === undefined) return faults;
  const own = operatorTypeName(administration);
  const types = typesOf(document);

  for (const definition of document.definitions) lintDefinition(definition, report);
  for (const [name, nodes] of types) {
    if (ROOT_TYPES.has(name)) report(name, NO_ROOT_FIELDS);
    else if (CONTRACT_TYPES.has(name)) lintContractType(name, nodes, report);
    else if (name !== own) lintNationalType(name, own, nodes, report);
  }
  lintOwnType(own, types.get(own) ?? [], report);
  lintRegistryDirectives(document, own, report);
  return faults;
}

function parseSdl(sdl: string, report: ReportFault): DocumentNode | undefined {
  try {
    return withoutMachinery(parse(sdl));
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    report(`SDL, line ${error.locations?.[0]?.line ?? 1}`, error.message);
    return undefined;
  }
}

/** Root fields can be had without a type named Query: `extend schema { query: KrQuestions }`. */
function lintDefinition(definition: DefinitionNode, report: ReportFault): void {
  if (definition.kind === Kind.SCHEMA_DEFINITION || definition.kind === Kind.SCHEMA_EXTENSION) {
    for (const { operation } of definition.operationTypes ?? []) report(`schema.${operation}`, NO_ROOT_FIELDS);
  } else if (!isTypeNode(definition) && definition.kind !== Kind.DIRECTIVE_DEFINITION) {
    report('SDL', 'holds an operation, which is no part of a schema');
  }
}

/** A type of the contract is said by every registry alike; a field more is hidden until all have it. */
function lintContractType(name: string, nodes: TypeNodes, report: ReportFault): void {
  const contract = CONTRACT_FIELDS[name];
  if (contract === undefined) return;
  if (interfacesOf(nodes).length > 0) report(name, 'a type of the contract implements nothing');
  lintContractFields(name, contract, nodes, report);
  for (const field of fieldsOf(nodes)) {
    if (Object.hasOwn(contract, field.name.value)) continue;
    const place = `${name}.${field.name.value}`;
    if (name === 'Operator') report(place, 'not of the contract: the interface gets a field last, when all have it');
    else if (!hasDirective([field], 'inaccessible'))
      report(place, 'not of the contract: @inaccessible until every registry has it');
  }
}

/** National types are named after the administration, `KrGrade`; the capital keeps `Re` from owning `RecognitionDecision`. */
function lintNationalType(name: string, own: string, nodes: TypeNodes, report: ReportFault): void {
  const prefix = own.slice(0, -'Operator'.length);
  if (!name.startsWith(prefix) || !/^[A-Z]/.test(name.slice(prefix.length))) {
    report(name, `not a type of the contract, nor ${own} or a type named after it`);
  } else if (interfacesOf(nodes).includes('Operator')) {
    report(name, `implements Operator, as ${own} alone does`);
  }
}

function lintOwnType(own: string, nodes: TypeNodes, report: ReportFault): void {
  if (!nodes.some(({ kind }) => kind === Kind.OBJECT_TYPE_DEFINITION || kind === Kind.OBJECT_TYPE_EXTENSION)) {
    report(own, 'the registry has no operator type');
    return;
  }
  if (!interfacesOf(nodes).includes('Operator')) report(own, 'does not implement Operator');
  if (hasDirective(nodes, 'inaccessible')) report(own, 'is @inaccessible, and Operator would have no such operators');
  if (!nodes.some(({ directives }) => directives?.some(isTinKey)))
    report(own, 'is not an entity by its TIN: @key(fields: "tin")');
  lintContractFields(own, OWN_TYPE_FIELDS, nodes, report);
  for (const field of fieldsOf(nodes)) {
    const place = `${own}.${field.name.value}`;
    if (field.name.value === 'attestation' && !hasDirective([field], 'inaccessible'))
      report(place, 'is not @inaccessible: clients see the statement with the decision on it');
    else if (!Object.hasOwn(OWN_TYPE_FIELDS, field.name.value) && field.type.kind === Kind.NON_NULL_TYPE)
      report(place, 'is non-null: a silent registry, which has no value for it, would take the whole operator along');
  }
}

function isTinKey({ name, arguments: given = [] }: DirectiveNode): boolean {
  return (
    name.value === 'key' &&
    given.some(({ name: argument, value }) => argument.value === 'fields' && print(value) === '"tin"') &&
    !given.some(({ name: argument, value }) => argument.value === 'resolvable' && print(value) === 'false')
  );
}

/** The contract’s fields: each is there, of its type and without arguments. */
function lintContractFields(
  typeName: string,
  contract: Readonly<Record<string, string>>,
  nodes: TypeNodes,
  report: ReportFault,
): void {
  const fields = fieldsOf(nodes);
  for (const [name, type] of Object.entries(contract)) {
    const place = `${typeName}.${name}`;
    const field = fields.find((candidate) => candidate.name.value === name);
    if (field === undefined) report(place, 'the contract’s field is missing');
    else if (print(field.type) !== type) report(place, `is ${print(field.type)}, where the contract says ${type}`);
    else if (field.arguments?.length) report(place, 'takes arguments, which the contract does not have');
  }
}
