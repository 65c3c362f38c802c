import { SCHEME_REGISTRANTS } from '../../../schema/reference/collection-schemes.ts';
import { TAX_RATE_CLASSES } from '../../../schema/reference/tax-rates.ts';
import { enumOf } from '../../runtime/enums.ts';
import { DEREGISTRATION_KINDS } from '../domain/deregistration.ts';
import { LIABLE_PARTIES } from '../domain/liability.ts';
import { MATCH_KINDS } from '../domain/possible-duplicates.ts';
import { REGISTRATION_DUTIES } from '../domain/registration-duty.ts';
import { REGISTRATION_SIDES, REGISTRATION_STATUSES } from '../domain/registration-lifecycle.ts';
import { REGISTRATION_ORDERS } from '../domain/registration-ports.ts';
import { RETURN_STATUSES } from '../domain/remittance-return.ts';
import { REPRESENTATION_SOURCES } from '../domain/representation.ts';
import { DIFFERENCE_MEASURES } from '../domain/return-differences.ts';
import { VENDOR_CHECK_OUTCOMES, VENDOR_CHECK_REASONS } from '../domain/vendor-check.ts';

export const RegistrationStatusEnum = enumOf(
  'RegistrationStatus',
  REGISTRATION_STATUSES,
  'Where a registration stands. REFUSED and DEREGISTERED are final; only ACTIVE lets goods in under the scheme.',
);
export const RegistrationSideEnum = enumOf(
  'RegistrationSide',
  REGISTRATION_SIDES,
  'DESTINATION: an officer or program of it, or a rule of its scheme. VENDOR: the vendor or its representative, by its own token.',
);
export const ApplicantCapacityEnum = enumOf(
  'ApplicantCapacity',
  SCHEME_REGISTRANTS,
  'In which capacity one registers. PLATFORM: as deemed supplier. REDELIVERER: forwards what the buyer has bought. ' +
    'INTERMEDIARY: for a vendor that it represents, one number for each of them.',
);
export const DeregistrationKindEnum = enumOf(
  'DeregistrationKind',
  DEREGISTRATION_KINDS,
  'Why a registration ended. PERSISTENT_FAILURE: the vendor cannot apply again for as long as the scheme says.',
);
export const LiablePartyEnum = enumOf(
  'LiableParty',
  LIABLE_PARTIES,
  'Who must assess, collect and remit. IMPORTER: whoever imports into the stock pays at importation, outside the scheme.',
);
export const ReturnStatusEnum = enumOf(
  'ReturnStatus',
  RETURN_STATUSES,
  'OPEN: to be filed by `dueOn`. OVERDUE: not filed by then. FILED: filed, something outstanding. PAID: nothing outstanding.',
);
export const RepresentationSourceEnum = enumOf(
  'RepresentationSource',
  REPRESENTATION_SOURCES,
  'REGISTRY: the representative’s own registry has the vendor on file as its supply-chain partner. REGISTRATION: an ACTIVE ' +
    'registration of the vendor names the representative.',
);
export const DifferenceMeasureEnum = enumOf(
  'DifferenceMeasure',
  DIFFERENCE_MEASURES,
  'What is set against what was checked at import.',
);
export const MatchKindEnum = enumOf(
  'MatchKind',
  MATCH_KINDS,
  'What two vendors have in common. NAME: without marks, signs and legal form.',
);
export const TaxClassEnum = enumOf(
  'TaxClass',
  TAX_RATE_CLASSES,
  'Class of rate of goods. REDUCED_1 is the highest reduced rate of its country.',
);
export const RegistrationDutyEnum = enumOf(
  'RegistrationDuty',
  REGISTRATION_DUTIES,
  'NO_TURNOVER_RULE: no source states a turnover from which the scheme obliges. NOT_KNOWN is never a "no".',
);
export const RegistrationOrderEnum = enumOf(
  'RegistrationOrder',
  REGISTRATION_ORDERS,
  'By application, newest or oldest first, or by the latest step, newest first.',
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
