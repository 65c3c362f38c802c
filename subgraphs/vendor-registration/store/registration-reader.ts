import { type EntityManager, type FindOptionsWhere, In, IsNull, Not } from 'typeorm';
import type { RegistrationReader, VendorMatch } from '../domain/registration-ports.ts';
import { createCheckReader } from './check-reader.ts';
import { IntermediaryEntity } from './intermediary.entity.ts';
import { eventOf, intermediaryOf, registrationOf, vendorOf } from './mapping.ts';
import { NumberSequenceEntity } from './number-sequence.entity.ts';
import { createPartnerReader } from './partner-reader.ts';
import { RegistrationEntity } from './registration.entity.ts';
import { RegistrationEventEntity } from './registration-event.entity.ts';
import { readRegistrationPage } from './registration-page.ts';
import { createReturnReader } from './return-reader.ts';
import { VendorEntity } from './vendor.entity.ts';
import { VendorMatchEntity } from './vendor-match.entity.ts';

/** A reader over one connection: the reading one, or that of a transaction. */
export function createRegistrationReader(manager: EntityManager): RegistrationReader {
  async function registrationsWhere(where: FindOptionsWhere<RegistrationEntity>) {
    const rows = await manager.find(RegistrationEntity, { where, order: { position: 'DESC' } });
    return rows.map(registrationOf);
  }
  return {
    ...createReturnReader(manager),
    ...createCheckReader(manager),
    ...createPartnerReader(manager),
    async vendors(destination, ids) {
      const rows = await manager.findBy(VendorEntity, { destination, id: In([...ids]) });
      return rows.map(vendorOf);
    },
    async similarVendors(destination, { tin, nameKey, establishedIn }) {
      const rows = await manager.find(VendorEntity, {
        where: [
          { destination, nameKey, establishedIn },
          { destination, tin: tin === null ? In([]) : tin },
        ],
        order: { id: 'ASC' },
      });
      return rows.map(vendorOf);
    },
    registrations: (destination, ids) => registrationsWhere({ destination, id: In([...ids]) }),
    registrationsOfVendors: (destination, vendorIds) =>
      registrationsWhere({ destination, vendorId: In([...vendorIds]) }),
    registrationsRepresentedBy: (destination, tins) =>
      registrationsWhere({ destination, representative: In([...tins]) }),
    registrationsByNumber: (destination, numbers) => registrationsWhere({ destination, number: In([...numbers]) }),
    async registrationByKey(destination, idempotencyKey) {
      const row = await manager.findOneBy(RegistrationEntity, { destination, idempotencyKey });
      return row === null ? undefined : { registration: registrationOf(row), hash: row.applicationHash };
    },
    registrationPage: (query) => readRegistrationPage(manager, query),
    async events(registrationIds) {
      const rows = await manager.find(RegistrationEventEntity, {
        where: { registrationId: In([...registrationIds]) },
        order: { registrationId: 'ASC', version: 'ASC' },
      });
      return rows.map(eventOf);
    },
    async possibleDuplicates(destination, vendorIds) {
      const rows = await manager
        .createQueryBuilder(VendorMatchEntity, 'own')
        .innerJoin(
          VendorMatchEntity,
          'other',
          'other.destination = own.destination AND other.kind = own.kind AND other.key = own.key',
        )
        .select('own.vendorId', 'vendorId')
        .addSelect('other.vendorId', 'otherId')
        .addSelect('own.kind', 'kind')
        .where('own.destination = :destination', { destination })
        .andWhere('own.vendorId IN (:...vendorIds)', { vendorIds: [...vendorIds] })
        .andWhere('other.vendorId <> own.vendorId')
        .orderBy('own.vendorId')
        .addOrderBy('other.vendorId')
        .addOrderBy('own.kind')
        .getRawMany<VendorMatch>();
      return rows;
    },
    async intermediaries(destination, tins) {
      const rows = await manager.findBy(IntermediaryEntity, { destination, tin: In([...tins]) });
      return rows.map(intermediaryOf);
    },
    async nextNumber(scheme) {
      return (await manager.findOneBy(NumberSequenceEntity, { scheme }))?.next ?? 1;
    },
    async nextPosition() {
      return ((await manager.maximum(RegistrationEntity, 'position', { id: Not(IsNull()) })) ?? 0) + 1;
    },
  };
}
