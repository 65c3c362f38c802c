import type { EntityManager } from 'typeorm';
import { calendarDate } from '../../../schema/contract/calendar-day.ts';
import { accepted, type Result, refused } from '../../../schema/contract/result.ts';
import type { Tin } from '../../../schema/contract/tin.ts';
import { PROGRAMMES, type Programme } from '../../../schema/reference/programmes.ts';
import { TIME_LIMITS, type TimeLimits } from '../../../schema/reference/time-limits.ts';
import type { Application, ApplicationDetails, ApplicationEvent } from '../domain/application.ts';
import { type ApplicationAction, isDecided, nextApplicationState } from '../domain/application-lifecycle.ts';
import { decideBy } from '../domain/decide-by.ts';
import { type ReplayedApplication, replayApplication } from '../domain/replay-application.ts';
import { rowOn } from '../domain/row-on.ts';
import { type ApplicationSummary, appendEvents, findApplication } from '../store/application.store.ts';
import { type Actor, isOwn } from './actor.ts';
import type { RegisterParts } from './register-parts.ts';

/** Rules of the programme on a day at the administration. */
export interface RulesOn {
  readonly today: string;
  readonly programme: Programme | undefined;
  readonly limits: TimeLimits | undefined;
}

/** One act on an application, as whoever acts knows it. */
export interface ApplicationAct {
  readonly id: string;
  readonly version: number;
  readonly action: ApplicationAction;
  readonly why: string | null;
}

/** What the act adds, and what else the transaction wrote of it. */
export type DecideAct = (
  replayed: ReplayedApplication,
  manager: EntityManager,
  application: Application,
) => Result<ApplicationDetails> | Promise<Result<ApplicationDetails>>;

/** Reads, decides and writes one act in one transaction. */
export type ActOnApplication = (act: ApplicationAct, actor: Actor, decide: DecideAct) => Promise<Result<Application>>;

export const NO_APPLICATION = refused('NOT_FOUND', 'There is no application of this identifier.');
const VERSION_CONFLICT = 'The application was changed since that version; read it again.';

/** The rules of the administration's programme that are in force at an instant. */
export function rulesOn({ home }: Pick<RegisterParts, 'home'>, instant: Date): RulesOn {
  const today = calendarDate(instant, home.timeZone);
  const own = <Row extends { readonly administration: string }>(rows: readonly Row[]) =>
    rows.filter(({ administration }) => administration === home.code);
  return { today, programme: rowOn(own(PROGRAMMES), today), limits: rowOn(own(TIME_LIMITS), today) };
}

/** What is stored beside the history, so that it can be searched. */
export function summaryOf(
  application: Pick<Application, 'events'>,
  limits: TimeLimits | undefined,
  now: Date,
  timeZone: string,
): ApplicationSummary {
  const { state, content } = replayApplication(application);
  const isOurs = !isDecided(state) && state !== 'RETURNED' && state !== 'DRAFT';
  return {
    state,
    renews: content.renews,
    decideBy: isOurs ? decideBy(application, limits, now, timeZone).on : null,
  };
}

export function createActOnApplication(parts: Pick<RegisterParts, 'home' | 'database' | 'clock'>): ActOnApplication {
  const { home, database, clock } = parts;
  return ({ id, version, action, why }, actor, decide) =>
    database.write(async (manager) => {
      const application = await findApplication(manager, id);
      if (application === undefined || !isOwn(actor, application.tin)) return NO_APPLICATION;
      const replayed = replayApplication(application);
      if (replayed.version !== version) return refused('VERSION_CONFLICT', VERSION_CONFLICT);
      const next = nextApplicationState(replayed.state, action);
      if (!next.ok) return next;
      const details = await decide(replayed, manager, application);
      if (!details.ok) return details;
      const now = clock();
      const event: ApplicationEvent = {
        sequence: version + 1,
        action,
        state: next.value,
        at: now.toISOString(),
        by: actor.by,
        why,
        details: details.value,
      };
      const changed = { ...application, events: [...application.events, event] };
      const summary = summaryOf(changed, rulesOn(parts, now).limits, now, home.timeZone);
      if (!(await appendEvents(manager, id, version, [event], summary)))
        throw new Error('changed within the transaction that read it');
      return accepted(changed);
    });
}

/** An application with its first acts. */
export function newApplication(
  id: string,
  tin: Tin,
  acts: readonly Pick<ApplicationEvent, 'action' | 'state' | 'details'>[],
  by: string,
  now: Date,
): Application {
  const at = now.toISOString();
  return { id, tin, events: acts.map((act, index) => ({ ...act, sequence: index + 1, at, by, why: null })) };
}
