import { type GraphQLArgument, type GraphQLField, getNamedType, isEnumType, isNonNullType } from 'graphql';
import { consignmentIn, HOME, SHARED_TIN, type Side } from './two-sides.ts';

type Field = GraphQLField<unknown, unknown>;
type Given = Readonly<Record<string, unknown>>;

/** Values of the arguments of queries, of both sides, by `Query.field(argument)`. */
function queryValues(sides: readonly Side[]): Readonly<Record<string, readonly unknown[]>> {
  const codes = sides.map(({ code }) => code);
  const consignments = sides.flatMap(({ currency, country }) => [
    consignmentIn(currency, country),
    consignmentIn('USD', country),
  ]);
  const checks = sides.flatMap(({ number }) => consignments.map((consignment) => ({ number, consignment })));
  const question = { tin: SHARED_TIN, role: 'EXPORTER', reference: 'the walk' };
  const tins = [SHARED_TIN, ...sides.map(({ representative }) => representative)];
  return {
    'Query.administration(code)': [HOME],
    'Query.arrangements(party)': codes,
    'Query.arrangementImpact(draft)': [{ partner: HOME, coverage: [{}] }],
    'Query.arrangementImpact(since)': ['2026-11-01T00:00:00Z'],
    'Query.arrangementImpact(until)': ['2027-01-01T00:00:00Z'],
    'Query.arrangementImpact(questions)': [[question]],
    'Query.assistanceAgreements(party)': codes,
    'Query.assistanceDraft(id)': sides.map(({ draft }) => draft.id),
    'Query.assistanceRequest(id)': sides.flatMap(({ requests }) => requests.map(({ id }) => id)),
    'Query.assistanceRequests(after)': sides.map(({ cursors }) => cursors.requests),
    'Query.assistanceRequests(first)': [200],
    'Query.assistanceRequests(partner)': [...codes, HOME],
    'Query.checkVendorRegistration(consignment)': consignments,
    'Query.checkVendorRegistration(number)': sides.map(({ number }) => number),
    'Query.checkVendorRegistrations(checks)': [checks],
    'Query.collectionSchemes(destination)': codes,
    'Query.consultation(number)': sides.map(({ consultation }) => consultation),
    'Query.foreignVendor(id)': sides.flatMap(({ vendors }) => vendors),
    'Query.mustRegister(annualTurnover)': ['100000'],
    'Query.mustRegister(currency)': sides.map(({ currency }) => currency),
    'Query.mustRegister(destination)': codes,
    'Query.mustRegister(on)': ['2026-11-25'],
    'Query.mustRegister(worldwideTurnover)': ['100000'],
    'Query.operator(tin)': tins,
    'Query.operators(tins)': [tins],
    // Left out: what an entry leads to is the operator, which is walked by itself.
    'Query.recognitionChanges(after)': [],
    'Query.recognitionChanges(first)': [],
    'Query.recognitionChanges(tins)': [],
    'Query.recognitionChanges(administrations)': [],
    'Query.recognitions(questions)': [[question]],
    'Query.vendorRegistration(number)': sides.map(({ number }) => number),
    'Query.vendorRegistrations(after)': sides.map(({ cursors }) => cursors.registrations),
    'Query.vendorRegistrations(destination)': codes,
    'Query.vendorRegistrations(first)': [200],
    'Query.watchedOperators(after)': [],
    'Query.watchedOperators(first)': [],
    'Query.vendorRegistrations(representative)': sides.map(({ representative }) => representative),
  };
}

/** Below a root field one value each; undefined: left out. */
const NESTED: Readonly<Record<string, unknown>> = {
  'Administration.arrangements(status)': undefined,
  'Operator.recognition(role)': 'EXPORTER',
  'Operator.recognition(on)': undefined,
  'Operator.recognition(mode)': undefined,
  'Operator.recognition(declaredName)': undefined,
  'VendorRegistration.usage(days)': 366,
};

/** The value of an argument below a root field. */
export function nestedArgument(coordinate: string): { readonly value: unknown } | undefined {
  return Object.hasOwn(NESTED, coordinate) ? { value: NESTED[coordinate] } : undefined;
}

/**
 * Sets of arguments of a query: every value of what is demanded, and every value of each thing that may be left out. Throws,
 * naming the argument, where nothing is known of it.
 */
