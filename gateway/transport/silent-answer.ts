import { type DocumentNode, type FieldNode, type GraphQLFormattedError, Kind, type SelectionSetNode } from 'graphql';
import { ERROR_CODES, type ErrorCode } from '../../schema/contract/error-codes.ts';

/** The shape of one `_entities` call: where its answer stands, where its representations are, and what it selects. */
interface EntityCall {
  readonly responseKey: string;
  readonly variable: string;
  readonly selected: readonly string[];
  /** True if a client’s own selection is among them, so that silence has to be shown; the hidden statement alone is not. */
  readonly isShown: boolean;
}

/** Fields that only the recognition service reads: their absence is an answer of its own (UNDETERMINED). */
const HIDDEN_FIELDS: ReadonlySet<string> = new Set(['__typename', 'tin', 'attestation']);

const calls = new WeakMap<DocumentNode, readonly EntityCall[]>();

/**
 * What stands in the place of a registry’s answer that did not come: every entity that was asked for, with nothing known
 * of it, and one error an entity where a client selected something. The engine would otherwise lose which rows are meant.
 */
export function silentAnswer(
  document: DocumentNode,
  variables: Readonly<Record<string, unknown>>,
  code: ErrorCode,
  message: string,
): { data: Record<string, unknown>; errors?: GraphQLFormattedError[] } {
  const data: Record<string, unknown> = {};
  const errors: GraphQLFormattedError[] = [];
  for (const { responseKey, variable, selected, isShown } of entityCalls(document)) {
    const representations = variables[variable];
    if (!Array.isArray(representations)) continue;
    data[responseKey] = representations.map((representation: { __typename?: string }, index) => {
      if (isShown) {
        errors.push({ message, path: [responseKey, index], extensions: { code, origin: ERROR_CODES[code].origin } });
      }
      return {
        ...Object.fromEntries(selected.map((key) => [key, null])),
        ...(representation.__typename === undefined ? {} : { __typename: representation.__typename }),
      };
    });
  }
  return errors.length === 0 ? { data } : { data, errors };
}

/** True if the answer has every entity that the call asked for, in number. */
export function isWhole(
  document: DocumentNode,
  variables: Readonly<Record<string, unknown>>,
  data: Readonly<Record<string, unknown>>,
): boolean {
  return entityCalls(document).every(({ responseKey, variable }) => {
    const asked = variables[variable];
    const answered = data[responseKey];
    return !Array.isArray(asked) || (Array.isArray(answered) && answered.length === asked.length);
  });
}

function entityCalls(document: DocumentNode): readonly EntityCall[] {
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
  const argument = selection.arguments?.find(({ name }) => name.value === 'representations')?.value;
  if (argument?.kind !== Kind.VARIABLE) return [];
  const fields = selection.selectionSet === undefined ? [] : fieldsOf(selection.selectionSet);
  return [
    {
      responseKey: selection.alias?.value ?? '_entities',
      variable: argument.name.value,
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
