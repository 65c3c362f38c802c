import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { RECOGNITION_SUBGRAPH } from '../../schema/contract/subgraph-names.ts';
import { verifyTimeProof } from '../../schema/trust/time-proof.ts';
import { readTimeStampCertificates } from '../../schema/trust/time-stamp.ts';
import { verifyLog } from '../../scripts/verify/verify-log.ts';
import { PIGGYBACKING_LIMITS } from '../../subgraphs/recognition/domain/piggybacking.ts';
import { UNREFERENCED_LIMITS } from '../../subgraphs/recognition/domain/unreferenced.ts';
import { startLogSealer } from '../../subgraphs/recognition/service/log-head.ts';
import { startLogStamper } from '../../subgraphs/recognition/service/log-stamper.ts';
import { createRecognitionMetrics } from '../../subgraphs/recognition/service/recognition-metrics.ts';
import { findTimeProof } from '../../subgraphs/recognition/service/time-proof.ts';
import { appendConsultations, type Consultation } from '../../subgraphs/recognition/store/consultation.store.ts';
import { readStamps } from '../../subgraphs/recognition/store/log-stamp.store.ts';
import {
  RECOGNITION_ENTITIES,
  RECOGNITION_MIGRATIONS,
} from '../../subgraphs/recognition/store/recognition-database.ts';
import { systemClock } from '../../subgraphs/runtime/clock.ts';
import { type Database, type DatabaseLocation, openDatabase } from '../../subgraphs/runtime/database.ts';
import { callerOf, createParties, type Parties, silentLog } from '../support/parties.ts';
import { startTimeStampingAuthority, type TimeStampingAuthority } from '../support/time-stamping-authority.ts';
import { createOwnDatabase, type OwnDatabase } from './own-database.ts';

/** More than one stamp covers at most. */
const MANY = 17_000;

let authority: TimeStampingAuthority;
let parties: Parties;
let own: OwnDatabase;
const directory = mkdtempSync(join(tmpdir(), 'aeo-stamps-'));

beforeAll(async () => {
  [authority, parties, own] = await Promise.all([
    startTimeStampingAuthority(),
    createParties(),
    createOwnDatabase('stamps'),
  ]);
});
afterAll(async () => {
  authority.stop();
  await own.drop();
  rmSync(directory, { recursive: true, force: true });
});

function consultations(count: number): Consultation[] {
  return Array.from({ length: count }, (_, index) => ({
    number: `JP-${index}`,
    askedAt: '2026-11-24T12:00:00.000Z',
    askedBy: 'JP',
    subject: 'officer@JP',
    purpose: 'IMPORT_CLEARANCE',
    requestId: `r-${index}`,
    tin: 'KR7628191710',
    outcome: 'UNDETERMINED',
    question: 'q',
    attestation: null,
    receipt: `receipt ${index}`,
  }));
}

describe.each(['sqlite', 'postgres'] as const)('time stamps over the log on %s', (kind) => {
  let location: DatabaseLocation;
  let replicas: readonly [Database, Database];

  const open = () =>
    openDatabase(
      { name: RECOGNITION_SUBGRAPH, entities: RECOGNITION_ENTITIES, migrations: RECOGNITION_MIGRATIONS },
      location,
    );

  beforeAll(async () => {
    location = kind === 'sqlite' ? { kind, directory, synchronous: 'NORMAL' } : { kind, url: own.url };
    replicas = [await open(), await open()];
    await appendConsultations(replicas[0], consultations(MANY), async () => undefined);
  });
  afterAll(() => Promise.all(replicas.map((database) => database.close())));

  test('cover every receipt once, in as many stamps as it takes, though two replicas stamp at once', {
    timeout: 120_000,
  }, async () => {
    const certificates = readTimeStampCertificates(authority.root);
    const signer = parties.signer('recognition');
    const shared = { signer, clock: systemClock, log: silentLog, metrics: createRecognitionMetrics() };
    const stampers = replicas.map((database) =>
      startLogStamper({ ...shared, database }, { url: authority.url, certificates, intervalMs: 3_600_000 }),
    );
    await Promise.all(stampers.map((stamper) => stamper.stamp()));
    const stamps = await readStamps(replicas[0]);
    expect(stamps.map(({ first, sequence }) => [first, sequence])).toEqual([
      [1, 16_384],
      [16_385, MANY],
    ]);

    const parts = {
      database: replicas[1],
      arrangements: [],
      agreements: [],
      trust: parties.trust,
      signer,
      clock: systemClock,
      piggybacking: PIGGYBACKING_LIMITS,
      unreferenced: UNREFERENCED_LIMITS,
    };
    for (const index of [0, 1, 16_383, 16_384, MANY - 1]) {
      const proof = await findTimeProof(parts, callerOf('JP'), `JP-${index}`);
      if (proof === undefined) throw new TypeError(`no proof of ${index}`);
      expect((await verifyTimeProof(`receipt ${index}`, proof, certificates)).ok).toBe(true);
      expect((await verifyTimeProof(`receipt ${index + 1}`, proof, certificates)).ok).toBe(false);
    }
    expect(await findTimeProof(parts, callerOf('US'), 'JP-0')).toBeUndefined();

    const sealer = startLogSealer(replicas[0], signer, systemClock, silentLog);
    await sealer.seal();
    await Promise.all([sealer.stop(), ...stampers.map((stamper) => stamper.stop())]);
    expect(await verifyLog(location, { trust: parties.trust, certificates, now: systemClock() })).toEqual({
      entries: MANY,
      faults: [],
      stamped: { entries: MANY, at: stamps[1]?.stampedAt },
    });
  });
});
