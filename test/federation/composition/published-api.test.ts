import { readFileSync } from 'node:fs';
import {
  buildSchema,
  type GraphQLNamedType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
  isSpecifiedScalarType,
  isUnionType,
} from 'graphql';
import { describe, expect, it } from 'vitest';
import { ADMINISTRATIONS, operatorTypeName } from '../../../schema/administrations.ts';
import { getRegistryProfile } from '../../../subgraphs/aeo-registry/profiles/registry-profiles.ts';
import { CONTRACT_ABSENT, CONTRACT_ENUMS, CONTRACT_FIELDS } from './contract-fields.ts';

const api = buildSchema(readFileSync(new URL('../../../schema/api.graphql', import.meta.url), 'utf8'));
const types = Object.values(api.getTypeMap()).filter(
  (type) => !isIntrospectionType(type) && !isSpecifiedScalarType(type),
);
const concreteOperators = new Set(ADMINISTRATIONS.map(({ code }) => operatorTypeName(code)));

/** A type as lines `Type.field: type` and `Type.field(argument:): type`, or one line with its words. */
function linesOf(type: GraphQLNamedType): string[] {
  if (isEnumType(type)) return [`${type.name} = ${wordsOf(type.name)}`];
  if (isUnionType(type)) return [`${type.name} = ${type.getTypes().join(' | ')}`];
  if (isInputObjectType(type))
    return Object.values(type.getFields()).map((field) => `${type.name}.${field.name}: ${field.type}`);
  if (!isObjectType(type) && !isInterfaceType(type)) return [`${type.name} (scalar)`];
  return Object.values(type.getFields()).flatMap(({ name, type: result, args }) => [
    `${type.name}.${name}: ${result}`,
    ...args.map((argument) => `${type.name}.${name}(${argument.name}:): ${argument.type}`),
  ]);
}

function wordsOf(enumName: string): string {
  const type = api.getType(enumName);
  return isEnumType(type) ? sortedWords(type.getValues().map(({ name }) => name)) : '';
}

function sortedWords(words: readonly string[]): string {
  return [...words].sort().join(' ');
}

function fieldNames(typeName: string): string[] {
  const type = api.getType(typeName);
  return isObjectType(type) || isInterfaceType(type) ? Object.keys(type.getFields()) : [];
}

const lines = new Set(types.flatMap(linesOf));

describe('the API that clients see', () => {
  it('is as it was published; concrete operator types are told by the next fact', async () => {
    const shared = types.filter(({ name }) => !concreteOperators.has(name)).flatMap(linesOf);
    await expect(`${shared.sort().join('\n')}\n`).toMatchFileSnapshot('published-api.txt');
  });

  it.each(ADMINISTRATIONS)('has of $code the fields of every operator and its national ones, no others', ({ code }) => {
    const national = getRegistryProfile(code).nationalFields.map(({ name }) => name);
    expect(fieldNames(operatorTypeName(code)).sort()).toEqual([...fieldNames('Operator'), ...national].sort());
  });

  it('has national fields of at least three administrations', () => {
    const own = ADMINISTRATIONS.filter(({ code }) => getRegistryProfile(code).nationalFields.length > 0);
    expect(own.length).toBeGreaterThanOrEqual(3);
  });

  it('has every field and argument of the contract, with its type', () => {
    expect(CONTRACT_FIELDS.filter((line) => !lines.has(line))).toEqual([]);
  });

  it.each(Object.entries(CONTRACT_ENUMS))('has exactly the words of %s', (name, words) => {
    expect(wordsOf(name)).toBe(sortedWords(words.split(' ')));
  });

  it.each(Object.entries(CONTRACT_ABSENT))('has no %s: %s', (place) => {
    const [typeName = '', field] = place.split('.');
    if (field === undefined) expect(api.getType(typeName)).toBeUndefined();
    else expect(fieldNames(typeName)).not.toContain(field);
  });
});

describe('what is hidden', () => {
  it('shows no attestation on any operator type, only on the decision', () => {
    const showing = types.filter(({ name }) => fieldNames(name).includes('attestation')).map(({ name }) => name);
    expect(showing).toEqual(['RecognitionDecision']);
  });

  it('shows neither the key of an answer nor whom it consulted', () => {
    expect(fieldNames('RecognitionAnswer').sort()).toEqual(['decision', 'operator', 'problem', 'reference', 'tin']);
  });

  it('shows nothing of the machinery of federation', () => {
    expect(fieldNames('Query').filter((name) => name.startsWith('_'))).toEqual([]);
    expect(types.map(({ name }) => name).filter((name) => /^_|__/.test(name))).toEqual([]);
    expect(
      api
        .getDirectives()
        .map(({ name }) => name)
        .sort(),
    ).toEqual(expect.not.arrayContaining(['key', 'inaccessible', 'join__field', 'link', 'requires', 'external']));
  });

  it('shows nothing of the officer endpoint', () => {
    const officer = [
      ...['RegisteredOperator', 'RegisteredOperatorConnection', 'Consent', 'Alias', 'OperatorImport', 'ImportReport'],
      ...['Application', 'ApplicationConnection', 'Questionnaire', 'DueItem', 'Disclosure', 'DisclosureConnection'],
      ...['LedgerHead', 'DesignatedValidator', 'PartnerSignal'],
    ];
    expect(officer.filter((name) => api.getType(name) !== undefined)).toEqual([]);
    const actions = ['importOperators', 'suspendAuthorization', 'revokeAuthorization', 'setConsent', 'authorise'];
    expect(fieldNames('Mutation').filter((name) => actions.includes(name))).toEqual([]);
    expect(fieldNames('Query').filter((name) => /disclosure|ledger|application/i.test(name))).toEqual([]);
  });
});

describe('what an operator’s silence may not break', () => {
  it('every field that a registry answers is nullable', () => {
    for (const { code } of ADMINISTRATIONS) {
      const type = api.getType(operatorTypeName(code));
      const fields = isObjectType(type) ? type.getFields() : {};
      const national = getRegistryProfile(code).nationalFields.map(({ name }) => name);
      for (const name of ['record', 'successor', ...national]) expect(`${fields[name]?.type}`).not.toMatch(/!$/);
    }
  });

  it('has an input list of roles with the same words as the one that registries put out', () => {
    expect(wordsOf('OperatorRoleInput')).toBe(wordsOf('OperatorRole'));
  });
});
