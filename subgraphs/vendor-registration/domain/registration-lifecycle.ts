import { accepted, type Result, refused } from '../../../schema/contract/result.ts';

/** Where a registration stands. REFUSED and DEREGISTERED are final; a new application is a new registration. */
export const REGISTRATION_STATUSES = [
  'APPLIED',
  'INFORMATION_REQUESTED',
  'AWAITING_VALIDATION',
  'ACTIVE',
  'SUSPENDED',
  'REFUSED',
  'DEREGISTERED',
] as const;
/** One of `REGISTRATION_STATUSES`. */
export type RegistrationStatus = (typeof REGISTRATION_STATUSES)[number];

/** What may be done with a registration, by the name of the mutation that does it. */
export const REGISTRATION_ACTIONS = [
  'requestVendorInformation',
  'supplyVendorInformation',
  'requestExporterValidation',
  'approveVendorRegistration',
  'refuseVendorRegistration',
  'suspendVendorRegistration',
  'reinstateVendorRegistration',
  'deregisterVendor',
] as const;
/** One of `REGISTRATION_ACTIONS`. */
export type RegistrationAction = (typeof REGISTRATION_ACTIONS)[number];

/** Who takes a step: an officer or program of the destination, or the vendor (its representative) for itself. */
export const REGISTRATION_SIDES = ['DESTINATION', 'VENDOR'] as const;
/** One of `REGISTRATION_SIDES`. */
export type RegistrationSide = (typeof REGISTRATION_SIDES)[number];

/** The actions that are the vendor's too; the destination may take every one, also for a vendor that answers by letter. */
const ACTIONS_OF_VENDOR: readonly RegistrationAction[] = ['supplyVendorInformation', 'deregisterVendor'];

const NONE = {
  requestVendorInformation: null,
  supplyVendorInformation: null,
  requestExporterValidation: null,
  approveVendorRegistration: null,
  refuseVendorRegistration: null,
  suspendVendorRegistration: null,
  reinstateVendorRegistration: null,
  deregisterVendor: null,
} as const satisfies Record<RegistrationAction, null>;

/** The life cycle: the status that an action leads to; null: the action is not allowed there. */
export const REGISTRATION_TRANSITIONS = {
  APPLIED: {
    ...NONE,
    requestVendorInformation: 'INFORMATION_REQUESTED',
    requestExporterValidation: 'AWAITING_VALIDATION',
    approveVendorRegistration: 'ACTIVE',
    refuseVendorRegistration: 'REFUSED',
    deregisterVendor: 'DEREGISTERED',
  },
  // What is supplied is looked at as the application is; an answer of the exporting side stays with the registration.
  INFORMATION_REQUESTED: {
    ...NONE,
    supplyVendorInformation: 'APPLIED',
    refuseVendorRegistration: 'REFUSED',
    deregisterVendor: 'DEREGISTERED',
  },
  AWAITING_VALIDATION: {
    ...NONE,
    requestVendorInformation: 'INFORMATION_REQUESTED',
    approveVendorRegistration: 'ACTIVE',
    refuseVendorRegistration: 'REFUSED',
    deregisterVendor: 'DEREGISTERED',
  },
  ACTIVE: { ...NONE, suspendVendorRegistration: 'SUSPENDED', deregisterVendor: 'DEREGISTERED' },
  SUSPENDED: { ...NONE, reinstateVendorRegistration: 'ACTIVE', deregisterVendor: 'DEREGISTERED' },
  REFUSED: NONE,
  DEREGISTERED: NONE,
} as const satisfies Record<RegistrationStatus, Record<RegistrationAction, RegistrationStatus | null>>;

/** The actions that a status allows a side, in the order of `REGISTRATION_ACTIONS`. */
export function allowedActions(
  status: RegistrationStatus,
  side: RegistrationSide = 'DESTINATION',
): readonly RegistrationAction[] {
  return REGISTRATION_ACTIONS.filter(
    (action) => REGISTRATION_TRANSITIONS[status][action] !== null && isOfSide(action, side),
  );
}

/** The status after an action of a side, or ILLEGAL_TRANSITION naming what is allowed instead. */
export function statusAfter(
  status: RegistrationStatus,
  action: RegistrationAction,
  side: RegistrationSide = 'DESTINATION',
): Result<RegistrationStatus> {
  const next = REGISTRATION_TRANSITIONS[status][action];
  if (next !== null && isOfSide(action, side)) return accepted(next);
  const allowed = allowedActions(status, side);
  const otherwise = isFinal(status) ? 'That status is final.' : 'Nothing is possible for this side now.';
  return refused(
    'ILLEGAL_TRANSITION',
    `${action} is not possible while the registration is ${status}. ` +
      (allowed.length === 0 ? otherwise : `Possible: ${allowed.join(', ')}.`),
  );
}

/** True for a status that no action leaves. */
export function isFinal(status: RegistrationStatus): boolean {
  return allowedActions(status).length === 0;
}

function isOfSide(action: RegistrationAction, side: RegistrationSide): boolean {
  return side === 'DESTINATION' || ACTIONS_OF_VENDOR.includes(action);
}
