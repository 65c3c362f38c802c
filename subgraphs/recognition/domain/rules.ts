import type { CoverageStanding } from '../../../schema/contract/coverage-on.ts';
import type { RecognitionReason } from '../../../schema/contract/recognition.ts';
import type { ArrangementStatus } from '../../../schema/contract/vocabulary.ts';
import type { ArrangementCoverage } from '../../../schema/reference/arrangements.ts';
import { authorizationReasons } from './authorization-reasons.ts';
import { namesAgree } from './compare-names.ts';
import { isTooOld } from './last-known.ts';
import type { Question, Situation, Statement } from './situation.ts';

/** Version of the table below; receipts name it. */
export const RULES_VERSION = '2';

/** One rule: what it looks at, the reasons it finds against, and where it comes from. */
export interface Rule {
  readonly id: string;
  readonly source: string;
  /** `row`: the coverage row that applies, if one does. */
  readonly find: (situation: Situation, row: ArrangementCoverage | undefined) => readonly RecognitionReason[];
}

/** Why no row is in force, by where the rows stand; the first that some row gives is the nearest to recognition. */
const STANDING_REASONS = {
  IN_FORCE: null,
  SUSPENDED: 'ARRANGEMENT_SUSPENDED',
  UNCONFIRMED: 'ARRANGEMENT_UNCONFIRMED',
  NOT_YET_IN_FORCE: 'ARRANGEMENT_NOT_YET_IN_FORCE',
  TERMINATED: 'ARRANGEMENT_TERMINATED',
} as const satisfies Record<CoverageStanding, RecognitionReason | null>;

/** What an arrangement without a row in this direction amounts to: work towards one is not one (domain.md 2.1). */
const ROWLESS_REASONS = {
  COMPARING_PROGRAMMES: 'NO_ARRANGEMENT',
  VALIDATING_JOINTLY: 'NO_ARRANGEMENT',
  DRAFTING: 'NO_ARRANGEMENT',
  SIGNED: 'ARRANGEMENT_NOT_YET_IN_FORCE',
  PILOT: 'NO_ARRANGEMENT',
  IN_FORCE: 'NO_ARRANGEMENT',
  SUSPENDED: 'ARRANGEMENT_SUSPENDED',
  TERMINATED: 'ARRANGEMENT_TERMINATED',
} as const satisfies Record<ArrangementStatus, RecognitionReason>;

/** What a statement, or the lack of one, says by itself. */
const STATEMENT_REASONS = {
  NOT_ASKED: null,
  OPERATOR: null,
  NEGATIVE: 'UNKNOWN_OR_NOT_DISCLOSED',
  SILENT: 'REGISTRY_UNAVAILABLE',
  REFUSED: 'REGISTRY_REFUSED',
  INVALID: 'ATTESTATION_INVALID',
  TOO_OLD: 'ATTESTATION_TOO_OLD',
} as const satisfies Record<Statement['kind'], RecognitionReason | null>;

