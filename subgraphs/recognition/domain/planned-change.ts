import type { AdministrationCode } from '../../../schema/administrations.ts';
import { isSuspendedAt, type SuspensionStep } from './benefit-suspension.ts';
import type { ChangeKind } from './recognition-change.ts';

/** A change that is recorded already and becomes effective later. */
export interface PlannedChange {
  readonly tin: string;
  /** Instant, RFC 3339 UTC. */
  readonly at: string;
  readonly kind: ChangeKind;
  readonly administrations: readonly AdministrationCode[];
}

/** What takes the place of all that was planned before of those kinds for one operator and those administrations. */
export interface Plan {
  readonly tin: string;
  readonly kinds: readonly ChangeKind[];
  readonly administrations: readonly AdministrationCode[];
  readonly later: readonly { readonly at: string; readonly kind: ChangeKind }[];
}

/** What is planned once the plan is taken up; of other operators, kinds and administrations all stays as it is. */
export function takeUpPlan(planned: readonly PlannedChange[], plan: Plan): readonly PlannedChange[] {
  const replaced = new Set(plan.administrations);
  const rest = planned.map((one) =>
    one.tin === plan.tin && plan.kinds.includes(one.kind)
      ? { ...one, administrations: one.administrations.filter((administration) => !replaced.has(administration)) }
      : one,
  );
  const added = plan.later.map(({ at, kind }) => {
    return { tin: plan.tin, at, kind, administrations: plan.administrations };
  });
  const merged = new Map<string, PlannedChange>();
  for (const one of [...rest, ...added]) {
    const key = [one.tin, one.at, one.kind].join(' ');
    const administrations = [...(merged.get(key)?.administrations ?? []), ...one.administrations];
    if (administrations.length > 0) merged.set(key, { ...one, administrations: [...new Set(administrations)] });
  }
  return [...merged.values()];
}

/** The later instants at which benefits stop or begin again by themselves, oldest first, from the steps in order of recording. */
export function laterSwitches(
  steps: readonly SuspensionStep[],
  now: Date,
): readonly { readonly at: string; readonly kind: ChangeKind }[] {
  const instants = [...new Set(steps.map(({ effectiveFrom }) => Date.parse(effectiveFrom)))]
    .filter((instant) => instant > now.getTime())
    .toSorted((a, b) => a - b);
  let suspended = isSuspendedAt(steps, now);
  return instants.flatMap((instant) => {
    const at = new Date(instant);
    if (isSuspendedAt(steps, at) === suspended) return [];
    suspended = !suspended;
    return [{ at: at.toISOString(), kind: suspended ? 'BENEFITS_SUSPENDED' : 'BENEFITS_REINSTATED' } as const];
  });
}
