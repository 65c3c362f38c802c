import { type EntityManager, IsNull } from 'typeorm';
import type { DesignatedValidator } from '../domain/designated-validator.ts';
import { DesignatedValidatorRow } from './designated-validator.entity.ts';
import { ValidationRow } from './validation.entity.ts';

/** Who writes, and when. */
interface Recorded {
  readonly at: string;
  readonly by: string;
}

/** Every designation there ever was, in order of name and beginning; an administration has dozens, not thousands. */
export async function findDesignations(manager: EntityManager): Promise<readonly DesignatedValidator[]> {
  const rows = await manager.find(DesignatedValidatorRow, { order: { name: 'ASC', from: 'ASC', id: 'ASC' } });
  return rows.map(({ id, name, scope, from, until }) => ({ id, name, scope, from, until }));
}

export async function insertDesignation(
  manager: EntityManager,
  { id, name, scope, from }: DesignatedValidator,
  { at, by }: Recorded,
): Promise<void> {
  await manager.insert(DesignatedValidatorRow, {
    ...{ id, name, scope: [...scope], from, recordedAt: at, recordedBy: by },
    ...{ until: null, withdrawnAt: null, withdrawnBy: null, reason: null },
  });
}

/** TINs of the operators that a third party validated, and the name by which it is on file with them, in order of TIN. */
export async function findValidatedByThirdParties(
  manager: EntityManager,
): Promise<readonly { readonly tin: string; readonly validatedBy: string }[]> {
  return manager
    .createQueryBuilder(ValidationRow, 'row')
    .select('row.tin', 'tin')
    .addSelect('row.validatedBy', 'validatedBy')
    .where({ method: 'THIRD_PARTY' })
    .distinct(true)
    .orderBy('row.tin', 'ASC')
    .getRawMany();
}

/** False where it has been withdrawn before. */
export async function writeWithdrawal(
  manager: EntityManager,
  id: string,
  { until, reason }: { readonly until: string; readonly reason: string },
  { at, by }: Recorded,
): Promise<boolean> {
  const { affected } = await manager.update(
    DesignatedValidatorRow,
    { id, until: IsNull() },
    { until, reason, withdrawnAt: at, withdrawnBy: by },
  );
  return affected === 1;
}
