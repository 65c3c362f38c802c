import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { type CaseSystem, startCaseSystem } from './assistance-case-system.ts';
import { type AssistanceProcess, startAssistanceProcess } from './assistance-process.ts';

vi.setConfig({ testTimeout: 180_000, hookTimeout: 60_000 });

const SUBMIT =
  'mutation($input: AssistanceRequestInput!) { told: submitAssistanceRequest(input: $input) { id version } }';
const ACKNOWLEDGE = 'mutation($id: ID!) { told: acknowledgeAssistanceRequest(id: $id, version: 1) { id version } }';
const COMPLETE = `mutation($id: ID!, $response: AssistanceResponseInput!) {
  told: completeAssistanceRequest(id: $id, response: $response, version: 2) { id version }
}`;
const READ = `query($id: ID!) {
  assistanceRequest(id: $id) { version response { evidence { name sha256 download { url } } } }
}`;
const DELIVERIES = '{ assistanceDeliveries(status: PENDING) { id } }';

interface Told {
  readonly told: { readonly id: string; readonly version: number };
}
interface Read {
  readonly assistanceRequest: {
    readonly version: number;
    readonly response: {
      readonly evidence: readonly { readonly sha256: string; readonly download: { readonly url: string } }[];
    } | null;
  } | null;
}

/** What was acknowledged of a case: its version, and the hashes of its evidence once it was answered. */
type Journal = Map<string, { version: number; hashes: readonly string[] }>;

const directory = mkdtempSync(join(tmpdir(), 'aeo-assistance-'));
const evidence = join(directory, 'evidence');
let caseSystem: CaseSystem;
let running: AssistanceProcess;

async function start(): Promise<AssistanceProcess> {
  return startAssistanceProcess(directory, { administration: 'KR', url: caseSystem.url });
}

beforeAll(async () => {
  caseSystem = await startCaseSystem();
});

afterAll(async () => {
  await running.kill();
  await caseSystem.stop();
  rmSync(directory, { recursive: true, force: true });
});

/** Takes one case as far as it comes, and writes down each step once it was acknowledged. */
async function goThroughOneCase(journal: Journal): Promise<void> {
  const input = {
    ...{ requested: 'KR', kind: 'OPERATOR_VALIDATION', agreement: 'JP-KR-CMAA-2004', purpose: 'AEO_VALIDATION' },
    ...{ reason: 'A test of faults', facts: 'None so far', subjectTin: 'KR1168200276', criteria: ['G_CARGO_SECURITY'] },
    idempotencyKey: randomUUID(),
  };
  const take = async (administration: string, query: string, variables: object, hashes: readonly string[] = []) => {
    const { data, errors, text } = await running.ask<Told>(administration, query, variables);
    if (errors.length > 0) throw new RefusedStep(text);
    journal.set(data.told.id, { version: data.told.version, hashes });
    return data.told;
  };
  const { id } = await take('JP', SUBMIT, { input });
  await take('KR', ACKNOWLEDGE, { id });
  const contents = [randomBytes(60_000), randomBytes(60_000)].map((bytes) => Buffer.from(bytes.toString('hex')));
  const response = {
    ...{ outcome: 'CONFIRMED', criteria: [{ criterion: 'G_CARGO_SECURITY', result: 'MET' }] },
    evidence: contents.map((content, at) => ({
      ...{ name: `file-${at}.txt`, mediaType: 'text/plain', contentBase64: content.toString('base64') },
    })),
  };
  await take('KR', COMPLETE, { id, response }, contents.map(hashOf));
}

class RefusedStep extends Error {
  override readonly name = 'RefusedStep';
}

function hashOf(content: Buffer): string {
  return createHash('sha256').update(content).digest('hex');
}

