import { REGISTRY_SCOPES } from '../../../schema/contract/scopes.ts';
import { KOREAN_EXPORTER, KOREAN_EXPORTER_SUSPENDED } from '../../../scripts/seed/worth-asking.ts';
import { input, validation } from '../../subgraphs/aeo-registry/support/procedure-steps.ts';
import { startFederation, type TestFederation } from '../../support/federation.ts';
import { createTestClock } from '../../support/parties.ts';

/** A federation in whose Korean registry there is something of every kind about one operator. */
export interface OfficerWorld {
  readonly federation: TestFederation;
  readonly now: () => Date;
  readonly arguments: Readonly<Record<string, unknown>>;
}

export const HOME = 'KR';
/** The operator that things are about, and another one of the same registry. */
export const ITSELF = KOREAN_EXPORTER.tin;
export const ANOTHER = KOREAN_EXPORTER_SUSPENDED.tin;

const BROKER = { stakeholder: 'CUSTOMS_BROKER', roles: ['CUSTOMS_BROKER'] };

export async function createOfficerWorld(): Promise<OfficerWorld> {
  const clock = createTestClock('2026-11-24T12:00:00.000Z');
  const federation = await startFederation({ clock });

  async function run<Value>(text: string, variables: Readonly<Record<string, unknown>> = {}): Promise<Value> {
    const { data, errors } = await federation.askOfficer<{ value: Value } | null>(
      HOME,
      text,
      variables,
      REGISTRY_SCOPES,
    );
    if (errors.length > 0 || data === null) throw new TypeError(`${text}: ${JSON.stringify(errors)}`);
    return data.value;
  }

  await federation.ask('JP', `{ operator(tin: "${ITSELF}") { record { legalName } } }`);
  await federation.ask('JP', `mutation { suspendBenefits(tin: "${ITSELF}", remark: "Seals were broken.") { tin } }`);
  await federation.embedded.registries.get(HOME)?.pullSignals();

  const { record } = await run<{ record: { authorizations: [{ number: string }] } }>(
    `{ value: operator(tin: "${ITSELF}") { record { authorizations { number } } } }`,
  );
  const validator = await run<{ id: string }>(
    'mutation { value: designateValidator(name: "Prüfgesellschaft", scope: [G_CARGO_SECURITY], from: "2026-01-01") { id } }',
  );
  const finding = await run<{ id: string }>(
    `mutation { value: recordFinding(tin: "${ITSELF}", source: OTHER, description: "A gate.", correctiveAction: "Repair.", dueOn: "2026-12-01") { id } }`,
  );
  const issue = await run<{ id: string }>(
    `mutation { value: raiseIssue(tin: "${ITSELF}", subject: "A seal", text: "Which one?", idempotencyKey: "world") { id } }`,
  );
  await run(
    `mutation { value: addAlias(tin: "${ITSELF}", destination: "US", scheme: "MID", value: "KRHAN123", from: "2026-01-01") { tin } }`,
  );
  await run(
    `mutation { value: succeedOperator(tin: "${ITSELF}", by: "${ANOTHER}", on: "2027-01-01", reason: "A merger.") { tin } }`,
  );
  await run(`mutation { value: assignAccountManager(tin: "${ITSELF}", name: "Kim") { tin } }`);
  await run(
    `mutation { value: recordDataExchangeAgreement(tin: "${ITSELF}", agreement: { data: [{ kind: "orders", heldBy: "platform" }], channel: "API", from: "2026-01-01" }) { tin } }`,
  );
  const inHours = (hours: number) => new Date(clock().getTime() + hours * 3_600_000).toISOString();
  await run(
    `mutation { value: announceMaintenance(from: "${inHours(48)}", until: "${inHours(50)}", fallbackAllowed: true, remark: "A move.") { id } }`,
  );
  const submitted = await run<{ id: string }>(
    'mutation($input: ApplicationInput!) { value: submitApplication(input: $input) { id } }',
    { input: input(ITSELF, BROKER) },
  );
  const { id } = submitted;
  await run(`mutation { value: acceptApplication(id: "${id}", version: 1) { id } }`);
  await run(
    `mutation { value: addEvidence(id: "${id}", version: 2, evidence: { name: "Site plan", reference: "17" }) { id } }`,
  );
  await run(
    `mutation { value: recordSelfAssessment(id: "${id}", version: 3, answers: [{ question: "A1", answer: "None." }]) { id } }`,
  );
  await run(
    `mutation { value: planValidation(id: "${id}", version: 4, method: CUSTOMS_REMOTE, on: "2026-11-24") { id } }`,
  );
  await run(
    `mutation($input: ValidationInput!) { value: recordValidation(id: "${id}", version: 5, input: $input) { id } }`,
    { input: validation() },
  );

  return {
    federation,
    now: clock,
    arguments: {
      tin: ITSELF,
      id,
      number: record.authorizations[0].number,
      stakeholder: 'EXPORTER',
      until: '2027-12-31',
      seed: 'a seed of sixteen letters',
      count: 5,
      on: '2026-11-24',
      'Mutation.announceMaintenance.until': inHours(1),
      'Mutation.withdrawDesignation.id': validator.id,
      'Mutation.closeFinding.id': finding.id,
      'Mutation.replyToIssue.id': issue.id,
      'Mutation.answerIssue.id': issue.id,
      'Mutation.resolveIssue.id': issue.id,
      'Mutation.setConsent.destination': 'JP',
      'Mutation.submitApplication.input': input(ITSELF, BROKER),
      'Mutation.draftApplication.input': input(ITSELF, { ...BROKER, idempotencyKey: 'a draft' }),
      answers: [{ question: 'A1', answer: 'None.' }],
      'Mutation.planValidation.on': '2026-12-24',
      'Mutation.holdAuthorization.until': '2026-12-24',
      // Nobody has read this version, so that whoever may take a step is told so, and nothing changes.
      version: 999,
    },
  };
}
