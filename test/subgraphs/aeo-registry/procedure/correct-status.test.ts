import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { claimsOf, type RegistryHarness, startKorea } from '../support/registry-harness.ts';
import { krTin, sampleOperator } from '../support/sample-operators.ts';

const TIN = krTin(1);
const NUMBER = `AEO-${TIN}`;
const NOW = '2026-11-24T12:00:00.000Z';
const ACT = (name: string) => `mutation ($number: ID!, $version: Int!) {
  ${name}(number: $number, ground: "Referred to prosecution", version: $version) { version } }`;
const CORRECT = `mutation ($number: ID!, $event: Int!, $from: DateTime, $annul: Boolean! = false, $version: Int!) {
  correctStatus(number: $number, event: $event, effectiveFrom: $from, annul: $annul, ground: "Wrong operator",
    legalBasis: "Article 9", version: $version) {
    status statusSince version recordedSteps { sequence status effectiveFrom recordedAt recordedBy corrects annuls legalBasis } } }`;
const HISTORY = `query ($at: DateTime) { operator(tin: "${TIN}") { record { authorizations {
  history(recordedAt: $at) { sequence status effectiveFrom recordedAt } } } } }`;

interface Told {
  readonly operator: { readonly record: { readonly authorizations: readonly { readonly history: unknown }[] } };
}

describe('a correction at the officer endpoint', () => {
  let korea: RegistryHarness;
  const begun = { status: 'AUTHORISED', effectiveFrom: '2025-02-28T15:00:00.000Z' };

  beforeEach(async () => {
    korea = await startKorea();
    await korea.registry.importOperators([sampleOperator(TIN, ['JP'])], 'test');
  });
  afterEach(() => korea.stop());

  const correct = (given: object) => korea.officer(CORRECT, { number: NUMBER, event: 2, ...given });
  const history = async (at?: string) => {
    const { data } = await korea.officer<Told>(HISTORY, { at });
    return data?.operator.record.authorizations[0]?.history;
  };
  const attested = async () => {
    const { data } = await korea.entities<{ attestation: string }>([TIN], 'attestation');
    return claimsOf(data?._entities[0]?.attestation).operator?.authorizations[0]?.history;
  };

  it('annuls a revocation of the wrong operator: partners hear it, and what was believed before can be read', async () => {
    await korea.officer(ACT('revokeAuthorization'), { number: NUMBER, version: 1 });
    const revoked = { status: 'REVOKED', effectiveFrom: NOW };
    expect(await attested()).toEqual([begun, revoked]);
    korea.clock.set('2026-11-25T12:00:00.000Z');
    const { data } = await correct({ annul: true, version: 2 });
    expect(data).toMatchObject({
      correctStatus: {
        ...{ status: 'AUTHORISED', version: 3 },
        recordedSteps: [
          { sequence: 1, corrects: null, annuls: false },
          { sequence: 2, ...revoked, recordedAt: NOW, corrects: null },
          {
            ...{ sequence: 3, ...revoked, recordedAt: '2026-11-25T12:00:00.000Z', recordedBy: 'officer@KR' },
            ...{ corrects: 2, annuls: true, legalBasis: 'Article 9' },
          },
        ],
      },
    });
    expect(await attested()).toEqual([begun]);
    expect(await history()).toMatchObject([{ sequence: 1 }]);
    expect(await history('2026-11-25T11:59:59.999Z')).toMatchObject([{ sequence: 1 }, { sequence: 2, ...revoked }]);
    expect(await history('2026-11-24T11:59:59.999Z')).toEqual([]);
    const own = await korea.self<Told>(TIN, HISTORY, { at: NOW });
    expect(own.data?.operator.record.authorizations[0]?.history).toMatchObject([{ sequence: 1 }, revoked]);
  });

  it('moves a suspension to its true instant, before the one that was recorded', async () => {
    await korea.officer(ACT('suspendAuthorization'), { number: NUMBER, version: 1 });
    const from = '2026-11-02T00:00:00.000Z';
    expect((await correct({ from, version: 2 })).data).toMatchObject({
      correctStatus: { status: 'SUSPENDED', statusSince: from, version: 3 },
    });
    expect(await attested()).toEqual([begun, { status: 'SUSPENDED', effectiveFrom: from }]);
    expect(await history()).toMatchObject([{ sequence: 1 }, { sequence: 2, effectiveFrom: from, recordedAt: NOW }]);
  });

  it('changes nothing where it is refused', async () => {
    await korea.officer(ACT('suspendAuthorization'), { number: NUMBER, version: 1 });
    korea.clock.set('2026-11-25T12:00:00.000Z');
    await korea.officer(ACT('revokeAuthorization'), { number: NUMBER, version: 2 });
    const before = await history();
    const behind = '2026-11-26T00:00:00.000Z';
    const input = (field: string, rule: string) => ({ code: 'BAD_USER_INPUT', field, rule });
    for (const [given, extensions] of [
      [{ from: behind }, { code: 'ILLEGAL_TRANSITION' }],
      [{ event: 1, annul: true }, { code: 'ILLEGAL_TRANSITION' }],
      [{ from: behind, annul: true }, input('effectiveFrom', 'INSTANT_OR_ANNUL')],
      [{}, input('effectiveFrom', 'INSTANT_OR_ANNUL')],
      [{ event: 9, annul: true }, input('event', 'RECORDED_STEP')],
      [{ annul: true, version: 2 }, { code: 'VERSION_CONFLICT' }],
      [{ number: 'nobody', annul: true }, { code: 'NOT_FOUND' }],
    ] as const) {
      expect((await correct({ version: 3, ...given })).errors).toMatchObject([{ extensions }]);
    }
    const self = await korea.self(TIN, CORRECT, { number: NUMBER, event: 2, annul: true, version: 3 });
    expect(self.errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
    expect(await history()).toEqual(before);
  });

  it('is not undone by the import of a file that has the wrong step', async () => {
    const operator = sampleOperator(TIN, ['JP']);
    const [authorization] = operator.authorizations;
    if (authorization === undefined) throw new TypeError('no sample');
    const wrong = { status: 'SUSPENDED', effectiveFrom: '2026-11-01T00:00:00.000Z', ground: null } as const;
    const file = { ...operator, authorizations: [{ ...authorization, history: [...authorization.history, wrong] }] };
    await korea.registry.importOperators([file], 'test');
    expect((await correct({ annul: true, version: 2 })).errors).toBeUndefined();
    expect(await korea.registry.importOperators([file], 'test')).toMatchObject({ written: 0, unchanged: 1 });
    expect(await attested()).toEqual([begun]);
  });
});
