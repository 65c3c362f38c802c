import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { type CaseSystem, startCaseSystem } from '../faults/assistance-case-system.ts';
import { submission } from '../subgraphs/mutual-assistance/support.ts';
import { npmStart } from '../support/npm-start.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const directory = mkdtempSync(join(tmpdir(), 'aeo-case-systems-'));
const file = join(directory, 'case-systems.json');
let korea: CaseSystem;

beforeAll(async () => {
  korea = await startCaseSystem();
});

afterAll(async () => {
  await korea.stop();
  rmSync(directory, { recursive: true, force: true });
});

test('npm start tells the case system of its settings of an incoming request', async () => {
  writeFileSync(file, JSON.stringify([{ administration: 'KR', url: korea.url }]));
  const started = await npmStart({ dataDirectory: join(directory, 'data'), environment: { CASE_SYSTEMS: file } });
  try {
    await started.ready;
    const { data } = await started.ask<{ submitAssistanceRequest: { id: string } }>(
      'JP',
      'mutation($input: AssistanceRequestInput!) { submitAssistanceRequest(input: $input) { id } }',
      { input: submission() },
    );
    await vi.waitFor(
      () => expect(korea.arrivals).toMatchObject([{ request: data.submitAssistanceRequest.id }]),
      30_000,
    );
  } finally {
    await started.kill();
  }
});

test('a file that is not there stops the start, and setting and file are named', async () => {
  const missing = join(directory, 'missing.json');
  const started = await npmStart({ dataDirectory: join(directory, 'none'), environment: { CASE_SYSTEMS: missing } });
  expect(await started.ended).toMatchObject({ code: 1 });
  expect(started.output()).toContain(`CASE_SYSTEMS: ${missing} cannot be used (ENOENT).`);
});

test('a file that is no list of case systems stops the start, and is named', async () => {
  writeFileSync(file, JSON.stringify([{ administration: 'XX', url: korea.url }]));
  const started = await npmStart({ dataDirectory: join(directory, 'none'), environment: { CASE_SYSTEMS: file } });
  expect(await started.ended).toMatchObject({ code: 1 });
  expect(started.output()).toContain(file);
});
