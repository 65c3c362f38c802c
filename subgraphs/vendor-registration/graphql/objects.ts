import { type Administration, operatorTypeName } from '../../../schema/administrations.ts';
import { type Caller, permits } from '../../../schema/contract/caller.ts';
import type { Refusal } from '../../../schema/contract/error-codes.ts';
import { registeredError } from '../../../schema/contract/registered-error.ts';
import { readTin } from '../../../schema/contract/tin.ts';
import type { BusinessModel, EcommerceStakeholder, TransportMode } from '../../../schema/contract/vocabulary.ts';
import type { RegistrationTurnover, SchemeRegistrant } from '../../../schema/reference/collection-schemes.ts';
import type { TaxRate } from '../../../schema/reference/tax-rates.ts';
import type { DeregistrationKind } from '../domain/deregistration.ts';
import { getSchemeRow, type PublishedScheme, ratesOfScheme } from '../domain/published-scheme.ts';
import type { Registration, RegistrationEvent, Vendor } from '../domain/registration.ts';
import type { RegistrationSide, RegistrationStatus } from '../domain/registration-lifecycle.ts';
import type { RemittanceReturn } from '../domain/remittance-return.ts';
import { todayAt, type VendorRegistrationParts } from '../service/vendor-registration-parts.ts';

/** Domain values as the graph shows them. What starts with the domain's own name is for resolvers and no field. */

export interface OperatorObject {
  readonly __typename: string;
  readonly tin: string;
}

export interface ForeignVendorObject {
  readonly id: string;
  readonly legalName: string;
  readonly establishedIn: string;
  readonly tin: string | null;
  readonly stakeholder: EcommerceStakeholder;
}

export interface VendorRegistrationObject {
  readonly id: string;
  readonly number: string | null;
  readonly businessModel: BusinessModel;
  readonly capacity: SchemeRegistrant;
  readonly status: RegistrationStatus;
  readonly version: number;
  readonly registration: Registration;
}

export interface CollectionSchemeObject {
  readonly destination: { readonly code: string };
  readonly name: string;
  readonly inForceFrom: string;
  readonly inForceTo: string | null;
  readonly currency: string;
  readonly lowValueThreshold: string;
  readonly measure: string;
  readonly modes: readonly TransportMode[];
  readonly whoRegisters: readonly SchemeRegistrant[];
  readonly registrationTurnover: RegistrationTurnover | null;
  readonly numberFormat: string;
  readonly returnMonths: number;
  readonly source: string;
  readonly scheme: PublishedScheme;
}

export interface RegistrationEventObject {
  readonly at: string;
  readonly by: string;
  readonly from: RegistrationStatus | null;
  readonly to: RegistrationStatus;
  readonly remark: string | null;
  readonly assistanceReference: string | null;
  readonly side: RegistrationSide;
  readonly deregistration: DeregistrationKind | null;
  readonly quarantineUntil: string | null;
  readonly appealNote: string | null;
  readonly rule: string | null;
}

export interface TaxRateObject {
  readonly destinationCountry: string;
  readonly class: string;
  readonly rate: string;
  readonly inForceFrom: string;
}

/** A return with its period's name; `told` is for the fields that need a look-up. */
export function remittanceReturnObject(told: RemittanceReturn) {
  return { ...told, period: told.period.name, told };
}

export type RemittanceReturnObject = ReturnType<typeof remittanceReturnObject>;

/** The operator of a TIN; null: no TIN, or one whose registry is not connected here. */
export function operatorObject(tin: string | null): OperatorObject | null {
  const reading = tin === null ? undefined : readTin(tin);
  if (reading === undefined || !reading.ok || !isConnected(reading.administration)) return null;
  return { __typename: operatorTypeName(reading.administration.code), tin: reading.tin };
}

function isConnected({ registry }: Administration): boolean {
  return registry === 'CONNECTED';
}

export function foreignVendorObject(vendor: Vendor): ForeignVendorObject {
  return {
    id: vendor.id,
    legalName: vendor.legalName,
    establishedIn: vendor.establishedIn,
    tin: vendor.tin,
    stakeholder: vendor.stakeholder,
  };
}

export function vendorRegistrationObject(registration: Registration): VendorRegistrationObject {
  return {
    id: registration.id,
    number: registration.number,
    businessModel: registration.businessModel,
    capacity: registration.capacity,
    status: registration.status,
    version: registration.version,
    registration,
  };
}

/** A step as the caller may see it: a vendor learns of no case between administrations. */
export function registrationEventObject(event: RegistrationEvent, caller: Caller): RegistrationEventObject {
  const { registrationId: _registration, version: _version, assistanceReference, ...told } = event;
  return { ...told, assistanceReference: permits(caller, 'vendor:read') ? assistanceReference : null };
}

export function collectionSchemeObject(scheme: PublishedScheme): CollectionSchemeObject {
  return {
    destination: { code: scheme.destination },
    name: scheme.name,
    inForceFrom: scheme.inForceFrom,
    inForceTo: scheme.inForceTo,
    currency: scheme.currency,
    lowValueThreshold: scheme.lowValueThreshold,
    measure: scheme.measure,
    modes: scheme.modes,
    whoRegisters: scheme.whoRegisters,
    registrationTurnover: scheme.registrationTurnover,
    numberFormat: scheme.numberFormat,
    returnMonths: scheme.returnMonths,
    source: scheme.source,
    scheme,
  };
}

/** The rules that a registration is under today. */
export function schemeObjectOf(registration: Registration, parts: VendorRegistrationParts): CollectionSchemeObject {
  return collectionSchemeObject(schemeRowOf(registration, parts));
}

/** The row of its scheme that holds today. */
export function schemeRowOf(
  { scheme, destination }: Registration,
  { schemes, clock }: VendorRegistrationParts,
): PublishedScheme {
  return getSchemeRow(schemes, scheme, todayAt(destination, clock));
}

export function taxRateObjects(scheme: PublishedScheme, rates: readonly TaxRate[]): readonly TaxRateObject[] {
  return ratesOfScheme(rates, scheme).map((rate) => ({
    destinationCountry: rate.destinationCountry,
    class: rate.class,
    rate: rate.rate,
    inForceFrom: rate.inForceFrom,
  }));
}

/**
 * An entity of which nothing but the key is told: each field is the refusal, in its own place. A reference is never null
 * and never throws, since either would take other entities of the batch with it.
 */
export function withheldEntity(key: { readonly id: string }, fields: readonly string[], refusal: Refusal): object {
  const entity = { id: key.id };
  for (const field of fields) {
    Object.defineProperty(entity, field, {
      get() {
        throw registeredError(refusal);
      },
    });
  }
  return entity;
}
