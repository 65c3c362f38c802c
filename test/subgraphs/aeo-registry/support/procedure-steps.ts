import { SAFE_CRITERIA } from '../../../../schema/contract/vocabulary.ts';
import type {
  ApplicationAction,
  ApplicationState,
} from '../../../../subgraphs/aeo-registry/domain/application-lifecycle.ts';
import type { RegistryHarness } from './registry-harness.ts';

/** What of an application the tests look at. */
export interface SeenApplication {
  readonly id: string;
  readonly tin: string;
  readonly state: ApplicationState;
  readonly version: number;
  readonly decideBy: string;
  readonly decideByIsStated: boolean;
  readonly overdue: boolean;
  readonly suspendedDays: number;
  readonly missing: readonly string[];
  readonly grounds: readonly string[];
  readonly criteria: readonly { readonly criterion: string; readonly result: string }[];
  readonly history: readonly { readonly action: string; readonly state: string; readonly by: string }[];
}

export const SEEN = `id tin state version decideBy decideByIsStated overdue suspendedDays missing grounds
  criteria { criterion result basis remark } history { action state at by why }`;
export const APPLICATION = `query ($id: ID!) { application(id: $id) { ${SEEN} } }`;
export const SUBMIT = `mutation ($input: ApplicationInput!) { submitApplication(input: $input) { ${SEEN} } }`;
export const DRAFT = `mutation ($input: ApplicationInput!) { draftApplication(input: $input) { ${SEEN} } }`;
export const AUTHORISE = `mutation ($id: ID!, $type: String!, $roles: [OperatorRole!]!, $from: Date!, $to: Date, $version: Int!) {
  authorise(id: $id, type: $type, roles: $roles, validFrom: $from, validTo: $to, legalBasis: "Article 1", version: $version) {
    number type roles status validFrom validTo decidedBy legalBasis version history { status effectiveFrom recordedAt } } }`;
const act = (name: string, types: string, given: string) =>
  `mutation ($id: ID!, $version: Int!${types}) { ${name}(id: $id, version: $version${given}) { ${SEEN} } }`;

/** An operation for each action, with variables that are right for Korea. */
export const ACTS: Readonly<Record<ApplicationAction, { readonly query: string; readonly variables: object }>> = {
  submit: { query: act('completeApplication', '', ', answer: "Here it is"'), variables: {} },
  return: { query: act('returnApplication', '', ', missing: ["Accounts of 2025"]'), variables: {} },
  accept: { query: act('acceptApplication', '', ''), variables: {} },
  recordSelfAssessment: {
    query: act('recordSelfAssessment', ', $answers: [CriterionAnswerInput!]!', ', answers: $answers'),
    variables: { answers: [{ question: 'A1', answer: 'None.' }] },
  },
  planValidation: {
    query: act(
      'planValidation',
      ', $method: ValidationMethod!, $on: Date!, $validator: ID',
      ', method: $method, on: $on, validator: $validator',
    ),
    variables: { method: 'CUSTOMS_REMOTE', on: '2026-11-24' },
  },
  recordValidation: {
    query: act('recordValidation', ', $input: ValidationInput!', ', input: $input'),
    variables: { input: validation() },
  },
  authorise: { query: AUTHORISE, variables: { type: 'AA', roles: ['EXPORTER'], from: '2026-11-24' } },
  reject: { query: act('rejectApplication', '', ', grounds: ["Overdue duties"]'), variables: {} },
  withdraw: { query: act('withdrawApplication', '', ', reason: "Merged"'), variables: {} },
  extend: { query: act('extendTimeLimit', '', ', reason: "Translation"'), variables: {} },
  addEvidence: {
    query: act('addEvidence', ', $evidence: EvidenceInput!', ', evidence: $evidence'),
    variables: { evidence: { name: 'Site plan', reference: 'DMS 17' } },
  },
};

/** A validation by Customs that finds everything met. */
export function validation(given: object = {}): object {
  return {
    method: 'CUSTOMS_REMOTE',
    validatedBy: 'Customs',
    performedOn: '2026-11-24',
    criteria: SAFE_CRITERIA.map((criterion) => ({ criterion, result: 'MET' })),
    ...given,
  };
}

/** What an exporter of Korea says. */
export function input(tin: string, given: object = {}): object {
  return {
    tin,
    legalName: '한결무역',
    address: { lines: ['세종대로 110'], city: '서울', postalCode: '04524', country: tin.slice(0, 2) },
    stakeholder: 'EXPORTER',
    roles: ['EXPORTER'],
    idempotencyKey: `key of ${tin}`,
    ...given,
  };
}

/** The actions that lead from nothing to a state, the first being how it begins. */
const WAY: Readonly<Record<ApplicationState, readonly ApplicationAction[]>> = {
  DRAFT: [],
  SUBMITTED: ['submit'],
  RETURNED: ['submit', 'return'],
  ACCEPTED: ['submit', 'accept'],
  SELF_ASSESSED: ['submit', 'accept', 'recordSelfAssessment'],
  VALIDATION_PLANNED: ['submit', 'accept', 'recordSelfAssessment', 'planValidation'],
  VALIDATED: ['submit', 'accept', 'recordSelfAssessment', 'planValidation', 'recordValidation'],
  AUTHORISED: ['submit', 'accept', 'recordSelfAssessment', 'planValidation', 'recordValidation', 'authorise'],
  REJECTED: ['submit', 'reject'],
  WITHDRAWN: ['withdraw'],
};

/** Does one act and gives the answer as it came. */
export function perform(
  registry: RegistryHarness,
  action: ApplicationAction,
  reference: { readonly id: string; readonly version: number },
  given: object = {},
) {
  const { query, variables } = ACTS[action];
  const { id, version } = reference;
  return registry.officer<Record<string, SeenApplication>>(query, { ...variables, ...given, id, version });
}

export async function read(registry: RegistryHarness, id: string): Promise<SeenApplication> {
  const { data, errors } = await registry.officer<{ application: SeenApplication | null }>(APPLICATION, { id });
  if (data?.application == null) throw new TypeError(`no application: ${JSON.stringify(errors)}`);
  return data.application;
}

/** Brings an application to a state, with evidence on file first where some is given; throws where an act is refused. */
export async function bringTo(
  registry: RegistryHarness,
  state: ApplicationState,
  said: object,
  given: Partial<Record<ApplicationAction, object>> = {},
): Promise<SeenApplication> {
  const begun = await registry.officer<{ draftApplication: SeenApplication }>(DRAFT, { input: said });
  if (begun.data == null) throw new TypeError(JSON.stringify(begun.errors));
  let application = begun.data.draftApplication;
  for (const action of [...(given.addEvidence === undefined ? [] : (['addEvidence'] as const)), ...WAY[state]]) {
    const { errors } = await perform(registry, action, application, given[action]);
    if (errors !== undefined) throw new TypeError(`${action}: ${JSON.stringify(errors)}`);
    application = await read(registry, application.id);
  }
  return application;
}
