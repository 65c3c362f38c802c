import { randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { createEvidenceVault } from '../../../subgraphs/mutual-assistance/store/evidence-vault.ts';
import { startAssistance } from './support.ts';

it('evidence that no answer names is removed at the next start, and evidence of an answer is not', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'left-over-'));
  const location = { kind: 'sqlite', directory, synchronous: 'NORMAL' } as const;
  const first = await startAssistance({ location });
  const { id } = await first.submitted('JP');
  await first.step('KR', 'acknowledgeAssistanceRequest', { id, version: 1 });
  const file = { name: 'a.txt', mediaType: 'text/plain', contentBase64: Buffer.from('kept').toString('base64') };
  const response = { outcome: 'CONFIRMED', criteria: [{ criterion: 'G_CARGO_SECURITY', result: 'MET' }] };
  await first.step('KR', 'completeAssistanceRequest', { id, version: 2, response: { ...response, evidence: [file] } });
  await first.stop();
  const evidence = join(directory, 'evidence');
  const kept = readdirSync(evidence);
  expect(kept).toHaveLength(1);
  writeFileSync(join(evidence, `${randomUUID()}.jwe`), 'left over');
  writeFileSync(join(evidence, `${randomUUID()}.jwe.begun`), 'left');
  writeFileSync(join(evidence, 'README.txt'), 'not ours');

  const second = await startAssistance({ location });
  expect(readdirSync(evidence).sort()).toEqual([...kept, 'README.txt'].sort());
  await second.stop();
});

it('evidence that another process may be writing is not left over yet', async () => {
  const directory = join(mkdtempSync(join(tmpdir(), 'vault-')), 'evidence');
  const vault = createEvidenceVault(directory, new Uint8Array(32));
  expect(await vault.list(new Date())).toEqual([]);
  mkdirSync(directory, { recursive: true });
  const [old, young] = [randomUUID(), randomUUID()];
  for (const id of [old, young]) await vault.keep(id, Buffer.from('content'));
  utimesSync(join(directory, `${old}.jwe`), new Date('2026-11-24T11:00:00Z'), new Date('2026-11-24T11:00:00Z'));
  utimesSync(join(directory, `${young}.jwe`), new Date('2026-11-24T12:00:00Z'), new Date('2026-11-24T12:00:00Z'));
  expect(await vault.list(new Date('2026-11-24T11:30:00Z'))).toEqual([old]);
});
