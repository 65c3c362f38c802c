import { EventCursorRow, UnbelievedEventRow } from '../../runtime/incoming-event.entities.ts';
import { OutgoingEventRow } from '../../runtime/outgoing-event.entity.ts';
import { BenefitSuspensionRow } from './benefit-suspension.entity.ts';
import {
  ChangePositionRow,
  FollowedOperatorRow,
  OperatorEventRow,
  PlannedChangeRow,
  RecognitionChangeRow,
} from './change.entities.ts';
import { ChangeFeed1764000001000 } from './change-feed.migration.ts';
import { ConsultationRow } from './consultation.entity.ts';
import { Initial1764000000000 } from './initial.migration.ts';
import { LogHeadRow } from './log-head.entity.ts';
import { LogStampRow } from './log-stamp.entity.ts';
import { MisuseAlertRow } from './misuse-alert.entity.ts';
import { NameMismatchRow } from './name-mismatch.entity.ts';
import { UnreferencedQuestionRow } from './unreferenced-question.entity.ts';

/** The tables of the recognition service. */
export const RECOGNITION_ENTITIES = [
  ...[ConsultationRow, BenefitSuspensionRow, OutgoingEventRow, LogHeadRow, LogStampRow],
  ...[RecognitionChangeRow, ChangePositionRow, FollowedOperatorRow, PlannedChangeRow, OperatorEventRow],
  ...[MisuseAlertRow, NameMismatchRow, UnreferencedQuestionRow, EventCursorRow, UnbelievedEventRow],
];

/** How they came about, oldest first. */
export const RECOGNITION_MIGRATIONS = [Initial1764000000000, ChangeFeed1764000001000];
