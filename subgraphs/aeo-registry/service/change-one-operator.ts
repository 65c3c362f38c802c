import type { EntityManager } from 'typeorm';
import { accepted, badInput, type Result, refused } from '../../../schema/contract/result.ts';
import { readTin, type Tin } from '../../../schema/contract/tin.ts';
import type { OperatorChange } from '../domain/operator-change.ts';
import type { RegisteredOperator } from '../domain/registered-operator.ts';
import { findHolders, findOperators } from '../store/operator.store.ts';
import { type Actor, isOwn } from './actor.ts';
import type { RegisterParts } from './register-parts.ts';
import { writeOperators } from './write-operators.ts';

export const NO_OPERATOR = refused('NOT_FOUND', 'There is no operator of this TIN.');
const NO_AUTHORIZATION = refused('NOT_FOUND', 'There is no authorization of this number.');

/** The TIN as it is read, or what is wrong with it. */
export function readOperatorTin(text: string): Result<Tin> {
  const reading = readTin(text);
  return reading.ok ? accepted(reading.tin) : badInput('tin', `TIN_${reading.problem}`, `${reading.rule}.`);
}

/** The operator, if there is one for whoever asks. */
export async function findFor(manager: EntityManager, tin: string, actor: Actor): Promise<Result<RegisteredOperator>> {
  const operator = (await findOperators(manager, [tin])).get(tin);
  return operator === undefined || !isOwn(actor, tin) ? NO_OPERATOR : accepted(operator);
}

/** The holder of an authorization, at the version that the officer saw. */
export async function findHolder(
  manager: EntityManager,
  number: string,
  version: number,
): Promise<Result<RegisteredOperator>> {
  const tin = (await findHolders(manager, [number])).get(number);
  const operator = tin === undefined ? undefined : (await findOperators(manager, [tin])).get(tin);
  if (operator === undefined) return NO_AUTHORIZATION;
  if (operator.version === version) return accepted(operator);
  return refused('VERSION_CONFLICT', 'The operator was changed since that version; read it again.');
}

/** The holder of an authorization whatever its version, if it is there for whoever asks. */
export async function findHolderFor(
  manager: EntityManager,
  number: string,
  actor: Actor,
): Promise<Result<RegisteredOperator>> {
  const tin = (await findHolders(manager, [number])).get(number);
  if (tin === undefined || !isOwn(actor, tin)) return NO_AUTHORIZATION;
  const operator = (await findOperators(manager, [tin])).get(tin);
  return operator === undefined ? NO_AUTHORIZATION : accepted(operator);
}

/** Writes a change that was decided in the same transaction. */
export async function writeChange(
  parts: Pick<RegisterParts, 'tellPartners'>,
  manager: EntityManager,
  change: OperatorChange,
): Promise<RegisteredOperator> {
  await writeOperators(parts, manager, [change]);
  return change.operator;
}
