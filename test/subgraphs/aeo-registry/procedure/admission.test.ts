import { afterEach, describe, expect, it } from 'vitest';
import { AUTHORISE, bringTo, input, SUBMIT, validation } from '../support/procedure-steps.ts';
import { type RegistryHarness, startRegistry } from '../support/registry-harness.ts';
import { krTin, sampleAuthorization, sampleOperator } from '../support/sample-operators.ts';

describe('who may apply', () => {
  let registry: RegistryHarness;
  afterEach(() => registry.stop());

  async function submit(code: string, tin: string, given: object) {
    registry = await startRegistry(code);
    return registry.officer(SUBMIT, { input: input(tin, given) });
  }

  it.each([
    ['KR', krTin(1), { stakeholder: 'E_PLATFORM', roles: ['IMPORTER'] }],
    ['NZ', 'NZ49091850', { stakeholder: 'CARRIER', roles: ['CARRIER'] }],
    ['CN', 'CN3302158052', { stakeholder: 'POSTAL_OPERATOR', roles: ['CARRIER'] }],
    ['EU', 'DE123456789', { stakeholder: 'E_PAYMENT_COMPANY', roles: ['INTERMEDIARY'] }],
  ])('in %s follows the programme’s row, which a refusal cites', async (code, tin, given) => {
    const { errors } = await submit(code, tin, given);
    const { extensions, message } = errors?.[0] ?? {};
    expect(extensions).toMatchObject({ code: 'BAD_USER_INPUT', field: 'stakeholder' });
    expect(extensions?.rule).toMatch(new RegExp(`^PROGRAMME_ADMITS ${code}: .+ \\(.+\\)$`));
    expect(message).toContain('Source:');
  });

  it.each([
    ['GT', 'GT576937K', { stakeholder: 'E_VENDOR', roles: ['EXPORTER'] }],
    ['GT', 'GT576937K', { stakeholder: 'FULFILMENT_CENTRE', roles: ['FULFILMENT_CENTRE'] }],
    ['KR', krTin(1), { stakeholder: 'EXPRESS_CARRIER', roles: ['WAREHOUSE_OPERATOR', 'CARRIER'] }],
    ['EU', 'DE123456789', { stakeholder: 'FULFILMENT_CENTRE', roles: ['WAREHOUSE_OPERATOR'] }],
  ])('in %s comes in by another role where the data say so', async (code, tin, given) => {
    expect((await submit(code, tin, given)).errors).toBeUndefined();
  });

  it('applies for roles that the programme authorises, and for its own administration’s TIN', async () => {
    const roles = await submit('KR', krTin(1), { roles: ['SEAPORT'] });
    expect(roles.errors).toMatchObject([{ extensions: { field: 'roles' } }]);
    const foreign = await registry.officer(SUBMIT, { input: input('CN3302158052') });
    expect(foreign.errors).toMatchObject([{ extensions: { field: 'tin', rule: 'OWN_TIN' } }]);
    const none = await registry.officer(SUBMIT, { input: input(krTin(1), { roles: [] }) });
    expect(none.errors).toMatchObject([{ extensions: { field: 'roles', rule: 'AT_LEAST_1' } }]);
  });

  it('applies again two years after a revocation in Korea, and not before', async () => {
    registry = await startRegistry('KR');
    const history = [
      { status: 'AUTHORISED', effectiveFrom: '2025-02-28T15:00:00.000Z', ground: null },
      { status: 'REVOKED', effectiveFrom: '2026-01-10T03:00:00.000Z', ground: 'Conviction' },
    ] as const;
    const revoked = sampleOperator(krTin(1), [], { authorizations: [sampleAuthorization('N1', { history })] });
    await registry.registry.importOperators([revoked], 'test');
    const early = await registry.officer(SUBMIT, { input: input(krTin(1)) });
    expect(early.errors).toMatchObject([{ extensions: { field: 'tin' } }]);
    expect(early.errors?.[0]?.extensions.rule).toContain('REAPPLICATION_BAR 2 years');
    expect(early.errors?.[0]?.message).toContain('2028-01-10');
    registry.clock.set('2028-01-10T00:00:00.000Z');
    expect((await registry.officer(SUBMIT, { input: input(krTin(1)) })).errors).toBeUndefined();
  });

  it('is authorised with types and roles of the programme, and to the end of its term', async () => {
    registry = await startRegistry('KR');
    const { id, version } = await bringTo(registry, 'VALIDATED', input(krTin(1)));
    const ask = (given: object) =>
      registry.officer(AUTHORISE, { id, version, type: 'AAA', roles: ['EXPORTER'], from: '2026-12-01', ...given });
    expect((await ask({ type: 'AEOC' })).errors).toMatchObject([{ extensions: { field: 'type', rule: 'KNOWN_TYPE' } }]);
    expect((await ask({ roles: ['SEAPORT'] })).errors).toMatchObject([{ extensions: { field: 'roles' } }]);
    expect((await ask({ to: '2026-11-30' })).errors).toMatchObject([{ extensions: { field: 'validTo' } }]);
    expect((await ask({})).data).toMatchObject({
      authorise: {
        number: 'KR-2026-000001',
        validFrom: '2026-12-01',
        validTo: '2031-11-30',
        decidedBy: 'KR',
        legalBasis: 'Article 1',
        history: [{ status: 'AUTHORISED', effectiveFrom: '2026-11-30T15:00:00.000Z' }],
      },
    });
  });

  it('is authorised when all 13 criteria are assessed', async () => {
    registry = await startRegistry('KR');
    const criteria = [{ criterion: 'G_CARGO_SECURITY', result: 'MET' }];
    const input1 = validation({ method: 'SPOT_CHECK', criteria });
    const { id, version } = await bringTo(registry, 'VALIDATED', input(krTin(1)), {
      recordValidation: { input: input1 },
    });
    const { errors } = await registry.officer(AUTHORISE, {
      id,
      version,
      type: 'A',
      roles: ['EXPORTER'],
      from: '2026-12-01',
    });
    expect(errors).toMatchObject([{ extensions: { rule: 'ALL_13_CRITERIA' } }]);
  });
});
