import { createHash } from 'node:crypto';
import { decodeJwt } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CALLER_ASSERTION_HEADER } from '../../schema/contract/caller.ts';
import { administrationParty, sealOf } from '../../schema/contract/party-names.ts';
import { type SealedStatement, sealedStatementSchema } from '../../schema/contract/sealed-statement.ts';
import { registrySubgraph } from '../../schema/contract/subgraph-names.ts';
import type { PurposeOfUse } from '../../schema/contract/vocabulary.ts';
import { signCallerAssertion } from '../../schema/trust/caller-assertion.ts';
import { signQuestionSet } from '../../schema/trust/question-set.ts';
import { demonstrationOperators } from '../../scripts/seed/demonstration-operators.ts';
import { KOREAN_EXPORTER, UNKNOWN_OPERATOR } from '../../scripts/seed/worth-asking.ts';
import { GATEWAY } from '../../scripts/start/trust-store.ts';
import { post, startFederation, type TestFederation } from '../support/federation.ts';
import { callerOf } from '../support/parties.ts';

const KOREA = registrySubgraph('KR');
const TIN = KOREAN_EXPORTER.tin;
const LEGAL_NAME = demonstrationOperators('KR').find(({ tin }) => tin === TIN)?.legalName ?? 'no such operator';
const QUERY = `query ($questions: [RecognitionQuestion!]!) {
  recognitions(questions: $questions) {
    operator { record { legalName authorizations { number validations { performedOn } } } }
    decision { outcome reasons nextStep attestation receipt }
  }
}`;

interface Answer {
  readonly operator: { readonly record: { readonly legalName: string } | null } | null;
  readonly decision: {
    readonly outcome: string;
    readonly reasons: readonly string[];
    readonly nextStep: string;
    readonly attestation: string | null;
    readonly receipt: string;
  };
}

let federation: TestFederation;
beforeAll(async () => {
  federation = await startFederation({ endToEnd: new Map([['KR', ['JP']]]) });
});
afterAll(() => federation.stop());

/** What Japan, or whoever signs for it, asks Korea. */
function questionSet(
  given: { readonly tins?: readonly string[]; readonly purpose?: PurposeOfUse; readonly by?: string } = {},
  asked = 'KR',
  now = new Date(),
): Promise<string> {
  const { tins = [TIN], purpose = 'AEO_VALIDATION', by = administrationParty('JP') } = given;
  return signQuestionSet(federation.embedded.trustStore.signerOf(by), 'JP', asked, { purpose, tins }, now);
}

async function ask(
  questionSets: readonly string[],
  { administration = 'JP', tins = [TIN] as readonly string[], purpose = 'AEO_VALIDATION' } = {},
): Promise<readonly Answer[]> {
  const { data, errors } = await post<{ recognitions: readonly Answer[] }>(
    `${federation.url}/graphql`,
    {
      query: QUERY,
      variables: { questions: tins.map((tin) => ({ tin, role: 'EXPORTER' })) },
      extensions: { questionSets },
    },
    { authorization: `Bearer ${await federation.token(administration)}`, 'purpose-of-use': purpose },
  );
  expect(errors.filter(({ path }) => path === undefined)).toEqual([]);
  return data.recognitions;
}

async function opened(text: string | null | undefined, party = sealOf('JP')): Promise<SealedStatement | undefined> {
  const plain = await federation.embedded.trustStore.sealKeyOf(party).open(text ?? '');
  return plain === undefined ? undefined : sealedStatementSchema.parse(JSON.parse(plain));
}

describe('a registry that demands end-to-end mode', () => {
  it('answers what the asking administration signed, and recognition decides on it', async () => {
    const [answer] = await ask([await questionSet()]);
    expect(answer?.decision).toMatchObject({ outcome: 'RECOGNISED', reasons: [] });
  });

  it('tells nothing in clear: record and statement come sealed, for that administration and the recognition service alone', async () => {
    const [answer] = await ask([await questionSet()]);
    expect(answer?.operator?.record).toBeNull();
    expect(JSON.stringify(answer)).not.toContain(LEGAL_NAME);
    const sealed = await opened(answer?.decision.attestation);
    expect(sealed?.record).toMatchObject({
      legalName: LEGAL_NAME,
      authorizations: [{ validations: [expect.objectContaining({ method: expect.any(String) })] }],
    });
    expect(await opened(answer?.decision.attestation, sealOf('US'))).toBeUndefined();
    expect(await opened(answer?.decision.attestation, sealOf('KR'))).toBeUndefined();
  });

  it('leaves a receipt that names the very statement within the seal', async () => {
    const [answer] = await ask([await questionSet()]);
    const sealed = await opened(answer?.decision.attestation);
    const { attestation } = decodeJwt<{ attestation: { id: string; sha256: string } }>(answer?.decision.receipt ?? '');
    expect(attestation.id).toBe(decodeJwt(sealed?.attestation ?? '').jti);
    expect(attestation.sha256).toBe(
      createHash('sha256')
        .update(sealed?.attestation ?? '')
        .digest('hex'),
    );
  });

  it('seals a negative statement as it seals a positive one', async () => {
    const tins = [UNKNOWN_OPERATOR.tin];
    const [answer] = await ask([await questionSet({ tins })], { tins });
    expect(answer?.decision).toMatchObject({ outcome: 'NOT_RECOGNISED', reasons: ['UNKNOWN_OR_NOT_DISCLOSED'] });
    const sealed = await opened(answer?.decision.attestation);
    expect(sealed?.record).toBeNull();
    expect(decodeJwt<{ statement: string }>(sealed?.attestation ?? '').statement).toBe('UNKNOWN_OR_NOT_DISCLOSED');
  });

  it('goes on answering openly to those of whom it does not demand it', async () => {
    const [answer] = await ask([], { administration: 'SG' });
    expect(answer?.operator?.record?.legalName).toBe(LEGAL_NAME);
  });
});

