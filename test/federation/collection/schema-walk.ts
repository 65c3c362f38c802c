import {
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isCompositeType,
  isInterfaceType,
  isListType,
  isObjectType,
  isUnionType,
} from 'graphql';
import type { TypedVariable } from './field-operation.ts';

type Field = GraphQLField<unknown, unknown>;

/** One step down the schema: a field, under a condition where it is not one of every possible type. */
interface Step {
  readonly owner: string;
  readonly on: string | null;
  readonly field: Field;
  /** Name in the answer: another than the field’s where members of a union have it in different types. */
  readonly key: string;
}

/** A way from a root field to a type that never comes to a type twice, and the plain fields that are read there. */
interface Visit {
  readonly path: readonly Step[];
  readonly leaves: readonly Step[];
}

/** What a field below the root is given, by `Type.field(argument)`; undefined: nothing is known. */
export type NestedArguments = (coordinate: string) => { readonly value: unknown } | undefined;

/** An operation of the walk, without the arguments of its root field. */
export interface WalkOperation {
  readonly root: Field;
  /** The selection below the root field; empty where it has none. */
  readonly selection: string;
  /** Of arguments below the root field. */
  readonly variables: Readonly<Record<string, TypedVariable>>;
  /** `Type.field` of every field that it reads. */
  readonly coordinates: readonly string[];
}

/** The gateway’s limits (gateway/limits/limits.ts), with room: 16 deep, 2,000 selections, 4,000 tokens, 50 aliases. */
const DEEPEST = 14;
const MOST_SELECTIONS = 1_600;

/** Types that hold what belongs to one destination or to one case; to these the walk goes by every way that there is. */
const HOLDING: ReadonlySet<string> = new Set([
  'ForeignVendor',
  'VendorRegistration',
  'VendorRegistrationCheck',
  'RemittanceReturn',
  'AssistanceRequest',
  'AssistanceDelivery',
  'SpontaneousInformation',
  'SavedAssistanceDraft',
]);

/**
 * Operations that read every field of every type that a root field leads to, and go to each type of `HOLDING` by every way
 * that comes to no type twice. Ways that the gateway refuses, a list below itself, are none.
 */
export function walkFrom(schema: GraphQLSchema, root: Field, nested: NestedArguments): readonly WalkOperation[] {
  const type = getNamedType(root.type);
  if (!isCompositeType(type)) return [{ root, selection: '', variables: {}, coordinates: [] }];
  const lists = isListType(getNullableType(root.type)) ? [root.name] : [];
  const ways = { schema, leading: typesThatLead(schema), done: new Set<string>() };
  return inGroups(visitsBelow(ways, type, [], new Set([type.name]), new Set(lists))).map((group) =>
    printed(root, group, nested),
  );
}

/** Whether what belongs to one destination or to one case can be read below a root field. */
export function leadsToHeld(schema: GraphQLSchema, { type }: Field): boolean {
  return typesThatLead(schema).has(getNamedType(type).name);
}

interface Ways {
  readonly schema: GraphQLSchema;
  readonly leading: ReadonlySet<string>;
  /** Types that lead to nothing held and that one way has come to already: another one reads their plain fields only. */
  readonly done: Set<string>;
}

function visitsBelow(
  ways: Ways,
  type: GraphQLNamedType,
  path: readonly Step[],
  seen: ReadonlySet<string>,
  lists: ReadonlySet<string>,
): readonly Visit[] {
  const steps = stepsOf(ways.schema, type);
  const leaves = steps.filter(isLeaf);
  if (ways.done.has(type.name)) return [{ path, leaves }];
  if (!ways.leading.has(type.name)) ways.done.add(type.name);
  const deeper = steps
    .filter((step) => !isLeaf(step))
    .flatMap((step) => {
      const next = getNamedType(step.field.type);
      const isList = isListType(getNullableType(step.field.type));
      if (seen.has(next.name) || path.length >= DEEPEST || (isList && lists.has(step.field.name))) return [];
      const names = isList ? new Set([...lists, step.field.name]) : lists;
      return visitsBelow(ways, next, [...path, step], new Set([...seen, next.name]), names);
    });
  return [{ path, leaves }, ...deeper];
}

function isLeaf({ field }: Step): boolean {
  return !isCompositeType(getNamedType(field.type));
}

