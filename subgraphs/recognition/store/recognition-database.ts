import { EventCursorRow, UnbelievedEventRow } from '../../runtime/incoming-event.entities.ts';
import { OutgoingEventRow, RelayedEventRow } from '../../runtime/outgoing-event.entity.ts';
import { BenefitSuspensionRow } from './benefit-suspension.entity.ts';
import { ConsultationRow } from './consultation.entity.ts';
import { Initial1764000000000 } from './initial.migration.ts';
import { LogHeadRow } from './log-head.entity.ts';
import { LogStampRow } from './log-stamp.entity.ts';
import { MisuseAlertRow } from './misuse-alert.entity.ts';
import { NameMismatchRow } from './name-mismatch.entity.ts';
import { UnreferencedQuestionRow } from './unreferenced-question.entity.ts';

/** The tables of the recognition service. */
export const RECOGNITION_ENTITIES = [
  ...[ConsultationRow, BenefitSuspensionRow, OutgoingEventRow, RelayedEventRow, LogHeadRow, LogStampRow],
  ...[MisuseAlertRow, NameMismatchRow, UnreferencedQuestionRow, EventCursorRow, UnbelievedEventRow],
];

/** How they came about, oldest first. */
export const RECOGNITION_MIGRATIONS = [Initial1764000000000];
