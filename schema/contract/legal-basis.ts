import type { AssistanceAgreement } from '../reference/assistance-agreements.ts';
import type { AssistanceKind } from './vocabulary.ts';
import { AGREEMENT_FORMS, SOURCE_CERTAINTIES } from './vocabulary.ts';

/** Customs before tax, surer before less sure, more binding before less binding, then by id: the order is total. */
function precedence(a: AssistanceAgreement, b: AssistanceAgreement): number {
  return (
    Number(a.matter === 'TAX') - Number(b.matter === 'TAX') ||
    SOURCE_CERTAINTIES.indexOf(a.certainty) - SOURCE_CERTAINTIES.indexOf(b.certainty) ||
    AGREEMENT_FORMS.indexOf(a.form) - AGREEMENT_FORMS.indexOf(b.form) ||
    (a.id < b.id ? -1 : 1)
  );
}

/**
 * Every agreement that binds both administrations on that day (ISO date, first and last day included), the best basis
 * first; none on an ASSUMED row, none with oneself.
 */
export function legalBasesOf(
  agreements: readonly AssistanceAgreement[],
  a: string,
  b: string,
  on: string,
): readonly AssistanceAgreement[] {
  if (a === b) return [];
  return agreements
    .filter(
      (agreement) =>
        agreement.parties.includes(a) &&
        agreement.parties.includes(b) &&
        agreement.certainty !== 'ASSUMED' &&
        agreement.inForceFrom <= on &&
        (agreement.inForceTo === null || on <= agreement.inForceTo),
    )
    .sort(precedence);
}

/**
 * The agreement on which one administration may ask another for assistance of a kind on a day (ISO date); undefined: there
 * is no legal basis. WTO TFA article 12 is none, since it obliges nobody to start enquiries (domain.md 0.9).
 */
export function findLegalBasis(
  agreements: readonly AssistanceAgreement[],
  requesting: string,
  requested: string,
  kind: AssistanceKind,
  on: string,
): AssistanceAgreement | undefined {
  return legalBasesOf(agreements, requesting, requested, on).find((agreement) => agreement.kinds.includes(kind));
}
