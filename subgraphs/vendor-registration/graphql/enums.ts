import { enumOf } from '../../runtime/enums.ts';
import { REGISTRATION_STATUSES } from '../domain/registration-lifecycle.ts';
import { RETURN_STATUSES } from '../domain/remittance-return.ts';
import { VENDOR_CHECK_OUTCOMES, VENDOR_CHECK_REASONS } from '../domain/vendor-check.ts';

export const RegistrationStatusEnum = enumOf(
  'RegistrationStatus',
  REGISTRATION_STATUSES,
  'Where a registration stands. REFUSED and DEREGISTERED are final; only ACTIVE lets goods in under the scheme.',
);
export const ReturnStatusEnum = enumOf(
  'ReturnStatus',
  RETURN_STATUSES,
  'OPEN: to be filed by `dueOn`. OVERDUE: not filed by then. FILED: filed, something outstanding. PAID: nothing outstanding.',
);
export const VendorCheckOutcomeEnum = enumOf(
  'VendorCheckOutcome',
  VENDOR_CHECK_OUTCOMES,
  'UNDETERMINED is never a "no": what would decide cannot be told.',
);
export const VendorCheckReasonEnum = enumOf(
  'VendorCheckReason',
  VENDOR_CHECK_REASONS,
  'Why the outcome is what it is. CURRENCY_NOT_CONVERTIBLE is a doubt; each other one speaks against by itself.',
);
