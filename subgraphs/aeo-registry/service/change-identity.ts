import type { EntityManager } from 'typeorm';
import { findAdministration } from '../../../schema/administrations.ts';
import { accepted, badInput, type Result, refused } from '../../../schema/contract/result.ts';
import { readTin, type Tin } from '../../../schema/contract/tin.ts';
import { collides, readAlias, type StatedAlias } from '../domain/alias.ts';
import { addAlias, addSuccession, type OperatorChange } from '../domain/operator-change.ts';
import { readText } from '../domain/read-text.ts';
import type { RegisteredOperator } from '../domain/registered-operator.ts';
import { successorsFrom } from '../domain/succession.ts';
import { findAliases, isRegistered } from '../store/alias.store.ts';
import { findOperators } from '../store/operator.store.ts';
import { writeChange } from './change-one-operator.ts';
import type { RegisterParts } from './register-parts.ts';

export interface AliasAct extends StatedAlias {
  readonly tin: string;
  readonly recordedBy: string;
}

export interface SuccessionAct {
  readonly tin: string;
  readonly by: string;
  readonly on: string;
  readonly reason: string;
  readonly recordedBy: string;
}

/** What officers record on who an operator is; each act is read, decided and written in one transaction. */
export interface ChangeIdentity {
  addAlias(act: AliasAct): Promise<Result<RegisteredOperator>>;
  succeed(act: SuccessionAct): Promise<Result<RegisteredOperator>>;
}

export function createChangeIdentity(
  parts: Pick<RegisterParts, 'home' | 'database' | 'clock' | 'tellPartners'>,
): ChangeIdentity {
  const { home, database, clock } = parts;
  /** The acts name no version: in the transaction that reads the operator nobody else can change it. */
  function change(
    tin: string,
    decide: (operator: RegisteredOperator, manager: EntityManager) => Promise<Result<OperatorChange>>,
  ): Promise<Result<RegisteredOperator>> {
    return database.write(async (manager) => {
      const operator = (await findOperators(manager, [tin])).get(tin);
      if (operator === undefined) return refused('NOT_FOUND', 'There is no operator of this TIN.');
      const decision = await decide(operator, manager);
      return decision.ok ? accepted(await writeChange(parts, manager, decision.value)) : decision;
    });
  }

  return {
    async addAlias({ tin, recordedBy, ...stated }) {
      const reading = readOwnTin('tin', tin);
      if (!reading.ok) return reading;
      const alias = readAlias(stated);
      if (!alias.ok) return alias;
      const { destination, value } = alias.value;
      if (destination === home.code || findAdministration(destination) === undefined) {
        return badInput('destination', 'PARTNER', 'A destination is another administration’s code.');
      }
      return change(reading.value, async (operator, manager) => {
        if ((await findAliases(manager, destination, value)).some((other) => collides(alias.value, other))) {
          const message = 'On one of these days this value stands for an operator toward that destination already.';
          return badInput('value', 'UNIQUE_TOWARD_DESTINATION', message);
        }
        if (value !== operator.tin && (await isRegistered(manager, value))) {
          return badInput('value', 'NO_OTHER_OPERATORS_TIN', 'Another operator of this registry has this TIN.');
        }
        const recordedAt = clock().toISOString();
        return accepted(addAlias(operator, { ...alias.value, recordedAt, recordedBy }));
      });
    },

    async succeed({ tin, by, on, recordedBy, ...act }) {
      const reading = readOwnTin('tin', tin);
      if (!reading.ok) return reading;
      const successor = readOwnTin('by', by);
      if (!successor.ok) return successor;
      const reason = readText('reason', act.reason);
      if (!reason.ok) return reason;
      if (successor.value === reading.value) {
        return badInput('by', 'ANOTHER_OPERATOR', 'An operator does not take its own place.');
      }
      return change(reading.value, async (operator, manager) => {
        if (!(await isRegistered(manager, successor.value))) {
          return badInput('by', 'REGISTERED_HERE', 'No operator of this registry has this TIN.');
        }
        if (await leadsTo(manager, successor.value, operator.tin, clock(), home.timeZone)) {
          return badInput('by', 'NO_CIRCLE', 'That operator is, or will be, succeeded by this very one.');
        }
        const recordedAt = clock().toISOString();
        return accepted(
          addSuccession(operator, { by: successor.value, on, reason: reason.value, recordedAt, recordedBy }),
        );
      });
    },
  };
}

/** True if the place of `from` is, or will be, taken by `to`, directly or through others. */
async function leadsTo(manager: EntityManager, from: Tin, to: Tin, now: Date, timeZone: string): Promise<boolean> {
  const seen = new Set<Tin>();
  let next: readonly Tin[] = [from];
  while (next.length > 0) {
    for (const tin of next) seen.add(tin);
    const operators = [...(await findOperators(manager, next)).values()];
    const successors = operators.flatMap(({ successions }) => successorsFrom(successions, now, timeZone));
    if (successors.includes(to)) return true;
    next = [...new Set(successors)].filter((tin) => !seen.has(tin));
  }
  return false;
}

function readOwnTin(field: string, text: string): Result<Tin> {
  const reading = readTin(text);
  return reading.ok ? accepted(reading.tin) : badInput(field, `TIN_${reading.problem}`, `${reading.rule}.`);
}
