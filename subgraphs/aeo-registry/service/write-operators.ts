import type { EntityManager } from 'typeorm';
import type { OperatorChange } from '../domain/operator-change.ts';
import { findDesignations } from '../store/designated-validator.store.ts';
import { writeChanges } from '../store/operator.store.ts';
import type { RegisterParts } from './register-parts.ts';

/** Writes changes that were decided in the same transaction, and tells of them: the only way to change an operator. */
export async function writeOperators(
  { tellPartners }: Pick<RegisterParts, 'tellPartners'>,
  manager: EntityManager,
  changes: readonly OperatorChange[],
): Promise<void> {
  if (!(await writeChanges(manager, changes))) throw new Error('changed within the transaction that read it');
  const validated = changes.some(({ operator }) =>
    operator.authorizations.some(({ validations }) => validations.some(({ method }) => method === 'THIRD_PARTY')),
  );
  const designations = validated ? await findDesignations(manager) : [];
  await tellPartners(
    manager,
    changes.map(({ before, operator }) => ({
      before: { operator: before, designations },
      after: { operator, designations },
    })),
  );
}
