import { ASSISTANCE_MATTERS, MEMBER_STATE_RELATIONS } from '../../../schema/reference/assistance-agreements.ts';
import { enumOf } from '../../runtime/enums.ts';
import { ASSISTANCE_ACTIONS, ASSISTANCE_SIDES, ASSISTANCE_STATES } from '../domain/assistance-lifecycle.ts';
import { REQUEST_ORDERS } from '../domain/assistance-ports.ts';
import { ASSISTANCE_OUTCOMES, POSTPONEMENT_GROUNDS, REFUSAL_GROUNDS } from '../domain/assistance-request.ts';
import { FURTHER_USE_STATES } from '../domain/further-use.ts';
import { REMINDER_REASONS } from '../domain/reminders.ts';
import { NATURES_OF_PROCEEDINGS } from '../domain/request-particulars.ts';

export const AssistanceStateEnum = enumOf(
  'AssistanceState',
  ASSISTANCE_STATES,
  'Where a request stands; overdue is a flag and no state. DRAFT: not sent, its own side alone knows of it. LAPSED: made orally and not confirmed in writing in time.',
);
export const AssistanceActionEnum = enumOf(
  'AssistanceAction',
  ASSISTANCE_ACTIONS,
  'What may be done to a request, by the name of the mutation.',
);
export const AssistanceSideEnum = enumOf('AssistanceSide', ASSISTANCE_SIDES, 'The two parties of a request.');
export const AssistanceDirectionEnum = enumOf(
  'AssistanceDirection',
  ['INCOMING', 'OUTGOING'],
  'INCOMING: to the asking administration. OUTGOING: from it.',
);
export const AssistanceRequestOrderEnum = enumOf(
  'AssistanceRequestOrder',
  REQUEST_ORDERS,
  'SUBMITTED: newest first. DUE: the earliest day for the answer first, as the last step left it.',
);
export const AssistanceOutcomeEnum = enumOf(
  'AssistanceOutcome',
  ASSISTANCE_OUTCOMES,
  'Whether what was asked to be verified is so.',
);
export const RefusalGroundEnum = enumOf(
  'RefusalGround',
  REFUSAL_GROUNDS,
  'Grounds on which assistance agreements let an administration decline.',
);
export const PostponementGroundEnum = enumOf(
  'PostponementGround',
  POSTPONEMENT_GROUNDS,
  'Grounds on which assistance agreements let an administration postpone: assistance would interfere with something under way.',
);
export const NatureOfProceedingsEnum = enumOf(
  'NatureOfProceedings',
  NATURES_OF_PROCEEDINGS,
  'The proceedings for which assistance is asked.',
);
export const FurtherUseStateEnum = enumOf(
  'FurtherUseState',
  FURTHER_USE_STATES,
  'Where a wish to use an answer for another purpose stands.',
);
export const ReminderReasonEnum = enumOf(
  'AssistanceReminderReason',
  REMINDER_REASONS,
  'Why a side is reminded: the day has passed, comes within 14 days, or something is owed.',
);
export const AssistanceMatterEnum = enumOf(
  'AssistanceMatter',
  ASSISTANCE_MATTERS,
  'Customs and tax (VAT) assistance are separate instruments with separate authorities.',
);
export const MemberStateRelationEnum = enumOf(
  'MemberStateRelation',
  MEMBER_STATE_RELATIONS,
  'PREVAILS: it takes the place of agreements of member states. COEXISTS: these stand beside it.',
);
export const StatedOrDefaultEnum = enumOf(
  'StatedOrDefault',
  ['STATED', 'DEFAULT'],
  'STATED: the text says so. DEFAULT: no text that was read does, and this project’s own default applies.',
);
