import { type EntityManager, type FindOptionsWhere, In, IsNull, LessThan, Not } from 'typeorm';
import type { RegistrationReader } from '../domain/registration-ports.ts';
import { eventOf, filedReturnOf, registrationOf, vendorOf } from './mapping.ts';
import { NumberSequenceEntity } from './number-sequence.entity.ts';
import { RegistrationEntity } from './registration.entity.ts';
import { RegistrationEventEntity } from './registration-event.entity.ts';
import { RemittanceReturnEntity } from './remittance-return.entity.ts';
import { VendorEntity } from './vendor.entity.ts';
import { VendorCheckEntity } from './vendor-check.entity.ts';

/** A reader over one connection: the reading one, or that of a transaction. */
export function createRegistrationReader(manager: EntityManager): RegistrationReader {
  async function registrationsWhere(where: FindOptionsWhere<RegistrationEntity>, take?: number) {
    const rows = await manager.find(RegistrationEntity, {
      where,
      order: { position: 'DESC' },
      ...(take === undefined ? {} : { take }),
    });
    return rows.map(registrationOf);
  }
  return {
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
    async registrationByNumber(destination, number) {
      const row = await manager.findOneBy(RegistrationEntity, { destination, number });
      return row === null ? undefined : registrationOf(row);
    },
    async registrationByKey(destination, idempotencyKey) {
      const row = await manager.findOneBy(RegistrationEntity, { destination, idempotencyKey });
      return row === null ? undefined : { registration: registrationOf(row), hash: row.applicationHash };
    },
    registrationPage: ({ destination, status, before, limit }) =>
      registrationsWhere(
        {
          destination,
          ...(status === null ? {} : { status }),
          ...(before === null ? {} : { position: LessThan(before) }),
        },
        limit,
      ),
    async events(registrationIds) {
      const rows = await manager.find(RegistrationEventEntity, {
        where: { registrationId: In([...registrationIds]) },
        order: { registrationId: 'ASC', version: 'ASC' },
      });
      return rows.map(eventOf);
    },
    async filedReturns(registrationIds) {
      const rows = await manager.findBy(RemittanceReturnEntity, { registrationId: In([...registrationIds]) });
      return rows.map(filedReturnOf);
    },
    async filedReturnByKey(destination, idempotencyKey) {
      const row = await manager.findOneBy(RemittanceReturnEntity, { destination, idempotencyKey });
      return row === null ? undefined : { filed: filedReturnOf(row), hash: row.returnHash };
    },
    async checkReceipt(destination, consultationNumber) {
      const row = await manager.findOneBy(VendorCheckEntity, { destination, consultationNumber });
      return row?.receipt;
    },
    async nextNumber(scheme) {
      return (await manager.findOneBy(NumberSequenceEntity, { scheme }))?.next ?? 1;
    },
    async nextPosition() {
      return ((await manager.maximum(RegistrationEntity, 'position', { id: Not(IsNull()) })) ?? 0) + 1;
    },
  };
}
