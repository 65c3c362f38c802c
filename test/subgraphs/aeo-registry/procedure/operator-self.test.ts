import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { callerOf } from '../../../support/parties.ts';
import { ACTS, APPLICATION, bringTo, input, perform, read, SUBMIT } from '../support/procedure-steps.ts';
import { type RegistryHarness, startKorea } from '../support/registry-harness.ts';
import { krTin, sampleOperator } from '../support/sample-operators.ts';

const [OWN, OTHER, NEW] = [krTin(1), krTin(2), krTin(3)];
const CONSENT = `mutation ($tin: TIN!, $given: Boolean!) {
  setConsent(tin: $tin, destination: "US", given: $given, evidence: "Portal") { consents { destination given } } }`;

describe('an operator that acts for itself', () => {
  let korea: RegistryHarness;

  beforeAll(async () => {
    korea = await startKorea();
    await korea.registry.importOperators([sampleOperator(OWN, ['JP']), sampleOperator(OTHER, ['JP'])], 'test');
    await korea.entities([OWN, OTHER], 'attestation', callerOf('JP'));
  });
  afterAll(() => korea.stop());

  it('files its own application, completes it, answers the questionnaire and withdraws it', async () => {
    const sent = await korea.self<{ submitApplication: { id: string; version: number } }>(NEW, SUBMIT, {
      input: input(NEW),
    });
    const application = sent.data?.submitApplication ?? { id: '', version: 0 };
    const step = async (action: keyof typeof ACTS) =>
      korea.self(NEW, ACTS[action].query, { ...ACTS[action].variables, ...(await reference()) });
    const reference = async () => {
      const { id, version } = await read(korea, application.id);
      return { id, version };
    };
    await perform(korea, 'return', await reference());
    expect((await step('addEvidence')).errors).toBeUndefined();
    expect((await step('submit')).errors).toBeUndefined();
    await perform(korea, 'accept', await reference());
    expect((await step('recordSelfAssessment')).errors).toBeUndefined();
    expect((await step('withdraw')).errors).toBeUndefined();
    expect(await read(korea, application.id)).toMatchObject({ state: 'WITHDRAWN' });
    expect((await read(korea, application.id)).history[0]).toMatchObject({ by: `operator:${NEW}` });
  });

  it('does nothing that is an officer’s to do, even with an officer’s words in its token', async () => {
    const mine = await bringTo(korea, 'SUBMITTED', input(OWN));
    for (const action of [
      'return',
      'accept',
      'planValidation',
      'recordValidation',
      'authorise',
      'reject',
      'extend',
    ] as const) {
      const { query, variables } = ACTS[action];
      const { errors } = await korea.self(OWN, query, { ...variables, id: mine.id, version: mine.version });
      expect(errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
    }
    for (const query of ['{ ledgerHead { hash } }', '{ validators { id } }', '{ partnerSignals { kind } }']) {
      expect((await korea.self(OWN, query)).errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
    }
  });

  it('reads its file and every disclosure about it, and of anyone else’s nothing, as if it did not exist', async () => {
    const theirs = await bringTo(korea, 'SUBMITTED', input(OTHER));
    const file = (tin: string) => `{ operator(tin: "${tin}") { tin record { legalName } } }`;
    expect((await korea.self(OWN, file(OWN))).data).toMatchObject({ operator: { tin: OWN } });
    expect(await korea.self(OWN, file(OTHER))).toEqual(await korea.self(OWN, file(krTin(99))));
    expect((await korea.self(OWN, '{ operators { edges { node { tin } } } }')).data).toEqual({
      operators: { edges: [{ node: { tin: OWN } }] },
    });
    const disclosures = (of: string) => `{ disclosures${of} { edges { node { tin by subject } } } }`;
    expect((await korea.self(OWN, disclosures(''))).data).toEqual({
      disclosures: { edges: [{ node: { tin: OWN, by: 'JP', subject: null } }] },
    });
    expect((await korea.self(OWN, disclosures(`(tin: "${OTHER}")`))).data).toEqual({ disclosures: { edges: [] } });
    expect((await korea.self(OWN, APPLICATION, { id: theirs.id })).data).toEqual({ application: null });
    expect((await korea.self(OWN, `{ applications(tin: "${OTHER}") { edges { node { id } } } }`)).data).toEqual({
      applications: { edges: [] },
    });
    const { query, variables } = ACTS.withdraw;
    const existing = await korea.self(OWN, query, { ...variables, id: theirs.id, version: theirs.version });
    const missing = await korea.self(OWN, query, { ...variables, id: 'none', version: 1 });
    expect(existing.errors).toEqual(missing.errors);
    expect((await korea.self(OWN, SUBMIT, { input: input(OTHER, { idempotencyKey: 'x' }) })).errors).toMatchObject([
      { extensions: { field: 'tin', rule: 'OWN_TIN' } },
    ]);
  });

  it('gives and withdraws its consent, and nobody else’s', async () => {
    const given = await korea.self(OWN, CONSENT, { tin: OWN, given: true });
    expect(given.data).toMatchObject({
      setConsent: { consents: [{ destination: 'JP' }, { destination: 'US', given: true }] },
    });
    await korea.self(OWN, CONSENT, { tin: OWN, given: false });
    const { data } = await korea.entities<{ attestation: string }>([OWN], 'record { legalName }', callerOf('US'));
    expect(data?._entities[0]).toMatchObject({ record: null });
    const other = await korea.self(OWN, CONSENT, { tin: OTHER, given: true });
    expect(other.errors).toMatchObject([{ extensions: { code: 'NOT_FOUND' } }]);
  });

  it('is believed only with a TIN of this administration, and an officer’s token permits nothing of an operator’s', async () => {
    for (const operator of ['CN3302158052', 'nonsense']) {
      const token = await korea.token({ scope: 'operator:self', operator });
      expect((await korea.officer('{ applications { edges { cursor } } }', {}, token)).status).toBe(401);
    }
    const token = await korea.token({ scope: 'operator:self' });
    expect((await korea.officer('{ applications { edges { cursor } } }', {}, token)).errors).toMatchObject([
      { extensions: { code: 'FORBIDDEN' } },
    ]);
  });
});
