import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { REASONS, RECOGNITION_REASONS, type RecognitionReason } from '../../../schema/contract/recognition.ts';
import { LinkFailure } from '../../../schema/link/subgraph-link.ts';
import { startFederation, type TestFederation } from '../../support/federation.ts';
import { answeringOtherwise, type Claims } from './answering-otherwise.ts';
import { type CaseOperator, importCaseOperators, tinOf } from './case-operators.ts';
import { ARRANGEMENTS_WITH_TEST_DATA } from './test-arrangements.ts';

const QUERY = `query Reason($questions: [RecognitionQuestion!]!) {
  recognitions(questions: $questions) {
    decision { outcome reasons basis nextStep retryAfterSeconds arrangement { id } }
  }
}`;
const IN_DEPTH = 'query($tin: TIN!) { operator(tin: $tin) { recognition(role: EXPORTER) { outcome reasons } } }';
const SUSPEND = 'mutation($tin: TIN!) { suspendBenefits(tin: $tin, remark: "Under investigation") { tin } }';

interface Decision {
  readonly outcome: string;
  readonly reasons: readonly RecognitionReason[];
  readonly basis: string;
  readonly nextStep: string;
  readonly retryAfterSeconds: number | null;
  readonly arrangement: { readonly id: string } | null;
}

/** A question that gives one reason and no other. */
interface Scenario {
  readonly asking: string;
  readonly about: CaseOperator | { readonly tin: string };
  readonly asked?: object;
  /** What is done before it is asked; what it gives is done afterwards. */
  readonly given?: (federation: TestFederation) => Promise<() => Promise<void> | void>;
}

/** Korea's registry says something else, with its own key. */
const korea = (change: (claims: Claims) => Claims) => async (federation: TestFederation) =>
  federation.replaceRegistry('KR', (real) =>
    answeringOtherwise(real, federation.embedded.trustStore.signerOf('registry-kr'), change),
  );

const nothing = () => undefined;
const HOUR_MS = 3_600_000;

/** One question for each reason; the compiler names a reason that has none. */
const SCENARIOS = {
  NO_ARRANGEMENT: { asking: 'EU', about: 'KR_AA' },
  ARRANGEMENT_NOT_YET_IN_FORCE: { asking: 'AU', about: 'CN_ADVANCED', asked: { on: '2020-01-01T00:00:00Z' } },
  ARRANGEMENT_SUSPENDED: { asking: 'NO', about: 'KR_AA' },
  ARRANGEMENT_TERMINATED: { asking: 'GT', about: 'KR_AA' },
  ARRANGEMENT_UNCONFIRMED: { asking: 'JP', about: 'GB_AEOF' },
  ROLE_NOT_COVERED: { asking: 'US', about: 'EU_AEOF', asked: { role: 'CUSTOMS_BROKER' } },
  AUTHORIZATION_TYPE_NOT_COVERED: { asking: 'JP', about: 'EU_AEOC' },
  MODE_NOT_COVERED: { asking: 'HK', about: 'CN_ADVANCED', asked: { mode: 'POST' } },
  THIRD_PARTY_VALIDATION_NOT_ACCEPTED: { asking: 'JP', about: 'KR_THIRD_PARTY' },
  NO_AUTHORIZATION: { asking: 'JP', about: 'KR_WITHOUT' },
  BENEFITS_SUSPENDED_BY_RECOGNISING_SIDE: {
    asking: 'JP',
    about: 'KR_AAA',
    given: async (federation) => {
      const { errors } = await federation.ask('JP', SUSPEND, { tin: tinOf('KR_AAA') });
      expect(errors).toEqual([]);
      return nothing;
    },
  },
  NAME_MISMATCH: { asking: 'JP', about: 'KR_AA', asked: { declaredName: 'Somebody Else' } },
  UNKNOWN_OR_NOT_DISCLOSED: { asking: 'JP', about: 'KR_WITHHELD' },
  MODE_NOT_STATED: { asking: 'HK', about: 'CN_ADVANCED' },
  AUTHORIZATION_NOT_YET_VALID: { asking: 'JP', about: 'KR_FUTURE' },
  AUTHORIZATION_SUSPENDED: { asking: 'JP', about: 'KR_SUSPENDED' },
  AUTHORIZATION_REVOKED: { asking: 'JP', about: 'KR_REVOKED' },
  AUTHORIZATION_EXPIRED: { asking: 'JP', about: 'KR_EXPIRED' },
  CRITERIA_NOT_MET: { asking: 'JP', about: 'KR_CRITERION_NOT_MET' },
  VALIDATION_OVERDUE: { asking: 'MO', about: 'KR_OVERDUE' },
  OWN_OPERATOR: { asking: 'KR', about: 'KR_AA' },
  REGISTRY_UNAVAILABLE: {
    asking: 'JP',
    about: 'KR_AA',
    given: async (federation) =>
      federation.replaceRegistry('KR', (real) => ({
        ...real,
        async request() {
          throw new LinkFailure('TIMEOUT');
        },
      })),
  },
  REGISTRY_NOT_CONNECTED: { asking: 'US', about: { tin: 'MX123456789' } },
  REGISTRY_REFUSED: {
    asking: 'JP',
    about: 'KR_AA',
    given: korea((claims) => ({ ...claims, statement: 'REFUSED', operator: null })),
  },
  ATTESTATION_INVALID: { asking: 'JP', about: 'KR_AA', given: korea((claims) => ({ ...claims, sub: 'KR5558199996' })) },
  ATTESTATION_TOO_OLD: {
    asking: 'JP',
    about: 'KR_AA',
    given: korea((claims) => ({ ...claims, iat: Number(claims['iat']) - HOUR_MS / 1_000 })),
  },
  HISTORY_UNAVAILABLE: { asking: 'BR', about: 'KR_AA', asked: { on: '2024-01-01T00:00:00Z' } },
} as const satisfies Readonly<Record<RecognitionReason, Scenario>>;

