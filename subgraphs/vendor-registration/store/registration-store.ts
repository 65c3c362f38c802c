import type { EntityManager } from 'typeorm';
import { type Database, type DatabaseLocation, openDatabase } from '../../runtime/database.ts';
import type { RegistrationStore, RegistrationWriter } from '../domain/registration-ports.ts';
import { nameKey } from '../domain/same-vendor.ts';
import { CreateVendorRegistration } from './create-vendor-registration.migration.ts';
import { NumberSequenceEntity } from './number-sequence.entity.ts';
import { RegistrationEntity } from './registration.entity.ts';
import { RegistrationEventEntity } from './registration-event.entity.ts';
import { createRegistrationReader } from './registration-reader.ts';
import { RemittanceReturnEntity } from './remittance-return.entity.ts';
import { VendorEntity } from './vendor.entity.ts';
import { VendorCheckEntity } from './vendor-check.entity.ts';

/** The service's own database, and the store upon it. */
export interface OpenedStore {
  readonly database: Database;
  readonly store: RegistrationStore;
}

/** Opens the database under its name and brings it to the newest migration. */
export async function openRegistrationStore(location: DatabaseLocation, name: string): Promise<OpenedStore> {
  const database = await openDatabase(
    {
      name,
      entities: [
        VendorEntity,
        RegistrationEntity,
        RegistrationEventEntity,
        RemittanceReturnEntity,
        VendorCheckEntity,
        NumberSequenceEntity,
      ],
      migrations: [CreateVendorRegistration],
    },
    location,
  );
  const store: RegistrationStore = {
    read: createRegistrationReader(database.read),
    write: (work) => database.write((manager) => work(createWriter(manager))),
  };
  return { database, store };
}

function createWriter(manager: EntityManager): RegistrationWriter {
  return {
    ...createRegistrationReader(manager),
    async insertVendor(vendor) {
      await manager.insert(VendorEntity, { ...vendor, nameKey: nameKey(vendor.legalName) });
    },
    async updateVendor({ id, ...vendor }) {
      await manager.update(VendorEntity, { id }, { ...vendor, nameKey: nameKey(vendor.legalName) });
    },
    async insertRegistration(registration, { idempotencyKey, hash }) {
      await manager.insert(RegistrationEntity, { ...registration, idempotencyKey, applicationHash: hash });
    },
    async changeRegistration(id, version, { status, number }) {
      const changed = { status, number, version: version + 1 };
      return (await manager.update(RegistrationEntity, { id, version }, changed)).affected === 1;
    },
    async insertEvent(event) {
      await manager.insert(RegistrationEventEntity, event);
    },
    async insertReturn(filed, { idempotencyKey, hash }) {
      await manager.insert(RemittanceReturnEntity, { ...filed, idempotencyKey, returnHash: hash });
    },
    async insertCheck(check) {
      await manager.insert(VendorCheckEntity, check);
    },
    async setNextNumber(scheme, next) {
      await manager.upsert(NumberSequenceEntity, { scheme, next }, ['scheme']);
    },
  };
}
