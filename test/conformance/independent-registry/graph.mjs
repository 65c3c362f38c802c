import {
  buildSchema,
  execute,
  GraphQLError,
  NoSchemaIntrospectionCustomRule,
  parse,
  specifiedRules,
  validate,
} from 'graphql';

const TYPE = 'JpOperator';

/** What Federation asks of every subgraph, beside the published SDL. */
const FEDERATION = `
  scalar _Any
  union _Entity = ${TYPE}
  type _Service { sdl: String }
  type Query { _entities(representations: [_Any!]!): [_Entity]! _service: _Service! }`;

/** Codes that may leave; everything else is a fault of ours, and says nothing. */
const REGISTERED = ['UNAUTHENTICATED', 'FORBIDDEN', 'BAD_USER_INPUT', 'LIMIT_EXCEEDED', 'INTERNAL'];

/** Answers GraphQL requests of a caller that is known by then. */
export function createGraph({ sdl, disclose, mutilate }) {
  const published = mutilate.sdl(sdl);
  // Directives of Federation are not defined here: composition reads them, execution does not need them.
  const schema = buildSchema(sdl + FEDERATION, { assumeValidSDL: true });

  return async function answer({ query, variables, operationName }, caller) {
    const document = parseOrRefuse(query);
    if (document instanceof GraphQLError) return { errors: [shown(document)] };
    const faults = validate(schema, document, [...specifiedRules, NoSchemaIntrospectionCustomRule]);
    if (faults.length > 0) return { errors: faults.map((fault) => shown(refusal('BAD_USER_INPUT', fault.message))) };
    const { data, errors } = await execute({
      schema,
      document,
      variableValues: variables,
      operationName,
      rootValue: {
        _service: { sdl: published },
        _entities: ({ representations }) => entities(representations, caller),
      },
    });
    return { data, ...(errors === undefined ? {} : { errors: errors.map(shown) }) };
  };

  /** One for each representation, in their order, and never null: what may not be known is null within it. */
  function entities(representations, caller) {
    const tins = representations.map(({ tin }) => String(tin ?? ''));
    return disclose(tins, caller).map(({ operator, attestation }, index) =>
      mutilate.entity(
        {
          __typename: TYPE,
          tin: tins[index],
          attestation: permits(caller, 'recognition:ask') ? attestation : null,
          record: () => record(operator, caller),
          successor: () => successor(caller),
          corporateNumber: () => record(operator, caller) && operator.tin.slice(2),
        },
        operator,
      ),
    );
  }
}

/** This registry records none; it is refused like the record all the same. */
function successor(caller) {
  demand(caller, 'operator:read');
  return null;
}

/** Refuses by scope first, alike for operators that exist and for those that do not. */
function record(operator, caller) {
  demand(caller, 'operator:read');
  if (operator === undefined) return null;
  return { ...operator, authorizations: operator.authorizations.map((one) => authorization(one, caller)) };
}

function authorization({ history, validation, ...terms }, caller) {
  const past = history.filter(({ effectiveFrom }) => Date.parse(effectiveFrom) <= Date.now());
  const { status, effectiveFrom } = past.at(-1) ?? history[0];
  return { ...terms, status, statusSince: effectiveFrom, validations: () => validations(validation, caller) };
}

function validations(validation, caller) {
  demand(caller, 'validation:read');
  if (validation === null) return [];
  const assessed = (result) => (criterion) => ({ criterion, result, basis: 'DIRECT', remark: null });
  return [
    {
      ...validation,
      criteria: [...validation.met.map(assessed('MET')), ...validation.notMet.map(assessed('NOT_MET'))],
    },
  ];
}

function permits({ scopes }, scope) {
  return scopes.includes(scope);
}

function demand(caller, scope) {
  if (!permits(caller, scope)) throw refusal('FORBIDDEN', `This needs the scope ${scope}.`);
}

export function refusal(code, message) {
  return new GraphQLError(message, { extensions: { code } });
}

function parseOrRefuse(query) {
  try {
    return parse(String(query), { maxTokens: 2_000 });
  } catch {
    return refusal('BAD_USER_INPUT', 'The query is no GraphQL.');
  }
}

function shown({ message, path, extensions }) {
  const code = extensions?.code;
  const isOurs = REGISTERED.includes(code);
  return {
    message: isOurs ? message : 'Unexpected error.',
    ...(path === undefined ? {} : { path }),
    extensions: { code: isOurs ? code : 'INTERNAL' },
  };
}
