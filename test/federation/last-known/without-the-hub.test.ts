import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { KOREAN_EXPORTER } from '../../../scripts/seed/worth-asking.ts';
import { type Decision, startWorld, type World } from './world.ts';

const { tin: EXPORTER } = KOREAN_EXPORTER;
const SILENT = { code: 'INTERNAL', origin: 'GATEWAY' };
const message = 'The recognition service does not answer.';

const OPTIONS = { reliance: new Map([['KR', 24]]) };

let world: World;
let live: Decision;
beforeAll(async () => {
  world = await startWorld(OPTIONS);
  live = await world.decision('JP', EXPORTER);
});
afterAll(() => world.federation.stop());

describe('while the recognition service does not answer', () => {
  const IN_DEPTH = `query($tin: TIN!) {
    operator(tin: $tin) {
      tin
      administration { code name }
      record { legalName }
      recognition(role: EXPORTER) { outcome }
    }
  }`;
  const ask = (query: string, variables = {}) => world.federation.ask('JP', query, variables);

  beforeAll(async () => {
    await world.federation.embedded.links.get('recognition')?.close();
  });

  test('an operator still has its record, and the error says what is missing', async () => {
    const { status, data, errors } = await ask(IN_DEPTH, { tin: EXPORTER });
    expect(status).toBe(200);
    expect(data).toEqual({
      operator: {
        tin: EXPORTER,
        administration: { code: 'KR', name: 'Korea Customs Service' },
        record: { legalName: '주식회사 도담무역' },
        recognition: null,
      },
    });
    expect(errors).toEqual([{ message, path: ['operator', 'recognition'], extensions: SILENT }]);
  });

  test('a list of operators keeps its order and number', async () => {
    const { data, errors } = await ask(
      'query($tins: [String!]!) { operators(tins: $tins) { tin record { legalName } } }',
      {
        tins: ['no TIN', EXPORTER.toLowerCase(), 'MX123456789'],
      },
    );
    expect(data).toEqual({ operators: [null, { tin: EXPORTER, record: { legalName: '주식회사 도담무역' } }, null] });
    expect(errors).toEqual([{ message, path: ['operators', 0], extensions: SILENT }]);
  });

  test('what only it knows is an error and no guess', async () => {
    const { data, errors } = await ask(
      'query($tin: TIN!) { operator(tin: $tin) { tin administration { code programme { name } } } }',
      { tin: EXPORTER },
    );
    expect(data).toEqual({ operator: { tin: EXPORTER, administration: { code: 'KR', programme: null } } });
    expect(errors).toEqual([{ message, path: ['operator', 'administration', 'programme'], extensions: SILENT }]);
  });

  test('no question is decided', async () => {
    const { data, errors } = await ask(
      'query($questions: [RecognitionQuestion!]!) { recognitions(questions: $questions) { decision { outcome } } }',
      { questions: [{ tin: EXPORTER, role: 'EXPORTER' }] },
    );
    expect(data).toBeUndefined();
    expect(errors).toEqual([{ message, extensions: SILENT }]);
  });
});

describe('a hub that was started again', () => {
  beforeAll(async () => {
    const { dataDirectory, embedded } = world.federation;
    await embedded.stop();
    world = await startWorld({ ...OPTIONS, dataDirectory, without: ['KR'] });
  });

  test('knows without a hand what a registry that stays silent has said', async () => {
    expect(live).toMatchObject({ outcome: 'RECOGNISED', basis: 'LIVE' });
    world.pass(1);
    expect(await world.decision('JP', EXPORTER)).toMatchObject({
      ...{ outcome: 'RECOGNISED', basis: 'LAST_KNOWN', factsAsOf: live.factsAsOf, attestation: live.attestation },
    });
    const { data } = await world.federation.ask('JP', '{ administration(code: "KR") { registry { status } } }');
    expect(data).toEqual({ administration: { registry: { status: 'UNAVAILABLE' } } });
  });
});
