import type { Refusal } from '../../../schema/contract/error-codes.ts';
import type { AuthorizationStatus } from '../../../schema/contract/vocabulary.ts';
import type { RecordedStatus } from './registered-operator.ts';

/** What an officer can do to an authorization. */
export const AUTHORIZATION_ACTIONS = ['suspend', 'reinstate', 'revoke', 'withdraw'] as const;
/** One of `AUTHORIZATION_ACTIONS`. */
export type AuthorizationAction = (typeof AUTHORIZATION_ACTIONS)[number];

/** The life cycle: what each action makes of each status; null: not allowed. What is final, or has expired, moves no more. */
export const AUTHORIZATION_LIFECYCLE = {
  AUTHORISED: { suspend: 'SUSPENDED', reinstate: null, revoke: 'REVOKED', withdraw: 'WITHDRAWN' },
  SUSPENDED: { suspend: null, reinstate: 'AUTHORISED', revoke: 'REVOKED', withdraw: 'WITHDRAWN' },
  REVOKED: { suspend: null, reinstate: null, revoke: null, withdraw: null },
  WITHDRAWN: { suspend: null, reinstate: null, revoke: null, withdraw: null },
  EXPIRED: { suspend: null, reinstate: null, revoke: null, withdraw: null },
} as const satisfies Record<AuthorizationStatus, Record<AuthorizationAction, RecordedStatus | null>>;

/** The status that the action leads to, or ILLEGAL_TRANSITION naming the actions that are allowed. */
export function nextStatus(
  status: AuthorizationStatus,
  action: AuthorizationAction,
): { readonly ok: true; readonly value: RecordedStatus } | { readonly ok: false; readonly refusal: Refusal } {
  const next = AUTHORIZATION_LIFECYCLE[status][action];
  if (next !== null) return { ok: true, value: next };
  const allowed = AUTHORIZATION_ACTIONS.filter((other) => AUTHORIZATION_LIFECYCLE[status][other] !== null);
  const possible = allowed.length === 0 ? 'no action is allowed' : `allowed are: ${allowed.join(', ')}`;
  return {
    ok: false,
    refusal: {
      code: 'ILLEGAL_TRANSITION',
      message: `An authorization that is ${status} at that instant cannot be changed by ${action}; ${possible}.`,
    },
  };
}

/** True for a status that nothing follows. */
export function isFinal(status: RecordedStatus): boolean {
  return AUTHORIZATION_ACTIONS.every((action) => AUTHORIZATION_LIFECYCLE[status][action] === null);
}

/** True if some action leads from one recorded status to the other. */
export function mayFollow(status: RecordedStatus, next: RecordedStatus): boolean {
  return AUTHORIZATION_ACTIONS.some((action) => AUTHORIZATION_LIFECYCLE[status][action] === next);
}
