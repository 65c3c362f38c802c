import {
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  isUnionType,
} from 'graphql';
import type { Chance } from './chance.ts';
import { HOSTILE_LITERALS, WELL_FORMED } from './values.ts';

/** How deep a random selection goes before only leaves are taken. */
const DEPTH = 4;

/** The text of a random operation of the schema: most of its arguments fit, some are anything. */
export function operationText(schema: GraphQLSchema, chance: Chance): string {
  const root = chance.oneIn(2) ? schema.getQueryType() : (schema.getMutationType() ?? schema.getQueryType());
  const keyword = root === schema.getMutationType() ? 'mutation' : 'query';
  if (root == null) throw new TypeError('a schema without root');
  const fields = chance.some(Object.values(root.getFields()), 1, 2);
  const body = fields.map((field, index) => `f${index}: ${fieldText(schema, field, chance, DEPTH)}`).join(' ');
  const typename = chance.oneIn(2) ? ' __typename' : '';
  return `${keyword} Fuzz { ${body}${typename} }`;
}

function fieldText(
  schema: GraphQLSchema,
  field: GraphQLField<unknown, unknown>,
  chance: Chance,
  depth: number,
): string {
  const args = field.args.filter((argument) => isNeeded(argument) || chance.oneIn(4));
  const passed = args.map(({ name, type }) => `${name}: ${valueText(type, chance, 3)}`);
  const call = passed.length === 0 ? field.name : `${field.name}(${passed.join(', ')})`;
  const type = getNamedType(field.type);
  return isLeafType(type) ? call : `${call} ${selectionText(schema, type, chance, depth - 1)}`;
}

function selectionText(schema: GraphQLSchema, type: GraphQLNamedType, chance: Chance, depth: number): string {
  if (isUnionType(type)) {
    const parts = type.getTypes().map((part) => `... on ${part.name} ${selectionText(schema, part, chance, depth)}`);
    return `{ __typename ${parts.join(' ')} }`;
  }
  if (!(isObjectType(type) || isInterfaceType(type))) return '{ __typename }';
  const fields = Object.values(type.getFields()).filter((field) => depth > 0 || isLeafType(getNamedType(field.type)));
  const some = chance.some(fields, 1, 4);
  const texts = some.map((field) => fieldText(schema, field, chance, depth));
  return `{ ${texts.length === 0 ? '__typename' : texts.join(' ')} }`;
}

function isNeeded({ type, defaultValue }: GraphQLArgument): boolean {
  return isNonNullType(type) && defaultValue === undefined;
}

/** A literal of the type, seldom one that does not fit. */
function valueText(type: GraphQLInputType, chance: Chance, depth: number): string {
  if (chance.oneIn(20)) return chance.one(HOSTILE_LITERALS);
  if (isNonNullType(type)) return valueText(type.ofType as GraphQLInputType, chance, depth);
  if (isListType(type)) {
    const length = depth > 0 ? chance.number(3) : 0;
    return `[${Array.from({ length }, () => valueText(type.ofType as GraphQLInputType, chance, depth - 1)).join(', ')}]`;
  }
  if (isEnumType(type)) return chance.one(type.getValues()).name;
  if (isInputObjectType(type)) {
    const fields = Object.values(type.getFields()).filter(
      (field) => isNonNullType(field.type) || (depth > 0 && chance.oneIn(2)),
    );
    return `{ ${fields.map((field) => `${field.name}: ${valueText(field.type, chance, depth - 1)}`).join(', ')} }`;
  }
  const fitting = WELL_FORMED[type.name] ?? WELL_FORMED['String'] ?? [];
  return chance.one(fitting);
}
