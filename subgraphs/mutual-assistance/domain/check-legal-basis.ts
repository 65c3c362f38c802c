import { legalBasesOf } from '../../../schema/contract/legal-basis.ts';
import type { AssistanceKind } from '../../../schema/contract/vocabulary.ts';
import type { AssistanceAgreement } from '../../../schema/reference/assistance-agreements.ts';
import { accepted, type Result, refused } from './result.ts';

/** What somebody wants to ask for, of whom, on which instrument, on which day (ISO date). */
export interface BasisQuestion {
  readonly agreement: string;
  readonly requesting: string;
  readonly requested: string;
  readonly kind: AssistanceKind;
  readonly on: string;
}

/**
 * The agreement named, if it is a legal basis for this: known, between the two, in force on the day, not ASSUMED, and
 * allowing the kind. Otherwise NO_LEGAL_BASIS, which says what it lacks and which agreements would do.
 */
export function checkLegalBasis(
  agreements: readonly AssistanceAgreement[],
  question: BasisQuestion,
): Result<AssistanceAgreement> {
  const agreement = agreements.find(({ id }) => id === question.agreement);
  const lack = agreement === undefined ? 'is not known here' : whatIsLacking(agreement, question);
  if (agreement !== undefined && lack === undefined) return accepted(agreement);
  return refused(
    'NO_LEGAL_BASIS',
    `The agreement ${agreement?.id ?? 'named'} ${lack}. ${alternatives(agreements, question)}`,
    { field: 'agreement', rule: 'an agreement in force between the two administrations that allows the kind' },
  );
}

function whatIsLacking(agreement: AssistanceAgreement, question: BasisQuestion): string | undefined {
  const { requesting, requested, kind, on } = question;
  const { parties, inForceFrom, inForceTo, certainty, kinds } = agreement;
  if (!parties.includes(requesting) || !parties.includes(requested)) {
    return `is not between ${requesting} and ${requested}`;
  }
  if (on < inForceFrom) return `is in force from ${inForceFrom} only`;
  if (inForceTo !== null && on > inForceTo) return `ended on ${inForceTo}`;
  if (certainty === 'ASSUMED') return 'is assumed and not confirmed by any source';
  if (!kinds.includes(kind)) return `does not allow ${kind}`;
  return undefined;
}

function alternatives(
  agreements: readonly AssistanceAgreement[],
  { requesting, requested, kind, on }: BasisQuestion,
): string {
  const bases = legalBasesOf(agreements, requesting, requested, on).filter(({ kinds }) => kinds.includes(kind));
  return bases.length === 0
    ? `No agreement known here lets ${requesting} ask ${requested} for ${kind}.`
    : `${kind} may rest on: ${bases.map(({ id }) => id).join(', ')}.`;
}