describe('a gateway that asks in Japan’s name by itself', () => {
  const REFUSED = { outcome: 'UNDETERMINED', reasons: ['REGISTRY_REFUSED'], nextStep: 'RETRY_LATER' };

  it('learns nothing without a question set, not even whether there is such an operator', async () => {
    const answers = await ask([], { tins: [TIN, UNKNOWN_OPERATOR.tin] });
    for (const { operator, decision } of answers) {
      expect(decision).toMatchObject(REFUSED);
      expect(operator?.record).toBeNull();
    }
  });

  it('learns nothing with one that somebody else signed, whoever it is', async () => {
    for (const by of [GATEWAY, 'recognition', administrationParty('US'), KOREA, 'demonstration-issuer']) {
      const [answer] = await ask([await questionSet({ by })]);
      expect(answer?.decision).toMatchObject(REFUSED);
    }
  });

  it('learns nothing with one for other TINs, another purpose, or one that is too old', async () => {
    for (const set of [
      await questionSet({ tins: [UNKNOWN_OPERATOR.tin] }),
      await questionSet({ purpose: 'AUDIT' }),
      await questionSet({}, 'KR', new Date(Date.now() - 5 * 60_000)),
    ]) {
      const [answer] = await ask([set]);
      expect(answer?.decision).toMatchObject(REFUSED);
    }
  });

  it('learns nothing with one that was used before, in whatever request', async () => {
    const set = await questionSet();
    expect((await ask([set]))[0]?.decision.outcome).toBe('RECOGNISED');
    expect((await ask([set]))[0]?.decision).toMatchObject(REFUSED);
  });

  it('adds no TIN to a set: what stands outside it is refused, what stands within is answered', async () => {
    const answers = await ask([await questionSet()], { tins: [TIN, UNKNOWN_OPERATOR.tin] });
    expect(answers.map(({ decision }) => decision.outcome)).toEqual(['RECOGNISED', 'UNDETERMINED']);
    expect(answers[1]?.decision).toMatchObject(REFUSED);
  });

  it('cannot read what it passes on, and cannot put another’s sealed text in its place', async () => {
    const link = federation.embedded.links.get(KOREA);
    const query =
      'query ($of: [_Any!]!) { _entities(representations: $of) { ... on KrOperator { attestation record { legalName } } } }';
    const body = JSON.stringify({
      query,
      variables: { of: [{ __typename: 'KrOperator', tin: TIN }] },
      extensions: { questionSet: await questionSet() },
    });
    const call = { subgraph: KOREA, body };
    const signer = federation.embedded.trustStore.signerOf(GATEWAY);
    const assertion = await signCallerAssertion(
      signer,
      callerOf('JP', { purpose: 'AEO_VALIDATION' }),
      call,
      new Date(),
    );
    const text = await link?.request({ headers: { [CALLER_ASSERTION_HEADER]: assertion }, body, timeoutMs: 5_000 });
    expect(text).toContain('ciphertext');
    expect(text).not.toContain(LEGAL_NAME);
    const { data } = JSON.parse(text ?? '') as { data: { _entities: [{ attestation: string }] } };
    const stolen = data._entities[0].attestation;
    const put = federation.replaceRegistry('KR', (real) => ({
      ...real,
      async request(request) {
        const honest: unknown = JSON.parse(await real.request(request));
        return JSON.stringify(honest, (name, value: unknown) => (name === 'attestation' ? stolen : value));
      },
    }));
    try {
      const [answer] = await ask([await questionSet()]);
      expect(answer?.decision).toMatchObject({ outcome: 'UNDETERMINED', reasons: ['ATTESTATION_INVALID'] });
    } finally {
      put();
    }
  });
});

describe('a question set', () => {
  it('that is for no registry, or stands twice, is told to whoever sent it', async () => {
    for (const questionSets of [
      ['no-jws'],
      [1],
      'text',
      [await questionSet({}, 'ZZ')],
      [await questionSet(), await questionSet()],
    ]) {
      const { status, errors } = await post(
        `${federation.url}/graphql`,
        { query: '{ __typename }', extensions: { questionSets } },
        { authorization: `Bearer ${await federation.token('JP')}`, 'purpose-of-use': 'AEO_VALIDATION' },
      );
      expect([status, errors[0]?.extensions]).toMatchObject([
        400,
        { code: 'BAD_USER_INPUT', field: 'extensions.questionSets' },
      ]);
    }
  });
});
