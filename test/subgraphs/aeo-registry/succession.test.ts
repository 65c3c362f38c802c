import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { claimsOf, type RegistryHarness, startKorea } from './support/registry-harness.ts';
import { krTin, sampleOperator } from './support/sample-operators.ts';

const SUCCEED = `mutation ($tin: TIN!, $by: TIN!, $on: Date!, $reason: String!) {
  succeedOperator(tin: $tin, by: $by, on: $on, reason: $reason) { succeededBy version successions { by on reason recordedAt } } }`;

describe('succession', () => {
  let korea: RegistryHarness;
  const [a, b, c] = [krTin(1), krTin(2), krTin(3)];

  beforeEach(async () => {
    korea = await startKorea();
    await korea.registry.importOperators(
      [
        sampleOperator(a, ['JP']),
        sampleOperator(b, ['JP'], { authorizations: [] }),
        sampleOperator(c, ['JP'], { authorizations: [] }),
      ],
      'test',
    );
  });
  afterEach(() => korea.stop());

  const succeed = (tin: string, by: string, on = '2026-11-01', reason = 'Merger') =>
    korea.officer<{ succeedOperator: { succeededBy: string | null } }>(SUCCEED, { tin, by, on, reason });
  const fault = async (answer: ReturnType<typeof succeed>) => (await answer).errors?.[0]?.extensions;

  async function told(tin: string) {
    const { data } = await korea.entities<{ attestation: string; successor: string | null }>(
      [tin],
      'attestation successor',
    );
    const [entity] = data?._entities ?? [];
    const { operator } = claimsOf(entity?.attestation);
    return { graph: entity?.successor, attested: operator?.successor, authorizations: operator?.authorizations.length };
  }

  it('points to the operator that took the place, with day and reason, and bumps the version', async () => {
    expect((await succeed(a, b)).data).toEqual({
      succeedOperator: {
        succeededBy: b,
        version: 2,
        successions: [{ by: b, on: '2026-11-01', reason: 'Merger', recordedAt: '2026-11-24T12:00:00.000Z' }],
      },
    });
  });

  it('moves no recognition: the authorizations stay where they were, and the pointer is told', async () => {
    await succeed(a, b);
    expect(await told(a)).toEqual({ graph: b, attested: b, authorizations: 1 });
    expect(await told(b)).toEqual({ graph: null, attested: null, authorizations: 0 });
  });

  it('holds from the beginning of its day at the administration, and is null before', async () => {
    expect((await succeed(a, b, '2026-12-01')).data?.succeedOperator.succeededBy).toBeNull();
    korea.clock.set('2026-11-30T14:59:59.999Z');
    expect(await told(a)).toMatchObject({ graph: null, attested: null });
    korea.clock.set('2026-11-30T15:00:00.000Z');
    expect(await told(a)).toMatchObject({ graph: b, attested: b });
  });

  it('recorded again counts as last recorded, from its own day on, and keeps what was said before', async () => {
    await succeed(a, b);
    const { data } = await succeed(a, c, '2026-12-01', 'Demerger');
    expect(data?.succeedOperator).toMatchObject({ succeededBy: b, version: 3, successions: [{ by: b }, { by: c }] });
    korea.clock.set('2026-12-01T12:00:00.000Z');
    expect(await told(a)).toMatchObject({ attested: c });
  });

  it('is never by itself, in a circle or by somebody who is not registered here', async () => {
    expect(await fault(succeed(a, a))).toMatchObject({ field: 'by', rule: 'ANOTHER_OPERATOR' });
    expect(await fault(succeed(a, krTin(9)))).toMatchObject({ field: 'by', rule: 'REGISTERED_HERE' });
    expect(await fault(succeed(a, 'JP1180301018771'))).toMatchObject({ field: 'by', rule: 'REGISTERED_HERE' });
    await succeed(a, b);
    await succeed(b, c, '2027-01-01');
    expect(await fault(succeed(c, a, '2026-11-20'))).toMatchObject({ field: 'by', rule: 'NO_CIRCLE' });
    expect(await fault(succeed(b, a))).toMatchObject({ field: 'by', rule: 'NO_CIRCLE' });
  });

  it('sees no circle in what was corrected since', async () => {
    await succeed(a, b);
    await succeed(a, c);
    expect((await succeed(b, a)).errors).toBeUndefined();
  });

  it('needs an operator, a reason and registry:write', async () => {
    expect(await fault(succeed(krTin(9), a))).toMatchObject({ code: 'NOT_FOUND' });
    expect(await fault(succeed(a, b, '2026-11-01', ' '))).toMatchObject({ field: 'reason', rule: 'LENGTH' });
    const reader = await korea.token({ scope: 'registry:read' });
    const answer = await korea.officer(SUCCEED, { tin: a, by: b, on: '2026-11-01', reason: 'r' }, reader);
    expect(answer.errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
  });

  it('survives an import of the operator', async () => {
    await succeed(a, b);
    await korea.registry.importOperators([sampleOperator(a, ['JP'], { legalName: 'Renamed' })], 'test');
    expect(await told(a)).toMatchObject({ attested: b });
  });
});
