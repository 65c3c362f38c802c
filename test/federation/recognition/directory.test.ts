import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startFederation, type TestFederation } from '../../support/federation.ts';

let federation: TestFederation;
beforeAll(async () => {
  federation = await startFederation();
});
afterAll(() => federation.stop());

const ABOUT = '{ code name region tinPrefixes }';

describe('an administration', () => {
  it('is described alike wherever it is met: by itself, as a party, in a coverage, as an operator’s home', async () => {
    const { data, errors } = await federation.ask<{
      administration: object;
      arrangements: { parties: { code: string }[]; coverage: { authorising: { code: string } }[] }[];
      operator: { administration: object };
    }>(
      'JP',
      `{ administration(code: "KR") ${ABOUT}
         arrangements(party: "KR") { parties ${ABOUT} coverage { authorising ${ABOUT} } }
         operator(tin: "KR7628191710") { administration ${ABOUT} } }`,
    );
    expect(errors).toEqual([]);
    const met = [
      ...data.arrangements.flatMap(({ parties }) => parties),
      ...data.arrangements.flatMap(({ coverage }) => coverage.map(({ authorising }) => authorising)),
    ].filter(({ code }) => code === 'KR');
    expect(met.length).toBeGreaterThan(10);
    for (const one of [...met, data.operator.administration]) expect(one).toEqual(data.administration);
  });
});
