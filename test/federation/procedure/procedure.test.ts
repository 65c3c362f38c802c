import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SAFE_CRITERIA } from '../../../schema/contract/vocabulary.ts';
import { startFederation, type TestFederation } from '../../support/federation.ts';

const FIELDS = 'id version state';
const RECOGNITION = `query ($questions: [RecognitionQuestion!]!) {
  recognitions(questions: $questions) { decision { outcome reasons } operator { record { legalName roles } } } }`;
const REPRESENTED = `mutation ($tin: TIN!) { registerRepresentedVendors(tin: $tin, vendors: [
  { name: "Ningbo Toys", establishedIn: "CN", tin: "CN3302158052", from: "2026-01-01" }
  { name: "Li Wei", establishedIn: "CN", from: "2026-01-01" }
  { name: "Chen Jing", establishedIn: "CN", from: "2026-01-01", until: "2027-01-01" }]) { written refused } }`;

interface Story {
  readonly title: string;
  readonly home: string;
  readonly partner: string;
  readonly tin: string;
  readonly said: object;
  readonly type: string;
  readonly role: string;
}

const STORIES: readonly Story[] = [
  {
    title: 'a Chinese platform of model 3',
    ...{ home: 'CN', partner: 'KR', tin: 'CN4403960001', type: 'ADVANCED_CERTIFIED', role: 'E_PLATFORM' },
    said: { stakeholder: 'E_PLATFORM', roles: ['E_PLATFORM'], businessModel: 'PLATFORM' },
  },
  {
    title: 'a fulfilment centre in the EU of model 4-2 for a platform and three foreign vendors',
    ...{ home: 'EU', partner: 'CN', tin: 'NL812345670', type: 'AEOF', role: 'WAREHOUSE_OPERATOR' },
    said: {
      stakeholder: 'FULFILMENT_CENTRE',
      roles: ['WAREHOUSE_OPERATOR'],
      businessModel: 'FULFILMENT_FREE_ZONE',
      representativeOf: 'Haitong Platform',
    },
  },
  {
    title: 'a postal operator with S58 alone',
    ...{ home: 'EU', partner: 'JP', tin: 'SI12345670', type: 'AEOS', role: 'POSTAL_OPERATOR' },
    said: { stakeholder: 'POSTAL_OPERATOR', roles: ['POSTAL_OPERATOR'] },
  },
  {
    title: 'a Korean express carrier certified as forwarder',
    ...{ home: 'KR', partner: 'JP', tin: 'KR1208800767', type: 'AA', role: 'FREIGHT_FORWARDER' },
    said: { stakeholder: 'EXPRESS_CARRIER', roles: ['FREIGHT_FORWARDER'] },
  },
];

describe('from an application to a partner’s question', () => {
  let federation: TestFederation;

  beforeAll(async () => {
    federation = await startFederation();
  });
  afterAll(() => federation.stop());

  /** Acts at the home administration’s officer endpoint, and gives what the act left. */
  async function act(home: string, name: string, types: string, given: string, variables: object = {}) {
    const fields = name === 'authorise' ? 'number status decidedBy' : FIELDS;
    const query = `mutation (${types}) { ${name}(${given}) { ${fields} } }`;
    const { data, errors } = await federation.askOfficer<Record<string, { id: string; version: number }>>(home, query, {
      ...variables,
    });
    expect(errors, name).toEqual([]);
    return data[name] ?? { id: '', version: 0 };
  }

  async function question({ partner, tin, role }: Story) {
    const asked = await federation.ask<{
      recognitions: { decision: { outcome: string }; operator: { record: { legalName: string } | null } }[];
    }>(partner, RECOGNITION, { questions: [{ tin, role }] });
    expect(asked.errors).toEqual([]);
    return asked.data.recognitions[0];
  }

  it.each(STORIES)('$title is unknown before the decision and recognised after it', async (story) => {
    const { home, partner, tin, said, type, role, title } = story;
    expect((await question(story))?.decision.outcome).not.toBe('RECOGNISED');
    const input = {
      ...{ tin, legalName: title, idempotencyKey: tin, ...said },
      address: { lines: ['1'], city: 'Port', postalCode: null, country: tin.slice(0, 2) },
    };
    let { id, version } = await act(home, 'submitApplication', '$input: ApplicationInput!', 'input: $input', { input });
    const step = async (name: string, types: string, given: string, variables: object = {}) => {
      const all = { id, version, ...variables };
      const left = await act(home, name, `$id: ID!, $version: Int!${types}`, `id: $id, version: $version${given}`, all);
      version = left.version;
    };
    await step('acceptApplication', '', '');
    const answers = [{ question: 'A1', answer: 'None.' }];
    await step('recordSelfAssessment', ', $answers: [CriterionAnswerInput!]!', ', answers: $answers', { answers });
    const today = new Date().toISOString().slice(0, 10);
    const yesterday = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10);
    await step('planValidation', '', `, method: CUSTOMS_REMOTE, on: "${today}"`);
    const evidence = { basis: 'UPU_S58', name: 'S58 certificate', reference: 'UPU 17', validUntil: '2099-12-31' };
    await step('addEvidence', ', $evidence: EvidenceInput!', ', evidence: $evidence', { evidence });
    const isCovered = (criterion: string) => stakeholderOf(said) === 'POSTAL_OPERATOR' && /^[GIJL]_/.test(criterion);
    const validation = {
      ...{ method: 'CUSTOMS_REMOTE', validatedBy: home, performedOn: yesterday },
      criteria: SAFE_CRITERIA.map((criterion) => ({
        ...{ criterion, result: 'MET', basis: isCovered(criterion) ? 'UPU_S58' : 'DIRECT' },
      })),
    };
    await step('recordValidation', ', $input: ValidationInput!', ', input: $input', { input: validation });
    const granted = `, type: "${type}", roles: [${role}], validFrom: "${yesterday}", legalBasis: "Article 1"`;
    await step('authorise', '', granted);
    expect((await question(story))?.decision.outcome).not.toBe('RECOGNISED');
    await federation.askOfficer(
      home,
      `mutation { setConsent(tin: "${tin}", destination: "${partner}", given: true, evidence: "Form 12") { version } }`,
    );
    const answer = await question(story);
    expect(answer).toMatchObject({ decision: { outcome: 'RECOGNISED' }, operator: { record: { legalName: title } } });
  });

  it('has the vendors that the fulfilment centre represents on its file', async () => {
    const tin = 'NL812345670';
    const { data } = await federation.askOfficer('EU', REPRESENTED, { tin });
    expect(data).toEqual({ registerRepresentedVendors: { written: 3, refused: 0 } });
    const file = await federation.askOfficer('EU', `{ operator(tin: "${tin}") { representedVendors { name tin } } }`);
    expect(file.data).toMatchObject({ operator: { representedVendors: [{}, {}, {}] } });
  });
});

function stakeholderOf(said: object): unknown {
  return 'stakeholder' in said ? said.stakeholder : undefined;
}
