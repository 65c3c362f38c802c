import Database from 'better-sqlite3';
import type { CopiedQuestion, KeptDecision, LiveDecision } from './copied-answer.ts';

/** A question with its live answer. */
export interface AnsweredQuestion {
  readonly question: CopiedQuestion;
  readonly decision: LiveDecision;
  readonly askedAt: string;
}

/** Where a local copy is kept: decisions and the place in the feed, always in step with each other. */
export interface CopyStore {
  /** Undefined: nothing was ever copied. */
  cursor(): string | undefined;
  find(question: CopiedQuestion): KeptDecision | undefined;
  /** Those that have to be asked (again) at that instant, in milliseconds since the epoch; the longest waiting first. */
  due(now: number): readonly CopiedQuestion[];
  add(questions: readonly CopiedQuestion[]): void;
  remove(questions: readonly CopiedQuestion[]): void;
  /** In one transaction: what was said of the operators is out of date, and the feed was read up to here. */
  changed(tins: readonly string[] | 'ALL', cursor: string): void;
  /** Keeps answers; one whose operator changed after it was asked stays out of date. */
  keep(answers: readonly AnsweredQuestion[], changesSeen: number): void;
  /** Nobody could tell: what was known stays as it is, and is asked again from that instant on. */
  postpone(questions: readonly CopiedQuestion[], until: number): void;
  counts(): { readonly questions: number; readonly outOfDate: number };
  /** Counts what `changed` was told, so that an answer under way meanwhile is not taken for a newer one. */
  changesSeen(): number;
  close(): void;
}

interface Row {
  readonly tin: string;
  readonly role: string;
  readonly mode: string;
  readonly decision: string | null;
  readonly asked_at: string | null;
  readonly out_of_date: number;
}

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS copy (
    tin TEXT NOT NULL, role TEXT NOT NULL, mode TEXT NOT NULL, decision TEXT, asked_at TEXT,
    out_of_date INTEGER NOT NULL DEFAULT 1, changed_at INTEGER NOT NULL DEFAULT 0, ask_from INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (tin, role, mode)
  ) WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS copy_due ON copy (changed_at) WHERE out_of_date = 1;
  CREATE TABLE IF NOT EXISTS place (id INTEGER PRIMARY KEY CHECK (id = 1), cursor TEXT, changes INTEGER NOT NULL);
  INSERT OR IGNORE INTO place VALUES (1, NULL, 0);
`;

/** A store in one SQLite file; what it acknowledged survives a crash. */
export function openCopyStore(path: string): CopyStore {
  const database = new Database(path);
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = FULL');
  database.exec(SCHEMA);
  const key = '(tin = @tin AND role = @role AND mode = @mode)';
  const place = database.prepare<[], { cursor: string | null; changes: number }>('SELECT cursor, changes FROM place');
  const one = database.prepare<object, Row>(`SELECT * FROM copy WHERE ${key}`);
  const due = database.prepare<[number], Row>(
    'SELECT * FROM copy WHERE out_of_date = 1 AND ask_from <= ? ORDER BY changed_at',
  );
  const counts = database.prepare<[], { questions: number; outOfDate: number }>(
    'SELECT COUNT(*) AS questions, COALESCE(SUM(out_of_date), 0) AS outOfDate FROM copy',
  );
  const add = database.prepare('INSERT OR IGNORE INTO copy (tin, role, mode) VALUES (@tin, @role, @mode)');
  const remove = database.prepare(`DELETE FROM copy WHERE ${key}`);
  const move = database.prepare('UPDATE place SET cursor = ?, changes = changes + 1');
  const markOne = database.prepare('UPDATE copy SET out_of_date = 1, ask_from = 0, changed_at = ? WHERE tin = ?');
  const markAll = database.prepare('UPDATE copy SET out_of_date = 1, ask_from = 0, changed_at = ?');
  const keep = database.prepare(
    `UPDATE copy SET decision = @decision, asked_at = @askedAt, out_of_date = changed_at > @seen WHERE ${key}`,
  );
  const postpone = database.prepare(`UPDATE copy SET ask_from = @until WHERE ${key}`);
  const changesSeen = () => place.get()?.changes ?? 0;

  return {
    cursor: () => place.get()?.cursor ?? undefined,
    find(question) {
      const row = one.get(keyOf(question));
      if (row?.decision == null || row.asked_at === null) return undefined;
      const decision = JSON.parse(row.decision) as LiveDecision;
      return { decision, askedAt: row.asked_at, outOfDate: row.out_of_date === 1 };
    },
    due: (now) => due.all(now).map(questionOf),
    add: database.transaction((questions: readonly CopiedQuestion[]) => {
      for (const question of questions) add.run(keyOf(question));
    }),
    remove: database.transaction((questions: readonly CopiedQuestion[]) => {
      for (const question of questions) remove.run(keyOf(question));
    }),
    changed: database.transaction((tins: readonly string[] | 'ALL', cursor: string) => {
      move.run(cursor);
      const now = changesSeen();
      if (tins === 'ALL') markAll.run(now);
      else for (const tin of tins) markOne.run(now, tin);
    }),
    keep: database.transaction((answers: readonly AnsweredQuestion[], seen: number) => {
      for (const { question, decision, askedAt } of answers) {
        keep.run({ ...keyOf(question), decision: JSON.stringify(decision), askedAt, seen });
      }
    }),
    postpone: database.transaction((questions: readonly CopiedQuestion[], until: number) => {
      for (const question of questions) postpone.run({ ...keyOf(question), until });
    }),
    counts: () => counts.get() ?? { questions: 0, outOfDate: 0 },
    changesSeen,
    close: () => database.close(),
  };
}

function keyOf({ tin, role, mode = '' }: CopiedQuestion) {
  return { tin, role, mode };
}

function questionOf({ tin, role, mode }: Row): CopiedQuestion {
  return { tin, role, ...(mode === '' ? {} : { mode }) };
}
