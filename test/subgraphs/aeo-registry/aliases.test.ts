import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { callerOf } from '../../support/parties.ts';
import { claimsOf, type RegistryHarness, startKorea } from './support/registry-harness.ts';
import { krTin, sampleOperator } from './support/sample-operators.ts';

const ADD = `mutation ($tin: TIN!, $destination: ID!, $scheme: String!, $value: String!, $from: Date!, $until: Date) {
  addAlias(tin: $tin, destination: $destination, scheme: $scheme, value: $value, from: $from, until: $until) {
    tin version aliases { destination scheme value from until } } }`;
const LEDGER = 'query ($tin: TIN) { disclosures(tin: $tin) { edges { node { tin asked fields by } } } }';

interface Entity {
  readonly tin: string;
  readonly attestation: string;
  readonly record: { readonly legalName: string } | null;
}

describe('an alias', () => {
  let korea: RegistryHarness;
  const [operator, withheld, other] = [krTin(1), krTin(2), krTin(3)];
  const [alias, secret, nobody] = [krTin(501), krTin(502), krTin(503)];

  beforeEach(async () => {
    korea = await startKorea();
    await korea.registry.importOperators(
      [sampleOperator(operator, ['JP', 'US']), sampleOperator(withheld, []), sampleOperator(other, ['JP'])],
      'test',
    );
  });
  afterEach(() => korea.stop());

  const add = (given: Readonly<Record<string, unknown>> = {}) =>
    korea.officer<{ addAlias: { version: number } }>(ADD, {
      ...{
        tin: operator,
        destination: 'JP',
        scheme: 'AEO_CODE',
        value: alias,
        from: '2026-01-01',
        until: '2026-11-24',
      },
      ...given,
    });

  async function ask(identifier: string, administration = 'JP') {
    const { data, errors } = await korea.entities<Entity>(
      [identifier],
      'attestation record { legalName }',
      callerOf(administration),
    );
    expect(errors).toBeUndefined();
    const entity = data?._entities[0];
    return { entity, claims: claimsOf(entity?.attestation) };
  }

  async function ledger(tin?: string): Promise<unknown[]> {
    const { data } = await korea.officer<{ disclosures: { edges: { node: unknown }[] } }>(LEDGER, { tin });
    return data?.disclosures.edges.map(({ node }) => node) ?? [];
  }

  it('is added for a destination and days, and counts the operator’s version up', async () => {
    expect((await add()).data?.addAlias).toEqual({
      tin: operator,
      version: 2,
      aliases: [{ destination: 'JP', scheme: 'AEO_CODE', value: alias, from: '2026-01-01', until: '2026-11-24' }],
    });
    expect((await add({ destination: 'US', value: 'AEOKR0123456789', until: null })).data?.addAlias.version).toBe(3);
  });

  it('means the operator where its destination asks: the statement is about what was asked, and says who it is', async () => {
    await add();
    const { entity, claims } = await ask(alias);
    expect(entity).toMatchObject({ tin: alias, record: { legalName: '주식회사 한결무역' } });
    expect(claims).toMatchObject({
      sub: alias,
      statement: 'OPERATOR',
      operator: { tin: operator, identifiers: [{ scheme: 'AEO_CODE', value: alias }] },
    });
  });

  it('is in the operator’s own list of disclosures, with what was asked', async () => {
    await add();
    await ask(alias);
    await ask(operator);
    expect(await ledger(operator)).toMatchObject([
      { tin: operator, asked: operator, by: 'JP' },
      { tin: operator, asked: alias, by: 'JP' },
    ]);
  });

  it('asked beside its TIN in one request has an entry and a statement of its own', async () => {
    await add();
    const { data } = await korea.entities<Entity>([operator, alias], 'attestation');
    expect(data?._entities.map(({ attestation }) => claimsOf(attestation).sub)).toEqual([operator, alias]);
    expect(await ledger(operator)).toHaveLength(2);
  });

  it('is told to its destination with the TIN too, and never to another', async () => {
    await add();
    await add({ destination: 'US', value: 'AEOKR0123456789', until: null });
    expect((await ask(operator)).claims.operator?.identifiers).toEqual([{ scheme: 'AEO_CODE', value: alias }]);
    const us = await ask(operator, 'US');
    expect(us.claims.operator?.identifiers).toEqual([{ scheme: 'AEO_CODE', value: 'AEOKR0123456789' }]);
    expect(JSON.stringify(us.claims)).not.toContain(alias);
    expect((await ask(operator, 'KR')).claims.operator?.identifiers).toEqual([]);
  });

  it('is unknown to every other administration, its own among them', async () => {
    await add();
    for (const administration of ['US', 'BR', 'KR']) {
      const { entity, claims } = await ask(alias, administration);
      expect(entity?.record).toBeNull();
      expect(claims).toMatchObject({ statement: 'UNKNOWN_OR_NOT_DISCLOSED', operator: null });
    }
    expect(await ledger(operator)).toEqual([]);
  });

  it('is valid from the beginning of its first day to the end of its last, at the administration', async () => {
    await add();
    const statementAt = async (instant: string) => {
      korea.clock.set(instant);
      return (await ask(alias)).claims.statement;
    };
    expect(await statementAt('2025-12-31T14:59:59.999Z')).toBe('UNKNOWN_OR_NOT_DISCLOSED');
    expect(await statementAt('2025-12-31T15:00:00.000Z')).toBe('OPERATOR');
    expect(await statementAt('2026-11-24T14:59:59.999Z')).toBe('OPERATOR');
    expect(await statementAt('2026-11-24T15:00:00.000Z')).toBe('UNKNOWN_OR_NOT_DISCLOSED');
    expect((await ask(operator)).claims.operator?.identifiers).toEqual([]);
  });

  it('of a withheld operator looks like one that does not exist', async () => {
    await add({ tin: withheld, value: secret });
    const [first, second] = [await ask(secret), await ask(nobody)];
    expect({ ...first.entity, tin: '', attestation: '' }).toEqual({ ...second.entity, tin: '', attestation: '' });
    const unlike = { jti: '', sub: '', requestId: '' };
    expect({ ...first.claims, ...unlike }).toEqual({ ...second.claims, ...unlike });
    expect(first.entity?.attestation).toHaveLength(second.entity?.attestation.length ?? 0);
    expect(await ledger(withheld)).toEqual([]);
    expect(await ledger(secret)).toEqual([{ tin: secret, asked: secret, fields: [], by: 'JP' }]);
  });

  it('follows its operator’s consent: given with the next question, withdrawn with the next', async () => {
    await add({ tin: withheld, value: secret });
    const consent = (given: boolean) =>
      korea.officer(
        'mutation ($t: TIN!, $g: Boolean!) { setConsent(tin: $t, destination: "JP", given: $g, evidence: "e") { tin } }',
        { t: withheld, g: given },
      );
    await consent(true);
    expect((await ask(secret)).claims.operator?.tin).toBe(withheld);
    await consent(false);
    expect((await ask(secret)).claims.statement).toBe('UNKNOWN_OR_NOT_DISCLOSED');
  });

  it('never stands before a registered TIN: who has the number is whom it means', async () => {
    await add({ value: nobody });
    expect((await ask(nobody)).claims.operator?.tin).toBe(operator);
    await korea.registry.importOperators([sampleOperator(nobody, [])], 'test');
    expect((await ask(nobody)).claims.statement).toBe('UNKNOWN_OR_NOT_DISCLOSED');
    expect(await add({ value: other, until: null })).toMatchObject({
      errors: [{ extensions: { code: 'BAD_USER_INPUT', field: 'value', rule: 'NO_OTHER_OPERATORS_TIN' } }],
    });
  });

  it('stands for one operator a destination and day', async () => {
    await add();
    const again = {
      errors: [{ extensions: { code: 'BAD_USER_INPUT', field: 'value', rule: 'UNIQUE_TOWARD_DESTINATION' } }],
    };
    expect(await add({ tin: other, scheme: 'MID', from: '2026-11-24', until: null })).toMatchObject(again);
    expect(await add()).toMatchObject(again);
    expect((await add({ tin: other, destination: 'US' })).errors).toBeUndefined();
    expect((await add({ tin: other, from: '2026-11-25', until: null })).errors).toBeUndefined();
    expect((await add({ tin: other, from: '2025-01-01', until: '2025-12-31' })).errors).toBeUndefined();
    korea.clock.set('2026-11-25T12:00:00.000Z');
    expect((await ask(alias)).claims.operator?.tin).toBe(other);
  });

  it('lets one of two officers have a value that both want at once', async () => {
    const answers = await Promise.all([add(), add({ tin: other })]);
    expect(answers.flatMap(({ errors }) => errors?.map(({ extensions }) => extensions.field) ?? [])).toEqual(['value']);
  });

  it.each([
    ['a value in lower case', { value: 'aeokr1' }, 'value'],
    ['a value with a look-alike letter', { value: 'АEOKR1' }, 'value'],
    ['an empty value', { value: ' ' }, 'value'],
    ['a value of 36 characters', { value: 'A'.repeat(36) }, 'value'],
    ['no scheme', { scheme: '' }, 'scheme'],
    ['a last day before the first', { until: '2025-12-31' }, 'until'],
    ['the home administration as destination', { destination: 'KR' }, 'destination'],
    ['a destination that nobody is', { destination: 'XX' }, 'destination'],
    ['a TIN that is none', { tin: 'KR1' }, 'tin'],
  ])('is refused with %s', async (_what, given, field) => {
    expect(await add(given)).toMatchObject({ errors: [{ extensions: { code: 'BAD_USER_INPUT', field } }] });
  });

  it('needs an operator and registry:write', async () => {
    expect(await add({ tin: krTin(9) })).toMatchObject({ errors: [{ extensions: { code: 'NOT_FOUND' } }] });
    const reader = await korea.token({ scope: 'registry:read' });
    const variables = { tin: operator, destination: 'JP', scheme: 'MID', value: 'A', from: '2026-01-01' };
    expect(await korea.officer(ADD, variables, reader)).toMatchObject({
      errors: [{ extensions: { code: 'FORBIDDEN' } }],
    });
  });
});
