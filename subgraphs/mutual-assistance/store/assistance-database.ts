import { MUTUAL_ASSISTANCE_SUBGRAPH } from '../../../schema/contract/subgraph-names.ts';
import { type Database, type DatabaseLocation, openDatabase } from '../../runtime/database.ts';
import { FollowedChangeRow } from '../../runtime/followed-change.entity.ts';
import { OutgoingEventRow, RelayedEventRow } from '../../runtime/outgoing-event.entity.ts';
import { AssistanceDraftEntity } from './assistance-draft.entity.ts';
import { AssistanceEventEntity } from './assistance-event.entity.ts';
import { AssistanceEvidenceEntity } from './assistance-evidence.entity.ts';
import { AssistanceRequestEntity } from './assistance-request.entity.ts';
import { CaseDeliveryEntity } from './case-delivery.entity.ts';
import { Initial1764000000000 } from './initial.migration.ts';
import { SpontaneousInformationEntity } from './spontaneous-information.entity.ts';

/** Opens this subgraph's database at its newest migration; `name` is that of the file, or of the PostgreSQL schema. */
export function openAssistanceDatabase(
  location: DatabaseLocation,
  name: string = MUTUAL_ASSISTANCE_SUBGRAPH,
): Promise<Database> {
  return openDatabase(
    {
      name,
      entities: [
        AssistanceRequestEntity,
        AssistanceEventEntity,
        AssistanceEvidenceEntity,
        AssistanceDraftEntity,
        SpontaneousInformationEntity,
        CaseDeliveryEntity,
        OutgoingEventRow,
        RelayedEventRow,
        FollowedChangeRow,
      ],
      migrations: [Initial1764000000000],
    },
    location,
  );
}
