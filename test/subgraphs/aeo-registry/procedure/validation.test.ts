import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SAFE_CRITERIA } from '../../../../schema/contract/vocabulary.ts';
import { bringTo, input, perform, read, validation } from '../support/procedure-steps.ts';
import { type RegistryHarness, startRegistry } from '../support/registry-harness.ts';

const COVERED = [
  'G_CARGO_SECURITY',
  'H_CONVEYANCE_SECURITY',
  'I_PREMISES_SECURITY',
  'J_PERSONNEL_SECURITY',
  'L_CRISIS_MANAGEMENT',
];
const DESIGNATE = `mutation ($name: String!, $scope: [SafeCriterion!]!, $from: Date!) {
  designateValidator(name: $name, scope: $scope, from: $from) { id } }`;
let number = 0;
const nextTin = () => {
  number += 1;
  return `NL${200000000 + number}`;
};

describe('the validation of an applicant', () => {
  let union: RegistryHarness;

  beforeAll(async () => {
    union = await startRegistry('EU');
  });
  afterAll(() => union.stop());

  const assessed = (given: (criterion: string) => object) =>
    validation({ criteria: SAFE_CRITERIA.map((criterion) => ({ criterion, result: 'MET', ...given(criterion) })) });
  const certificate = (basis: string, validUntil: string) => ({
    basis,
    name: 'Certificate',
    reference: '17',
    validUntil,
  });
  const record = async (said: object, given: object = {}, certificates: readonly object[] = []) => {
    let application = await bringTo(union, 'VALIDATION_PLANNED', input(nextTin(), given));
    for (const evidence of certificates) {
      await perform(union, 'addEvidence', application, { evidence });
      application = await read(union, application.id);
    }
    return { application, ...(await perform(union, 'recordValidation', application, { input: said })) };
  };
  const designate = async (name: string, scope: readonly string[], from = '2024-01-01') => {
    const { data } = await union.officer<{ designateValidator: { id: string } }>(DESIGNATE, { name, scope, from });
    return data?.designateValidator.id ?? '';
  };

  it('has a reason for whatever is not MET', async () => {
    for (const result of ['PARTLY_MET', 'NOT_MET', 'NOT_APPLICABLE']) {
      const of = (remark: string | null) =>
        assessed((criterion) => (criterion === 'C_FINANCIAL_VIABILITY' ? { result, remark } : {}));
      const without = await record(of(' '));
      expect(without.errors).toMatchObject([
        { extensions: { field: 'input.criteria[2].remark', rule: 'REASON_UNLESS_MET' } },
      ]);
      expect((await record(of('Thin liquidity'))).errors).toBeUndefined();
    }
  });

  it('rests on a UPU standard for what it covers and for nothing else', async () => {
    for (const [index, criterion] of SAFE_CRITERIA.entries()) {
      for (const basis of ['UPU_S58', 'UPU_S59']) {
        const said = assessed((one) => (one === criterion ? { basis } : {}));
        const { errors } = await record(said, {}, [certificate(basis, '2027-11-24')]);
        if (COVERED.includes(criterion)) expect(errors).toBeUndefined();
        else {
          const expected = { field: `input.criteria[${index}].basis`, rule: 'STANDARD_COVERS_CRITERION' };
          expect(errors).toMatchObject([{ extensions: expected }]);
        }
      }
    }
  });

  it('rests on a certificate of that standard on file, as long as that lasts', async () => {
    const said = assessed((one) => (one === 'I_PREMISES_SECURITY' ? { basis: 'UPU_S58' } : {}));
    for (const certificates of [[], [certificate('UPU_S58', '2026-11-23')], [certificate('UPU_S59', '2027-11-24')]]) {
      const { errors } = await record(said, {}, certificates);
      expect(errors).toMatchObject([{ extensions: { field: 'input.criteria[8].basis', rule: 'CERTIFICATE_VALID' } }]);
    }
    expect((await record(said, {}, [certificate('UPU_S58', '2026-11-24')])).errors).toBeUndefined();
    const application = await bringTo(union, 'SUBMITTED', input(nextTin()));
    const endless = { basis: 'UPU_S59', name: 'S59 certificate', reference: 'UPU 18' };
    const { errors } = await perform(union, 'addEvidence', application, { evidence: endless });
    expect(errors).toMatchObject([{ extensions: { rule: 'CERTIFICATE_ENDS' } }]);
  });

  it('by Customs leaves no criterion out, assesses none twice, and is no thing of the future', async () => {
    const few = await record(validation({ criteria: [{ criterion: 'A_DEMONSTRATED_COMPLIANCE', result: 'MET' }] }));
    expect(few.errors).toMatchObject([{ extensions: { rule: 'ALL_13_CRITERIA' } }]);
    const twice = SAFE_CRITERIA.concat(['A_DEMONSTRATED_COMPLIANCE']).map((criterion) => ({
      criterion,
      result: 'MET',
    }));
    expect((await record(validation({ criteria: twice }))).errors).toMatchObject([{ extensions: { rule: 'ONCE' } }]);
    const future = await record(validation({ performedOn: '2026-11-25' }));
    expect(future.errors).toMatchObject([{ extensions: { rule: 'NOT_IN_FUTURE' } }]);
    const own = await record(validation({ method: 'SELF_ASSESSMENT' }));
    expect(own.errors).toMatchObject([{ extensions: { rule: 'BY_SOMEBODY_ELSE' } }]);
  });

  it('by a third party is planned and done within a designation of that day', async () => {
    const id = await designate('Wayfarer Assurance', COVERED, '2026-06-01');
    const application = await bringTo(union, 'SELF_ASSESSED', input(nextTin()));
    const plan = (given: object) => perform(union, 'planValidation', application, { method: 'THIRD_PARTY', ...given });
    expect((await plan({})).errors).toMatchObject([{ extensions: { field: 'validator', rule: 'DESIGNATED' } }]);
    const early = await plan({ validator: id, on: '2026-05-31' });
    expect(early.errors).toMatchObject([{ extensions: { rule: 'DESIGNATED_ON_THAT_DAY' } }]);
    expect((await plan({ validator: id, method: 'CUSTOMS_ON_SITE' })).errors).toMatchObject([
      { extensions: { rule: 'THIRD_PARTY_ONLY' } },
    ]);
    expect((await plan({ validator: id })).errors).toBeUndefined();

    const by = { method: 'THIRD_PARTY', validatedBy: 'Wayfarer Assurance' };
    const planned = await read(union, application.id);
    const beyond = await perform(union, 'recordValidation', planned, { input: validation(by) });
    expect(beyond.errors).toMatchObject([{ extensions: { rule: 'WITHIN_DESIGNATION' } }]);
    const criteria = COVERED.map((criterion) => ({ criterion, result: 'MET' }));
    const stranger = validation({ ...by, validatedBy: 'Somebody', criteria });
    expect((await perform(union, 'recordValidation', planned, { input: stranger })).errors).toMatchObject([
      { extensions: { field: 'input.validatedBy' } },
    ]);
    const good = await perform(union, 'recordValidation', planned, { input: validation({ ...by, criteria }) });
    expect(good.errors).toBeUndefined();
    expect((await read(union, application.id)).criteria.map(({ criterion }) => criterion)).toEqual(COVERED);
  });

  it('is by Customs where the applicant asks for it', async () => {
    const id = await designate('Meridian Audit', [...SAFE_CRITERIA]);
    const application = await bringTo(union, 'SELF_ASSESSED', input(nextTin(), { customsValidation: true }));
    const plan = { method: 'THIRD_PARTY', validator: id };
    const expected = [{ extensions: { field: 'method', rule: 'APPLICANT_ASKS_FOR_CUSTOMS' } }];
    expect((await perform(union, 'planValidation', application, plan)).errors).toMatchObject(expected);
    const by = validation({ method: 'THIRD_PARTY', validatedBy: 'Meridian Audit' });
    expect((await record(by, { customsValidation: true })).errors).toMatchObject(expected);
  });

  it('follows a self-assessment that answers questions that are asked, each once', async () => {
    const { data } = await union.officer<{
      questionnaire: { version: string; questions: { id: string; criterion: string }[] };
    }>(
      '{ questionnaire(stakeholder: E_PLATFORM, businessModel: PLATFORM) { version questions { id criterion why } } }',
    );
    const ids = data?.questionnaire.questions.map(({ id }) => id) ?? [];
    expect(new Set(data?.questionnaire.questions.map(({ criterion }) => criterion))).toEqual(new Set(SAFE_CRITERIA));
    expect(ids).toEqual(expect.arrayContaining(['K3', 'K6', 'B3', 'F3']));
    expect(ids).not.toEqual(expect.arrayContaining(['G4']));
    const said = input(nextTin(), { stakeholder: 'E_PLATFORM', roles: ['E_PLATFORM'], businessModel: 'PLATFORM' });
    const accepted = await bringTo(union, 'ACCEPTED', said);
    const answer = (...questions: string[]) =>
      perform(union, 'recordSelfAssessment', accepted, {
        answers: questions.map((question) => ({ question, answer: 'As described in the manual.' })),
      });
    const expectation = (rule: string) => [{ extensions: { code: 'BAD_USER_INPUT', rule } }];
    expect((await answer('Z9')).errors).toMatchObject(expectation('KNOWN_QUESTION'));
    expect((await answer('G4')).errors).toMatchObject(expectation('KNOWN_QUESTION'));
    expect((await answer('A1', 'A1')).errors).toMatchObject(expectation('ONCE'));
    expect((await answer()).errors).toMatchObject(expectation('AT_LEAST_1'));
    expect((await answer(...ids)).errors).toBeUndefined();
  });
});
