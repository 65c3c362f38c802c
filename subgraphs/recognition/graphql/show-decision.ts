import type { StandingCoverage } from '../../../schema/contract/coverage-on.ts';
import type { Arrangement, ArrangementCoverage } from '../../../schema/reference/arrangements.ts';
import { BENEFITS } from '../../../schema/reference/benefits.ts';
import type { Conclusion } from '../service/prove.ts';
import type { BenefitType } from './administration.type.ts';
import type { ArrangementCoverageType, MutualRecognitionArrangementType } from './arrangement.type.ts';
import type { RecognitionDecisionType } from './decision.type.ts';

const benefitsByCode = new Map(BENEFITS.map((benefit) => [benefit.code, benefit]));

/** A conclusion as the graph shows it. */
export function showDecision(conclusion: Conclusion): RecognitionDecisionType {
  const { question, applied, on } = conclusion;
  return {
    outcome: conclusion.outcome,
    reasons: conclusion.reasons,
    arrangement: applied === null ? null : showApplied(applied),
    benefits: showBenefits(conclusion.benefits),
    evaluated: {
      role: question.role,
      mode: question.mode,
      on: on.toISOString(),
      nameCompared: conclusion.nameCompared,
    },
    basis: conclusion.basis,
    factsAsOf: conclusion.factsAsOf.toISOString(),
    notices: conclusion.notices,
    statement: conclusion.attestation,
    consultationNumber: conclusion.consultationNumber,
    receipt: conclusion.receipt,
    nextStep: conclusion.nextStep,
    retryAfterSeconds: conclusion.retryAfterSeconds,
    assistance: conclusion.assistance,
  };
}

/** An arrangement as the graph shows it, with the rows given or all of them. */
export function showArrangement(
  arrangement: Arrangement,
  coverage: readonly ArrangementCoverage[] = arrangement.coverage,
): MutualRecognitionArrangementType {
  const { id, version, timeZone, status, signedOn, inForceFrom, terminatedOn, certainty, source } = arrangement;
  return {
    id,
    version,
    timeZone,
    status,
    signedOn,
    inForceFrom,
    terminatedOn,
    certainty,
    source,
    parties: arrangement.parties.map((code) => ({ code })),
    coverage: coverage.map(showCoverage),
  };
}

/** Benefits by their codes. */
export function showBenefits(codes: readonly string[]): BenefitType[] {
  return codes.flatMap((code) => {
    const benefit = benefitsByCode.get(code);
    if (benefit === undefined) return [];
    const { scope, title, description } = benefit;
    return [{ code, scope, title, description }];
  });
}

function showApplied({ arrangement, coverage }: StandingCoverage): MutualRecognitionArrangementType {
  return showArrangement(arrangement, [coverage]);
}

function showCoverage(row: ArrangementCoverage): ArrangementCoverageType {
  return {
    authorising: { code: row.authorising },
    recognising: { code: row.recognising },
    inForceFrom: row.inForceFrom,
    inForceTo: row.inForceTo,
    interruptions: row.interruptions,
    historyMonths: row.historyMonths,
    roles: row.roles,
    authorizationTypes: row.authorizationTypes,
    modes: row.modes,
    benefits: showBenefits(row.benefits),
    acceptsThirdPartyValidation: row.acceptsThirdPartyValidation,
    requiresCurrentValidation: row.requiresCurrentValidation,
    maximumAttestationAgeHours: row.maximumAttestationAgeHours,
  };
}
