import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { isErrorCode } from '../../schema/contract/error-codes.ts';
import {
  EU_MANUFACTURER,
  KOREAN_EXPORTER,
  KOREAN_EXPORTER_SUSPENDED,
  OWN_OPERATOR,
  US_EXPORTER,
} from '../../scripts/seed/worth-asking.ts';
import { type HttpAnswer, startFederation, type TestFederation } from '../support/federation.ts';
import { BROKEN_RECORDS, error, INTERNAL_WORDS, INTERNALS, NO_ANSWERS } from './hostile-answers.ts';
import {
  alteringEach,
  alteringEntities,
  alteringRecords,
  type Behaviour,
  type HostileRegistry,
  saying,
  startHostileRegistry,
} from './hostile-registry-server.ts';

const REGISTRY_TIMEOUT_MS = 2_000;

const OWN = [KOREAN_EXPORTER, KOREAN_EXPORTER_SUSPENDED];
const OTHERS = [EU_MANUFACTURER, US_EXPORTER, OWN_OPERATOR];
const TINS = [OWN[0], OTHERS[0], OTHERS[1], OWN[1], OTHERS[2]].map((asked) => asked?.tin ?? '');
const OWN_TINS = OWN.map(({ tin }) => tin);

const QUERY = `query Hostile($questions: [RecognitionQuestion!]!, $tins: [String!]!) {
  recognitions(questions: $questions) {
    tin
    operator { __typename tin successor record { legalName roles address { city country } authorizations { number status } } }
    decision { outcome reasons basis attestation benefits { code } }
  }
  operators(tins: $tins) {
    __typename tin
    record { legalName tradingNames authorizations { number type } }
    recognition(role: EXPORTER) { outcome reasons basis benefits { code } }
    representedVendors { id }
  }
}`;

interface Decision {
  readonly outcome: string;
  readonly reasons: readonly string[];
  readonly basis: string;
  readonly attestation?: string | null;
}
interface Operator {
  readonly __typename: string;
  readonly tin: string;
  readonly record: { readonly legalName: string } | null;
}
interface Data {
  readonly recognitions: readonly {
    readonly tin: string;
    readonly operator: Operator;
    readonly decision: Decision | null;
  }[];
  readonly operators: readonly (Operator & { readonly recognition: Decision | null })[];
}

let federation: TestFederation;
let hostile: HostileRegistry;
let honest: HttpAnswer<Data>;

const ask = () =>
  federation.ask<Data>('JP', QUERY, { questions: TINS.map((tin) => ({ tin, role: 'EXPORTER' })), tins: TINS });

beforeAll(async () => {
  // Each row meets the registry itself, and not a circuit that the rows before have opened.
  const transport = { failuresToOpen: Number.MAX_SAFE_INTEGER };
  federation = await startFederation({ registryTimeoutMs: REGISTRY_TIMEOUT_MS, transport });
  honest = await ask();
  const real = federation.embedded.links.get('registry-kr');
  if (real === undefined) throw new TypeError('there is no registry of KR');
  hostile = await startHostileRegistry(real);
  federation.replaceRegistry('KR', () => hostile.link);
});

afterAll(async () => {
  await hostile.close();
  await federation.stop();
});

afterEach(() => {
  expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
});

/** Everything that the other registries answered, without what is new in every answer. */
function ofOthers({ data }: HttpAnswer<Data>) {
  const isOther = ({ tin }: { tin: string }) => !OWN_TINS.includes(tin);
  return {
    recognitions: data.recognitions.filter(isOther).map(({ decision, ...row }) => ({
      ...row,
      decision: { ...decision, attestation: typeof decision?.attestation },
    })),
    operators: data.operators.filter(isOther),
  };
}

/** The rows of the hostile registry. */
function ofHostile({ data }: HttpAnswer<Data>) {
  const isOwn = ({ tin }: { tin: string }) => OWN_TINS.includes(tin);
  return { recognitions: data.recognitions.filter(isOwn), operators: data.operators.filter(isOwn) };
}

/** What must hold whatever a registry does. */
function expectHarmless(answer: HttpAnswer<Data>): void {
  const { status, text, errors, data } = answer;
  expect(status).toBe(200);
  expect(ofOthers(answer)).toEqual(ofOthers(honest));
  expect(data.recognitions.map(({ tin }) => tin)).toEqual(TINS);
  expect(data.operators.map(({ tin }) => tin)).toEqual(TINS);
  for (const word of INTERNAL_WORDS) expect(text).not.toContain(word);
  for (const { extensions, path, message } of errors) {
    expect(isErrorCode(extensions.code) && extensions.code).not.toBe('INTERNAL');
    expect(Object.keys(extensions).filter((key) => !['code', 'origin', 'rule'].includes(key))).toEqual([]);
    expect(message.length).toBeLessThan(300);
    const [list, index] = path ?? [];
    const rows: readonly { tin: string }[] = list === 'operators' ? data.operators : data.recognitions;
    expect(OWN_TINS).toContain(rows[Number(index)]?.tin);
  }
}

