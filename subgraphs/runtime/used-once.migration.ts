import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What replicas have used, shared by them: a call is answered once, a question set is good for one request. */
export class UsedOnce1764000009000 implements MigrationInterface {
  readonly name = 'UsedOnce1764000009000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      'CREATE TABLE used_once (key varchar PRIMARY KEY, bound_to varchar NOT NULL, used_at bigint NOT NULL)',
    );
    await runner.query('CREATE INDEX used_once_used_at ON used_once (used_at)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE used_once');
  }
}
