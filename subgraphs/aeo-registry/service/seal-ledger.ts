import type { Logger } from 'pino';
import { registryIssuer } from '../../../schema/contract/attestation.ts';
import { calendarDate, startOfDay } from '../../../schema/contract/calendar-day.ts';
import { startTurns } from '../../runtime/in-turns.ts';
import { LEDGER_HEAD_TYPE } from '../domain/disclosure-ledger.ts';
import { findHeadBefore, findLastSeal, hasEntry, insertSeal } from '../store/ledger-seal.store.ts';
import type { RegisterParts } from './register-parts.ts';

/** Signs, day by day, how far the disclosure ledger has come, so that nothing before can be altered, removed or moved unseen. */
export interface LedgerSealer {
  /** Seals the last day that is over, if the ledger grew since the seal before and no process has done it yet. */
  seal(): Promise<void>;
  stop(): Promise<void>;
}

/** How soon after midnight, at the latest, the day before is sealed. */
const INTERVAL_MS = 60_000;

/** Looks once a minute, by the calendar of the administration; a day that ended while nothing ran is sealed at the next look. */
export function startLedgerSealer({ home, database, signer, clock }: RegisterParts, log: Logger): LedgerSealer {
  async function sealOnce(): Promise<void> {
    const now = clock();
    const midnight = new Date(startOfDay(calendarDate(now, home.timeZone), home.timeZone));
    const day = calendarDate(new Date(midnight.getTime() - 1), home.timeZone);
    const last = await findLastSeal(database.read);
    if (last !== undefined && last.day >= day) return;
    const head = await findHeadBefore(database.read, midnight.toISOString());
    if (last !== undefined && !(await hasEntry(database.read, last))) {
      log.error({ sealed: last.sequence, day: last.day }, 'the entry that the last seal names is not in the ledger');
      return;
    }
    if (head === undefined || head.sequence <= (last?.sequence ?? 0)) return;
    const iat = Math.floor(now.getTime() / 1000);
    const signature = await signer.sign({ iss: registryIssuer(home.code), iat, day, ...head }, LEDGER_HEAD_TYPE);
    await database.write((manager) => insertSeal(manager, { day, ...head, signature }));
  }

  const { take, stop } = startTurns(sealOnce, INTERVAL_MS, (error) =>
    log.error({ err: error }, 'the ledger could not be sealed'),
  );
  return { seal: take, stop };
}
