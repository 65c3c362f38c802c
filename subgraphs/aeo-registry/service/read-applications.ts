import { accepted, type Result } from '../../../schema/contract/result.ts';
import type { Application } from '../domain/application.ts';
import type { ApplicationState } from '../domain/application-lifecycle.ts';
import { type DecideBy, decideBy } from '../domain/decide-by.ts';
import { type ReplayedApplication, replayApplication } from '../domain/replay-application.ts';
import { findApplication, findApplications, searchApplications } from '../store/application.store.ts';
import { rulesOn } from './act-on-application.ts';
import { type Actor, isOwn } from './actor.ts';
import { type Page, type PageRequest, pageOf, readPage } from './page.ts';
import type { RegisterParts } from './register-parts.ts';

/** An application as it stands now. */
export interface StandingApplication {
  readonly application: Application;
  readonly replayed: ReplayedApplication;
  readonly decideBy: DecideBy;
}

export interface ApplicationsQuestion extends PageRequest {
  readonly state: ApplicationState | undefined;
  readonly overdue: boolean | undefined;
  readonly tin: string | undefined;
}

/** What is read of applications. */
export interface ReadApplications {
  find(id: string, actor: Actor): Promise<StandingApplication | null>;
  list(question: ApplicationsQuestion, actor: Actor): Promise<Result<Page<StandingApplication>>>;
  /** How an application stands now. */
  stand(application: Application): StandingApplication;
}

export function createReadApplications(parts: RegisterParts): ReadApplications {
  const { home, database, clock } = parts;
  const manager = database.read;

  function stand(application: Application): StandingApplication {
    const now = clock();
    return {
      application,
      replayed: replayApplication(application),
      decideBy: decideBy(application, rulesOn(parts, now).limits, now, home.timeZone),
    };
  }

  return {
    stand,

    async find(id, actor) {
      const application = await findApplication(manager, id);
      return application === undefined || !isOwn(actor, application.tin) ? null : stand(application);
    },

    async list({ state, overdue, tin, ...request }, { only }) {
      const page = readPage(request);
      if (!page.ok) return page;
      const { first, after } = page.value;
      const { today } = rulesOn(parts, clock());
      const nothing = only !== undefined && tin !== undefined && tin !== only;
      const wanted = {
        ...{ state, after, tin: only ?? tin },
        overdue: overdue === undefined ? undefined : { is: overdue, today },
      };
      const rows = nothing ? [] : await searchApplications(manager, wanted, first + 1);
      const applications = await findApplications(
        manager,
        rows.map(({ id }) => id),
      );
      const { edges, pageInfo } = pageOf(rows, first, ({ position }) => position);
      return accepted({
        pageInfo,
        edges: edges.flatMap(({ cursor, node: { id } }) => {
          const application = applications.get(id);
          return application === undefined ? [] : [{ cursor, node: stand(application) }];
        }),
      });
    },
  };
}
