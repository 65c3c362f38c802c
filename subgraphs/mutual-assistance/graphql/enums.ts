import { enumOf } from '../../runtime/enums.ts';
import { ASSISTANCE_STATES } from '../domain/assistance-lifecycle.ts';
import { ASSISTANCE_OUTCOMES, REFUSAL_GROUNDS } from '../domain/assistance-request.ts';

export const AssistanceStateEnum = enumOf(
  'AssistanceState',
  ASSISTANCE_STATES,
  'Where a request stands. COMPLETED, REFUSED and WITHDRAWN are final; overdue is a flag and no state.',
);
export const AssistanceDirectionEnum = enumOf(
  'AssistanceDirection',
  ['INCOMING', 'OUTGOING'],
  'INCOMING: requests to the asking administration. OUTGOING: its own.',
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
