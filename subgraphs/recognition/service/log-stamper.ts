import type { Logger } from 'pino';
import { leafOf, rootOf } from '../../../schema/trust/receipt-tree.ts';
import type { Signer } from '../../../schema/trust/signer.ts';
import { requestTimeStamp, type TimeStampCertificates, verifyTimeStamp } from '../../../schema/trust/time-stamp.ts';
import type { Clock } from '../../runtime/clock.ts';
import type { Database } from '../../runtime/database.ts';
import { lastPosition } from '../store/consultation.store.ts';
import { keepStamp, lastStamped, receiptsBetween } from '../store/log-stamp.store.ts';
import { signHead } from './log-head.ts';
import type { RecognitionMetrics } from './recognition-metrics.ts';

/** Who stamps the log, and how often it is asked. */
export interface TimeStamping {
  readonly url: string;
  readonly certificates: TimeStampCertificates;
  readonly intervalMs: number;
}

export interface LogStamper {
  /** Stamps what is not stamped yet; what cannot be had now is made up for the next time. */
  stamp(): Promise<void>;
  stop(): Promise<void>;
}

export interface StamperParts {
  readonly database: Database;
  readonly signer: Signer;
  readonly clock: Clock;
  readonly log: Logger;
  readonly metrics: RecognitionMetrics;
}

/** Receipts under one stamp: the hashes of so many are read to show the place of one, half a megabyte. */
const MAXIMUM_BATCH = 16_384;

const TIMEOUT_MS = 5_000;

/** At a stop it is waited for less: whoever stops the service is waiting too, and the next start makes up for it. */
const TIMEOUT_AT_STOP_MS = 2_000;

/**
 * Has the log time-stamped (RFC 3161) while it grows, and when the service stops. Apart from the answers: an authority
 * that is slow or down delays none of them and fails none; what it owes is counted, said in the log, and made up for.
 */
export function startLogStamper(parts: StamperParts, { url, certificates, intervalMs }: TimeStamping): LogStamper {
  const { database, signer, clock, log, metrics } = parts;
  let running: Promise<void> = Promise.resolve();
  let failures = 0;

  /** One stamp; gives how many entries are left without one. */
  async function stampOnce(timeoutMs: number): Promise<number> {
    const first = (await lastStamped(database)) + 1;
    const last = (await lastPosition(database))?.sequence ?? 0;
    metrics.unstamped.set(last - first + 1);
    if (last < first) return 0;
    const sequence = Math.min(last, first + MAXIMUM_BATCH - 1);
    const { receipts, hash } = await receiptsBetween(database, first, sequence);
    if (hash === undefined || receipts.length !== sequence - first + 1) {
      throw new RangeError(`entries between ${first} and ${sequence} are missing in the log`);
    }
    const leaves = receipts.map(leafOf);
    const root = rootOf(leaves);
    const head = await signHead(signer, { sequence, hash, first, root }, clock());
    const token = await requestTimeStamp(Buffer.from(head), { url, certificates, timeoutMs });
    const verdict = await verifyTimeStamp(token, Buffer.from(head), certificates);
    if (!verdict.ok) throw new TypeError(verdict.why);
    const stampedAt = verdict.at.toISOString();
    const stamp = { first, sequence, head, token: Buffer.from(token).toString('base64'), stampedAt };
    await keepStamp(database, { ...stamp, leaves });
    metrics.unstamped.set(last - sequence);
    return last - sequence;
  }

  async function stampAll(timeoutMs: number): Promise<void> {
    try {
      let left = 1;
      while (left > 0) left = await stampOnce(timeoutMs);
      if (failures > 0) log.info({ failures }, 'the log is time-stamped again, and what was missing is made up for');
      failures = 0;
    } catch (error) {
      failures += 1;
      metrics.stampFailures.inc();
      log.warn({ err: error, failures }, 'the log could not be time-stamped: receipts have no time proof until it is');
    }
  }

  function stamp(timeoutMs = TIMEOUT_MS): Promise<void> {
    running = running.then(() => stampAll(timeoutMs));
    return running;
  }

  const timer = setInterval(() => void stamp(), intervalMs);
  timer.unref();
  return {
    stamp: () => stamp(),
    async stop() {
      clearInterval(timer);
      await stamp(TIMEOUT_AT_STOP_MS);
    },
  };
}
