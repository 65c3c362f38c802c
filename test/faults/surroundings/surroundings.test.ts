import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { GATEWAY_SCOPES, REGISTRY_SCOPES } from '../../../schema/contract/scopes.ts';
import { readTrustList } from '../../../schema/trust/trust-list-file.ts';
import { KOREAN_EXPORTER } from '../../../scripts/seed/worth-asking.ts';
import { demonstrationToken } from '../../../scripts/start/demonstration-token.ts';
import { DEMONSTRATION_ISSUER } from '../../../scripts/start/trust-store.ts';
import { verifyLog } from '../../../scripts/verify/verify-log.ts';
import { openRegistryDatabase } from '../../../subgraphs/aeo-registry/store/registry-database.ts';
import { post } from '../../support/federation.ts';
import { type FederationProcesses, federationProcesses } from '../history/federation-processes.ts';
import { importOf } from '../history/pairs.ts';
import { ledgerBreak, readKept } from '../registry-kept.ts';
import type { Surroundings } from './change-surroundings.ts';
import { type Fault, type Machine, OUTCOMES } from './outcomes.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 120_000 });

const PRELOAD = fileURLToPath(new URL('change-surroundings.ts', import.meta.url));
const STARTED = ['registry-kr', 'registry-cn', 'recognition', 'gateway-1'] as const;
const GOOD: Surroundings = { clockMs: 0, disk: 'GOOD' };
const RECOGNITION = `query ($questions: [RecognitionQuestion!]!) {
  recognitions(questions: $questions) { decision { outcome reasons consultationNumber } }
}`;
const IMPORT = 'mutation ($operators: [OperatorImport!]!) { importOperators(operators: $operators) { written } }';
const CONSENT = `mutation ($evidence: String!) {
  setConsent(tin: "${KOREAN_EXPORTER.tin}", destination: "JP", given: true, evidence: $evidence) { version } }`;
/** Operators that consent to Japan: of the registry that things befall, and of another one. */
const QUESTIONS = [KOREAN_EXPORTER.tin, 'CN4403126900'].map((tin) => ({ tin, role: 'EXPORTER' }));

/** A full disk is noticed by the first write that needs another page. */
const TRIES = 200;

describe.runIf(process.platform === 'linux')('the machine of one process', () => {
  const directory = mkdtempSync(join(tmpdir(), 'aeo-surroundings-'));
  let processes: FederationProcesses;

  async function change(fault: Fault, at: Machine): Promise<void> {
    const machines = at === 'every machine' ? STARTED : [at];
    for (const name of machines) {
      if (fault === 'NO_WRITE') allowWrites(processes.pidOf(name), false);
      else await processes.tell(name, { ...GOOD, ...fault });
    }
  }

  async function tokenOf(administration: string, isOfficer: boolean): Promise<string> {
    const issuer = processes.trustStore.signerOf(DEMONSTRATION_ISSUER);
    return demonstrationToken(issuer, administration, isOfficer ? REGISTRY_SCOPES : GATEWAY_SCOPES, new Date());
  }

  /** The verdicts on the Korean and on the Chinese operator, or the code of the error that came instead. */
  async function partner(): Promise<readonly string[]> {
    const headers = { authorization: `Bearer ${await tokenOf('JP', false)}`, 'purpose-of-use': 'IMPORT_CLEARANCE' };
    const { data, errors } = await post<Recognitions>(
      `${processes.urlOf('gateway-1')}/graphql`,
      { query: RECOGNITION, variables: { questions: QUESTIONS } },
      headers,
    );
    return QUESTIONS.map((_question, index) => {
      const decision = data?.recognitions?.[index]?.decision ?? null;
      return decision === null
        ? (errors[0]?.extensions.code ?? 'nothing')
        : [decision.outcome, ...decision.reasons].join(' ');
    });
  }

  async function officer(home = 'KR', query = CONSENT, variables: object = { evidence: 'Form 12'.repeat(40) }) {
    const { errors } = await post(
      `${processes.urlOf(`registry-${home.toLowerCase()}`)}/officer/graphql`,
      { query, variables },
      { authorization: `Bearer ${await tokenOf(home, true)}` },
    );
    return errors[0]?.extensions.code ?? 'DONE';
  }

  beforeAll(async () => {
    processes = await federationProcesses({ directory, preload: PRELOAD });
    await Promise.all(STARTED.map((name) => processes.start(name)));
    for (const home of ['KR', 'CN'] as const)
      expect(await officer(home, IMPORT, { operators: importOf(home) })).toBe('DONE');
  });

  afterAll(async () => {
    await processes.killAll();
    rmSync(directory, { recursive: true, force: true });
  });

  describe('ails', () => {
    afterEach(async () => {
      for (const name of STARTED) {
        allowWrites(processes.pidOf(name), true);
        await processes.tell(name, GOOD);
      }
      expect(await partner()).toEqual(['RECOGNISED', 'RECOGNISED']);
      expect(await officer()).toBe('DONE');
    });

    test.each(OUTCOMES)(
      'with $what ($at) gives a partner $partner and an officer $officer, and all is well when it is over',
      async ({ fault, at, partner: told, officer: done }) => {
        await change(fault, at);
        const [korean, chinese] = await until(partner, ([first]) => first === told);
        expect(korean).toBe(told);
        // Who is well answers as ever, unless the door or the hub is ill.
        expect(chinese).toBe(at === 'registry-kr' ? 'RECOGNISED' : told);
        expect(await until(officer, (code) => code === done)).toBe(done);
      },
    );
  });

  test('leaves ledger and log without a break, whatever befell', async () => {
    expect(await processes.stopAll()).toEqual([]);
    const database = await openRegistryDatabase('registry-kr', processes.locationOf('registry-kr'));
    const kept = await readKept(database);
    await database.close();
    expect(ledgerBreak(kept)).toBeNull();
    expect(kept.ledger.length).toBeGreaterThan(OUTCOMES.length);
    const trust = await readTrustList(processes.trustList);
    const log = await verifyLog(processes.locationOf('recognition'), {
      trust,
      certificates: undefined,
      now: new Date(),
    });
    expect(log.faults).toEqual([]);
  });
});

interface Recognitions {
  readonly recognitions:
    | readonly { readonly decision: { readonly outcome: string; readonly reasons: readonly string[] } | null }[]
    | null;
}

/** Lets a process write to files, or not a byte: a limit of the kernel, which it gives as EFBIG. */
function allowWrites(pid: number | undefined, isAllowed: boolean): void {
  execFileSync('prlimit', ['--pid', String(pid), `--fsize=${isAllowed ? 'unlimited' : '1'}:unlimited`]);
}

/** Does it again until it is as it should be, or for too long; gives what came last. */
async function until<Found>(act: () => Promise<Found>, isReached: (found: Found) => boolean): Promise<Found> {
  for (let attempt = 1; ; attempt += 1) {
    const found = await act();
    if (isReached(found) || attempt === TRIES) return found;
  }
}
