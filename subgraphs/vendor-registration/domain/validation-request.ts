import {
  type Administration,
  type AdministrationCode,
  findAdministration,
  findAdministrationOfPrefix,
} from '../../../schema/administrations.ts';
import { findLegalBasis } from '../../../schema/contract/legal-basis.ts';
import { accepted, badInput, type Result, refused } from '../../../schema/contract/result.ts';
import type {
  BusinessModel,
  EcommerceStakeholder,
  PurposeOfUse,
  SafeCriterion,
} from '../../../schema/contract/vocabulary.ts';
import type { AssistanceAgreement } from '../../../schema/reference/assistance-agreements.ts';
import type { PublishedScheme } from './published-scheme.ts';
import type { Registration, Vendor } from './registration.ts';

/** The assistance request as the mutual-assistance service takes it. */
export interface ValidationRequest {
  readonly requested: AdministrationCode;
  readonly kind: 'VENDOR_VALIDATION';
  readonly agreement: string;
  readonly reason: string;
  readonly facts: string;
  readonly purpose: PurposeOfUse;
  readonly subjectVendorId: string;
  readonly criteria: readonly SafeCriterion[];
  readonly idempotencyKey: string;
}

const MODEL_WORDS = {
  SELF_RUN: 'model 1, self-run shop',
  HALF_RUN: 'model 2, half self-run platform',
  PLATFORM: 'model 3, platform',
  FULFILMENT_OFFSHORE: 'model 4-1, fulfilment centre offshore',
  FULFILMENT_FREE_ZONE: 'model 4-2, fulfilment centre in a free zone',
  FULFILMENT_DOMESTIC: 'model 4-3, fulfilment centre in the destination',
} as const satisfies Record<BusinessModel, string>;

const STAKEHOLDER_WORDS = {
  E_VENDOR: 'e-vendor',
  E_PLATFORM: 'e-platform',
  E_PAYMENT_COMPANY: 'e-payment company',
  EXPRESS_CARRIER: 'express carrier',
  POSTAL_OPERATOR: 'postal operator',
  FULFILMENT_CENTRE: 'fulfilment centre',
} as const satisfies Record<EcommerceStakeholder, string>;

/** Who can validate a vendor: the administration of its TIN, else the one that answers for where it is established. */
export function findHomeAdministration({ tin, establishedIn }: Vendor): Administration | undefined {
  return findAdministrationOfPrefix(tin === null ? establishedIn : tin.slice(0, 2));
}

/** The criteria once each, in their order; BAD_USER_INPUT where none is named. */
export function checkCriteria(criteria: readonly SafeCriterion[]): Result<readonly SafeCriterion[]> {
  return criteria.length === 0
    ? badInput('criteria', 'one criterion of SAFE, Annex IV, or more')
    : accepted([...new Set(criteria)].sort());
}

/**
 * The request that asks the vendor's home administration to validate it (note, options 2 and 3), or NO_LEGAL_BASIS. Of the
 * same registration in the same version always the same, so that a repeated attempt is recognised as one.
 */
export function draftValidationRequest(
  registration: Registration,
  vendor: Vendor,
  scheme: PublishedScheme,
  criteria: readonly SafeCriterion[],
  agreements: readonly AssistanceAgreement[],
  today: string,
): Result<ValidationRequest> {
  const { destination } = registration;
  const home = findHomeAdministration(vendor);
  if (home === undefined) {
    return refused('NO_LEGAL_BASIS', `No administration known here answers for ${vendor.establishedIn}.`);
  }
  const agreement = findLegalBasis(agreements, destination, home.code, 'VENDOR_VALIDATION', today);
  if (agreement === undefined) {
    return refused(
      'NO_LEGAL_BASIS',
      `No agreement in force between ${destination} and ${home.code} allows VENDOR_VALIDATION.`,
    );
  }
  return accepted({
    requested: home.code,
    kind: 'VENDOR_VALIDATION',
    agreement: agreement.id,
    reason: reasonOf(registration, vendor, scheme),
    facts: factsOf(registration, vendor, scheme),
    purpose: 'VENDOR_REGISTRATION',
    subjectVendorId: vendor.id,
    criteria,
    idempotencyKey: `registration:${registration.id}:${registration.version}`,
  });
}

function reasonOf({ destination }: Registration, vendor: Vendor, scheme: PublishedScheme): string {
  const name = findAdministration(destination)?.name ?? destination;
  return (
    `${vendor.legalName}, established in ${vendor.establishedIn}, has applied to ${name} for registration under ` +
    `${scheme.name} (${scheme.scheme}). Before it decides, ${destination} asks for the vendor to be validated where it ` +
    'is established.'
  );
}

function factsOf({ businessModel, representative }: Registration, vendor: Vendor, scheme: PublishedScheme): string {
  return [
    `The vendor acts as ${STAKEHOLDER_WORDS[vendor.stakeholder]} in business ${MODEL_WORDS[businessModel]}.`,
    `The scheme covers goods of ${scheme.thresholdInclusive ? 'up to' : 'less than'} ${scheme.currency} ${scheme.lowValueThreshold} ` +
      `${scheme.measure === 'PER_ITEM' ? 'an item' : 'a consignment'}; the vendor is to assess, collect and remit the tax.`,
    vendor.tin === null ? 'It has stated no trader identification number.' : `It states the TIN ${vendor.tin}.`,
    representative === null
      ? 'It has named no representative in the destination.'
      : `It is represented in the destination by the operator ${representative}.`,
  ].join('\n');
}
