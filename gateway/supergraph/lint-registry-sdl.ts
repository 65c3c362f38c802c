import { type DefinitionNode, type DocumentNode, Kind, parse, visit } from 'graphql';
import { type AdministrationCode, operatorTypeName } from '../../schema/administrations.ts';

/** What a registry’s SDL does that no registry may. */
export interface LintFault {
  readonly administration: AdministrationCode;
  /** The type or field. */
  readonly place: string;
  readonly fault: string;
}

/** Fields of the interface that a registry contributes; a type that lacks one breaks the contract. */
const CONTRACT_FIELDS = ['tin', 'record', 'successor'] as const;

/** Types of the contract that every registry publishes, beside its own operator type. */
const CONTRACT_TYPES: ReadonlySet<string> = new Set([
  'Operator',
  'OperatorRecord',
  'Address',
  'AeoAuthorization',
  'Validation',
  'CriterionAssessment',
  'OperatorRole',
  'BusinessModel',
  'AuthorizationStatus',
  'ValidationMethod',
  'SafeCriterion',
  'CriterionResult',
  'AssessmentBasis',
  'TIN',
  'Date',
  'DateTime',
  'CountryCode',
  'JWS',
]);

/** Directives by which a subgraph would reach beyond its own; both composers would let them. */
const FORBIDDEN_DIRECTIVES: ReadonlySet<string> = new Set([
  'override',
  'interfaceObject',
  'composeDirective',
  'provides',
]);

/**
 * Looks at the SDL of one registry before composition: its own operator type with the contract's fields, the contract's
 * types and nothing else. A registry decides what leaves it, and nothing about anybody else's operators.
 */
export function lintRegistrySdl(administration: AdministrationCode, sdl: string): LintFault[] {
  const document = parse(sdl);
  const own = operatorTypeName(administration);
  const faults: LintFault[] = [];
  const fault = (place: string, text: string) => faults.push({ administration, place, fault: text });

  for (const definition of document.definitions) {
    if (!('name' in definition) || definition.name === undefined) {
      if (definition.kind === Kind.SCHEMA_DEFINITION) fault('schema', 'a registry has no root fields');
      continue;
    }
    const name = definition.name.value;
    if (name === 'Query' || name === 'Mutation' || name === 'Subscription')
      fault(name, 'a registry has no root fields');
    else if (definition.kind !== Kind.DIRECTIVE_DEFINITION && !isAllowed(name, own, administration)) {
      fault(name, `not a type of the contract, nor ${own} or a type named after it`);
    }
  }
  lintOwnType(document, own, fault);
  visit(document, {
    Directive(node) {
      if (FORBIDDEN_DIRECTIVES.has(node.name.value))
        fault(`@${node.name.value}`, 'reaches beyond the registry’s own types');
    },
  });
  return faults;
}

/** National types begin with the administration's name, e.g. `KrOperator`, `KrGrade`. */
function isAllowed(name: string, own: string, administration: AdministrationCode): boolean {
  const prefix = operatorTypeName(administration).slice(0, -'Operator'.length);
  return name === own || CONTRACT_TYPES.has(name) || (name.startsWith(prefix) && !name.endsWith('Operator'));
}

function lintOwnType(document: DocumentNode, own: string, fault: (place: string, text: string) => void): void {
  const definitions = document.definitions.filter((definition) => isObjectNamed(definition, own));
  if (definitions.length === 0) {
    fault(own, 'the registry has no operator type');
    return;
  }
  const fields = new Set(
    definitions.flatMap((definition) =>
      'fields' in definition ? (definition.fields ?? []).map((field) => field.name.value) : [],
    ),
  );
  for (const field of [...CONTRACT_FIELDS, 'attestation']) {
    if (!fields.has(field)) fault(`${own}.${field}`, 'the contract’s field is missing');
  }
}

function isObjectNamed(definition: DefinitionNode, name: string): boolean {
  return (
    (definition.kind === Kind.OBJECT_TYPE_DEFINITION || definition.kind === Kind.OBJECT_TYPE_EXTENSION) &&
    definition.name.value === name
  );
}
