import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { claimsOf, type RegistryHarness, startKorea } from './support/registry-harness.ts';
import { krTin, sampleAuthorization, sampleOperator } from './support/sample-operators.ts';

const TIN = krTin(1);
const DESIGNATE = `mutation ($name: String!, $scope: [SafeCriterion!]!, $from: Date!) {
  designateValidator(name: $name, scope: $scope, from: $from) { id name scope from until } }`;
const WITHDRAW = `mutation ($id: ID!, $on: Date!, $reason: String!) {
  withdrawDesignation(id: $id, on: $on, reason: $reason) { id until } }`;
const LIST = 'query ($on: Date) { validators(activeOn: $on) { name } }';

describe('designated validators', () => {
  let korea: RegistryHarness;

  beforeEach(async () => {
    korea = await startKorea();
    const [validation] = sampleAuthorization('N').validations;
    if (validation === undefined) throw new TypeError('the sample has no validation');
    const validations = [{ ...validation, method: 'THIRD_PARTY', validatedBy: 'Wayfarer Assurance' } as const];
    const authorizations = [sampleAuthorization(`AEO-${TIN}`, { validations })];
    await korea.registry.importOperators([sampleOperator(TIN, ['JP'], { authorizations })], 'test');
  });
  afterEach(() => korea.stop());

  const designate = (name = 'Wayfarer  assurance', from = '2024-01-01', scope = ['G_CARGO_SECURITY']) =>
    korea.officer<{ designateValidator: { id: string } }>(DESIGNATE, { name, scope, from });
  const idOf = async (answer: ReturnType<typeof designate>) => (await answer).data?.designateValidator.id ?? '';
  const withdraw = (id: string, on: string, reason = 'Conflict of interest') =>
    korea.officer(WITHDRAW, { id, on, reason });

  async function isFlagged(): Promise<boolean | undefined> {
    const { data } = await korea.entities<{ attestation: string }>([TIN], 'attestation');
    return claimsOf(data?._entities[0]?.attestation).operator?.authorizations[0]?.validation?.designationWithdrawn;
  }

  it('are listed by the day on which they are designated', async () => {
    const id = await idOf(designate());
    await designate('Another', '2026-01-01');
    await withdraw(id, '2026-06-01');
    const names = async (on?: string) => {
      const { data } = await korea.officer<{ validators: { name: string }[] }>(LIST, { on });
      return data?.validators.map(({ name }) => name);
    };
    expect(await names()).toEqual(['Another', 'Wayfarer  assurance']);
    expect(await names('2023-12-31')).toEqual([]);
    expect(await names('2026-05-31')).toEqual(['Another', 'Wayfarer  assurance']);
    expect(await names('2026-06-01')).toEqual(['Another']);
  });

  it('whose designation is withdrawn are flagged in what they validated, from that day on, and nothing is dropped', async () => {
    expect(await isFlagged()).toBe(false);
    const id = await idOf(designate());
    expect(await isFlagged()).toBe(false);
    expect(await withdraw(id, '2026-12-01')).toMatchObject({
      data: { withdrawDesignation: { id, until: '2026-12-01' } },
    });
    korea.clock.set('2026-11-30T14:59:59.999Z');
    expect(await isFlagged()).toBe(false);
    korea.clock.set('2026-11-30T15:00:00.000Z');
    expect(await isFlagged()).toBe(true);
  });

  it('do not clear what they validated before by being designated anew', async () => {
    await withdraw(await idOf(designate()), '2026-06-01');
    expect((await designate('Wayfarer Assurance', '2026-06-01')).errors).toBeUndefined();
    expect(await isFlagged()).toBe(true);
  });

  it('are designated once at a time, withdrawn once for good, and for a reason', async () => {
    const id = await idOf(designate());
    const again = await designate('WAYFARER ASSURANCE', '2026-01-01');
    expect(again.errors).toMatchObject([{ extensions: { field: 'name', rule: 'DESIGNATED_ALREADY' } }]);
    expect((await withdraw(id, '2023-12-31')).errors).toMatchObject([{ extensions: { field: 'on' } }]);
    expect((await withdraw(id, '2026-01-01', '')).errors).toMatchObject([{ extensions: { field: 'reason' } }]);
    await withdraw(id, '2026-01-01');
    expect((await withdraw(id, '2026-02-01')).errors).toMatchObject([{ extensions: { code: 'ILLEGAL_TRANSITION' } }]);
    expect((await withdraw('nobody', '2026-02-01')).errors).toMatchObject([{ extensions: { code: 'NOT_FOUND' } }]);
    expect((await designate(' ')).errors).toMatchObject([{ extensions: { field: 'name', rule: 'LENGTH' } }]);
    expect((await designate('New', '2026-01-01', [])).errors).toMatchObject([{ extensions: { field: 'scope' } }]);
  });

  it('are read and written by those whose scope permits it', async () => {
    const [reader, writer] = [
      await korea.token({ scope: 'registry:read' }),
      await korea.token({ scope: 'registry:write' }),
    ];
    expect((await korea.officer(LIST, {}, writer)).errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
    const variables = { name: 'N', scope: ['G_CARGO_SECURITY'], from: '2026-01-01' };
    expect((await korea.officer(DESIGNATE, variables, reader)).errors).toMatchObject([
      { extensions: { code: 'FORBIDDEN' } },
    ]);
    const answer = await korea.officer(WITHDRAW, { id: 'i', on: '2026-01-01', reason: 'r' }, reader);
    expect(answer.errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
  });
});