/** The rules, in the order in which an officer would put the questions. Every one is asked; none hides another. */
export const RULES: readonly Rule[] = [
  {
    id: 'OWN',
    source: 'SAFE FoS: recognition is of a partner’s operators; one’s own are under the national programme.',
    find: ({ asking, home }) => (asking === home.code ? ['OWN_OPERATOR'] : []),
  },
  {
    id: 'ARRANGEMENT',
    source:
      'domain.md 0.1, 0.2, 2.1: direction by direction; signed is not in force; an action plan is not an arrangement.',
    find: (situation) => (situation.asking === situation.home.code ? [] : arrangementReasons(situation)),
  },
  {
    id: 'ROLE',
    source: 'domain.md 0.1: arrangements are narrow by role.',
    find: ({ question, coverage }) => {
      const rows = inForce(coverage);
      return rows.length === 0 || rows.some(({ roles }) => roles.includes(question.role)) ? [] : ['ROLE_NOT_COVERED'];
    },
  },
  {
    id: 'MODE',
    source:
      'domain.md 2.1: phased starts by mode and port, e.g. Mainland China-Hong Kong land 2014-05-18, air and sea 2014-09-01.',
    find: ({ question, coverage }) => modeReasons(question, inForce(coverage)),
  },
  {
    id: 'HISTORY',
    source: 'sketch of the contract, historyMonths: how far back a partner may be told; beyond it nothing can be said.',
    find: ({ question, now }, row) => (isBeforeHistory(question.on, now, row) ? ['HISTORY_UNAVAILABLE'] : []),
  },
  {
    id: 'HOST_SUSPENSION',
    source:
      'EU-US, 2012/290/EU: either side may suspend benefits for the other’s member and tells the other (domain.md 0.8).',
    find: ({ benefitsSuspended }) => (benefitsSuspended ? ['BENEFITS_SUSPENDED_BY_RECOGNISING_SIDE'] : []),
  },
  {
    id: 'CONNECTION',
    source: 'architecture.md: a party without a registry here can tell nothing; that is not a no.',
    find: ({ home }) => (home.registry === 'NOT_CONNECTED' ? ['REGISTRY_NOT_CONNECTED'] : []),
  },
  {
    id: 'STATEMENT',
    source: 'architecture.md, rules 1 and 2: only a signed statement counts; silence decides nothing.',
    find: ({ statement }) => {
      const reason = STATEMENT_REASONS[statement.kind];
      return reason === null ? [] : [reason];
    },
  },
  {
    id: 'LAST_KNOWN',
    source: 'sketch of the contract, maximumAttestationAgeHours: how old a last known statement may be.',
    find: ({ statement, now }, row) => {
      const lastKnown = statement.kind === 'SILENT' ? statement.lastKnown : undefined;
      const isOverAge = lastKnown !== undefined && row !== undefined && isTooOld(lastKnown, now, row);
      return isOverAge ? ['ATTESTATION_TOO_OLD'] : [];
    },
  },
  {
    id: 'ALIAS',
    source:
      'domain.md 0.3, 1.2: an identifier toward one destination is attested by its owner’s administration, never assumed.',
    find: ({ statement, question: { alias } }) =>
      statement.kind === 'OPERATOR' &&
      alias !== null &&
      !statement.operator.identifiers.some(({ value }) => value === alias)
        ? ['UNKNOWN_OR_NOT_DISCLOSED']
        : [],
  },
  {
    id: 'AUTHORIZATION',
    source: 'domain.md 7 (tiers, status, validity); note VIII (validation); the row applied.',
    find: ({ statement, question, home, now }, row) =>
      statement.kind === 'OPERATOR' && row !== undefined && !isBeforeHistory(question.on, now, row)
        ? authorizationReasons(statement.operator, row, question, home.timeZone)
        : [],
  },
  {
    id: 'NAME',
    source:
      'domain.md 1.2, 1.4: a code without its name is used by others (piggybacking); Hong Kong demands agreement.',
    find: ({ statement, question: { declaredName } }) =>
      statement.kind === 'OPERATOR' &&
      declaredName !== null &&
      !namesAgree(declaredName, [statement.operator.legalName, ...statement.operator.tradingNames])
        ? ['NAME_MISMATCH']
        : [],
  },
];

function arrangementReasons({ arrangements, coverage }: Situation): readonly RecognitionReason[] {
  if (inForce(coverage).length > 0) return [];
  for (const [standing, reason] of Object.entries(STANDING_REASONS)) {
    if (reason !== null && coverage.some((row) => row.standing === standing)) return [reason];
  }
  const rowless = arrangements.map(({ status, certainty }) =>
    certainty === 'ASSUMED' ? 'ARRANGEMENT_UNCONFIRMED' : ROWLESS_REASONS[status],
  );
  return [rowless.find((reason) => reason !== 'NO_ARRANGEMENT') ?? 'NO_ARRANGEMENT'];
}

function modeReasons({ role, mode }: Question, rows: readonly ArrangementCoverage[]): readonly RecognitionReason[] {
  const forRole = rows.filter(({ roles }) => roles.includes(role));
  if (forRole.length === 0 || forRole.some(({ modes }) => modes.length === 0)) return [];
  if (mode === null) return ['MODE_NOT_STATED'];
  return forRole.some(({ modes }) => modes.includes(mode)) ? [] : ['MODE_NOT_COVERED'];
}

/** An instant further back than the row lets a partner be told. */
function isBeforeHistory(on: Date, now: Date, row: ArrangementCoverage | undefined): boolean {
  if (row === undefined || row.historyMonths === null) return false;
  const earliest = new Date(now);
  earliest.setUTCMonth(earliest.getUTCMonth() - row.historyMonths);
  // A day that the earlier month does not have: its last one, or a month back from 31 March would be 3 March.
  if (earliest.getUTCDate() !== now.getUTCDate()) earliest.setUTCDate(0);
  return on < earliest;
}

function inForce(coverage: Situation['coverage']): ArrangementCoverage[] {
  return coverage.filter(({ standing }) => standing === 'IN_FORCE').map((row) => row.coverage);
}
