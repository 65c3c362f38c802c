import { type MigrationInterface, type QueryRunner, Table } from 'typeorm';

const text = (name: string, isNullable = false) => ({ name, type: 'text', isNullable });
const varchar = (name: string, isNullable = false) => ({ name, type: 'varchar', isNullable });
const integer = (name: string) => ({ name, type: 'integer' });

/** Requests, their history and their evidence. */
export class Initial1764000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(requests());
    await runner.createTable(events());
    await runner.createTable(evidence());
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['assistance_evidence', 'assistance_event', 'assistance_request']) {
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
      ...[text('criteria'), text('questions'), varchar('state'), varchar('submitted_at'), varchar('due_on')],
      ...[varchar('postponed_until', true), text('response', true)],
      ...[varchar('refusal_ground', true), text('refusal_explanation', true), integer('version')],
    ],
    indices: [
      { name: 'assistance_request_key', columnNames: ['requesting', 'idempotency_key'], isUnique: true },
      {
        name: 'assistance_request_reference',
        columnNames: ['requesting', 'requested', 'reference_year', 'reference_number'],
        isUnique: true,
      },
      { name: 'assistance_request_ordinal', columnNames: ['ordinal'], isUnique: true },
      { name: 'assistance_request_outgoing', columnNames: ['requesting', 'state', 'ordinal'] },
      { name: 'assistance_request_incoming', columnNames: ['requested', 'state', 'ordinal'] },
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
      ...[varchar('happened_at'), varchar('administration'), varchar('from_state', true), varchar('to_state')],
      text('remark', true),
    ],
  });
}

function evidence(): Table {
  return new Table({
    name: 'assistance_evidence',
    columns: [
      { ...varchar('request_id'), isPrimary: true },
      { ...integer('position'), isPrimary: true },
      ...[text('name'), varchar('media_type'), integer('size_bytes'), varchar('sha256'), text('content_base64')],
    ],
  });
}
