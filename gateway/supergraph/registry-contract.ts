import {
  ASSESSMENT_BASES,
  AUTHORIZATION_STATUSES,
  BUSINESS_MODELS,
  CRITERION_RESULTS,
  OPERATOR_ROLES,
  SAFE_CRITERIA,
  VALIDATION_METHODS,
} from '../../schema/contract/vocabulary.ts';

/**
 * What every registry publishes beside its own operator type: the contract's types, each field with its type. A field is
 * put in here once every registry has it; until then those that are ahead publish it `@inaccessible`.
 */
export const CONTRACT_FIELDS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  Operator: { tin: 'TIN!', record: 'OperatorRecord', successor: 'TIN' },
  OperatorRecord: {
    legalName: 'String!',
    tradingNames: '[String!]!',
    address: 'Address!',
    roles: '[OperatorRole!]!',
    businessModels: '[BusinessModel!]!',
    authorizations: '[AeoAuthorization!]!',
  },
  Address: { lines: '[String!]!', city: 'String!', postalCode: 'String', country: 'CountryCode!' },
  AeoAuthorization: {
    number: 'ID!',
    type: 'String!',
    roles: '[OperatorRole!]!',
    status: 'AuthorizationStatus!',
    statusSince: 'DateTime!',
    validFrom: 'Date!',
    validTo: 'Date',
    validations: '[Validation!]!',
  },
  Validation: {
    method: 'ValidationMethod!',
    validatedBy: 'String!',
    performedOn: 'Date!',
    nextDueOn: 'Date',
    criteria: '[CriterionAssessment!]!',
  },
  CriterionAssessment: {
    criterion: 'SafeCriterion!',
    result: 'CriterionResult!',
    basis: 'AssessmentBasis!',
    remark: 'String',
  },
};

/** The contract’s fields of an administration’s own operator type: those of the interface, and the hidden statement. */
export const OWN_TYPE_FIELDS: Readonly<Record<string, string>> = {
  ...CONTRACT_FIELDS['Operator'],
  attestation: 'JWS',
};

/** Enums of the contract that a registry publishes, with their words. */
const CONTRACT_ENUMS: Readonly<Record<string, readonly string[]>> = {
  OperatorRole: OPERATOR_ROLES,
  BusinessModel: BUSINESS_MODELS,
  AuthorizationStatus: AUTHORIZATION_STATUSES,
  ValidationMethod: VALIDATION_METHODS,
  SafeCriterion: SAFE_CRITERIA,
  CriterionResult: CRITERION_RESULTS,
  AssessmentBasis: ASSESSMENT_BASES,
};

const CONTRACT_SCALARS = ['TIN', 'Date', 'DateTime', 'CountryCode', 'JWS'];

/** Every type of the contract that a registry may publish. */
export const CONTRACT_TYPES: ReadonlySet<string> = new Set([
  ...Object.keys(CONTRACT_FIELDS),
  ...Object.keys(CONTRACT_ENUMS),
  ...CONTRACT_SCALARS,
]);

/** What every registry publishes, as SDL; `OwnOperator` stands for the operator type of each. */
export function printRegistryContract(): string {
  const block = (head: string, lines: readonly string[]) =>
    `${head} {\n${lines.map((line) => `  ${line}\n`).join('')}}`;
  const fieldsOf = (fields: Readonly<Record<string, string>>) =>
    Object.entries(fields).map(([name, type]) => `${name}: ${type}`);
  return [
    ...CONTRACT_SCALARS.map((name) => `scalar ${name}`),
    ...Object.entries(CONTRACT_ENUMS).map(([name, words]) => block(`enum ${name}`, words)),
    ...Object.entries(CONTRACT_FIELDS).map(([name, fields]) =>
      block(`${name === 'Operator' ? 'interface' : 'type'} ${name}`, fieldsOf(fields)),
    ),
    block('type OwnOperator implements Operator', fieldsOf(OWN_TYPE_FIELDS)),
  ].join('\n\n');
}

/** True for a field or an enum value that every registry publishes; false for what one registry is ahead with. */
export function isOfContract(typeName: string, member: string): boolean {
  const fields = CONTRACT_FIELDS[typeName];
  return fields === undefined ? (CONTRACT_ENUMS[typeName] ?? []).includes(member) : Object.hasOwn(fields, member);
}
