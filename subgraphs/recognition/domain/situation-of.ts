import type { Administration, AdministrationCode } from '../../../schema/administrations.ts';
import { arrangementsBetween, coverageOn } from '../../../schema/contract/coverage-on.ts';
import type { Arrangement } from '../../../schema/reference/arrangements.ts';
import { isSuspendedAt, type SuspensionStep } from './benefit-suspension.ts';
import { type MaintenanceWindow, openWindow } from './maintenance.ts';
import type { QuestionKey } from './question-key.ts';
import type { Situation, Statement } from './situation.ts';

/** What a situation is made of, as of an instant. */
export interface SituationParts {
  readonly asking: AdministrationCode;
  readonly home: Administration;
  readonly key: QuestionKey;
  readonly arrangements: readonly Arrangement[];
  /** Steps of the asking side about this TIN, in order of recording. */
  readonly suspensions: readonly SuspensionStep[];
  readonly statement: Statement;
  /** Windows that the home administration has announced. */
  readonly windows: readonly MaintenanceWindow[];
  /** The instant that counts where the question names none. */
  readonly now: Date;
}

/** The situation to decide on: the question, and everything that held between the two administrations at its instant. */
export function situationOf({
  asking,
  home,
  key,
  arrangements,
  suspensions,
  statement,
  windows,
  now,
}: SituationParts): Situation {
  const on = key.on === null ? now : new Date(key.on);
  return {
    asking,
    home,
    question: { tin: key.tin, alias: key.alias, role: key.role, mode: key.mode, on, declaredName: key.declaredName },
    arrangements: arrangementsBetween(arrangements, home.code, asking),
    coverage: coverageOn(arrangements, home.code, asking, on),
    benefitsSuspended: isSuspendedAt(suspensions, on),
    statement,
    maintenance: openWindow(windows, now),
    now,
  };
}
