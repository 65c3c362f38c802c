import { randomUUID } from 'node:crypto';
import type { Caller } from '../../../schema/contract/caller.ts';
import { accepted, type Result, refused } from '../../../schema/contract/result.ts';
import { type EnumerationAlert, type EnumerationLimits, findEnumeration } from '../domain/enumeration.ts';
import { readText } from '../domain/read-text.ts';
import {
  countAsked,
  countQuestions,
  endAlert,
  findAlerts,
  findLastAlert,
  insertAlert,
} from '../store/enumeration.store.ts';
import type { RegisterParts } from './register-parts.ts';
import { type Told, tellHub } from './tell-hub.ts';

/** Watches whether callers guess, over all replicas: what is counted stands in the ledger. */
export interface WatchCallers {
  /** From when a caller's questions count; REFUSED: it is told nothing now. */
  standing(caller: Caller, now: Date): Promise<'REFUSED' | string>;
  /** True if these identifiers, of `questions`, are one guess too many: the caller is refused from now on, and both administrations are told. */
  isGuessing(caller: Caller, from: string, now: Date, questions: number, inVain: readonly string[]): Promise<boolean>;
  /** Newest first, the newest thousand. */
  alerts(): Promise<readonly EnumerationAlert[]>;
  /** Ends a refusal before its time: a false alarm. */
  lift(id: string, why: string, by: string): Promise<Result<EnumerationAlert>>;
}

/** Newest identifiers that a sequence is looked for in. */
const NEWEST = 500;

/** Alerts that are shown at most. */
const MAXIMUM_SHOWN = 1_000;

export function createWatchCallers(
  parts: Pick<RegisterParts, 'home' | 'database' | 'clock'>,
  limits: EnumerationLimits,
): WatchCallers {
  const { home, database, clock } = parts;

  /** The refusal and the events that tell of it are one transaction; it is over before anything is answered. */
  async function raise(alert: EnumerationAlert): Promise<void> {
    const { asking, subject, rule, unanswered, questions, since, until } = alert;
    const event: Told = {
      kind: 'ENUMERATION_SUSPECTED',
      sub: asking,
      caller: { subject, rule, unanswered, questions, since, until },
    };
    await database.write(async (manager) => {
      if (await insertAlert(manager, alert)) await tellHub(manager, parts, [event]);
    });
  }

  return {
    async standing(caller, now) {
      const windowBegin = new Date(now.getTime() - limits.windowSeconds * 1000).toISOString();
      const last = await findLastAlert(database.read, caller);
      if (last === undefined || last.until <= windowBegin) return windowBegin;
      // What was asked while refused, of known operators too, is no guess.
      return last.until > now.toISOString() ? 'REFUSED' : last.until;
    },

    async isGuessing(caller, from, now, questions, inVain) {
      // Its own operators an administration knows anyway.
      if (inVain.length === 0 || caller.administration === home.code) return false;
      const before = await countAsked(database.read, caller, from, inVain, NEWEST);
      const unanswered = before.unanswered + inVain.length;
      const newest = [...inVain, ...before.newest].slice(0, NEWEST);
      const enough = Math.ceil(unanswered / limits.unansweredShare) + 1;
      const asked =
        unanswered < limits.unansweredAtLeast ? 0 : await countQuestions(database.read, caller, from, enough);
      const counted = { unanswered, newest, questions: asked + questions };
      const rule = findEnumeration(counted, limits);
      if (rule === undefined) return false;
      await raise({
        id: randomUUID(),
        asking: caller.administration,
        subject: caller.subject,
        rule,
        unanswered,
        questions: Math.max(counted.questions, unanswered),
        since: now.toISOString(),
        until: new Date(now.getTime() + limits.refusedSeconds * 1000).toISOString(),
        liftedBy: null,
        liftedWhy: null,
      });
      return true;
    },

    alerts: () => findAlerts(database.read, MAXIMUM_SHOWN),

    async lift(id, said, by) {
      const why = readText('reason', said);
      if (!why.ok) return why;
      return database.write(async (manager) => {
        const lifted = await endAlert(manager, id, { at: clock().toISOString(), by, why: why.value });
        if (lifted === undefined) return refused('NOT_FOUND', 'There is no alert of this identifier.');
        if (lifted === false) return refused('ILLEGAL_TRANSITION', 'The refusal is over; no action is allowed.');
        return accepted(lifted);
      });
    },
  };
}
