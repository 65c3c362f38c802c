import {
  type ASTVisitor,
  type FragmentDefinitionNode,
  type GraphQLOutputType,
  getNamedType,
  getNullableType,
  type InlineFragmentNode,
  isCompositeType,
  isInterfaceType,
  isListType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  SchemaMetaFieldDef,
  type SelectionSetNode,
  TypeMetaFieldDef,
  type ValidationContext,
} from 'graphql';
import { registeredError } from '../contract/registered-error.ts';

/** Introspection has lists as well: types of fields of types of fields. */
const META_FIELDS: Readonly<Record<string, { readonly type: GraphQLOutputType }>> = {
  __schema: SchemaMetaFieldDef,
  __type: TypeMetaFieldDef,
};

/** What an operation is once every fragment stands where it is spread. */
interface Unfolded {
  /** Selections, counted no further than just over the limit. */
  readonly selections: number;
  /** A list field that stands below itself; undefined: there is none. */
  readonly recurring: string | undefined;
}

/**
 * Refuses an operation whose size does not show in its text. Fragments that spread others several times each multiply,
 * and a list below itself (`arrangements { parties { arrangements { … } } }`) multiplies the answer: a hundred bytes of
 * either take all memory of the process.
 */
export function unfoldedOperationRule(limit: number): (context: ValidationContext) => ASTVisitor {
  return (context) => ({
    OperationDefinition(operation) {
      const { selections, recurring } = unfold(context, operation, limit);
      if (selections > limit)
        refuse(context, `is over the limit of ${limit} selections`, `at most ${limit} selections`);
      if (recurring !== undefined) {
        refuse(context, `comes back to the list \`${recurring}\` below itself`, 'no list below itself');
      }
    },
  });
}

function refuse(context: ValidationContext, what: string, rule: string): void {
  context.reportError(
    registeredError({ code: 'LIMIT_EXCEEDED', message: `The operation ${what}.`, field: 'query', rule }),
  );
}

/** Walks what is unfolded; ends at the limit, so that nothing that multiplies is walked to its end. */
function unfold(context: ValidationContext, operation: OperationDefinitionNode, limit: number): Unfolded {
  const schema = context.getSchema();
  const above = new Set<string>();
  const open = new Set<string>();
  let selections = 0;
  let recurring: string | undefined;

  function walk({ selections: among }: SelectionSetNode, parent: GraphQLOutputType | undefined): void {
    for (const selection of among) {
      if (selections > limit) return;
      selections += 1;
      if (selection.kind === Kind.FIELD) {
        if (selection.selectionSet !== undefined) walkField(selection.name.value, selection.selectionSet, parent);
        continue;
      }
      if (selection.kind === Kind.INLINE_FRAGMENT) walkPart(selection, parent);
      else walkFragment(selection.name.value, parent);
    }
  }

  function walkPart(part: InlineFragmentNode | FragmentDefinitionNode, parent: GraphQLOutputType | undefined): void {
    const condition = part.typeCondition === undefined ? parent : schema.getType(part.typeCondition.name.value);
    walk(part.selectionSet, isCompositeType(condition) ? condition : undefined);
  }

  /** A fragment inside itself is refused by a rule of its own. */
  function walkFragment(name: string, parent: GraphQLOutputType | undefined): void {
    const fragment = context.getFragment(name);
    if (fragment == null || open.has(name)) return;
    open.add(name);
    walkPart(fragment, parent);
    open.delete(name);
  }

  function walkField(name: string, below: SelectionSetNode, parent: GraphQLOutputType | undefined): void {
    const fields = isObjectType(parent) || isInterfaceType(parent) ? parent.getFields() : {};
    const type = (fields[name] ?? META_FIELDS[name])?.type;
    const isList = type !== undefined && isListType(getNullableType(type));
    if (isList && above.has(name)) recurring ??= name;
    const isNew = isList && !above.has(name);
    if (isNew) above.add(name);
    walk(below, type === undefined ? undefined : getNamedType(type));
    if (isNew) above.delete(name);
  }

  walk(operation.selectionSet, schema.getRootType(operation.operation) ?? undefined);
  return { selections, recurring };
}
