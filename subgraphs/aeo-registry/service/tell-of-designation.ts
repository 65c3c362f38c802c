import type { EntityManager } from 'typeorm';
import { type DesignatedValidator, isSameName } from '../domain/designated-validator.ts';
import { findDesignations, findValidatedByThirdParties } from '../store/designated-validator.store.ts';
import { findOperators } from '../store/operator.store.ts';
import type { RegisterParts } from './register-parts.ts';

/** Operators that are looked at in one go. */
const PAGE = 500;

/** Tells of the operators that a third party validated, after its designation changed in the same transaction: partners are told whether it holds. */
export async function tellOfDesignation(
  { tellPartners }: Pick<RegisterParts, 'tellPartners'>,
  manager: EntityManager,
  name: string,
  before: readonly DesignatedValidator[],
): Promise<void> {
  const after = await findDesignations(manager);
  const validated = await findValidatedByThirdParties(manager);
  const own = validated.filter(({ validatedBy }) => isSameName(validatedBy, name));
  const tins = [...new Set(own.map(({ tin }) => tin))];
  for (let start = 0; start < tins.length; start += PAGE) {
    const operators = await findOperators(manager, tins.slice(start, start + PAGE));
    const replaced = [...operators.values()].map((operator) => ({
      before: { operator, designations: before },
      after: { operator, designations: after },
    }));
    await tellPartners(manager, replaced);
  }
}
