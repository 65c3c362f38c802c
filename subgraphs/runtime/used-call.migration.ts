import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The calls that replicas have answered, shared by them: each is answered once. */
export class UsedCall1764000009000 implements MigrationInterface {
  readonly name = 'UsedCall1764000009000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE TABLE used_call (digest varchar PRIMARY KEY, used_at bigint NOT NULL)');
    await runner.query('CREATE INDEX used_call_used_at ON used_call (used_at)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE used_call');
  }
}
