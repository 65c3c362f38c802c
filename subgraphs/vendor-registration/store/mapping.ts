import type { BusinessModel, EcommerceStakeholder } from '../../../schema/contract/vocabulary.ts';
import type { FiledReturn, Registration, RegistrationEvent, Vendor } from '../domain/registration.ts';
import type { RegistrationStatus } from '../domain/registration-lifecycle.ts';
import type { RegistrationEntity } from './registration.entity.ts';
import type { RegistrationEventEntity } from './registration-event.entity.ts';
import type { RemittanceReturnEntity } from './remittance-return.entity.ts';
import type { VendorEntity } from './vendor.entity.ts';

/** Rows to domain values. Words of closed lists were checked on the way in and are not checked again. */

export function vendorOf(row: VendorEntity): Vendor {
  return {
    id: row.id,
    destination: row.destination,
    legalName: row.legalName,
    establishedIn: row.establishedIn,
    tin: row.tin,
    stakeholder: row.stakeholder as EcommerceStakeholder,
    contactEmail: row.contactEmail,
  };
}

export function registrationOf(row: RegistrationEntity): Registration {
  return {
    id: row.id,
    destination: row.destination,
    vendorId: row.vendorId,
    scheme: row.scheme,
    number: row.number,
    businessModel: row.businessModel as BusinessModel,
    status: row.status as RegistrationStatus,
    representative: row.representative,
    version: row.version,
    position: row.position,
  };
}

export function eventOf(row: RegistrationEventEntity): RegistrationEvent {
  return {
    registrationId: row.registrationId,
    version: row.version,
    at: row.at,
    by: row.by,
    from: row.from as RegistrationStatus | null,
    to: row.to as RegistrationStatus,
    remark: row.remark,
  };
}

export function filedReturnOf(row: RemittanceReturnEntity): FiledReturn {
  return {
    id: row.id,
    destination: row.destination,
    registrationId: row.registrationId,
    period: row.period,
    consignments: row.consignments,
    assessedDuty: row.assessedDuty,
    assessedTax: row.assessedTax,
    collected: row.collected,
    remitted: row.remitted,
    filedAt: row.filedAt,
    filedBy: row.filedBy,
  };
}
