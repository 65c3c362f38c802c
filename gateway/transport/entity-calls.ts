import { type DocumentNode, type FieldNode, Kind, type SelectionSetNode } from 'graphql';

/** The shape of one `_entities` call: where its answer stands, where its representations are, and what it selects. */
export interface EntityCall {
  readonly responseKey: string;
  readonly variable: string;
  readonly selectionSet: SelectionSetNode;
  readonly selected: readonly string[];
  /** True if a client’s own selection is among them, so that silence has to be shown; the hidden statement alone is not. */
  readonly isShown: boolean;
}

/** Fields that only the recognition service reads: their absence is an answer of its own (UNDETERMINED). */
export const HIDDEN_FIELDS: ReadonlySet<string> = new Set(['__typename', 'tin', 'attestation']);

const calls = new WeakMap<DocumentNode, readonly EntityCall[]>();

/** Every `_entities` call of a planned request. */
export function entityCalls(document: DocumentNode): readonly EntityCall[] {
  const known = calls.get(document);
  if (known !== undefined) return known;
  const found = document.definitions.flatMap((definition) =>
    definition.kind === Kind.OPERATION_DEFINITION ? definition.selectionSet.selections.flatMap(entityCall) : [],
  );
  calls.set(document, found);
  return found;
}

function entityCall(selection: SelectionSetNode['selections'][number]): EntityCall[] {
  if (selection.kind !== Kind.FIELD || selection.name.value !== '_entities') return [];
  const { selectionSet } = selection;
  const argument = selection.arguments?.find(({ name }) => name.value === 'representations')?.value;
  if (argument?.kind !== Kind.VARIABLE || selectionSet === undefined) return [];
  const fields = fieldsOf(selectionSet);
  return [
    {
      responseKey: selection.alias?.value ?? '_entities',
      variable: argument.name.value,
      selectionSet,
      selected: [...new Set(fields.map((field) => field.alias?.value ?? field.name.value))],
      isShown: fields.some((field) => !HIDDEN_FIELDS.has(field.name.value)),
    },
  ];
}

function fieldsOf({ selections }: SelectionSetNode): FieldNode[] {
  return selections.flatMap((selection) => {
    if (selection.kind === Kind.FIELD) return [selection];
    return selection.kind === Kind.INLINE_FRAGMENT ? fieldsOf(selection.selectionSet) : [];
  });
}
