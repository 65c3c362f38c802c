import type { CriterionAssessmentImport } from '../../schema/contract/operator-import.ts';
import {
  type AssessmentBasis,
  type CriterionResult,
  type OperatorRole,
  SAFE_CRITERIA,
  type SafeCriterion,
} from '../../schema/contract/vocabulary.ts';
import type { Life } from './demonstration-cases.ts';

/** Roles that move no conveyance, so that criterion H does not arise. */
const WITHOUT_CONVEYANCE: readonly OperatorRole[] = [
  'CUSTOMS_BROKER',
  'INTERMEDIARY',
  'E_PLATFORM',
  'E_PAYMENT_COMPANY',
];

/** Criteria that a post meets by its certificates of the UPU's security standards (note, V and note 6). */
const POSTAL_BASES: Partial<Readonly<Record<SafeCriterion, AssessmentBasis>>> = {
  G_CARGO_SECURITY: 'UPU_S59',
  H_CONVEYANCE_SECURITY: 'UPU_S59',
  I_PREMISES_SECURITY: 'UPU_S58',
  J_PERSONNEL_SECURITY: 'UPU_S58',
};

function resultOf(
  criterion: SafeCriterion,
  roles: readonly OperatorRole[],
  life: Life,
): [CriterionResult, string | null] {
  if (life === 'PARTLY_MET' && criterion === 'F_INFORMATION_EXCHANGE') {
    return ['PARTLY_MET', 'Access rights of former staff are withdrawn within a week; same-day withdrawal is agreed.'];
  }
  if (life === 'REVOKED' && roles.includes('WAREHOUSE_OPERATOR') && criterion === 'I_PREMISES_SECURITY') {
    return ['NOT_MET', 'The fence on the quay side was open on two visits.'];
  }
  if (criterion === 'H_CONVEYANCE_SECURITY' && roles.every((role) => WITHOUT_CONVEYANCE.includes(role))) {
    return ['NOT_APPLICABLE', 'The operator moves no conveyances.'];
  }
  return ['MET', null];
}

/** All 13 criteria with their results, as the newest validation of such an operator found them. */
export function demonstrationCriteria(roles: readonly OperatorRole[], life: Life): CriterionAssessmentImport[] {
  const post = roles.includes('POSTAL_OPERATOR');
  return SAFE_CRITERIA.map((criterion) => {
    const [result, remark] = resultOf(criterion, roles, life);
    return { criterion, result, basis: (post ? POSTAL_BASES[criterion] : undefined) ?? 'DIRECT', remark };
  });
}
