import { type Change, CriticalityLevel, diff } from '@graphql-inspector/core';
import { buildSchema, type GraphQLSchema } from 'graphql';

/** The texts that were promised: to clients, to officers' systems, and to registries that are to be connected. */
export const PROMISED = ['api', 'officer', 'registry-contract'] as const;
export type Promised = (typeof PROMISED)[number];

/** BREAKING: what worked stops. DANGEROUS: it goes on for a reader that takes unknown words and missing values as such. */
export type Severity = 'BREAKING' | 'DANGEROUS' | 'SAFE';

/** One change of what was promised. */
export interface ContractChange {
  readonly schema: Promised;
  readonly severity: Severity;
  /** Kind as GraphQL Inspector names it, `FIELD_REMOVED`. */
  readonly change: string;
  /** `Query.operator`, `Query.operator.tin`, `OperatorRole.EXPORTER`. */
  readonly path: string;
  readonly message: string;
  /** Whether it was marked `@deprecated` in what was released. */
  readonly wasDeprecated: boolean;
}

const SEVERITIES: Readonly<Record<CriticalityLevel, Severity>> = {
  [CriticalityLevel.Breaking]: 'BREAKING',
  [CriticalityLevel.Dangerous]: 'DANGEROUS',
  [CriticalityLevel.NonBreaking]: 'SAFE',
};

/** Every change between two SDL texts of one promise. */
export async function contractChanges(schema: Promised, released: string, now: string): Promise<ContractChange[]> {
  const before = buildSchema(released, { assumeValidSDL: true });
  const changes = await diff(before, buildSchema(now, { assumeValidSDL: true }));
  return changes.map((change) => ({
    schema,
    severity: severityOf(schema, change),
    change: String(change.type),
    path: change.path ?? '',
    message: change.message,
    wasDeprecated: isDeprecated(before, change.path ?? ''),
  }));
}

/** A registry has to publish what the contract has: a field more there shuts out each that has it not yet. */
function severityOf(schema: Promised, { type, criticality }: Change): Severity {
  if (schema === 'registry-contract' && type === 'FIELD_ADDED') return 'BREAKING';
  return SEVERITIES[criticality.level];
}

function isDeprecated(schema: GraphQLSchema, path: string): boolean {
  const [typeName = '', memberName = '', argumentName] = path.split('.');
  const type = schema.getType(typeName);
  if (type === undefined) return false;
  if ('getValue' in type) return type.getValue(memberName)?.deprecationReason != null;
  if (!('getFields' in type)) return false;
  const field = type.getFields()[memberName];
  if (field === undefined) return false;
  if (argumentName === undefined) return field.deprecationReason != null;
  const argument = 'args' in field ? field.args.find(({ name }) => name === argumentName) : undefined;
  return argument?.deprecationReason != null;
}
