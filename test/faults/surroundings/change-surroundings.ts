import Database from 'better-sqlite3';

/** What a process under test may be told of the machine that it runs on. */
export interface Surroundings {
  /** Milliseconds by which its clock is ahead of the true one. */
  readonly clockMs: number;
  /** FULL: no page is to be had. READ_ONLY: nothing may be written. */
  readonly disk: 'GOOD' | 'FULL' | 'READ_ONLY';
}

/** So many pages that no database of a test has them. */
const PLENTY = 1_000_000;

const DISKS: Readonly<Record<Surroundings['disk'], readonly string[]>> = {
  GOOD: ['query_only = 0', `max_page_count = ${PLENTY}`],
  // SQLite takes the present size where less is asked for.
  FULL: ['max_page_count = 1'],
  READ_ONLY: ['query_only = 1'],
};

let clockMs = 0;
const MachineDate = Date;
const setPragma = Database.prototype.pragma;
/** Every connection that writes: a subgraph sets how it is to be synchronised. */
const writing = new Set<Database.Database>();

/** The clock of the machine, put forward or back. */
class MovedDate extends MachineDate {
  constructor(...given: readonly unknown[]) {
    super(...((given.length === 0 ? [MachineDate.now() + clockMs] : given) as [number]));
  }

  static override now(): number {
    return MachineDate.now() + clockMs;
  }
}

Database.prototype.pragma = function pragma(this: Database.Database, ...given: Parameters<typeof setPragma>) {
  writing.add(this);
  return setPragma.apply(this, given);
};
globalThis.Date = MovedDate as DateConstructor;

process.on('message', (told: Surroundings) => {
  clockMs = told.clockMs;
  for (const database of writing) {
    for (const pragma of DISKS[told.disk]) setPragma.call(database, pragma);
  }
  process.send?.('done');
});
// A process that has nothing else to do ends, as without this file.
process.channel?.unref();
