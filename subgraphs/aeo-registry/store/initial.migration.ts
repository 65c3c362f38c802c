import { type MigrationInterface, type QueryRunner, Table, type TableColumnOptions } from 'typeorm';

/** Operators with all that belongs to them, the disclosure ledger, designated validators, and what partners signal. */
export class Initial1764000000000 implements MigrationInterface {
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
const optional = (column: TableColumnOptions): TableColumnOptions => ({ ...column, isNullable: true });
const ofTin = (table: string) => ({ name: `${table}_of_tin`, columnNames: ['tin'] });

/** Made anew at each use: TypeORM keeps what it finds out about a table in the object. */
const TABLES: readonly (() => Table)[] = [
  () =>
    new Table({
      name: 'operator',
      columns: [
        key('tin'),
        word('legal_name'),
        ...['trading_names', 'address', 'roles', 'business_models', 'national'].map(text),
        ...['account_managers', 'successions'].map(text),
        { name: 'version', type: 'integer' },
        text('search_text'),
      ],
    }),
  () =>
    new Table({
      name: 'aeo_authorization',
      columns: [
        key('number'),
        word('tin'),
        word('type'),
        text('roles'),
        word('valid_from'),
        optional(word('valid_to')),
        word('decided_by'),
        optional(text('legal_basis')),
        text('terms'),
      ],
      indices: [ofTin('aeo_authorization')],
    }),
  () =>
    new Table({
      name: 'status_event',
      columns: [
        key('authorization_number'),
        key('sequence', 'integer'),
        ...['tin', 'status', 'effective_from', 'recorded_at', 'recorded_by'].map(word),
        optional(text('ground')),
        optional({ name: 'corrects', type: 'integer' }),
        { name: 'annuls', type: 'boolean' },
        optional(text('legal_basis')),
      ],
      indices: [ofTin('status_event'), { name: 'status_event_of_status', columnNames: ['status', 'tin'] }],
    }),
  () =>
    new Table({
      name: 'validation',
      columns: [
        key('authorization_number'),
        key('sequence', 'integer'),
        ...['tin', 'method', 'validated_by', 'performed_on'].map(word),
        optional(word('next_due_on')),
        text('criteria'),
        ...['assistance', 'evidence'].map(text).map(optional),
      ],
      indices: [ofTin('validation')],
    }),
  () =>
    new Table({
      name: 'consent',
      columns: [
        key('tin'),
        key('sequence', 'integer'),
        word('destination'),
        { name: 'given', type: 'boolean' },
        word('since'),
        text('evidence'),
        word('recorded_by'),
      ],
      indices: [
        // All that decides is in the index: what was withdrawn is passed over without a look at the table.
        { name: 'consent_of_destination', columnNames: ['destination', 'tin', 'sequence', 'given', 'since'] },
      ],
    }),
  () =>
    new Table({
      name: 'alias',
      columns: [
        ...['destination', 'value', 'valid_from'].map((name) => key(name)),
        optional(word('valid_until')),
        ...['tin', 'scheme', 'recorded_at', 'recorded_by'].map(word),
      ],
      indices: [ofTin('alias')],
    }),
  () =>
    new Table({
      name: 'ledger',
      columns: [
        key('sequence', 'integer'),
        ...['at', 'asked_by', 'subject', 'purpose', 'tin', 'asked'].map(word),
        text('fields'),
        ...['attestation_id', 'request_id', 'previous_hash', 'hash'].map(word),
      ],
      indices: [
        { name: 'ledger_of_request', columnNames: ['asked_by', 'request_id', 'asked'], isUnique: true },
        ofTin('ledger'),
        { name: 'ledger_of_instant', columnNames: ['at'] },
        { name: 'ledger_of_caller', columnNames: ['asked_by', 'subject', 'at'] },
        // What a caller asked in vain is counted before each answer that tells nothing: read from the index alone.
        { name: 'ledger_unanswered', columnNames: ['asked_by', 'subject', 'at', 'asked'], where: "fields = '[]'" },
      ],
    }),
  () =>
    new Table({
      name: 'enumeration_alert',
      columns: [
        key('id'),
        ...['asked_by', 'subject', 'rule', 'since', 'until'].map(word),
        { name: 'unanswered', type: 'integer' },
        { name: 'questions', type: 'integer' },
        ...[word('lifted_by'), text('lifted_why')].map(optional),
      ],
      indices: [{ name: 'enumeration_alert_of_caller', columnNames: ['asked_by', 'subject', 'since'] }],
    }),
  () =>
    new Table({
      name: 'ledger_seal',
      columns: [key('day'), { name: 'sequence', type: 'integer' }, word('hash'), text('signature')],
    }),
  () =>
    new Table({
      name: 'designated_validator',
      columns: [
        key('id'),
        word('name'),
        text('scope'),
        ...['valid_from', 'recorded_at', 'recorded_by'].map(word),
        ...['withdrawn_on', 'withdrawn_at', 'withdrawn_by'].map(word).map(optional),
        optional(text('reason')),
      ],
    }),
  () =>
    new Table({
      name: 'partner_signal',
      columns: [
        key('id'),
        { name: 'sequence', type: 'integer' },
        ...['at', 'sender', 'kind', 'tin', 'effective_from'].map(word),
        ...['remark', 'event'].map(text),
      ],
      indices: [ofTin('partner_signal'), { name: 'partner_signal_of_instant', columnNames: ['at', 'sequence'] }],
    }),
  () =>
    new Table({
      name: 'maintenance_window',
      columns: [
        key('id'),
        ...['begins', 'ends', 'recorded_at', 'recorded_by'].map(word),
        { name: 'fallback_allowed', type: 'boolean' },
        ...[text('remark'), word('withdrawn_at'), word('withdrawn_by')].map(optional),
      ],
      indices: [{ name: 'maintenance_window_until', columnNames: ['ends'] }],
    }),
  () =>
    new Table({
      name: 'unbelieved_event',
      columns: [key('source'), key('cursor'), ...['event', 'why'].map(text), word('at')],
    }),
  () => new Table({ name: 'event_cursor', columns: [key('source'), word('cursor')] }),
];
