import { type Database, type DatabaseLocation, openDatabase } from '../../runtime/database.ts';
import { EventCursorRow, UnbelievedEventRow } from '../../runtime/incoming-event.entities.ts';
import { OutgoingEventRow, RelayedEventRow } from '../../runtime/outgoing-event.entity.ts';
import { AliasRow } from './alias.entity.ts';
import { ApplicationRow } from './application.entity.ts';
import { ApplicationEventRow } from './application-event.entity.ts';
import { AuthorizationRow } from './authorization.entity.ts';
import { ConsentRow } from './consent.entity.ts';
import { DataExchangeAgreementRow } from './data-exchange-agreement.entity.ts';
import { DesignatedValidatorRow } from './designated-validator.entity.ts';
import { EnumerationAlertRow } from './enumeration-alert.entity.ts';
import { FindingRow } from './finding.entity.ts';
import { Initial1764000000000 } from './initial.migration.ts';
import { LedgerEntryRow } from './ledger-entry.entity.ts';
import { LedgerSealRow } from './ledger-seal.entity.ts';
import { MaintenanceWindowRow } from './maintenance-window.entity.ts';
import { OperatorRow } from './operator.entity.ts';
import { OperatorIssueRow } from './operator-issue.entity.ts';
import { PartnerSignalRow } from './partner-signal.entity.ts';
import { Procedure1764000001000 } from './procedure.migration.ts';
import { RepresentedVendorRow } from './represented-vendor.entity.ts';
import { SelfAssessmentRow } from './self-assessment.entity.ts';
import { StatusEventRow } from './status-event.entity.ts';
import { ValidationRow } from './validation.entity.ts';

/** Opens the database of one registry; `name` is its subgraph's. */
export function openRegistryDatabase(name: string, location: DatabaseLocation): Promise<Database> {
  return openDatabase(
    {
      name,
      entities: [
        ...[OperatorRow, AuthorizationRow, StatusEventRow, ValidationRow, ConsentRow, AliasRow, LedgerEntryRow],
        ...[
          LedgerSealRow,
          DesignatedValidatorRow,
          PartnerSignalRow,
          UnbelievedEventRow,
          EventCursorRow,
          OutgoingEventRow,
          RelayedEventRow,
        ],
        ...[ApplicationRow, ApplicationEventRow, FindingRow, SelfAssessmentRow, RepresentedVendorRow],
        ...[OperatorIssueRow, DataExchangeAgreementRow, EnumerationAlertRow, MaintenanceWindowRow],
      ],
      migrations: [Initial1764000000000, Procedure1764000001000],
    },
    location,
  );
}
