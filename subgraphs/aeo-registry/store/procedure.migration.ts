import { type MigrationInterface, type QueryRunner, Table, type TableColumnOptions } from 'typeorm';

/** Applications with their history, monitoring, represented vendors, events to the hub, issues and data-exchange agreements. */
export class Procedure1764000001000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const table of TABLES) await runner.createTable(table());
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of TABLES.toReversed()) await runner.dropTable(table());
  }
}

const key = (name: string, type: 'varchar' | 'integer' = 'varchar'): TableColumnOptions => ({
  name,
  type,
  isPrimary: true,
});
const text = (name: string): TableColumnOptions => ({ name, type: 'text' });
const word = (name: string): TableColumnOptions => ({ name, type: 'varchar' });
const version: TableColumnOptions = { name: 'version', type: 'integer' };
const optional = (column: TableColumnOptions): TableColumnOptions => ({ ...column, isNullable: true });
const index = (table: string, ...columnNames: string[]) => ({
  name: `${table}_of_${columnNames.join('_')}`,
  columnNames,
});

/** Made anew at each use: TypeORM keeps what it finds out about a table in the object. */
const TABLES: readonly (() => Table)[] = [
  () =>
    new Table({
      name: 'application',
      columns: [
        key('id'),
        ...['tin', 'position', 'key_of', 'idempotency_key', 'state'].map(word),
        text('sent'),
        ...['renews', 'decide_by'].map(word).map(optional),
        version,
      ],
      indices: [
        { ...index('application', 'key_of', 'idempotency_key'), isUnique: true },
        { ...index('application', 'position'), isUnique: true },
        index('application', 'tin'),
        index('application', 'decide_by'),
      ],
    }),
  () =>
    new Table({
      name: 'application_event',
      columns: [
        key('application_id'),
        key('sequence', 'integer'),
        ...['action', 'state', 'at', 'recorded_by'].map(word),
        optional(text('why')),
        text('details'),
      ],
    }),
  () =>
    new Table({
      name: 'finding',
      columns: [
        key('id'),
        ...['tin', 'source', 'due_on', 'recorded_at', 'recorded_by'].map(word),
        ...['description', 'corrective_action'].map(text),
        ...['closed_at', 'closed_by'].map(word).map(optional),
        optional(text('outcome')),
        version,
      ],
      indices: [index('finding', 'tin'), index('finding', 'due_on')],
    }),
  () =>
    new Table({
      name: 'self_assessment',
      columns: [
        key('authorization_number'),
        key('due_on'),
        ...['tin', 'questionnaire', 'recorded_at', 'recorded_by'].map(word),
        text('answers'),
      ],
      indices: [index('self_assessment', 'tin')],
    }),
  () =>
    new Table({
      name: 'represented_vendor',
      columns: [
        key('id'),
        ...['tin', 'name', 'established_in', 'valid_from', 'recorded_at', 'recorded_by'].map(word),
        ...['vendor_tin', 'valid_until'].map(word).map(optional),
      ],
      indices: [index('represented_vendor', 'tin')],
    }),
  () =>
    new Table({
      name: 'outgoing_event',
      columns: [key('addressee'), key('sequence', 'integer'), text('event')],
    }),
  () =>
    new Table({
      name: 'relayed_event',
      columns: [key('addressee'), { name: 'sequence', type: 'integer' }],
    }),
  () =>
    new Table({
      name: 'operator_issue',
      columns: [
        key('id'),
        ...['tin', 'subject', 'state', 'raised_at', 'key_of', 'idempotency_key'].map(word),
        text('entries'),
        version,
      ],
      indices: [
        { ...index('operator_issue', 'key_of', 'idempotency_key'), isUnique: true },
        index('operator_issue', 'tin'),
      ],
    }),
  () =>
    new Table({
      name: 'data_exchange_agreement',
      columns: [
        key('tin'),
        key('sequence', 'integer'),
        ...['data', 'available_for_inspection', 'benefits'].map(text),
        ...['channel', 'valid_from', 'recorded_at', 'recorded_by'].map(word),
        ...['business_model', 'valid_until'].map(word).map(optional),
      ],
    }),
];