/** The rows of the registry say that nothing is known, and each that a client looks into says so with the code. */
function expectSilence(answer: HttpAnswer<Data>, code: string): void {
  const { recognitions, operators } = ofHostile(answer);
  for (const { operator, decision } of recognitions) {
    expect(operator.record).toBeNull();
    expect(operator.__typename).toBe('KrOperator');
    expect(decision).toMatchObject({
      outcome: 'UNDETERMINED',
      reasons: ['REGISTRY_UNAVAILABLE'],
      basis: 'NONE',
      attestation: null,
    });
  }
  for (const { record, recognition } of operators) {
    expect(record).toBeNull();
    expect(recognition).toMatchObject({ outcome: 'UNDETERMINED', reasons: ['REGISTRY_UNAVAILABLE'], basis: 'NONE' });
  }
  const marked = new Set(answer.errors.map(({ path }) => `${path?.[0]} ${path?.[1]}`));
  expect([...marked].sort()).toEqual(['operators 0', 'operators 3', 'recognitions 0', 'recognitions 3']);
  expect(new Set(answer.errors.map(({ extensions }) => extensions.code))).toEqual(new Set([code]));
}

describe('the honest answer, to compare with', () => {
  test('has a decision and a record in each row', () => {
    expect(honest.errors).toEqual([]);
    const { recognitions, operators } = ofHostile(honest);
    expect(recognitions.map(({ decision }) => decision?.outcome)).toEqual(['RECOGNISED', 'NOT_RECOGNISED']);
    expect(operators.map(({ recognition }) => recognition?.outcome)).toEqual(['RECOGNISED', 'NOT_RECOGNISED']);
    expect(honest.data.recognitions.map(({ decision }) => decision?.outcome)).toContain('RECOGNISED');
    expect(honest.data.operators.every(({ record }) => record !== null)).toBe(true);
  });

  test('is the same over HTTP', async () => {
    hostile.behave(alteringEach((entity) => entity));
    const answer = await ask();
    expect(answer.errors).toEqual([]);
    expectHarmless(answer);
    expect(ofHostile(answer).operators).toEqual(ofHostile(honest).operators);
  });
});

describe('a registry that answers with', () => {
  test.each(Object.entries(NO_ANSWERS))('%s is silent, and nobody else suffers', async (_name, behaviour) => {
    hostile.behave(behaviour);
    const answer = await ask();
    expectHarmless(answer);
    expectSilence(answer, 'REGISTRY_UNAVAILABLE');
  });
});

describe('a registry that takes its time', () => {
  test.each<[string, Behaviour]>([
    ['never answers', () => undefined],
    [
      'drips its answer without an end',
      (response) => {
        response.writeHead(200, { 'content-type': 'application/json' });
        const dripping = setInterval(() => response.write(' '), 20);
        response.on('close', () => clearInterval(dripping));
      },
    ],
  ])('and %s is left at its deadline', async (_name, behaviour) => {
    let left: () => void = () => undefined;
    const isLeft = new Promise<void>((resolve) => {
      left = resolve;
    });
    hostile.behave((response, real) => {
      response.on('close', left);
      return behaviour(response, real);
    });
    const begin = performance.now();
    const answer = await ask();
    const milliseconds = performance.now() - begin;
    expectHarmless(answer);
    expectSilence(answer, 'REGISTRY_TIMEOUT');
    expect(milliseconds).toBeGreaterThan(REGISTRY_TIMEOUT_MS - 50);
    expect(milliseconds).toBeLessThan(REGISTRY_TIMEOUT_MS + 4_000);
    await isLeft;
  });
});

describe('a record with', () => {
  test.each(Object.entries(BROKEN_RECORDS))(
    '%s is no record; the signed statement counts all the same',
    async (_name, behaviour) => {
      hostile.behave(behaviour);
      const answer = await ask();
      expectHarmless(answer);
      const { recognitions, operators } = ofHostile(answer);
      expect(operators.map(({ record }) => record)).toEqual([null, null]);
      expect(recognitions.map(({ operator }) => operator.record)).toEqual([null, null]);
      expect(recognitions.map(({ decision }) => decision?.outcome)).toEqual(['RECOGNISED', 'NOT_RECOGNISED']);
      expect(answer.errors.map(({ path, extensions }) => [path?.join('.'), extensions.code])).toEqual(
        expect.arrayContaining([
          ['operators.0.record', 'REGISTRY_UNAVAILABLE'],
          ['operators.3.record', 'REGISTRY_UNAVAILABLE'],
          ['recognitions.0.operator.record', 'REGISTRY_UNAVAILABLE'],
          ['recognitions.3.operator.record', 'REGISTRY_UNAVAILABLE'],
        ]),
      );
    },
  );

  test('a word that the contract does not have is no record', async () => {
    hostile.behave(alteringRecords((record) => ({ ...record, roles: [INTERNALS.word] })));
    const answer = await ask();
    expectHarmless(answer);
    expect(ofHostile(answer).recognitions.map(({ operator }) => operator.record)).toEqual([null, null]);
  });
});

