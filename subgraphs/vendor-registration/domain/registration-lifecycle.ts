import { accepted, type Result, refused } from './result.ts';

/** Where a registration stands. REFUSED and DEREGISTERED are final; a new application is a new registration. */
export const REGISTRATION_STATUSES = [
  'APPLIED',
  'AWAITING_VALIDATION',
  'ACTIVE',
  'SUSPENDED',
  'REFUSED',
  'DEREGISTERED',
] as const;
/** One of `REGISTRATION_STATUSES`. */
export type RegistrationStatus = (typeof REGISTRATION_STATUSES)[number];

/** What the destination administration may do with a registration, by the name of the mutation that does it. */
export const REGISTRATION_ACTIONS = [
  'requestExporterValidation',
  'approveVendorRegistration',
  'refuseVendorRegistration',
  'suspendVendorRegistration',
  'deregisterVendor',
] as const;
/** One of `REGISTRATION_ACTIONS`. */
export type RegistrationAction = (typeof REGISTRATION_ACTIONS)[number];

/** The life cycle: the status that an action leads to; null: the action is not allowed there. */
export const REGISTRATION_TRANSITIONS = {
  APPLIED: {
    requestExporterValidation: 'AWAITING_VALIDATION',
    approveVendorRegistration: 'ACTIVE',
    refuseVendorRegistration: 'REFUSED',
    suspendVendorRegistration: null,
    deregisterVendor: 'DEREGISTERED',
  },
  AWAITING_VALIDATION: {
    requestExporterValidation: null,
    approveVendorRegistration: 'ACTIVE',
    refuseVendorRegistration: 'REFUSED',
    suspendVendorRegistration: null,
    deregisterVendor: 'DEREGISTERED',
  },
  ACTIVE: {
    requestExporterValidation: null,
    approveVendorRegistration: null,
    refuseVendorRegistration: null,
    suspendVendorRegistration: 'SUSPENDED',
    deregisterVendor: 'DEREGISTERED',
  },
  // Approved again, a registration is reinstated and keeps its number.
  SUSPENDED: {
    requestExporterValidation: null,
    approveVendorRegistration: 'ACTIVE',
    refuseVendorRegistration: null,
    suspendVendorRegistration: null,
    deregisterVendor: 'DEREGISTERED',
  },
  REFUSED: {
    requestExporterValidation: null,
    approveVendorRegistration: null,
    refuseVendorRegistration: null,
    suspendVendorRegistration: null,
    deregisterVendor: null,
  },
  DEREGISTERED: {
    requestExporterValidation: null,
    approveVendorRegistration: null,
    refuseVendorRegistration: null,
    suspendVendorRegistration: null,
    deregisterVendor: null,
  },
} as const satisfies Record<RegistrationStatus, Record<RegistrationAction, RegistrationStatus | null>>;

/** The actions that a status allows, in the order of `REGISTRATION_ACTIONS`. */
export function allowedActions(status: RegistrationStatus): readonly RegistrationAction[] {
  return REGISTRATION_ACTIONS.filter((action) => REGISTRATION_TRANSITIONS[status][action] !== null);
}

/** The status after an action, or ILLEGAL_TRANSITION naming what is allowed instead. */
export function statusAfter(status: RegistrationStatus, action: RegistrationAction): Result<RegistrationStatus> {
  const next = REGISTRATION_TRANSITIONS[status][action];
  if (next !== null) return accepted(next);
  const allowed = allowedActions(status);
  return refused(
    'ILLEGAL_TRANSITION',
    `${action} is not possible while the registration is ${status}. ` +
      (allowed.length === 0 ? 'That status is final.' : `Possible: ${allowed.join(', ')}.`),
  );
}

/** True for a status that no action leaves. */
export function isFinal(status: RegistrationStatus): boolean {
  return allowedActions(status).length === 0;
}
