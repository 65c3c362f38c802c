import { CHECK_IDS, type CheckId } from './checks.ts';

/** KEPT, BROKEN, or NOT_SHOWN: nothing was seen that could tell. */
export type CheckResult = 'KEPT' | 'BROKEN' | 'NOT_SHOWN';

/** What was found for one check. */
export interface Finding {
  readonly check: CheckId;
  readonly result: CheckResult;
  /** What was seen that breaks it, or why nothing could be seen. */
  readonly faults: readonly string[];
}

/** Collects what is found, check by check. */
export interface Verdicts {
  /** Found kept without faults, and broken otherwise; more faults may be found later. */
  found(check: CheckId, faults: readonly string[]): void;
  notShown(check: CheckId, why: string): void;
  findings(): readonly Finding[];
}

/** Faults of one check that are told; what is wrong a thousand times is wrong in the same way. */
const FAULTS_TOLD = 5;

export function createVerdicts(): Verdicts {
  const found = new Map<CheckId, Set<string>>();
  const reasons = new Map<CheckId, string>();
  return {
    found(check, faults) {
      found.set(check, new Set([...(found.get(check) ?? []), ...faults]));
    },
    notShown(check, why) {
      reasons.set(check, why);
    },
    findings: () =>
      CHECK_IDS.map((check): Finding => {
        const faults = found.get(check);
        if (faults === undefined) {
          return { check, result: 'NOT_SHOWN', faults: [reasons.get(check) ?? 'It was not come to.'] };
        }
        if (faults.size === 0) return { check, result: 'KEPT', faults: [] };
        const told = [...faults].slice(0, FAULTS_TOLD);
        const more = faults.size - told.length;
        return { check, result: 'BROKEN', faults: more === 0 ? told : [...told, `and ${more} more`] };
      }),
  };
}
