import { findAdministration } from '../../../schema/administrations.ts';
import { legalBasesOf } from '../../../schema/contract/legal-basis.ts';
import { accepted, type Result, refused } from '../../../schema/contract/result.ts';
import type { AssistanceKind, PurposeOfUse } from '../../../schema/contract/vocabulary.ts';
import type { AssistanceAgreement, MultilateralInstrument } from '../../../schema/reference/assistance-agreements.ts';

/** Agreements between named parties, and multilateral instruments with their limits. */
export interface Instruments {
  readonly agreements: readonly AssistanceAgreement[];
  readonly multilateral: readonly MultilateralInstrument[];
}

/** What somebody wants to ask for, of whom, on which instrument, on which day (ISO date). */
export interface BasisQuestion {
  readonly agreement: string;
  readonly requesting: string;
  readonly requested: string;
  readonly kind: AssistanceKind;
  readonly purpose: PurposeOfUse;
  /** ISO 3166-1 alpha-2 of the subject: an agreement of a member state serves for what is in that state. Null: not known. */
  readonly territory: string | null;
  readonly on: string;
}

/**
 * The agreement named, if it is a legal basis for this: known, between the two, in force on the day, not ASSUMED, of the
 * matter that the purpose belongs to, and allowing the kind. Otherwise NO_LEGAL_BASIS, which says what it lacks and which
 * agreements would do.
 */
export function checkLegalBasis(instruments: Instruments, question: BasisQuestion): Result<AssistanceAgreement> {
  const { agreements, multilateral } = instruments;
  const agreement = agreements.find(({ id }) => id === question.agreement);
  const lack = agreement === undefined ? 'is not known here' : whatIsLacking(agreements, agreement, question);
  if (agreement !== undefined && lack === undefined) return accepted(agreement);
  const instrument = multilateral.find(({ id }) => id === question.agreement);
  const reason =
    instrument === undefined ? `The agreement ${agreement?.id ?? 'named'} ${lack}.` : limitsOf(instrument, question);
  return refused('NO_LEGAL_BASIS', `${reason} ${alternatives(agreements, question)}`, {
    field: 'agreement',
    rule: 'an agreement in force between the two administrations that allows the kind',
  });
}

/** Purposes of tax authorities: an instrument of the tax side serves these only, since the two are separate authorities. */
const TAX_PURPOSES: readonly PurposeOfUse[] = ['VENDOR_REGISTRATION', 'AUDIT'];

function whatIsLacking(
  agreements: readonly AssistanceAgreement[],
  agreement: AssistanceAgreement,
  question: BasisQuestion,
): string | undefined {
  const { requesting, requested, kind, on, purpose } = question;
  const { parties, inForceFrom, inForceTo, certainty, kinds, matter } = agreement;
  const memberState = memberStateOf(agreement, question);
  if (!parties.includes(requesting) || !(parties.includes(requested) || memberState !== undefined)) {
    return `is not between ${requesting} and ${requested}`;
  }
  if (on < inForceFrom) return `is in force from ${inForceFrom} only`;
  if (inForceTo !== null && on > inForceTo) return `ended on ${inForceTo}`;
  if (certainty === 'ASSUMED') return 'is assumed and not confirmed by any source';
  const prevailing = memberState === undefined ? undefined : prevailingOver(agreements, question);
  if (prevailing !== undefined) return `gives way to ${prevailing.id}, which prevails over agreements of member states`;
  if (matter === 'TAX' && !TAX_PURPOSES.includes(purpose)) return `is of the tax side and does not serve ${purpose}`;
  if (!kinds.includes(kind)) return `does not allow ${kind}`;
  return undefined;
}

/** The member state that an agreement binds and in which the subject is; undefined: it does not come in this way. */
function memberStateOf({ parties }: AssistanceAgreement, { requested, territory }: BasisQuestion): string | undefined {
  const isWithin = territory !== null && findAdministration(requested)?.tinPrefixes.includes(territory) === true;
  return isWithin && territory !== requested && parties.includes(territory) ? territory : undefined;
}

/** The agreement of the Union with the same partner that takes the place of those of its member states, if one does. */
function prevailingOver(
  agreements: readonly AssistanceAgreement[],
  { requesting, requested, on }: BasisQuestion,
): AssistanceAgreement | undefined {
  return legalBasesOf(agreements, requesting, requested, on).find(
    ({ besideMemberStates }) => besideMemberStates === 'PREVAILS',
  );
}

/** Why a multilateral instrument is no basis: by its own words, or because no source shows both as parties. */
function limitsOf({ id, limits, kinds, inForce }: MultilateralInstrument, { kind }: BasisQuestion): string {
  if (!inForce) return `${id} is not in force.`;
  return kinds.includes(kind)
    ? `${id}: no source shows both administrations as parties. ${limits}`
    : `${id} does not allow ${kind}. ${limits}`;
}

function alternatives(agreements: readonly AssistanceAgreement[], question: BasisQuestion): string {
  const { requesting, requested, kind, on } = question;
  const bases = legalBasesOf(agreements, requesting, requested, on).filter(
    (agreement) => whatIsLacking(agreements, agreement, question) === undefined,
  );
  return bases.length === 0
    ? `No agreement known here lets ${requesting} ask ${requested} for ${kind}.`
    : `${kind} may rest on: ${bases.map(({ id }) => id).join(', ')}.`;
}
