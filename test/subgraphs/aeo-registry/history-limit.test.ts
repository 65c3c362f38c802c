import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { callerOf } from '../../support/parties.ts';
import { arrangementOfJapanAndKorea, coverageTowardJapan } from './support/arrangements.ts';
import { claimsOf, type RegistryHarness, startKorea } from './support/registry-harness.ts';
import { krTin, sampleAuthorization, sampleOperator } from './support/sample-operators.ts';

const TIN = krTin(1);

describe('an arrangement that limits how far back a partner is told', () => {
  let korea: RegistryHarness;

  beforeAll(async () => {
    korea = await startKorea({
      arrangements: [arrangementOfJapanAndKorea([coverageTowardJapan({ historyMonths: 12 })])],
    });
    const authorization = sampleAuthorization('N', {
      validFrom: '2015-01-01',
      history: [
        { status: 'AUTHORISED', effectiveFrom: '2015-01-01T00:00:00.000Z', ground: null },
        { status: 'SUSPENDED', effectiveFrom: '2019-05-05T00:00:00.000Z', ground: 'g' },
        { status: 'AUTHORISED', effectiveFrom: '2019-08-08T00:00:00.000Z', ground: 'g' },
        { status: 'SUSPENDED', effectiveFrom: '2026-09-01T00:00:00.000Z', ground: 'g' },
      ],
    });
    await korea.registry.importOperators([sampleOperator(TIN, ['JP', 'US'], { authorizations: [authorization] })], 't');
  });
  afterAll(() => korea.stop());

  async function historyTold(administration: string) {
    const { data } = await korea.entities<{ attestation: string }>([TIN], 'attestation', callerOf(administration));
    const { operator } = claimsOf(data?._entities[0]?.attestation);
    return operator?.authorizations[0]?.history;
  }

  it('has everything older folded into the status at the earliest instant', async () => {
    expect(await historyTold('JP')).toEqual([
      { status: 'AUTHORISED', effectiveFrom: '2025-11-24T12:00:00.000Z' },
      { status: 'SUSPENDED', effectiveFrom: '2026-09-01T00:00:00.000Z' },
    ]);
  });

  it('limits nobody else, and not the home administration', async () => {
    expect(await historyTold('US')).toHaveLength(4);
    expect(await historyTold('KR')).toHaveLength(4);
  });
});
