import type { BusinessModel, EcommerceStakeholder } from '../../../schema/contract/vocabulary.ts';
import type { SchemeRegistrant } from '../../../schema/reference/collection-schemes.ts';
import type { ConversionRate } from '../domain/conversion-rate.ts';
import type { DeregistrationKind } from '../domain/deregistration.ts';
import type { Intermediary } from '../domain/intermediary.ts';
import type { FiledReturn, Payment, Registration, RegistrationEvent, Vendor } from '../domain/registration.ts';
import type { RegistrationSide, RegistrationStatus } from '../domain/registration-lifecycle.ts';
import type { SupplyChainPartner } from '../domain/supply-chain-partner.ts';
import type { ExchangeRateEntity } from './exchange-rate.entity.ts';
import type { IntermediaryEntity } from './intermediary.entity.ts';
import type { RegistrationEntity } from './registration.entity.ts';
import type { RegistrationEventEntity } from './registration-event.entity.ts';
import type { RemittancePaymentEntity } from './remittance-payment.entity.ts';
import type { RemittanceReturnEntity } from './remittance-return.entity.ts';
import type { SupplyChainPartnerEntity } from './supply-chain-partner.entity.ts';
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
    address: row.address,
    account: row.account,
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
    capacity: row.capacity as SchemeRegistrant,
    status: row.status as RegistrationStatus,
    representative: row.representative,
    version: row.version,
    position: row.position,
    changedAt: row.changedAt,
  };
}

export function eventOf(row: RegistrationEventEntity): RegistrationEvent {
  return {
    registrationId: row.registrationId,
    version: row.version,
    at: row.at,
    by: row.by,
    side: row.side as RegistrationSide,
    from: row.from as RegistrationStatus | null,
    to: row.to as RegistrationStatus,
    remark: row.remark,
    assistanceReference: row.assistanceReference,
    deregistration: row.deregistration as DeregistrationKind | null,
    quarantineUntil: row.quarantineUntil,
    appealNote: row.appealNote,
    rule: row.rule,
  };
}

export function filedReturnOf(row: RemittanceReturnEntity): FiledReturn {
  return {
    id: row.id,
    destination: row.destination,
    registrationId: row.registrationId,
    period: row.period,
    version: row.version,
    consignments: row.consignments,
    assessedDuty: row.assessedDuty,
    assessedTax: row.assessedTax,
    collected: row.collected,
    remitted: row.remitted,
    correctionReason: row.correctionReason,
    filedAt: row.filedAt,
    filedBy: row.filedBy,
  };
}

export function paymentOf(row: RemittancePaymentEntity): Payment {
  return {
    id: row.id,
    destination: row.destination,
    registrationId: row.registrationId,
    period: row.period,
    sequence: row.sequence,
    amount: row.amount,
    paidOn: row.paidOn,
    reference: row.reference,
    recordedAt: row.recordedAt,
    recordedBy: row.recordedBy,
  };
}

export function partnerOf(row: SupplyChainPartnerEntity): SupplyChainPartner {
  return {
    administration: row.administration,
    id: row.id,
    representative: row.representative,
    vendorId: row.vendorId,
    name: row.name,
    establishedIn: row.establishedIn,
    tin: row.tin,
    from: row.from,
    until: row.until,
  };
}

export function intermediaryOf(row: IntermediaryEntity): Intermediary {
  return {
    destination: row.destination,
    scheme: row.scheme,
    tin: row.tin,
    number: row.number,
    registeredAt: row.registeredAt,
    registeredBy: row.registeredBy,
  };
}

export function conversionRateOf(row: ExchangeRateEntity): ConversionRate {
  return {
    base: row.base,
    quote: row.quote,
    rate: row.rate,
    validFrom: row.validFrom,
    validTo: row.validTo,
    source: row.source,
  };
}
