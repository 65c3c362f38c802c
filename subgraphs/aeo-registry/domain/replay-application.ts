import { SAFE_CRITERIA, type SafeCriterion } from '../../../schema/contract/vocabulary.ts';
import type { Application, ApplicationContent, ApplicationDetails, ApplicationEvent } from './application.ts';
import { APPLICATION_LIFECYCLE, type ApplicationState } from './application-lifecycle.ts';
import type { CriterionAssessment, Evidence } from './registered-operator.ts';

/** An application as its history leaves it. */
export interface ReplayedApplication {
  readonly state: ApplicationState;
  readonly version: number;
  readonly content: ApplicationContent;
  /** What the last return asked for; empty: nothing is owed. */
  readonly missing: readonly string[];
  readonly questionnaire: string | null;
  readonly answers: NonNullable<ApplicationDetails['answers']>;
  readonly plan: NonNullable<ApplicationDetails['plan']> | null;
  /** In order of recording. */
  readonly validations: readonly NonNullable<ApplicationDetails['validation']>[];
  readonly evidence: readonly Evidence[];
  readonly grounds: readonly string[];
  readonly authorization: string | null;
}

/** Follows the history through the life cycle; throws where a step does not follow, since such a history was never written. */
export function replayApplication({ events }: Pick<Application, 'events'>): ReplayedApplication {
  let state: ApplicationState = 'DRAFT';
  for (const [index, { sequence, action, state: after }] of events.entries()) {
    const next: ApplicationState | null =
      action === 'draft' ? (index === 0 ? 'DRAFT' : null) : APPLICATION_LIFECYCLE[state][action];
    if (next === null || next !== after || sequence !== index + 1) {
      throw new TypeError(`step ${sequence} (${action}) does not follow ${state}`);
    }
    state = next;
  }
  const content = newest(events, 'content');
  if (content === undefined) throw new TypeError('an application begins with what the applicant says');
  return {
    state,
    version: events.length,
    content,
    missing: events.at(-1)?.state === 'RETURNED' ? (newest(events, 'missing') ?? []) : [],
    questionnaire: newest(events, 'questionnaire') ?? null,
    answers: newest(events, 'answers') ?? [],
    plan: newest(events, 'plan') ?? null,
    validations: every(events, 'validation'),
    evidence: every(events, 'evidence'),
    grounds: newest(events, 'grounds') ?? [],
    authorization: newest(events, 'authorization') ?? null,
  };
}

/** The last assessment of each criterion, A to M, over all validations; criteria that nobody has assessed are not there. */
export function assessedCriteria({
  validations,
}: Pick<ReplayedApplication, 'validations'>): readonly CriterionAssessment[] {
  const last = new Map<SafeCriterion, CriterionAssessment>(
    validations.flatMap(({ criteria }) => criteria.map((assessment) => [assessment.criterion, assessment] as const)),
  );
  return SAFE_CRITERIA.flatMap((criterion) => last.get(criterion) ?? []);
}

/** Criteria that nobody has assessed, A to M. */
export function openCriteria(replayed: Pick<ReplayedApplication, 'validations'>): readonly SafeCriterion[] {
  const assessed = new Set(assessedCriteria(replayed).map(({ criterion }) => criterion));
  return SAFE_CRITERIA.filter((criterion) => !assessed.has(criterion));
}

function every<Key extends keyof ApplicationDetails>(
  events: readonly ApplicationEvent[],
  key: Key,
): NonNullable<ApplicationDetails[Key]>[] {
  return events.flatMap(({ details }) => {
    const value = details[key];
    return value === undefined ? [] : [value as NonNullable<ApplicationDetails[Key]>];
  });
}

function newest<Key extends keyof ApplicationDetails>(
  events: readonly ApplicationEvent[],
  key: Key,
): NonNullable<ApplicationDetails[Key]> | undefined {
  return every(events, key).at(-1);
}
