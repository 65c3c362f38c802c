import { isSealed } from '../../../schema/contract/sealed-statement.ts';
import { mayRely } from '../domain/last-known.ts';
import type { KeptStatement } from '../store/last-known.store.ts';
import type { ReadSituation } from './read-situations.ts';

/**
 * What of a request is kept to be relied on, and of whom no earlier word may be: whatever a registry says takes the place
 * of what it said before. A sealed statement is not kept: its registry tells nothing on the gateway’s word alone, and that
 * is whose word a question is on while the registry is silent.
 */
export function toBeRelied(
  answered: readonly Pick<ReadSituation, 'key' | 'read' | 'situation'>[],
  now: Date,
): { readonly statements: readonly KeptStatement[]; readonly without: readonly string[] } {
  const statements: KeptStatement[] = [];
  const without: string[] = [];
  for (const { key, read, situation } of answered) {
    const { tin } = key;
    const { statement, proof } = read;
    const isSaid = statement.kind === 'OPERATOR' || statement.kind === 'NEGATIVE';
    if (proof === null || !isSaid || !mayRely(situation)) continue;
    const { attestation, madeAt, relyUntil } = proof;
    if (statement.kind !== 'OPERATOR' || relyUntil <= now || isSealed(attestation)) without.push(tin);
    else statements.push({ tin, operator: statement.operator.tin, attestation, madeAt, relyUntil });
  }
  return { statements, without };
}
