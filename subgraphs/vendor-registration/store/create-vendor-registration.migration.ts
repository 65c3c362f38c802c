import { type MigrationInterface, type QueryRunner, Table, type TableColumnOptions, type TableOptions } from 'typeorm';
import { FOLLOWED_CHANGES } from '../../runtime/followed-changes.table.ts';

const varchar = (name: string, more: Partial<TableColumnOptions> = {}): TableColumnOptions => ({
  name,
  type: 'varchar',
  ...more,
});
const text = (name: string, more: Partial<TableColumnOptions> = {}): TableColumnOptions => ({
  name,
  type: 'text',
  ...more,
});
const integer = (name: string, more: Partial<TableColumnOptions> = {}): TableColumnOptions => ({
  name,
  type: 'integer',
  ...more,
});
const key = { isPrimary: true } as const;
const nullable = { isNullable: true } as const;

const TABLES: readonly TableOptions[] = [
  {
    name: 'vendor',
    columns: [
      varchar('id', key),
      varchar('destination'),
      text('legal_name'),
      text('name_key'),
      varchar('established_in'),
      varchar('tin', nullable),
      varchar('stakeholder'),
      text('contact_email', nullable),
      text('address', nullable),
      varchar('account', nullable),
    ],
    indices: [
      { name: 'vendor_by_tin', columnNames: ['destination', 'tin'] },
      { name: 'vendor_by_name', columnNames: ['destination', 'name_key', 'established_in'] },
      { name: 'vendor_by_account', columnNames: ['destination', 'account'] },
    ],
  },
  {
    name: 'vendor_match',
    columns: [varchar('destination', key), varchar('kind', key), text('match_key', key), varchar('vendor_id', key)],
    indices: [{ name: 'vendor_match_by_vendor', columnNames: ['vendor_id'] }],
    foreignKeys: [{ columnNames: ['vendor_id'], referencedTableName: 'vendor', referencedColumnNames: ['id'] }],
  },
  {
    name: 'registration',
    columns: [
      varchar('id', key),
      varchar('destination'),
      varchar('vendor_id'),
      varchar('scheme'),
      varchar('number', nullable),
      varchar('business_model'),
      varchar('capacity'),
      varchar('status'),
      varchar('representative', nullable),
      integer('version'),
      integer('position'),
      varchar('changed_at'),
      varchar('idempotency_key'),
      varchar('application_hash'),
    ],
    uniques: [
      { name: 'registration_position', columnNames: ['position'] },
      { name: 'registration_number', columnNames: ['destination', 'number'] },
      { name: 'registration_key', columnNames: ['destination', 'idempotency_key'] },
    ],
    indices: [
      { name: 'registration_by_vendor', columnNames: ['vendor_id'] },
      { name: 'registration_page', columnNames: ['destination', 'position'] },
      { name: 'registration_page_by_status', columnNames: ['destination', 'status', 'position'] },
      { name: 'registration_page_by_model', columnNames: ['destination', 'business_model', 'position'] },
      { name: 'registration_page_by_capacity', columnNames: ['destination', 'capacity', 'position'] },
      { name: 'registration_page_by_representative', columnNames: ['destination', 'representative', 'position'] },
      { name: 'registration_page_by_change', columnNames: ['destination', 'changed_at', 'position'] },
    ],
    foreignKeys: [{ columnNames: ['vendor_id'], referencedTableName: 'vendor', referencedColumnNames: ['id'] }],
  },
  {
    name: 'registration_event',
    columns: [
      varchar('registration_id', key),
      integer('version', key),
      varchar('at'),
      varchar('by'),
      varchar('side'),
      varchar('from_status', nullable),
      varchar('to_status'),
      text('remark', nullable),
      varchar('assistance_reference', nullable),
      varchar('deregistration', nullable),
      varchar('quarantine_until', nullable),
      text('appeal_note', nullable),
      text('rule', nullable),
    ],
    foreignKeys: [
      { columnNames: ['registration_id'], referencedTableName: 'registration', referencedColumnNames: ['id'] },
    ],
  },
  {
    name: 'remittance_return',
    columns: [
      varchar('id', key),
      varchar('destination'),
      varchar('registration_id'),
      varchar('period'),
      integer('version'),
      integer('consignments'),
      varchar('assessed_duty'),
      varchar('assessed_tax'),
      varchar('collected'),
      varchar('remitted'),
      text('correction_reason', nullable),
      varchar('filed_at'),
      varchar('filed_by'),
      varchar('idempotency_key'),
      varchar('return_hash'),
    ],
    uniques: [
      { name: 'return_version', columnNames: ['registration_id', 'period', 'version'] },
      { name: 'return_key', columnNames: ['destination', 'idempotency_key'] },
    ],
    foreignKeys: [
      { columnNames: ['registration_id'], referencedTableName: 'registration', referencedColumnNames: ['id'] },
    ],
  },
  {
    name: 'remittance_payment',
    columns: [
      varchar('id', key),
      varchar('destination'),
      varchar('registration_id'),
      varchar('period'),
      integer('sequence'),
      varchar('amount'),
      varchar('paid_on'),
      text('reference', nullable),
      varchar('recorded_at'),
      varchar('recorded_by'),
      varchar('idempotency_key'),
      varchar('payment_hash'),
    ],
    uniques: [
      { name: 'payment_key', columnNames: ['destination', 'idempotency_key'] },
      { name: 'payment_sequence', columnNames: ['registration_id', 'period', 'sequence'] },
    ],
    foreignKeys: [
      { columnNames: ['registration_id'], referencedTableName: 'registration', referencedColumnNames: ['id'] },
    ],
  },
  {
    name: 'exchange_rate',
    columns: [
      varchar('destination', key),
      varchar('base', key),
      varchar('quote', key),
      varchar('valid_from', key),
      varchar('valid_to'),
      varchar('rate'),
      text('source'),
      varchar('imported_at'),
      varchar('imported_by'),
    ],
  },
  {
    name: 'vendor_check',
    columns: [
      varchar('consultation_number', key),
      varchar('destination'),
      varchar('asked_at'),
      varchar('asked_on'),
      varchar('asked_by'),
      varchar('registration_number'),
      varchar('registration_id', nullable),
      varchar('arrives_on'),
      text('consignment_reference', nullable),
      varchar('outcome'),
      varchar('duty', nullable),
      varchar('tax', nullable),
      text('receipt'),
    ],
    indices: [
      { name: 'vendor_check_by_day', columnNames: ['destination', 'registration_number', 'asked_on'] },
      { name: 'vendor_check_by_registration', columnNames: ['registration_id', 'outcome', 'arrives_on'] },
    ],
  },
  {
    name: 'supply_chain_partner',
    columns: [
      varchar('administration', key),
      varchar('id', key),
      varchar('representative'),
      varchar('vendor_id'),
      text('name'),
      varchar('established_in'),
      varchar('tin', nullable),
      varchar('valid_from'),
      varchar('valid_until', nullable),
    ],
    indices: [
      { name: 'partner_by_representative', columnNames: ['administration', 'representative'] },
      { name: 'partner_by_vendor', columnNames: ['vendor_id'] },
    ],
    foreignKeys: [{ columnNames: ['vendor_id'], referencedTableName: 'vendor', referencedColumnNames: ['id'] }],
  },
  {
    name: 'intermediary',
    columns: [
      varchar('scheme', key),
      varchar('tin', key),
      varchar('destination'),
      varchar('number'),
      varchar('registered_at'),
      varchar('registered_by'),
    ],
    uniques: [{ name: 'intermediary_number', columnNames: ['destination', 'number'] }],
    indices: [{ name: 'intermediary_by_tin', columnNames: ['destination', 'tin'] }],
  },
  { name: 'registry_event', columns: [varchar('administration', key), varchar('id', key), text('event')] },
  { name: 'event_cursor', columns: [varchar('source', key), varchar('cursor')] },
  {
    name: 'unbelieved_event',
    columns: [varchar('source', key), varchar('cursor', key), text('event'), text('why'), varchar('at')],
  },
  { name: 'number_sequence', columns: [varchar('scheme', key), integer('next')] },
  FOLLOWED_CHANGES,
];

export class CreateVendorRegistration implements MigrationInterface {
  readonly name = 'CreateVendorRegistration1764000000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const table of TABLES) await runner.createTable(new Table(table));
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const { name } of TABLES.toReversed()) await runner.dropTable(name);
  }
}
