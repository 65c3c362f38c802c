import { randomUUID } from 'node:crypto';
import { accepted, badInput, type Result, refused } from '../../../schema/contract/result.ts';
import type { SafeCriterion } from '../../../schema/contract/vocabulary.ts';
import { type DesignatedValidator, isDesignatedOn, isSameName } from '../domain/designated-validator.ts';
import { readText } from '../domain/read-text.ts';
import { findDesignations, insertDesignation, writeWithdrawal } from '../store/designated-validator.store.ts';
import type { RegisterParts } from './register-parts.ts';
import { tellOfDesignation } from './tell-of-designation.ts';

export interface DesignationAct {
  readonly name: string;
  readonly scope: readonly SafeCriterion[];
  readonly from: string;
  readonly by: string;
}

export interface WithdrawalAct {
  readonly id: string;
  readonly on: string;
  readonly reason: string;
  readonly by: string;
}

/** Whom the administration lets validate (note, VIII). */
export interface DesignateValidators {
  /** In order of name and beginning; undefined: all there ever were. */
  list(activeOn: string | undefined): Promise<readonly DesignatedValidator[]>;
  designate(act: DesignationAct): Promise<Result<DesignatedValidator>>;
  withdraw(act: WithdrawalAct): Promise<Result<DesignatedValidator>>;
}

/** Longest name, in characters, as validations may hold it. */
const MAXIMUM_NAME = 300;

export function createDesignateValidators(
  parts: Pick<RegisterParts, 'database' | 'clock' | 'tellPartners'>,
): DesignateValidators {
  const { database, clock } = parts;
  return {
    async list(activeOn) {
      const designations = await findDesignations(database.read);
      return activeOn === undefined ? designations : designations.filter((one) => isDesignatedOn(one, activeOn));
    },

    async designate({ name, scope, from, by }) {
      const text = readText('name', name, MAXIMUM_NAME);
      if (!text.ok) return text;
      if (scope.length === 0) return badInput('scope', 'AT_LEAST_1', 'A designation is for at least one criterion.');
      return database.write(async (manager) => {
        const present = await findDesignations(manager);
        const overlaps = present.some(
          (other) => isSameName(other.name, text.value) && (other.until === null || from < other.until),
        );
        if (overlaps) {
          return badInput(
            'name',
            'DESIGNATED_ALREADY',
            'A third party of this name is designated on that day already.',
          );
        }
        const validator = { id: randomUUID(), name: text.value, scope: [...new Set(scope)], from, until: null };
        await insertDesignation(manager, validator, { at: clock().toISOString(), by });
        await tellOfDesignation(parts, manager, validator.name, present);
        return accepted(validator);
      });
    },

    async withdraw({ id, on, by, ...act }) {
      const reason = readText('reason', act.reason);
      if (!reason.ok) return reason;
      return database.write(async (manager) => {
        const present = await findDesignations(manager);
        const validator = present.find((one) => one.id === id);
        if (validator === undefined) return refused('NOT_FOUND', 'There is no designation of this identifier.');
        if (on < validator.from) return badInput('on', 'NOT_BEFORE_FROM', 'The designation begins after that day.');
        const at = clock().toISOString();
        if (!(await writeWithdrawal(manager, id, { until: on, reason: reason.value }, { at, by }))) {
          return refused('ILLEGAL_TRANSITION', 'The designation has been withdrawn; no action is allowed.');
        }
        await tellOfDesignation(parts, manager, validator.name, present);
        return accepted({ ...validator, until: on });
      });
    },
  };
}
