import { decodeJwt } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CALLER_ASSERTION_HEADER } from '../../schema/contract/caller.ts';
import { KOREAN_EXPORTER } from '../../scripts/seed/worth-asking.ts';
import { startFederation, type TestFederation } from '../support/federation.ts';

const QUERY = `query Same($questions: [RecognitionQuestion!]!) {
  recognitions(questions: $questions) { operator { record { legalName } } decision { outcome consultationNumber attestation } }
}`;
const LEDGER = `query Ledger($tin: TIN!) {
  disclosures(tin: $tin) { edges { node { by requestId attestationId } } }
}`;

interface Data {
  readonly recognitions: readonly {
    readonly decision: {
      readonly outcome: string;
      readonly consultationNumber: string;
      readonly attestation: string;
    };
  }[];
}
interface LedgerData {
  readonly disclosures: {
    readonly edges: readonly {
      readonly node: { readonly by: string; readonly requestId: string; readonly attestationId: string };
    }[];
  };
}

/** Two of the three ask in the very same words, as the same officer, at the same time. */
const ASKING = ['JP', 'US', 'US'];
const PATIENCE_MS = 5_000;

let federation: TestFederation;
/** Who asked, as the registry was told with each request that reached it. */
const reached: { administration: string; requestId: string }[] = [];
let answers: { asking: string; data: Data }[];

beforeAll(async () => {
  federation = await startFederation({ registryTimeoutMs: 2 * PATIENCE_MS });
  // Holds each request until all are there: whoever merges two of them waits in vain.
  let allAreThere: () => void = () => undefined;
  const meeting = new Promise<void>((resolve) => {
    allAreThere = resolve;
  });
  federation.replaceRegistry('KR', (real) => ({
    ...real,
    async request(request) {
      const { administration, requestId } = decodeJwt(request.headers[CALLER_ASSERTION_HEADER] ?? '');
      reached.push({ administration: String(administration), requestId: String(requestId) });
      if (reached.length === ASKING.length) allAreThere();
      await Promise.race([meeting, new Promise((resolve) => setTimeout(resolve, PATIENCE_MS))]);
      return real.request(request);
    },
  }));
  answers = await Promise.all(
    ASKING.map(async (asking) => {
      const { data } = await federation.ask<Data>(asking, QUERY, {
        questions: [{ tin: KOREAN_EXPORTER.tin, role: 'EXPORTER' }],
      });
      return { asking, data };
    }),
  );
});

afterAll(() => federation.stop());

describe('three administrations’ officers who ask the same at the same time', () => {
  test('reach the registry three times, each with its own identity and request', () => {
    expect(reached.map(({ administration }) => administration).sort()).toEqual(ASKING);
    expect(new Set(reached.map(({ requestId }) => requestId)).size).toBe(3);
  });

  test('stand in the disclosure ledger three times', async () => {
    const { data } = await federation.askOfficer<LedgerData>('KR', LEDGER, { tin: KOREAN_EXPORTER.tin });
    const entries = data.disclosures.edges.map(({ node }) => node);
    expect(entries.map(({ by }) => by).sort()).toEqual(ASKING);
    expect(entries.map(({ requestId }) => requestId).sort()).toEqual(reached.map(({ requestId }) => requestId).sort());
  });

  test('have an attestation each, addressed to themselves', () => {
    const attestations = answers.map(({ data }) => decodeJwt(data.recognitions[0]?.decision.attestation ?? ''));
    expect(attestations.map(({ aud }) => aud)).toEqual(ASKING.map((code) => `urn:aeo:administration:${code}`));
    expect(new Set(attestations.map(({ jti }) => jti)).size).toBe(3);
  });

  test('have a consultation each, in their own name', () => {
    const numbers = answers.map(({ data }) => data.recognitions[0]?.decision.consultationNumber ?? '');
    expect(numbers.map((number) => number.slice(0, 3))).toEqual(['JP-', 'US-', 'US-']);
    expect(new Set(numbers).size).toBe(3);
  });
});
