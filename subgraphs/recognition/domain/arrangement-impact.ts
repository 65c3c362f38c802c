import type { AdministrationCode } from '../../../schema/administrations.ts';
import {
  RECOGNITION_REASONS,
  type RecognitionOutcome,
  type RecognitionReason,
} from '../../../schema/contract/recognition.ts';
import { OPERATOR_ROLES, type OperatorRole, type TransportMode } from '../../../schema/contract/vocabulary.ts';
import type { Arrangement, ArrangementCoverage } from '../../../schema/reference/arrangements.ts';
import { decide, isDecidedWithoutRegistry } from './decide.ts';
import type { Situation } from './situation.ts';

/** A row that the caller's administration might agree to, in the direction in which it would recognise. */
export interface CoverageDraft {
  /** Null: as if it had been in force throughout. */
  readonly inForceFrom: string | null;
  readonly inForceTo: string | null;
  /** Empty: every role. */
  readonly roles: readonly OperatorRole[];
  readonly authorizationTypes: readonly string[];
  readonly modes: readonly TransportMode[];
  readonly acceptsThirdPartyValidation: boolean;
}

/** What an arrangement with one partner might say; no row: as if there were none. */
export interface ArrangementDraft {
  readonly partner: AdministrationCode;
  readonly coverage: readonly CoverageDraft[];
}

/** Questions whose answer would change alike. */
export interface ImpactRow {
  readonly partner: AdministrationCode;
  readonly from: RecognitionOutcome;
  readonly to: RecognitionOutcome;
  /** Why the new answer would be what it is; empty where it would be RECOGNISED. */
  readonly reasons: readonly RecognitionReason[];
  readonly count: number;
}

/** How the answers to questions would change under a draft. */
export interface ArrangementImpact {
  readonly considered: number;
  readonly unchanged: number;
  readonly changed: number;
  /** The home registry would have to be asked: no statement is at hand, or none that it would make again under the draft. */
  readonly cannotBeKnown: number;
  /** The most frequent first. */
  readonly rows: readonly ImpactRow[];
}

/** A day before any question. */
const ALWAYS = '1970-01-01';

/** The arrangements as they would be under the draft: its rows stand in the place of those in that direction. */
export function withDraft(
  arrangements: readonly Arrangement[],
  recognising: AdministrationCode,
  draft: ArrangementDraft,
  timeZone: string,
): Arrangement[] {
  const isReplaced = (row: ArrangementCoverage) => row.authorising === draft.partner && row.recognising === recognising;
  const others = arrangements
    .filter(
      ({ parties }) => !(parties.length === 2 && parties.includes(draft.partner) && parties.includes(recognising)),
    )
    .map((arrangement) => ({ ...arrangement, coverage: arrangement.coverage.filter((row) => !isReplaced(row)) }));
  if (draft.coverage.length === 0) return others;
  return [...others, draftedArrangement(recognising, draft, timeZone)];
}

/** Compares the answers before and after. Situations are of the same questions, in the same order. */
export function impactOf(
  pairs: readonly { readonly before: Situation; readonly after: Situation }[],
): ArrangementImpact {
  const rows = new Map<string, ImpactRow>();
  let unchanged = 0;
  let cannotBeKnown = 0;
  for (const { before, after } of pairs) {
    const from = decide(before, false);
    const to = decide(after, false);
    if (isUnknown(before, after)) cannotBeKnown += 1;
    else if (from.outcome === to.outcome && from.reasons.join() === to.reasons.join()) unchanged += 1;
    else {
      const row = { partner: after.home.code, from: from.outcome, to: to.outcome, reasons: to.reasons };
      const key = JSON.stringify(row);
      rows.set(key, { ...row, count: (rows.get(key)?.count ?? 0) + 1 });
    }
  }
  return {
    considered: pairs.length,
    unchanged,
    changed: pairs.length - unchanged - cannotBeKnown,
    cannotBeKnown,
    rows: [...rows.values()].sort((a, b) => b.count - a.count || order(a) - order(b)),
  };
}

/**
 * What a registry would have to be asked: the answer before, where none was asked though it decides; the answer after,
 * where no statement is at hand. A negative one that was made while nothing was in force says only that there was no
 * arrangement: under a draft it would be another.
 */
function isUnknown(before: Situation, after: Situation): boolean {
  if (before.statement.kind === 'NOT_ASKED' && !isDecidedWithoutRegistry(before)) return true;
  if (isDecidedWithoutRegistry(after)) return false;
  const { kind } = after.statement;
  if (kind === 'NEGATIVE') return before.coverage.every(({ standing }) => standing !== 'IN_FORCE');
  return kind !== 'OPERATOR';
}

function order({ reasons: [first] }: ImpactRow): number {
  return first === undefined ? -1 : RECOGNITION_REASONS.indexOf(first);
}

function draftedArrangement(
  recognising: AdministrationCode,
  { partner, coverage }: ArrangementDraft,
  timeZone: string,
): Arrangement {
  const source = 'draft';
  return {
    id: 'DRAFT',
    parties: [partner, recognising],
    version: 1,
    recordedOn: ALWAYS,
    timeZone,
    status: 'IN_FORCE',
    signedOn: null,
    signedPrecision: null,
    inForceFrom: ALWAYS,
    terminatedOn: null,
    certainty: 'CONFIRMED_BY_PARTY',
    asOf: ALWAYS,
    source,
    remark: null,
    coverage: coverage.map((row) => ({
      authorising: partner,
      recognising,
      inForceFrom: row.inForceFrom ?? ALWAYS,
      inForceTo: row.inForceTo,
      interruptions: [],
      historyMonths: null,
      roles: row.roles.length === 0 ? OPERATOR_ROLES : row.roles,
      authorizationTypes: row.authorizationTypes,
      modes: row.modes,
      benefits: [],
      acceptsThirdPartyValidation: row.acceptsThirdPartyValidation,
      requiresCurrentValidation: false,
      maximumAttestationAgeHours: 0,
      certainty: 'CONFIRMED_BY_PARTY',
      source,
      remark: null,
    })),
  };
}
