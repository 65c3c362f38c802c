import type { EntityManager } from 'typeorm';
import { appendChange } from '../../runtime/change-log.ts';
import { type Database, type DatabaseLocation, openDatabase } from '../../runtime/database.ts';
import { FollowedChangeRow } from '../../runtime/followed-change.entity.ts';
import { EventCursorRow, UnbelievedEventRow } from '../../runtime/incoming-event.entities.ts';
import { matchKeysOf } from '../domain/possible-duplicates.ts';
import type { Vendor } from '../domain/registration.ts';
import type { RegistrationStore, RegistrationWriter } from '../domain/registration-ports.ts';
import { nameKey } from '../domain/same-vendor.ts';
import { CreateVendorRegistration } from './create-vendor-registration.migration.ts';
import { ExchangeRateEntity } from './exchange-rate.entity.ts';
import { IntermediaryEntity } from './intermediary.entity.ts';
import { NumberSequenceEntity } from './number-sequence.entity.ts';
import { RegistrationEntity } from './registration.entity.ts';
import { RegistrationEventEntity } from './registration-event.entity.ts';
import { createRegistrationReader } from './registration-reader.ts';
import { RegistryEventEntity } from './registry-event.entity.ts';
import { RemittancePaymentEntity } from './remittance-payment.entity.ts';
import { RemittanceReturnEntity } from './remittance-return.entity.ts';
import { SupplyChainPartnerEntity } from './supply-chain-partner.entity.ts';
import { VendorEntity } from './vendor.entity.ts';
import { VendorCheckEntity } from './vendor-check.entity.ts';
import { VendorMatchEntity } from './vendor-match.entity.ts';

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
        RemittancePaymentEntity,
        ExchangeRateEntity,
        VendorMatchEntity,
        SupplyChainPartnerEntity,
        IntermediaryEntity,
        RegistryEventEntity,
        EventCursorRow,
        UnbelievedEventRow,
        FollowedChangeRow,
      ],
      migrations: [CreateVendorRegistration],
    },
    location,
  );
  const store: RegistrationStore = {
    read: createRegistrationReader(database.read),
    write: (work) => database.write((manager) => work(createRegistrationWriter(manager))),
  };
  return { database, store };
}

/** Rows of one statement: engines limit the parameters of one. */
const ROWS_AT_ONCE = 500;

async function insertMatches(manager: EntityManager, vendor: Vendor): Promise<void> {
  const { id: vendorId, destination } = vendor;
  const rows = matchKeysOf(vendor).map((match) => ({ ...match, destination, vendorId }));
  if (rows.length > 0) await manager.insert(VendorMatchEntity, rows);
}

/** A writer within the transaction of a manager. */
export function createRegistrationWriter(manager: EntityManager): RegistrationWriter {
  return {
    ...createRegistrationReader(manager),
    async insertVendor(vendor) {
      await manager.insert(VendorEntity, { ...vendor, nameKey: nameKey(vendor.legalName) });
      await insertMatches(manager, vendor);
    },
    async updateVendor(vendor) {
      const { id, ...changed } = vendor;
      await manager.update(VendorEntity, { id }, { ...changed, nameKey: nameKey(vendor.legalName) });
      await manager.delete(VendorMatchEntity, { vendorId: id });
      await insertMatches(manager, vendor);
    },
    async insertRegistration(registration, { idempotencyKey, hash }) {
      await manager.insert(RegistrationEntity, { ...registration, idempotencyKey, applicationHash: hash });
    },
    async changeRegistration(id, version, { status, number, changedAt }) {
      const changed = { status, number, changedAt, version: version + 1 };
      return (await manager.update(RegistrationEntity, { id, version }, changed)).affected === 1;
    },
    async insertIntermediary(intermediary) {
      await manager.insert(IntermediaryEntity, intermediary);
    },
    async insertEvent(event, destination) {
      await manager.insert(RegistrationEventEntity, event);
      await appendChange(manager, [destination], event.registrationId);
    },
    async insertReturn(filed, { idempotencyKey, hash }) {
      await manager.insert(RemittanceReturnEntity, { ...filed, idempotencyKey, returnHash: hash });
    },
    async insertPayment(payment, { idempotencyKey, hash }) {
      await manager.insert(RemittancePaymentEntity, { ...payment, idempotencyKey, paymentHash: hash });
    },
    async insertChecks(checks) {
      for (let at = 0; at < checks.length; at += ROWS_AT_ONCE) {
        await manager.insert(VendorCheckEntity, checks.slice(at, at + ROWS_AT_ONCE));
      }
    },
    async insertRates(destination, rates, source) {
      const rows = rates.map((rate) => ({ ...rate, destination, ...source }));
      for (let at = 0; at < rows.length; at += ROWS_AT_ONCE) {
        await manager.insert(ExchangeRateEntity, rows.slice(at, at + ROWS_AT_ONCE));
      }
    },
    async setNextNumber(scheme, next) {
      await manager.upsert(NumberSequenceEntity, { scheme, next }, ['scheme']);
    },
    async putPartners(partners) {
      for (let at = 0; at < partners.length; at += ROWS_AT_ONCE) {
        await manager.upsert(SupplyChainPartnerEntity, partners.slice(at, at + ROWS_AT_ONCE), ['administration', 'id']);
      }
    },
    async insertRegistryEvents(administration, events) {
      for (let at = 0; at < events.length; at += ROWS_AT_ONCE) {
        const rows = events.slice(at, at + ROWS_AT_ONCE).map((event) => ({ administration, ...event }));
        await manager.insert(RegistryEventEntity, rows);
      }
    },
  };
}