/** Types of `HOLDING` and those from which a way leads there. */
function typesThatLead(schema: GraphQLSchema): ReadonlySet<string> {
  const leading = new Set(HOLDING);
  const types = Object.values(schema.getTypeMap());
  for (let before = -1; before !== leading.size; ) {
    before = leading.size;
    for (const type of types) {
      if (stepsOf(schema, type).some(({ field }) => leading.has(getNamedType(field.type).name))) leading.add(type.name);
    }
  }
  return leading;
}

/** The fields of a type; of an interface or union also those that only some possible types have. */
function stepsOf(schema: GraphQLSchema, type: GraphQLNamedType): readonly Step[] {
  if (isObjectType(type)) return fieldsOf(type).map((field) => plain(type.name, field));
  if (!isInterfaceType(type) && !isUnionType(type)) return [];
  const shared = isInterfaceType(type) ? Object.keys(type.getFields()) : [];
  const members = schema.getPossibleTypes(type);
  const own = members.flatMap((member) =>
    fieldsOf(member)
      .filter(({ name }) => !shared.includes(name))
      .map((field) => ({ owner: member.name, on: member.name, field, key: keyAmong(members, member, field) })),
  );
  return [...(isInterfaceType(type) ? fieldsOf(type).map((field) => plain(type.name, field)) : []), ...own];
}

function plain(owner: string, field: Field): Step {
  return { owner, on: null, field, key: field.name };
}

function fieldsOf(type: { getFields(): Record<string, Field> }): readonly Field[] {
  return Object.values(type.getFields());
}

function keyAmong(members: readonly GraphQLObjectType[], member: GraphQLObjectType, field: Field): string {
  const others = members.flatMap((other) => other.getFields()[field.name] ?? []);
  return others.every(({ type }) => `${type}` === `${field.type}`) ? field.name : `${member.name}_${field.name}`;
}

function inGroups(visits: readonly Visit[]): readonly (readonly Visit[])[] {
  const groups: Visit[][] = [[]];
  let size = 0;
  for (const visit of visits) {
    const more = 2 * visit.path.length + 2 * visit.leaves.length + 1;
    if (size + more > MOST_SELECTIONS) {
      groups.push([]);
      size = 0;
    }
    groups.at(-1)?.push(visit);
    size += more;
  }
  return groups;
}

/** Selections with a common beginning as one tree. */
interface Tree {
  readonly step: Step | null;
  readonly below: Map<string, Tree>;
}

function printed(root: Field, visits: readonly Visit[], nested: NestedArguments): WalkOperation {
  const tree: Tree = { step: null, below: new Map() };
  for (const { path, leaves } of visits) {
    const end = path.reduce(descend, tree);
    for (const leaf of leaves) descend(end, leaf);
  }
  const variables: Record<string, TypedVariable> = {};
  const coordinates = new Set<string>();

  function print({ step, below }: Tree): string {
    const isPlain = step !== null && isLeaf(step);
    const inner = isPlain ? '' : ` { ${['__typename', ...[...below.values()].map(print)].join(' ')} }`;
    if (step === null) return inner;
    const { owner, on, field, key } = step;
    coordinates.add(`${owner}.${field.name}`);
    const given = field.args.flatMap((argument) => givenTo(`${owner}.${field.name}`, argument));
    const text = `${key === field.name ? '' : `${key}: `}${field.name}${given.length === 0 ? '' : `(${given.join(', ')})`}`;
    return on === null ? `${text}${inner}` : `... on ${on} { ${text}${inner} }`;
  }

  function givenTo(coordinate: string, argument: GraphQLArgument): string[] {
    const known = nested(`${coordinate}(${argument.name})`);
    if (known === undefined) throw new TypeError(`no value is known for ${coordinate}(${argument.name})`);
    if (known.value === undefined) return [];
    const name = `n${Object.keys(variables).length}`;
    variables[name] = { type: `${argument.type}`, value: known.value };
    return [`${argument.name}: $${name}`];
  }

  return { root, selection: print(tree), variables, coordinates: [...coordinates] };
}

function descend({ below }: Tree, step: Step): Tree {
  const key = `${step.on ?? ''} ${step.key}`;
  const next = below.get(key) ?? { step, below: new Map() };
  below.set(key, next);
  return next;
}