describe('a registry that says more than it was asked', () => {
  test('says nothing about fields of the hub and of other services', async () => {
    const forged = {
      recognition: {
        outcome: 'RECOGNISED',
        reasons: [INTERNALS.word],
        basis: 'LIVE',
        benefits: [{ code: INTERNALS.word }],
      },
      representedVendors: [{ id: INTERNALS.word }],
      operator: { tin: INTERNALS.word },
      tin: 'JP1234567890123',
    };
    hostile.behave(alteringEach((entity) => ({ ...entity, ...forged })));
    const answer = await ask();
    expectHarmless(answer);
    expect(ofHostile(answer).operators).toEqual(ofHostile(honest).operators);
  });

  test('changes nothing of the machine that reads it', async () => {
    hostile.behave(async (response, askReal) => {
      const text = JSON.stringify(await askReal());
      const polluting = '"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}},';
      await saying(text.replaceAll('{"', `{${polluting}"`))(response, askReal);
    });
    const answer = await ask();
    expectHarmless(answer);
    expect(ofHostile(answer).operators).toEqual(ofHostile(honest).operators);
  });
});

describe('a registry that gives its entities in another order', () => {
  test('convinces nobody: a statement about one operator decides nothing about another', async () => {
    hostile.behave(alteringEntities((entities) => entities.toReversed()));
    const answer = await ask();
    expectHarmless(answer);
    for (const { decision } of ofHostile(answer).recognitions) {
      expect(decision).toMatchObject({ outcome: 'UNDETERMINED', reasons: ['ATTESTATION_INVALID'], attestation: null });
    }
  });
});

describe('errors of a registry', () => {
  test.each(['FORBIDDEN', 'RATE_LIMITED'])('with the code %s keep the code, and none of the words', async (code) => {
    hostile.behave(saying(JSON.stringify({ data: null, errors: [error(code)] })));
    const answer = await ask();
    expectHarmless(answer);
    expectSilence(answer, code);
  });

  test('beside a whole answer keep their place among its own rows, and none of the words', async () => {
    hostile.behave(
      alteringEntities(
        (entities) => entities.map((entity) => ({ ...entity, ...('record' in entity ? { record: null } : {}) })),
        (keys) => ({
          errors: [
            ...keys.flatMap((key) => [
              error('FORBIDDEN', { path: [key, 0, 'record'] }),
              error('FORBIDDEN', { path: [key, 0, INTERNALS.word] }),
              error('FORBIDDEN', { path: [key, 0, 'record', INTERNALS.word] }),
              error('FORBIDDEN', { path: [key, 99, 'record'] }),
              error('FORBIDDEN', { path: [key, -1] }),
              error('FORBIDDEN', { path: [key] }),
              error('BAD_USER_INPUT', { path: [key, 1, 'record'] }),
            ]),
            error('FORBIDDEN', { path: ['recognitions', 1, 'decision'] }),
            error('FORBIDDEN', { path: INTERNALS.word }),
            error('FORBIDDEN', { path: [{ toString: INTERNALS.word }] }),
            error('FORBIDDEN'),
            null,
            INTERNALS.message,
            { message: { text: INTERNALS.message }, extensions: INTERNALS.word },
          ],
        }),
      ),
    );
    const answer = await ask();
    expectHarmless(answer);
    const places = new Set(answer.errors.map(({ path, extensions }) => `${path?.join('.')} ${extensions.code}`));
    expect(places).toContain('operators.0.record FORBIDDEN');
    expect(places).toContain('operators.3.record REGISTRY_UNAVAILABLE');
    expect(
      [...places].filter((place) => !/^(recognitions\.\d\.operator|operators\.\d)(\.record)? /.test(place)),
    ).toEqual([]);
  });

  test('keep what was lacking, where it is a word of the contract', async () => {
    hostile.behave(
      alteringEntities(
        (entities) => entities,
        (keys) => ({
          errors: keys.map((key) => {
            const { message, extensions } = error('FORBIDDEN');
            return { message, path: [key, 0, 'record'], extensions: { ...extensions, rule: 'validation:read' } };
          }),
        }),
      ),
    );
    const answer = await ask();
    expectHarmless(answer);
    expect(answer.errors).toContainEqual({
      message: 'The token is good, but does not permit this field or action. (validation:read)',
      path: ['operators', 0, 'record'],
      extensions: { code: 'FORBIDDEN', origin: 'CALLER', rule: 'validation:read' },
    });
  });

  test('are passed on in no greater number than is of use', async () => {
    hostile.behave(
      alteringEntities(
        (entities) => entities,
        (keys) => ({
          errors: keys.flatMap((key) =>
            Array.from({ length: 5_000 }, (_, index) =>
              error('FORBIDDEN', { path: [key, index % 2, 'record', index] }),
            ),
          ),
        }),
      ),
    );
    const answer = await ask();
    expectHarmless(answer);
    expect(answer.errors.length).toBeGreaterThan(0);
    expect(answer.errors.length).toBeLessThan(100);
  });
});