const OUTCOMES = { OWN: 'NOT_APPLICABLE', AGAINST: 'NOT_RECOGNISED', DOUBT: 'UNDETERMINED' } as const;

let federation: TestFederation;
const seen = new Set<RecognitionReason>();

beforeAll(async () => {
  // Keys are admitted hours before, so that a statement of an hour ago is too old and not from before its key.
  let ahead = -4 * HOUR_MS;
  const clock = () => new Date(Date.now() + ahead);
  federation = await startFederation({ arrangements: ARRANGEMENTS_WITH_TEST_DATA, clock });
  ahead = 0;
  await importCaseOperators(federation);
});

afterAll(() => federation.stop());

async function decisionOf(asking: string, about: Scenario['about'], asked: object = {}): Promise<Decision> {
  const tin = typeof about === 'string' ? tinOf(about) : about.tin;
  const { data } = await federation.ask<{ recognitions: readonly { decision: Decision | null }[] }>(asking, QUERY, {
    questions: [{ tin, role: 'EXPORTER', ...asked }],
  });
  const decision = data.recognitions[0]?.decision;
  if (decision == null) throw new TypeError(`no decision about ${tin}`);
  for (const reason of decision.reasons) seen.add(reason);
  return decision;
}

describe('each reason alone, over HTTP', () => {
  test.each(RECOGNITION_REASONS)('%s gives the outcome of its effect', async (reason) => {
    const { asking, about, asked, given }: Scenario = SCENARIOS[reason];
    const after = (await given?.(federation)) ?? nothing;
    const decision = await decisionOf(asking, about, asked).finally(after);
    expect(decision).toMatchObject({ reasons: [reason], outcome: OUTCOMES[REASONS[reason].effect] });
    expect(decision.nextStep === 'RETRY_LATER').toBe(decision.retryAfterSeconds !== null);
  });

  test('all of them have been seen', () => {
    expect(new Set(seen)).toEqual(new Set(Object.keys(REASONS)));
  });
});

describe('an arrangement that no real one is like (test data)', () => {
  test('suspended in one direction recognises in the other', async () => {
    expect(await decisionOf('KR', 'NO_AEOS')).toMatchObject({ outcome: 'RECOGNISED', arrangement: { id: 'KR-NO' } });
  });

  test('was in force in both before and after an interruption, whose last day counts whole', async () => {
    const reasonsOn = async (asking: string, about: CaseOperator, on: string) =>
      (await decisionOf(asking, about, { on })).reasons;
    expect(await reasonsOn('NO', 'KR_AA', '2025-03-01T00:00:00Z')).toEqual(['ARRANGEMENT_SUSPENDED']);
    // In force then; but Korea tells nothing of the past to whom it may tell nothing now.
    expect(await reasonsOn('NO', 'KR_AA', '2025-02-28T23:59:59Z')).toEqual(['UNKNOWN_OR_NOT_DISCLOSED']);
    expect(await reasonsOn('KR', 'NO_AEOS', '2023-12-31T23:59:59Z')).toEqual([]);
    expect(await reasonsOn('KR', 'NO_AEOS', '2024-01-01T00:00:00Z')).toEqual(['ARRANGEMENT_SUSPENDED']);
    expect(await reasonsOn('KR', 'NO_AEOS', '2024-06-30T23:59:59Z')).toEqual(['ARRANGEMENT_SUSPENDED']);
    expect(await reasonsOn('KR', 'NO_AEOS', '2024-07-01T00:00:00Z')).toEqual([]);
  });

  test('that ended recognises to the end of its last day: then, and not now', async () => {
    const hub = await decisionOf('GT', 'KR_AA', { on: '2025-01-01T00:00:00Z' });
    expect(hub.reasons).toEqual(['ARRANGEMENT_TERMINATED']);
    // In force on the day asked about; but Korea may tell Guatemala nothing any more, so nothing more can be said.
    const then = await decisionOf('GT', 'KR_AA', { on: '2024-12-31T23:59:59Z' });
    expect(then.reasons).toEqual(['UNKNOWN_OR_NOT_DISCLOSED']);
  });

  test('that accepts third-party validation recognises one that Japan does not', async () => {
    expect(await decisionOf('MO', 'KR_THIRD_PARTY')).toMatchObject({ outcome: 'RECOGNISED' });
  });

  test('that lets twelve months be told tells within them', async () => {
    const on = new Date(Date.now() - 300 * 24 * HOUR_MS).toISOString();
    expect(await decisionOf('BR', 'KR_AA', { on })).toMatchObject({ outcome: 'RECOGNISED' });
  });
});

describe('a fact against and a doubt together', () => {
  test('are both told where the registry was asked, and the fact decides', async () => {
    const restore = await korea((claims) => ({ ...claims, statement: 'REFUSED', operator: null }))(federation);
    const { data } = await federation
      .ask<{ operator: { recognition: Decision } }>('JP', IN_DEPTH, { tin: tinOf('KR_AAA') })
      .finally(restore);
    expect(data.operator.recognition).toMatchObject({
      outcome: 'NOT_RECOGNISED',
      reasons: ['BENEFITS_SUSPENDED_BY_RECOGNISING_SIDE', 'REGISTRY_REFUSED'],
    });
  });
});
