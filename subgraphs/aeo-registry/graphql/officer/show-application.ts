import type { ApplicationContent, ApplicationEvent } from '../../domain/application.ts';
import type { CriterionAssessment } from '../../domain/registered-operator.ts';
import { assessedCriteria, openCriteria, type ReplayedApplication } from '../../domain/replay-application.ts';
import type { StandingApplication } from '../../service/read-applications.ts';

/** One act, without what it added. */
export type ShownStep = Omit<ApplicationEvent, 'details'>;

/** An application as it is shown. */
export interface ShownApplication extends ApplicationContent, Omit<ReplayedApplication, 'content'> {
  readonly id: string;
  readonly decideBy: string;
  readonly decideByIsStated: boolean;
  readonly overdue: boolean;
  readonly suspendedDays: number;
  readonly criteria: readonly CriterionAssessment[];
  readonly openCriteria: ReturnType<typeof openCriteria>;
  readonly history: readonly ShownStep[];
}

/** An application, as it stands. */
export function showApplication({ application, replayed, decideBy }: StandingApplication): ShownApplication {
  const { content, ...rest } = replayed;
  return {
    ...content,
    ...rest,
    id: application.id,
    decideBy: decideBy.on,
    decideByIsStated: decideBy.isStated,
    overdue: decideBy.overdue,
    suspendedDays: decideBy.suspendedDays,
    criteria: assessedCriteria(replayed),
    openCriteria: openCriteria(replayed),
    history: application.events.map(({ sequence, action, state, at, by, why }) => {
      return { sequence, action, state, at, by, why };
    }),
  };
}
