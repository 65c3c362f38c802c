import {
  type DefinitionNode,
  type DirectiveNode,
  type DocumentNode,
  type FieldDefinitionNode,
  Kind,
  type TypeDefinitionNode,
  type TypeExtensionNode,
} from 'graphql';

/** All that an SDL says of one type: its definition and every `extend`. */
export type TypeNodes = readonly (TypeDefinitionNode | TypeExtensionNode)[];

/** The types of an SDL by name. */
export function typesOf(document: DocumentNode): ReadonlyMap<string, TypeNodes> {
  const types = new Map<string, TypeNodes>();
  for (const definition of document.definitions) {
    if (!isTypeNode(definition)) continue;
    const name = definition.name.value;
    types.set(name, [...(types.get(name) ?? []), definition]);
  }
  return types;
}

/** True for the definition of a type and for an `extend` of one. */
export function isTypeNode(definition: DefinitionNode): definition is TypeNodes[number] {
  return /Type(Definition|Extension)$/.test(definition.kind);
}

/** The fields of an object type or interface; none of any other type. */
export function fieldsOf(nodes: TypeNodes): readonly FieldDefinitionNode[] {
  return nodes.flatMap((node) => (isComposite(node) ? (node.fields ?? []) : []));
}

/** Names of the interfaces that the type implements. */
export function interfacesOf(nodes: TypeNodes): readonly string[] {
  return nodes.flatMap((node) => (isComposite(node) ? (node.interfaces ?? []).map(({ name }) => name.value) : []));
}

/** True if any of the nodes carries the directive. */
export function hasDirective(nodes: readonly { directives?: readonly DirectiveNode[] | undefined }[], name: string) {
  return nodes.some(({ directives }) => directives?.some((directive) => directive.name.value === name) === true);
}

function isComposite(node: TypeNodes[number]) {
  return (
    node.kind === Kind.OBJECT_TYPE_DEFINITION ||
    node.kind === Kind.OBJECT_TYPE_EXTENSION ||
    node.kind === Kind.INTERFACE_TYPE_DEFINITION ||
    node.kind === Kind.INTERFACE_TYPE_EXTENSION
  );
}
