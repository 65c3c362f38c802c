import { type MigrationInterface, type QueryRunner, Table } from 'typeorm';

/** The feeds of changes: who follows whom, what was told, and what is still to come. */
export class ChangeFeed1764000001000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(
      new Table({
        name: 'recognition_change',
        columns: [
          { name: 'administration', type: 'varchar', isPrimary: true },
          { name: 'sequence', type: 'integer', isPrimary: true },
          { name: 'tin', type: 'varchar' },
          { name: 'home', type: 'varchar' },
          { name: 'kind', type: 'varchar' },
          { name: 'at', type: 'varchar' },
          { name: 'recorded_at', type: 'varchar' },
        ],
        indices: [{ name: 'recognition_change_age', columnNames: ['recorded_at'] }],
      }),
    );
    await runner.createTable(
      new Table({
        name: 'change_position',
        columns: [
          { name: 'administration', type: 'varchar', isPrimary: true },
          { name: 'last', type: 'integer' },
          { name: 'removed', type: 'integer' },
        ],
      }),
    );
    await runner.createTable(
      new Table({
        name: 'followed_operator',
        columns: [
          { name: 'administration', type: 'varchar', isPrimary: true },
          { name: 'tin', type: 'varchar', isPrimary: true },
          { name: 'why', type: 'varchar', isPrimary: true },
        ],
        indices: [{ name: 'follower_of', columnNames: ['tin', 'administration'] }],
      }),
    );
    await runner.createTable(
      new Table({
        name: 'planned_change',
        columns: [
          { name: 'tin', type: 'varchar', isPrimary: true },
          { name: 'at', type: 'varchar', isPrimary: true },
          { name: 'kind', type: 'varchar', isPrimary: true },
          { name: 'administrations', type: 'text' },
        ],
        indices: [{ name: 'planned_change_due', columnNames: ['at'] }],
      }),
    );
    await runner.createTable(
      new Table({
        name: 'operator_event',
        columns: [
          { name: 'home', type: 'varchar', isPrimary: true },
          { name: 'id', type: 'varchar', isPrimary: true },
          { name: 'tin', type: 'varchar' },
          { name: 'at', type: 'varchar' },
          { name: 'partners', type: 'text' },
          { name: 'recorded_at', type: 'varchar' },
        ],
        indices: [
          { name: 'operator_event_of', columnNames: ['tin', 'at'] },
          { name: 'operator_event_age', columnNames: ['recorded_at'] },
        ],
      }),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of [
      'operator_event',
      'planned_change',
      'followed_operator',
      'change_position',
      'recognition_change',
    ]) {
      await runner.dropTable(table);
    }
  }
}
