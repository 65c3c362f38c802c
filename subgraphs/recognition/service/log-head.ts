import { decodeProtectedHeader } from 'jose';
import type { Logger } from 'pino';
import { RECEIPT_ISSUER } from '../../../schema/contract/receipt.ts';
import type { Signer } from '../../../schema/trust/signer.ts';
import type { Clock } from '../../runtime/clock.ts';
import type { Database } from '../../runtime/database.ts';
import { startTurns } from '../../runtime/in-turns.ts';
import { LOG_HEAD_ID, type LogPosition, lastPosition, readLogHead } from '../store/consultation.store.ts';
import { LogHeadRow } from '../store/log-head.entity.ts';

/** `typ` of the signed head of the consultation log. */
export const LOG_HEAD_TYPE = 'aeo-log-head+jwt';

/** Signs how far the log has come, so that entries cut off its end are missed. */
export interface LogSealer {
  /** Signs the head if the log has grown. */
  seal(): Promise<void>;
  stop(): Promise<void>;
}

const INTERVAL_MS = 1_000;

/** Seals the log once a second while it grows, and when the service stops. */
export function startLogSealer(database: Database, signer: Signer, clock: Clock, log: Logger): LogSealer {
  async function sealOnce(): Promise<void> {
    const last = await lastPosition(database);
    const head = await readLogHead(database);
    if (last === undefined) return;
    // After a change of keys the log stands under the new one too, whether it grows or not.
    const isSealed = head?.sequence === last.sequence && decodeProtectedHeader(head.signature).kid === signer.kid;
    if (isSealed) return;
    if (head !== undefined && head.sequence > last.sequence) {
      log.error({ signed: head.sequence, found: last.sequence }, 'entries are missing at the end of the log');
      return;
    }
    const signature = await signHead(signer, last, clock());
    await database.write(async (manager) => {
      await manager.delete(LogHeadRow, { id: LOG_HEAD_ID });
      await manager.insert(LogHeadRow, { id: LOG_HEAD_ID, sequence: last.sequence, signature });
    });
  }

  const { take, stop } = startTurns(sealOnce, INTERVAL_MS, (error) =>
    log.error({ err: error }, 'the log could not be sealed'),
  );
  return {
    seal: take,
    async stop() {
      await stop();
      await take();
    },
  };
}

/** Signs how far the log has come; with the root over receipts where the head is to be time-stamped. */
export function signHead(
  signer: Signer,
  position: LogPosition & { readonly first?: number; readonly root?: string },
  now: Date,
): Promise<string> {
  return signer.sign({ iss: RECEIPT_ISSUER, iat: Math.floor(now.getTime() / 1000), ...position }, LOG_HEAD_TYPE);
}