/** Goes through cases side by side until the process is gone; gives the answers that were no acknowledgement. */
async function workUntilGone(journal: Journal): Promise<string[]> {
  const refused = await Promise.all(
    Array.from({ length: 4 }, async () => {
      for (;;) {
        try {
          await goThroughOneCase(journal);
        } catch (error) {
          return error instanceof RefusedStep ? [error.message] : [];
        }
      }
    }),
  );
  return refused.flat();
}

async function until(fact: () => boolean | Promise<boolean>): Promise<void> {
  const end = Date.now() + 60_000;
  while (!(await fact())) {
    if (Date.now() > end) throw new Error('it does not come true');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

function answeredIn(journal: Journal): number {
  return [...journal.values()].filter(({ version }) => version === 3).length;
}

/** Everything acknowledged is there, and behind every link of an answer is what was handed in. */
async function expectKept(journal: Journal): Promise<void> {
  for (const [id, { version, hashes }] of journal) {
    const { data } = await running.ask<Read>('KR', READ, { id });
    // What was under way when the process died may have been kept without being acknowledged.
    expect([version, version + 1]).toContain(data.assistanceRequest?.version);
    const files = data.assistanceRequest?.response?.evidence ?? [];
    if (version === 3) expect(files.map(({ sha256 }) => sha256)).toEqual(hashes);
    for (const { sha256, download } of files) {
      const fetched = await fetch(`${running.url}${download.url}`);
      expect(hashOf(Buffer.from(await fetched.arrayBuffer()))).toBe(sha256);
    }
  }
}

describe('kill -9 of mutual assistance', () => {
  const journal: Journal = new Map();
  const orphan = randomUUID();

  test('while cases go on and their case system is told loses nothing that was acknowledged, three times over', async () => {
    running = await start();
    for (const milliseconds of [0, 7, 23]) {
      const before = answeredIn(journal);
      const working = workUntilGone(journal);
      await until(() => answeredIn(journal) >= before + 6);
      caseSystem.holds = true;
      const arrived = caseSystem.arrivals.length;
      await until(() => caseSystem.arrivals.length > arrived);
      await new Promise((resolve) => setTimeout(resolve, milliseconds));
      await running.kill();
      expect(await working).toEqual([]);
      caseSystem.holds = false;
      // As a death between file and row leaves them: one whole, one that was only begun.
      writeFileSync(join(evidence, `${orphan}.jwe`), 'left over');
      writeFileSync(join(evidence, `${randomUUID()}.jwe.begun`), 'left');
      running = await start();
      await expectKept(journal);
    }
    console.log(`acknowledged and kept: ${journal.size} cases, ${answeredIn(journal)} of them answered with evidence`);
  });

  test('leaves no file that no answer names once it has started again', async () => {
    const kept = readdirSync(evidence);
    expect(kept.filter((name) => name.startsWith(orphan) || name.endsWith('.begun'))).toEqual([]);
    const named: string[] = [];
    for (const id of journal.keys()) {
      const { data } = await running.ask<Read>('JP', READ, { id });
      named.push(...(data.assistanceRequest?.response?.evidence ?? []).map(({ sha256 }) => sha256));
    }
    expect(kept).toHaveLength(named.length);
  });

  test('tells the case system of every step at least once, in the order of each case', async () => {
    await until(async () => {
      const { data } = await running.ask<{ assistanceDeliveries: object[] }>('KR', DELIVERIES, {});
      return data.assistanceDeliveries.length === 0;
    });
    for (const [id, { version }] of journal) {
      const told = caseSystem.arrivals.filter(({ request }) => request === id).map(({ sequence }) => sequence);
      expect(told).toEqual(told.toSorted((a, b) => a - b));
      expect([...new Set(told)]).toEqual(expect.arrayContaining(Array.from({ length: version }, (_, at) => at + 1)));
    }
    // Those that waited for their answer when the process died came once more, each under the name that it had.
    const again = caseSystem.arrivals.length - new Set(caseSystem.arrivals.map(({ delivery }) => delivery)).size;
    expect(again).toBeGreaterThanOrEqual(3);
  });
});