export function queryArguments(field: Field, sides: readonly Side[]): { demanded: Given[]; optional: Given[] } {
  const known = queryValues(sides);
  const valuesOf = (argument: GraphQLArgument): readonly unknown[] => {
    const type = getNamedType(argument.type);
    if (isEnumType(type)) return type.getValues().map(({ name }) => name);
    const coordinate = `Query.${field.name}(${argument.name})`;
    const values = known[coordinate];
    if (values === undefined) throw new TypeError(`no value is known for ${coordinate}`);
    return values;
  };
  let demanded: Given[] = [{}];
  for (const argument of field.args.filter(({ type }) => isNonNullType(type))) {
    demanded = demanded.flatMap((given) => valuesOf(argument).map((value) => ({ ...given, [argument.name]: value })));
  }
  const optional = field.args
    .filter(({ type }) => !isNonNullType(type))
    .flatMap((argument) => valuesOf(argument).map((value) => ({ ...demanded[0], [argument.name]: value })));
  return { demanded, optional };
}

const RETURN = { consignments: 0, assessedDuty: '0', assessedTax: '0', collected: '0', remitted: '0' };

/** What a mutation is given by `asking`, aimed at what belongs to `other` wherever it can be aimed. */
function mutationValues(asking: Side, other: Side): Readonly<Record<string, unknown>> {
  const [request] = other.requests;
  const input = { ...RETURN, period: other.period, idempotencyKey: 'walk' };
  return {
    ...{ registrationId: other.registration.id, id: request?.id, remark: 'walk', question: 'walk', answer: 'walk' },
    ...{ reason: 'walk', explanation: 'walk', appealNote: 'walk', until: '2027-12-31', criteria: ['G_CARGO_SECURITY'] },
    ...{ tin: SHARED_TIN, tins: [SHARED_TIN], particulars: { legalProvisions: 'walk' }, effectiveFrom: undefined },
    response: { outcome: 'CONFIRMED', criteria: [{ criterion: 'G_CARGO_SECURITY', result: 'MET' }] },
    'applyForVendorRegistration(input)': {
      ...{
        legalName: 'Walk',
        establishedIn: HOME,
        tin: SHARED_TIN,
        stakeholder: 'E_VENDOR',
        businessModel: 'SELF_RUN',
      },
      ...{ representative: asking.representative, contactEmail: 'walk@vendor.example', idempotencyKey: 'walk' },
    },
    'fileRemittanceReturn(input)': input,
    'correctRemittanceReturn(input)': input,
    'recordPayment(input)': { period: other.period, amount: '1', paidOn: '2027-01-14', idempotencyKey: 'walk' },
    'importExchangeRates(rates)': [
      {
        ...{ base: 'USD', quote: other.currency, rate: '2', validFrom: '2026-11-01', validTo: '2026-12-31' },
        source: 'walk',
      },
    ],
    'submitAssistanceRequest(input)': {
      ...{ requested: HOME, kind: 'VENDOR_VALIDATION', agreement: asking.agreement, reason: 'walk', facts: 'walk' },
      ...{
        purpose: 'AUDIT',
        subjectVendorId: other.vendors[0],
        criteria: ['G_CARGO_SECURITY'],
        idempotencyKey: 'walk',
      },
    },
    'saveAssistanceDraft(input)': { reason: 'walk' },
    'sendSpontaneousInformation(input)': {
      ...{ receiving: HOME, agreement: asking.agreement, about: 'NEW_MEANS_OR_METHODS', facts: 'walk' },
      ...{ subjectTin: asking.representative, idempotencyKey: 'walk' },
    },
    ...Object.fromEntries(
      ['saveAssistanceDraft', 'submitAssistanceDraft', 'discardAssistanceDraft'].map((name) => [
        `${name}(id)`,
        other.draft.id,
      ]),
    ),
    'acknowledgeSpontaneousInformation(id)': other.warning.id,
  };
}

/** The version of what the mutation is aimed at. */
function versionOf(field: Field, { registration, requests, draft, warning }: Side): number | undefined {
  if (field.name.endsWith('AssistanceDraft')) return draft.version;
  if (field.name === 'acknowledgeSpontaneousInformation') return warning.version;
  return field.args.some(({ name }) => name === 'registrationId') ? registration.version : requests[0]?.version;
}

/** Arguments of a mutation by one side, aimed at the other. Throws, naming the argument, where nothing is known of it. */
export function mutationArguments(field: Field, asking: Side, other: Side): Given {
  const known: Given = { ...mutationValues(asking, other), version: versionOf(field, other) };
  return Object.fromEntries(
    field.args.map(({ name, type }) => {
      const coordinate = `${field.name}(${name})`;
      const named = getNamedType(type);
      if (isEnumType(named)) return [name, named.getValues()[0]?.name];
      const key = Object.hasOwn(known, coordinate) ? coordinate : name;
      if (!Object.hasOwn(known, key)) throw new TypeError(`no value is known for Mutation.${coordinate}`);
      return [name, known[key]];
    }),
  );
}
