/** Operations that are no business of a client, as the body of a request. */

const asJson = (query: string, variables?: object): string => JSON.stringify({ query, variables });
const times = (count: number, write: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => write(index)).join(' ');

const RECOGNITIONS = 'query Bad($questions: [RecognitionQuestion!]!) { recognitions(questions: $questions) { tin } }';
const OPERATORS = 'query Bad($tins: [String!]!) { operators(tins: $tins) { tin } }';
const QUESTION = { tin: 'KR7628191710', role: 'EXPORTER' };

/** Each is BAD_USER_INPUT: it does not fit the schema, or it is no request at all. */
export const UNFITTING_BODIES: Readonly<Record<string, string>> = {
  'what is not JSON': '{"query": "{ __typename }"',
  'an empty body': '',
  null: 'null',
  'a number': '42',
  'a text': '"{ __typename }"',
  'an empty batch': '[]',
  'a batch of operations': JSON.stringify([{ query: '{ __typename }' }, { query: '{ __typename }' }]),
  'an object without a query': '{}',
  'a query that is no text': '{"query": {"__typename": true}}',
  'a query that is empty': '{"query": ""}',
  'a hash in the place of a query': '{"extensions": {"persistedQuery": {"version": 1, "sha256Hash": "abc"}}}',
  'variables that are a list': '{"query": "{ __typename }", "variables": []}',
  'an entry that no request has': '{"query": "{ __typename }", "secret": true}',
  'a number that nothing can hold': asJson('{ consultation(number: 99999999999999999999) { outcome } }'),
  'a name that no operation has': '{"query": "query A { __typename }", "operationName": "B"}',
  'two operations and no name': asJson('query A { __typename } query B { __typename }'),
  'no operation but a fragment': asJson('fragment A on Query { __typename }'),
  'a syntax error': asJson('{ recognitions(questions: [ }'),
  'an unknown field': asJson('{ nothing }'),
  'a field without its selection': asJson('{ administrations }'),
  'an unknown argument': asJson('{ administrations(secret: true) { code } }'),
  'an unknown type': asJson('query Bad($any: [_Any!]!) { administrations { code } }', { any: [] }),
  'a subscription': asJson('subscription { __typename }'),
  'a missing variable': asJson(RECOGNITIONS),
  'a variable of another type': asJson(OPERATORS, { tins: [{ tin: 'KR7628191710' }] }),
  'a wrong word of an enum': asJson(RECOGNITIONS, { questions: [{ ...QUESTION, role: 'SMUGGLER' }] }),
  'a wrong word of an enum in the text': asJson(
    '{ recognitions(questions: [{ tin: "KR1", role: SMUGGLER }]) { tin } }',
  ),
  'an instant that is none': asJson(RECOGNITIONS, { questions: [{ ...QUESTION, on: 'yesterday' }] }),
  'an entry that no question has': asJson(RECOGNITIONS, { questions: [{ ...QUESTION, secret: true }] }),
  'a question without its role': asJson(RECOGNITIONS, { questions: [{ tin: QUESTION.tin }] }),
  'a fragment inside itself': asJson('{ ...A } fragment A on Query { ...A }'),
  'a directive three hundred times over': asJson(`{ __typename ${times(300, () => '@skip(if: false)')} }`),
  'directives that nobody knows': asJson(`query Bad ${times(600, (index) => `@unknown${index}`)} { __typename }`),
  'the service definition of a subgraph': asJson('{ _service { sdl } }'),
  'entities of a subgraph': asJson('{ _entities(representations: []) { __typename } }'),
  'the statement on an operator': asJson('{ operator(tin: "KR7628191710") { ... on KrOperator { attestation } } }'),
  'the hidden key of an answer': asJson('{ recognitions(questions: []) { question } }'),
  'the operator consulted for an answer': asJson('{ recognitions(questions: []) { consulted { tin } } }'),
  'a mutation of a national register': asJson(
    'mutation { suspendAuthorization(number: "1", ground: "none", version: 1) { number } }',
  ),
};

/** Nests `inner` in the field so many times. */
const nested = (count: number, field: string, inner: string): string =>
  count === 0 ? inner : `${field} { ${nested(count - 1, field, inner)} }`;

/** Fragments of which each spreads the next so many times. */
const multiplying = (levels: number, width: number): string =>
  `{ ...F0 } ${times(
    levels,
    (level) => `fragment F${level} on Query { ${times(width, () => `...F${level + 1}`)} }`,
  )} fragment F${levels} on Query { benefits { code } }`;

/** Each is LIMIT_EXCEEDED, before anything is planned; a server that executes one of them is gone. */
export const BOMBS: Readonly<Record<string, string>> = {
  'a depth bomb': asJson(`{ ${nested(40, '... on Query', '__typename')} }`),
  'an alias bomb': asJson(`{ ${times(60, (index) => `a${index}: administrations { code }`)} }`),
  'an alias bomb in a fragment': asJson(
    `{ ...A } fragment A on Query { ${times(60, (index) => `a${index}: administrations { code }`)} }`,
  ),
  'a token bomb': asJson(`{ ${times(5_000, () => '__typename')} }`),
  'a bomb of directives': asJson(`{ __typename ${times(2_100, () => '@unknown')} }`),
  'fragments that multiply by eight five times': asJson(multiplying(5, 8)),
  'fragments that multiply by two thirty times': asJson(multiplying(30, 2)),
  'fragments that multiply by sixty six times': asJson(multiplying(6, 60)),
  'a list that comes back to itself': asJson(
    '{ administrations { arrangements { parties { arrangements { parties { code } } } } } }',
  ),
  'a list that comes back to itself through a fragment': asJson(
    '{ administrations { ...A } } fragment A on Administration { arrangements { parties { ...B } } } fragment B on Administration { arrangements { id } }',
  ),
  'introspection of types of fields of types': asJson('{ __schema { types { fields { type { fields { name } } } } } }'),
  '1,001 questions': asJson(RECOGNITIONS, { questions: Array.from({ length: 1_001 }, () => QUESTION) }),
  '1,001 TINs': asJson(OPERATORS, { tins: Array.from({ length: 1_001 }, () => QUESTION.tin) }),
};
