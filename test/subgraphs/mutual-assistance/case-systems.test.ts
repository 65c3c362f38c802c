import { createServer, type Server } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyStatement } from '../../../schema/trust/verify-statement.ts';
import { type RunningAssistance, startAssistance } from './support.ts';

/** A case system as an administration might run one: it takes what is signed, and can be told to fail or to say nothing. */
class CaseSystem {
  readonly taken: string[] = [];
  readonly tries: string[] = [];
  mood: 'WELL' | 'FAILING' | 'SILENT' = 'WELL';
  private server: Server | undefined;

  async start(): Promise<string> {
    this.server = createServer(async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
      const body = Buffer.concat(chunks).toString('utf8');
      this.tries.push(body);
      if (this.mood === 'SILENT') return;
      if (this.mood === 'WELL') this.taken.push(body);
      response.writeHead(this.mood === 'WELL' ? 204 : 503).end();
    });
    await new Promise<void>((resolve) => this.server?.listen(0, '127.0.0.1', resolve));
    const at = this.server.address();
    return `http://127.0.0.1:${typeof at === 'object' && at !== null ? at.port : 0}/cases`;
  }

  async stop(): Promise<void> {
    this.server?.closeAllConnections();
    await new Promise((resolve) => this.server?.close(resolve));
  }
}

const korea = new CaseSystem();
let running: RunningAssistance;

beforeAll(async () => {
  running = await startAssistance({
    caseSystems: new Map([
      ['KR', await korea.start()],
      ['CN', 'http://127.0.0.1:1/nobody'],
    ]),
    deliveryPolicy: { firstDelayMs: 10, longestDelayMs: 50, maximumAttempts: 3, timeoutMs: 200 },
  });
});

afterAll(async () => {
  await running.stop();
  await korea.stop();
});

async function until(fact: () => boolean | Promise<boolean>): Promise<void> {
  const end = Date.now() + 15_000;
  while (!(await fact())) {
    if (Date.now() > end) throw new Error('it does not come true');
    running.clock.set(new Date(running.clock().getTime() + 100).toISOString());
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

async function eventsOf(id: string) {
  const verdicts = await Promise.all(
    korea.taken.map((jws) =>
      verifyStatement(jws, running.parties.trust, {
        ...{ type: 'aeo-case-event+jwt', roles: ['MUTUAL_ASSISTANCE'], now: running.clock() },
        audience: 'urn:aeo:administration:KR',
      }),
    ),
  );
  const claims = verdicts.map((verdict) => {
    if (!verdict.ok) throw new Error(verdict.why);
    return verdict.claims as { sub: string; jti: string; sequence: number; event: { action: string; to: string } };
  });
  return claims.filter(({ sub }) => sub === id);
}

interface DeliveryView {
  readonly id: string;
  readonly action: string;
  readonly status: string;
  readonly attempts: number;
  readonly lastError: string | null;
}

async function deliveries(administration: string, status: string | null = null) {
  const { data } = await running.ask<{ assistanceDeliveries: DeliveryView[] }>(
    administration,
    `query($status: AssistanceDeliveryStatus) { assistanceDeliveries(status: $status) {
      id action status attempts lastError } }`,
    { status },
  );
  return data?.assistanceDeliveries ?? [];
}

describe('the case system of the requested administration', () => {
  it('is told every step in its order, signed, and nothing of the matter', async () => {
    const { id } = await running.submitted('JP');
    await running.step('KR', 'acknowledgeAssistanceRequest', { id, version: 1 });
    await running.step('KR', 'startExecution', { id, version: 2 });
    await until(async () => (await eventsOf(id)).length === 3);
    expect((await eventsOf(id)).map(({ sequence, event }) => [sequence, event.action, event.to])).toEqual([
      [1, 'submitAssistanceRequest', 'SUBMITTED'],
      [2, 'acknowledgeAssistanceRequest', 'ACKNOWLEDGED'],
      [3, 'startExecution', 'IN_EXECUTION'],
    ]);
    expect(Buffer.from(korea.taken[0]?.split('.')[1] ?? '', 'base64url').toString()).not.toContain('exporter');
    expect(await deliveries('JP')).toEqual([]);
  });

  it('fails, falls silent and recovers: everything arrives once, in order', async () => {
    korea.mood = 'FAILING';
    const { id } = await running.submitted('JP');
    await running.step('KR', 'acknowledgeAssistanceRequest', { id, version: 1 });
    const before = korea.tries.length;
    await until(() => korea.tries.length > before);
    korea.mood = 'SILENT';
    await until(async () => (await deliveries('KR')).some(({ lastError }) => lastError === 'no answer in time'));
    korea.mood = 'WELL';
    // What has died meanwhile is tried again by an officer; what waits behind it follows by itself.
    await until(async () => {
      for (const dead of await deliveries('KR', 'DEAD')) {
        await running.ask('KR', 'mutation($id: ID!) { retryAssistanceDelivery(id: $id) { status } }', { id: dead.id });
      }
      return (await eventsOf(id)).length === 2;
    });
    expect((await eventsOf(id)).map(({ sequence }) => sequence)).toEqual([1, 2]);
  });

  it('that cannot be reached leaves a dead letter, which only its own officers see, and holds back its case', async () => {
    const given = { requested: 'CN', agreement: 'CN-EU-CCMAA-2004', subjectTin: 'CN3122240123' };
    const { id } = await running.submitted('EU', given);
    await running.step('CN', 'acknowledgeAssistanceRequest', { id, version: 1 });
    await until(async () => (await deliveries('CN', 'DEAD')).length === 1);
    expect(await deliveries('CN')).toMatchObject(
      [
        { action: 'acknowledgeAssistanceRequest', status: 'PENDING', attempts: 0 },
        { action: 'submitAssistanceRequest', status: 'DEAD', attempts: 3, lastError: 'cannot be reached' },
      ].sort((a, b) => (a.attempts < b.attempts ? 1 : -1)),
    );
    expect(await deliveries('EU')).toEqual([]);
    const retry = 'mutation($id: ID!) { retryAssistanceDelivery(id: $id) { status attempts } }';
    const dead = (await deliveries('CN', 'DEAD'))[0]?.id;
    const by = async (administration: string, which: string | undefined) =>
      (await running.ask(administration, retry, { id: which })).errors?.[0]?.extensions.code ?? 'done';
    expect(await by('EU', dead)).toBe('NOT_FOUND');
    expect(await by('CN', (await deliveries('CN', 'PENDING'))[0]?.id)).toBe('ILLEGAL_TRANSITION');
    expect(await by('CN', dead)).toBe('done');
  });
});
