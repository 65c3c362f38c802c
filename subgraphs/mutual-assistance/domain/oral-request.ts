import { type AssistanceState, isOpen } from './assistance-lifecycle.ts';

/** Hours within which an oral request is confirmed in writing where the agreement states none: the project's own default. */
export const DEFAULT_CONFIRMATION_HOURS = 72;

/** An urgent request that was made orally (domain.md 3.2: orally, confirmed in writing promptly). Instants RFC 3339, UTC. */
export interface OralRequest {
  readonly madeAt: string;
  readonly confirmBy: string;
  /** Null: not confirmed yet. */
  readonly confirmedAt: string | null;
}

/** An oral request; `hours` null: the agreement states none. */
export function oralRequest(madeAt: string, hours: number | null): OralRequest {
  const until = new Date(madeAt).getTime() + (hours ?? DEFAULT_CONFIRMATION_HOURS) * 3_600_000;
  return { madeAt, confirmBy: new Date(until).toISOString(), confirmedAt: null };
}

/** Until when (RFC 3339) a request has to be confirmed in writing; null: nothing is owed. */
export function confirmationOwedBy(state: AssistanceState, oral: OralRequest | null): string | null {
  return oral !== null && oral.confirmedAt === null && isOpen(state) ? oral.confirmBy : null;
}

/** Where a request stands at an instant: what was not confirmed in time has lapsed by itself, without any step. */
export function stateAt(
  { state, oral }: { readonly state: AssistanceState; readonly oral: OralRequest | null },
  now: Date,
): AssistanceState {
  const owedBy = confirmationOwedBy(state, oral);
  return owedBy !== null && now.toISOString() > owedBy ? 'LAPSED' : state;
}
