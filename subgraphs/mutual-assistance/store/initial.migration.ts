import { type MigrationInterface, type QueryRunner, Table } from 'typeorm';
import { FOLLOWED_CHANGES } from '../../runtime/followed-changes.table.ts';

const text = (name: string, isNullable = false) => ({ name, type: 'text', isNullable });
const varchar = (name: string, isNullable = false) => ({ name, type: 'varchar', isNullable });
const integer = (name: string) => ({ name, type: 'integer' });

/** Requests, their history and evidence, drafts, spontaneous information, and the outbox of the case systems. */
export class Initial1764000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(requests());
    await runner.createTable(events());
    await runner.createTable(evidence());
    await runner.createTable(drafts());
    await runner.createTable(spontaneousInformation());
    await runner.createTable(caseDeliveries());
    await runner.createTable(outgoingEvents());
    await runner.createTable(relayedEvents());
    await runner.createTable(new Table(FOLLOWED_CHANGES));
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of [
      'relayed_event',
      'followed_change',
      'outgoing_event',
      'spontaneous_information',
      'assistance_draft',
      'assistance_evidence',
      'assistance_event',
      'assistance_request',
    ]) {
      await runner.dropTable(table);
    }
  }
}

function requests(): Table {
  return new Table({
    name: 'assistance_request',
    columns: [
      { ...varchar('id'), isPrimary: true },
      integer('ordinal'),
      ...[varchar('requesting'), varchar('requested'), integer('reference_year'), integer('reference_number')],
      ...[varchar('idempotency_key'), varchar('kind'), text('agreement'), text('reason'), text('facts')],
      ...[varchar('purpose'), { name: 'urgent', type: 'boolean' }],
      ...[varchar('subject_kind'), varchar('subject_tin', true), varchar('subject_vendor_id', true)],
      ...[text('subject_legal_name', true), varchar('subject_established_in', true)],
      varchar('vendor_registration_id', true),
      ...[text('criteria'), text('questions'), text('particulars'), text('joint_with')],
      ...[varchar('made_orally_at', true), varchar('confirm_by', true), varchar('confirmed_at', true)],
      ...[varchar('lapses_at', true), varchar('state'), varchar('submitted_at'), varchar('answered_at', true)],
      ...[varchar('due_on'), integer('stopped_days'), varchar('stopped_on', true), varchar('stopped_until', true)],
      ...[text('postponement', true), text('response', true), text('refusal', true), text('further_uses')],
      integer('version'),
    ],
    indices: [
      { name: 'assistance_request_key', columnNames: ['requesting', 'idempotency_key'], isUnique: true },
      {
        name: 'assistance_request_reference',
        columnNames: ['requesting', 'requested', 'reference_year', 'reference_number'],
        isUnique: true,
      },
      { name: 'assistance_request_ordinal', columnNames: ['ordinal'], isUnique: true },
      ...['requesting', 'requested'].flatMap((side) => {
        const name = `assistance_request_${side === 'requesting' ? 'outgoing' : 'incoming'}`;
        return [
          { name, columnNames: [side, 'ordinal'] },
          { name: `${name}_state`, columnNames: [side, 'state', 'ordinal'] },
          { name: `${name}_kind`, columnNames: [side, 'kind', 'ordinal'] },
          { name: `${name}_due`, columnNames: [side, 'due_on', 'ordinal'] },
        ];
      }),
      { name: 'assistance_request_pair', columnNames: ['requesting', 'requested', 'ordinal'] },
      { name: 'assistance_request_lapse', columnNames: ['lapses_at'] },
      { name: 'assistance_request_tin', columnNames: ['subject_tin'] },
      { name: 'assistance_request_vendor', columnNames: ['subject_vendor_id'] },
      { name: 'assistance_request_registration', columnNames: ['vendor_registration_id'] },
    ],
  });
}

function events(): Table {
  return new Table({
    name: 'assistance_event',
    columns: [
      { ...varchar('request_id'), isPrimary: true },
      { ...integer('version'), isPrimary: true },
      ...[varchar('happened_at'), varchar('administration'), varchar('action')],
      ...[varchar('from_state', true), varchar('to_state'), text('remark', true), varchar('until_date', true)],
    ],
  });
}

function evidence(): Table {
  return new Table({
    name: 'assistance_evidence',
    columns: [
      { ...varchar('id'), isPrimary: true },
      ...[varchar('request_id'), integer('position')],
      ...[text('name'), varchar('media_type'), integer('size_bytes'), varchar('sha256')],
    ],
    indices: [{ name: 'assistance_evidence_position', columnNames: ['request_id', 'position'], isUnique: true }],
  });
}

function drafts(): Table {
  return new Table({
    name: 'assistance_draft',
    columns: [
      { ...varchar('id'), isPrimary: true },
      ...[varchar('administration'), text('content'), varchar('saved_at'), integer('version')],
    ],
    indices: [{ name: 'assistance_draft_list', columnNames: ['administration', 'saved_at', 'id'] }],
  });
}

function spontaneousInformation(): Table {
  return new Table({
    name: 'spontaneous_information',
    columns: [
      { ...varchar('id'), isPrimary: true },
      ...[varchar('sending'), varchar('receiving'), varchar('agreement'), varchar('about')],
      ...[varchar('subject_tin', true), varchar('registration_number', true), text('facts')],
      ...[text('use_restrictions', true), varchar('idempotency_key'), varchar('sent_at')],
      ...[varchar('acknowledged_at', true), integer('version')],
    ],
    indices: [
      { name: 'spontaneous_information_key', columnNames: ['sending', 'idempotency_key'], isUnique: true },
      { name: 'spontaneous_information_sent', columnNames: ['sending', 'sent_at', 'id'] },
      { name: 'spontaneous_information_received', columnNames: ['receiving', 'sent_at', 'id'] },
    ],
  });
}

function outgoingEvents(): Table {
  return new Table({
    name: 'outgoing_event',
    columns: [{ ...varchar('addressee'), isPrimary: true }, { ...integer('sequence'), isPrimary: true }, text('event')],
  });
}

function relayedEvents(): Table {
  return new Table({
    name: 'relayed_event',
    columns: [{ ...varchar('addressee'), isPrimary: true }, integer('sequence')],
  });
}

function caseDeliveries(): Table {
  return new Table({
    name: 'case_delivery',
    columns: [
      { ...varchar('id'), isPrimary: true },
      ...[varchar('request_id'), integer('sequence'), varchar('administration'), text('event'), varchar('status')],
      ...[integer('attempts'), varchar('next_attempt_at'), text('last_error', true), varchar('delivered_at', true)],
    ],
    indices: [
      { name: 'case_delivery_case', columnNames: ['request_id', 'sequence'], isUnique: true },
      { name: 'case_delivery_due', columnNames: ['status', 'next_attempt_at'] },
      { name: 'case_delivery_list', columnNames: ['administration', 'status', 'next_attempt_at'] },
    ],
  });
}
