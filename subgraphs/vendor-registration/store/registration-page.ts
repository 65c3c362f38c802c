import { Brackets, type EntityManager, type SelectQueryBuilder } from 'typeorm';
import type { Registration } from '../domain/registration.ts';
import type { RegistrationPageQuery } from '../domain/registration-ports.ts';
import { registrationOf } from './mapping.ts';
import { RegistrationEntity } from './registration.entity.ts';
import { VendorEntity } from './vendor.entity.ts';

/** One page of registrations, read along an index of the filter's column and the order. */
export async function readRegistrationPage(
  manager: EntityManager,
  query: RegistrationPageQuery,
): Promise<readonly Registration[]> {
  const rows = await registrationPageStatement(manager, query, await ownVendorIds(manager, query)).getMany();
  return rows.map(registrationOf);
}

/** The statement, apart so that its plan can be looked at. */
export function registrationPageStatement(
  manager: EntityManager,
  { destination, status, businessModel, capacity, representative, actor, order, after, limit }: RegistrationPageQuery,
  vendorIds: readonly string[] = [],
): SelectQueryBuilder<RegistrationEntity> {
  const statement = manager
    .createQueryBuilder(RegistrationEntity, 'one')
    .where('one.destination = :destination', { destination });
  const filters = { status, businessModel, capacity, representative };
  for (const [column, value] of Object.entries(filters)) {
    if (value !== null) statement.andWhere(`one.${column} = :${column}`, { [column]: value });
  }
  if (actor !== null) {
    const own = new Brackets((either) => {
      either.where('one.representative = :actor', { actor });
      if (vendorIds.length > 0) either.orWhere('one.vendorId IN (:...vendorIds)', { vendorIds: [...vendorIds] });
    });
    statement.andWhere(own);
  }
  if (order === 'RECENTLY_CHANGED') {
    // A row value, so that both engines walk the index from the place on.
    if (after !== null) statement.andWhere('(one.changedAt, one.position) < (:changedAt, :position)', { ...after });
    statement.orderBy('one.changedAt', 'DESC').addOrderBy('one.position', 'DESC');
  } else {
    const compared = order === 'NEWEST' ? '<' : '>';
    if (after !== null) statement.andWhere(`one.position ${compared} :position`, { position: after.position });
    statement.orderBy('one.position', order === 'NEWEST' ? 'DESC' : 'ASC');
  }
  return statement.limit(limit);
}

async function ownVendorIds(
  manager: EntityManager,
  { destination, actor }: RegistrationPageQuery,
): Promise<readonly string[]> {
  if (actor === null) return [];
  const where = [{ id: actor }, { tin: actor }, { account: actor }].map((name) => ({ destination, ...name }));
  return (await manager.find(VendorEntity, { where, select: { id: true } })).map(({ id }) => id);
}
