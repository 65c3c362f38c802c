import type { RegistrationEvent } from '../../../../subgraphs/vendor-registration/domain/registration.ts';
import type { RegistrationStatus } from '../../../../subgraphs/vendor-registration/domain/registration-lifecycle.ts';

/** A history of steps of officers, oldest first. */
export function historyOf(
  ...steps: readonly (readonly [at: string, to: RegistrationStatus, change?: Partial<RegistrationEvent>])[]
): readonly RegistrationEvent[] {
  return steps.map(([at, to, change], index) => ({
    registrationId: 'r',
    version: index + 1,
    at,
    by: 'officer',
    side: 'DESTINATION',
    from: steps[index - 1]?.[1] ?? null,
    to,
    remark: null,
    assistanceReference: null,
    deregistration: null,
    quarantineUntil: null,
    appealNote: null,
    rule: null,
    ...change,
  }));
}
