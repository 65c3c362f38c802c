import type { Administration, AdministrationCode } from '../../../schema/administrations.ts';
import { findLegalBasis } from '../../../schema/contract/legal-basis.ts';
import type { AssistanceKind, OperatorRole, PurposeOfUse, SafeCriterion } from '../../../schema/contract/vocabulary.ts';
import type { AssistanceAgreement } from '../../../schema/reference/assistance-agreements.ts';

/** A request for assistance, ready to be sent with `submitAssistanceRequest`. */
export interface AssistanceDraft {
  readonly requested: AdministrationCode;
  readonly kind: AssistanceKind;
  readonly agreement: string;
  readonly reason: string;
  readonly facts: string;
  readonly purpose: PurposeOfUse;
  readonly subjectTin: string;
  readonly criteria: readonly SafeCriterion[];
}

/** What is asked to be verified where no status is recognised: compliance, records, and the security of the goods. */
const CRITERIA: readonly SafeCriterion[] = ['A_DEMONSTRATED_COMPLIANCE', 'B_COMMERCIAL_RECORDS', 'G_CARGO_SECURITY'];

/**
 * The request that the asking administration could send instead of recognising; undefined where no agreement in force
 * allows it. Assistance reaches wider than recognition (domain.md 3.1: Hong Kong has 34 arrangements on assistance, 17 on
 * recognition). `on`: ISO date.
 */
export function draftAssistance(
  agreements: readonly AssistanceAgreement[],
  asking: AdministrationCode,
  home: Administration,
  question: { readonly tin: string; readonly role: OperatorRole; readonly purpose: PurposeOfUse },
  on: string,
): AssistanceDraft | undefined {
  const kind: AssistanceKind = 'OPERATOR_VALIDATION';
  const agreement = findLegalBasis(agreements, asking, home.code, kind, on);
  if (agreement === undefined) return undefined;
  return {
    requested: home.code,
    kind,
    agreement: agreement.id,
    reason: `No mutual recognition arrangement covers operators of ${home.name} here.`,
    facts: `The operator ${question.tin} acts as ${question.role} in a consignment under the purpose ${question.purpose}.`,
    purpose: question.purpose,
    subjectTin: question.tin,
    criteria: CRITERIA,
  };
}
