import {
  type ConstDirectiveNode,
  type ConstValueNode,
  type DocumentNode,
  type EnumValueDefinitionNode,
  type FieldDefinitionNode,
  type InputValueDefinitionNode,
  Kind,
} from 'graphql';
import type { ReportFault } from './lint-fault.ts';
import { CONTRACT_TYPES, isOfContract, OWN_TYPE_FIELDS } from './registry-contract.ts';
import { type TypeNodes, typesOf } from './sdl-types.ts';

/** Where a directive stands, and whether that is something which every registry publishes alike. */
interface Place {
  readonly name: string;
  readonly isShared: boolean;
  readonly directives: readonly ConstDirectiveNode[];
}

/**
 * The directives that a registry needs. Everything else is refused, known or not: `@override` takes another's field,
 * `@interfaceObject` speaks for every operator, `@requires` and `@external` would read what the hub says of a question.
 */
const ALLOWED: ReadonlySet<string> = new Set([
  'key',
  'shareable',
  'inaccessible',
  'tag',
  'deprecated',
  'specifiedBy',
  'oneOf',
]);

/** Directives that, put on a shared element by one registry, change it in the API for all. */
const CHANGES_FOR_ALL: ReadonlySet<string> = new Set(['inaccessible', 'tag', 'deprecated', 'key']);

const FEDERATION_SPEC = /^https:\/\/specs\.apollo\.dev\/federation\/v2\.\d+$/;
const LINK_SPEC = /^https:\/\/specs\.apollo\.dev\/link\/v1\.\d+$/;

/** Looks at each directive of a registry’s SDL: is it one that a registry needs, and does it stay on the registry’s own. */
export function lintRegistryDirectives(document: DocumentNode, own: string, report: ReportFault): void {
  for (const { name, isShared, directives } of placesOf(document, own)) {
    for (const directive of directives) {
      const word = directive.name.value;
      if (!ALLOWED.has(word)) report(name, `@${word} reaches beyond the registry’s own types`);
      else if (isShared && CHANGES_FOR_ALL.has(word)) report(name, `@${word} would change for all what all publish`);
    }
  }
  for (const definition of document.definitions) {
    if (definition.kind === Kind.DIRECTIVE_DEFINITION && !ALLOWED.has(definition.name.value))
      report(`@${definition.name.value}`, 'is a directive of its own, which the supergraph has no meaning for');
  }
  lintLinks(document, report);
}

/** Types, fields, arguments and enum values, in the order of the SDL. */
function placesOf(document: DocumentNode, own: string): Place[] {
  return [...typesOf(document)].flatMap(([name, nodes]) =>
    nodes.flatMap((node) => [
      { name, isShared: CONTRACT_TYPES.has(name), directives: node.directives ?? [] },
      ...membersOf(node).flatMap((member) => {
        const place = `${name}.${member.name.value}`;
        const isShared = isSharedMember(name, member.name.value, own);
        return [
          { name: place, isShared, directives: member.directives ?? [] },
          ...argumentsOf(member).map(({ name: argument, directives }) => ({
            name: `${place}(${argument.value}:)`,
            isShared,
            directives: directives ?? [],
          })),
        ];
      }),
    ]),
  );
}

type Member = FieldDefinitionNode | InputValueDefinitionNode | EnumValueDefinitionNode;

function membersOf(node: TypeNodes[number]): readonly Member[] {
  if ('fields' in node) return node.fields ?? [];
  return 'values' in node ? (node.values ?? []) : [];
}

function argumentsOf(member: Member): readonly InputValueDefinitionNode[] {
  return member.kind === Kind.FIELD_DEFINITION ? (member.arguments ?? []) : [];
}

/** The statement is hidden in each registry, so what is said of it is not said for all. */
function isSharedMember(typeName: string, member: string, own: string): boolean {
  if (typeName === own) return member !== 'attestation' && Object.hasOwn(OWN_TYPE_FIELDS, member);
  return CONTRACT_TYPES.has(typeName) && isOfContract(typeName, member);
}

/** Names are imported as they are: an alias would let `@override` pass as `@key`. */
function lintLinks(document: DocumentNode, report: ReportFault): void {
  const links = document.definitions.flatMap((definition) =>
    definition.kind === Kind.SCHEMA_DEFINITION || definition.kind === Kind.SCHEMA_EXTENSION
      ? (definition.directives ?? [])
      : [],
  );
  let isFederation2 = false;
  for (const { name, arguments: given = [] } of links) {
    const argument = (wanted: string) => given.find((candidate) => candidate.name.value === wanted)?.value;
    const url = argument('url');
    const imports = argument('import');
    const text = url?.kind === Kind.STRING ? url.value : '';
    if (name.value !== 'link') report('schema', `@${name.value} reaches beyond the registry’s own types`);
    else if (FEDERATION_SPEC.test(text)) isFederation2 = true;
    else if (!LINK_SPEC.test(text)) report('schema', `@link to ${text}, which is not Federation 2`);
    if (argument('as') !== undefined || (imports?.kind === Kind.LIST && imports.values.some(isAlias)))
      report('schema', '@link gives a directive another name');
  }
  if (!isFederation2) report('schema', 'no @link to Federation 2');
}

function isAlias({ kind }: ConstValueNode): boolean {
  return kind !== Kind.STRING;
}
