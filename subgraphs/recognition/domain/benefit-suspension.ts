import { operatorOf, type Statement } from './situation.ts';

/** One step by which the recognising side stopped or resumed benefits of a partner's operator, with both its times. */
export interface SuspensionStep {
  /** The identifier under which it was recorded. */
  readonly identifier: string;
  readonly suspended: boolean;
  /** Instant from which it holds, RFC 3339 UTC. */
  readonly effectiveFrom: string;
}

/**
 * True if the benefits are suspended at the instant, under any identifier of the operator: of the steps that hold by then
 * under one identifier, in order of recording, the last one counts. Either side may suspend on its own side and tells the other (EU-US, 2012/290/EU; domain.md 0.8).
 */
export function isSuspendedAt(steps: readonly SuspensionStep[], instant: Date): boolean {
  const state = new Map<string, boolean>();
  for (const { identifier, suspended, effectiveFrom } of steps) {
    if (Date.parse(effectiveFrom) <= instant.getTime()) state.set(identifier, suspended);
  }
  return [...state.values()].includes(true);
}

/** Everything under which the asking side may have suspended the operator: as asked, as registered, and its attested aliases. */
export function identifiersOf(asked: string, statement: Statement): readonly string[] {
  const operator = operatorOf(statement);
  if (operator === undefined) return [asked];
  const { tin, identifiers } = operator;
  return [...new Set([asked, tin, ...identifiers.map(({ value }) => value)])];
}
