import { type MigrationInterface, type QueryRunner, Table } from 'typeorm';

/** The log of consultations and the benefits suspended on the recognising side. */
export class Initial1764000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(
      new Table({
        name: 'consultation',
        columns: [
          { name: 'sequence', type: 'integer', isPrimary: true },
          { name: 'number', type: 'varchar', isUnique: true },
          { name: 'asked_at', type: 'varchar' },
          { name: 'asked_by', type: 'varchar' },
          { name: 'subject', type: 'varchar' },
          { name: 'purpose', type: 'varchar' },
          { name: 'request_id', type: 'varchar' },
          { name: 'tin', type: 'varchar' },
          { name: 'outcome', type: 'varchar' },
          { name: 'question', type: 'text' },
          { name: 'attestation', type: 'text', isNullable: true },
          { name: 'receipt', type: 'text' },
          { name: 'previous_hash', type: 'varchar' },
          { name: 'hash', type: 'varchar' },
        ],
        indices: [{ name: 'consultation_of', columnNames: ['asked_by', 'asked_at'] }],
      }),
    );
    await runner.createTable(
      new Table({
        name: 'benefit_suspension',
        columns: [
          { name: 'id', type: 'varchar', isPrimary: true },
          { name: 'sequence', type: 'integer' },
          { name: 'recognising', type: 'varchar' },
          { name: 'tin', type: 'varchar' },
          { name: 'suspended', type: 'boolean' },
          { name: 'effective_from', type: 'varchar' },
          { name: 'recorded_at', type: 'varchar' },
          { name: 'recorded_by', type: 'varchar' },
          { name: 'remark', type: 'text' },
        ],
        indices: [{ name: 'benefit_suspension_of', columnNames: ['recognising', 'tin', 'sequence'], isUnique: true }],
      }),
    );
    await runner.createTable(
      new Table({
        name: 'log_head',
        columns: [
          { name: 'id', type: 'integer', isPrimary: true },
          { name: 'sequence', type: 'integer' },
          { name: 'signature', type: 'text' },
        ],
      }),
    );
    await runner.createTable(
      new Table({
        name: 'log_stamp',
        columns: [
          { name: 'sequence', type: 'integer', isPrimary: true },
          { name: 'first', type: 'integer' },
          { name: 'head', type: 'text' },
          { name: 'leaves', type: 'text' },
          { name: 'token', type: 'text' },
          { name: 'stamped_at', type: 'varchar' },
        ],
      }),
    );
    await runner.createTable(
      new Table({
        name: 'outgoing_event',
        columns: [
          { name: 'addressee', type: 'varchar', isPrimary: true },
          { name: 'sequence', type: 'integer', isPrimary: true },
          { name: 'event', type: 'text' },
        ],
      }),
    );
    await runner.createTable(
      new Table({
        name: 'relayed_event',
        columns: [
          { name: 'addressee', type: 'varchar', isPrimary: true },
          { name: 'sequence', type: 'integer' },
        ],
      }),
    );
    await runner.createTable(
      new Table({
        name: 'misuse_alert',
        columns: [
          { name: 'administration', type: 'varchar', isPrimary: true },
          { name: 'id', type: 'varchar', isPrimary: true },
          { name: 'asked_by', type: 'varchar' },
          { name: 'subject', type: 'varchar' },
          { name: 'rule', type: 'varchar' },
          { name: 'unanswered', type: 'integer' },
          { name: 'questions', type: 'integer' },
          { name: 'since', type: 'varchar' },
          { name: 'until', type: 'varchar' },
          { name: 'event', type: 'text' },
        ],
        indices: [{ name: 'misuse_alert_of', columnNames: ['asked_by', 'since'] }],
      }),
    );
    await runner.createTable(
      new Table({
        name: 'name_mismatch',
        columns: [
          { name: 'id', type: 'varchar', isPrimary: true },
          { name: 'tin', type: 'varchar' },
          { name: 'at', type: 'varchar' },
          { name: 'asked_by', type: 'varchar' },
          { name: 'declared_name', type: 'text' },
          { name: 'importer', type: 'varchar', isNullable: true },
          { name: 'told', type: 'boolean' },
        ],
        indices: [{ name: 'name_mismatch_of', columnNames: ['tin', 'at'] }],
      }),
    );
    await runner.createTable(
      new Table({
        name: 'unreferenced_question',
        columns: [
          { name: 'id', type: 'varchar', isPrimary: true },
          { name: 'asked_by', type: 'varchar' },
          { name: 'subject', type: 'varchar' },
          { name: 'at', type: 'varchar' },
          { name: 'tin', type: 'varchar' },
        ],
        indices: [{ name: 'unreferenced_question_of', columnNames: ['asked_by', 'subject', 'at', 'tin'] }],
      }),
    );
    await runner.createTable(
      new Table({
        name: 'last_known',
        columns: [
          { name: 'administration', type: 'varchar', isPrimary: true },
          { name: 'purpose', type: 'varchar', isPrimary: true },
          { name: 'tin', type: 'varchar', isPrimary: true },
          { name: 'operator', type: 'varchar' },
          { name: 'attestation', type: 'text' },
          { name: 'made_at', type: 'varchar' },
          { name: 'rely_until', type: 'varchar' },
        ],
        indices: [
          { name: 'last_known_operator', columnNames: ['operator'] },
          { name: 'last_known_until', columnNames: ['rely_until'] },
        ],
      }),
    );
    await runner.createTable(
      new Table({
        name: 'maintenance_window',
        columns: [
          { name: 'administration', type: 'varchar', isPrimary: true },
          { name: 'id', type: 'varchar', isPrimary: true },
          { name: 'begins', type: 'varchar' },
          { name: 'ends', type: 'varchar' },
          { name: 'fallback_allowed', type: 'boolean' },
          { name: 'remark', type: 'text', isNullable: true },
        ],
      }),
    );
    await runner.createTable(
      new Table({
        name: 'unbelieved_event',
        columns: [
          { name: 'source', type: 'varchar', isPrimary: true },
          { name: 'cursor', type: 'varchar', isPrimary: true },
          { name: 'event', type: 'text' },
          { name: 'why', type: 'text' },
          { name: 'at', type: 'varchar' },
        ],
      }),
    );
    await runner.createTable(
      new Table({
        name: 'event_cursor',
        columns: [
          { name: 'source', type: 'varchar', isPrimary: true },
          { name: 'cursor', type: 'varchar' },
        ],
      }),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of [
      'event_cursor',
      'unbelieved_event',
      'maintenance_window',
      'last_known',
      'unreferenced_question',
      'name_mismatch',
      'misuse_alert',
    ]) {
      await runner.dropTable(table);
    }
    await runner.dropTable('relayed_event');
    await runner.dropTable('outgoing_event');
    await runner.dropTable('log_stamp');
    await runner.dropTable('log_head');
    await runner.dropTable('benefit_suspension');
    await runner.dropTable('consultation');
  }
}
