import type { OperatorImport } from '../../../schema/contract/operator-import.ts';
import { accepted, type Result, refused } from '../../../schema/contract/result.ts';
import { createRowReader, type RowProblem } from '../domain/import-rules.ts';
import { type MergedRow, mergeImport } from '../domain/merge-import.ts';
import { findHolders, findOperators } from '../store/operator.store.ts';
import type { RegisterParts } from './register-parts.ts';
import { writeOperators } from './write-operators.ts';

/** Rows in one call at most. */
export const MAXIMUM_IMPORT_ROWS = 1_000;

export interface ImportOptions {
  /** Who imports, as history and consents name it. */
  readonly by: string;
  /** Says what would be done, and does nothing. */
  readonly dryRun: boolean;
  /** One bad row, and nothing is written. */
  readonly allOrNothing: boolean;
  /** Whether `since` of the consents comes from the source. */
  readonly datedConsents: boolean;
}

export interface ImportProblem extends RowProblem {
  /** Place of the row in the call, from 0. */
  readonly index: number;
}

/** `read` is always the sum of `written`, `unchanged` and `refused`. */
export interface ImportReport {
  readonly read: number;
  readonly written: number;
  readonly unchanged: number;
  readonly refused: number;
  readonly problems: readonly ImportProblem[];
}

export type ImportOperators = (
  rows: readonly OperatorImport[],
  options: ImportOptions,
) => Promise<Result<ImportReport>>;

interface ReadRow {
  readonly index: number;
  readonly row: OperatorImport;
}

/** Imports rows in one transaction, by TIN: what a row says already is left alone, what is wrong is named. */
export function createImport(parts: RegisterParts): ImportOperators {
  const { home, profile, database, clock } = parts;
  const readRow = createRowReader({ ...profile, administration: home.code });
  return async (rows, options) => {
    if (rows.length > MAXIMUM_IMPORT_ROWS) {
      return refused(
        'LIMIT_EXCEEDED',
        `At most ${MAXIMUM_IMPORT_ROWS} operators in one import; ${rows.length} were sent.`,
      );
    }
    const problems: ImportProblem[] = [];
    const read = rows.flatMap((row, index): ReadRow[] => {
      const reading = readRow(row);
      if (reading.ok) return [{ index, row: reading.value }];
      problems.push(...reading.problems.map((problem) => ({ index, ...problem })));
      return [];
    });
    const good = withoutRepetitions(read, problems);
    const act = {
      ...{ by: options.by, now: clock(), datedConsents: options.datedConsents },
      administration: home.code,
    };

    const run = async (manager: typeof database.read): Promise<ImportReport> => {
      const held = await findOperators(
        manager,
        good.map(({ row }) => row.tin),
      );
      const holders = await findHolders(
        manager,
        good.flatMap(({ row }) => row.authorizations.map(({ number }) => number)),
      );
      const merged = good.map(({ index, row }) => {
        const foreign = numberProblems(row, holders);
        const outcome: MergedRow =
          foreign.length > 0 ? { outcome: 'REFUSE', problems: foreign } : mergeImport(held.get(row.tin), row, act);
        const said = outcome.outcome === 'REFUSE' ? outcome.problems : outcome.notices;
        problems.push(...said.map((problem) => ({ index, ...problem })));
        return outcome;
      });
      const changes = merged.flatMap((one) => (one.outcome === 'WRITE' ? [one.change] : []));
      const unchanged = merged.filter(({ outcome }) => outcome === 'UNCHANGED').length;
      const bad = rows.length - changes.length - unchanged;
      const written = options.allOrNothing && bad > 0 ? 0 : changes.length;
      if (written > 0 && !options.dryRun) await writeOperators(parts, manager, changes);
      problems.sort((a, b) => a.index - b.index);
      return { read: rows.length, written, unchanged, refused: rows.length - written - unchanged, problems };
    };

    return accepted(options.dryRun ? await run(database.read) : await database.write(run));
  };
}

/** Each TIN and each number of an authorization stands once in an import; a second row would be decided on stale facts. */
function withoutRepetitions(rows: readonly ReadRow[], problems: ImportProblem[]): readonly ReadRow[] {
  const seen = new Set<string>();
  return rows.filter(({ index, row }) => {
    const keys = [
      { key: `tin ${row.tin}`, field: 'tin' },
      ...row.authorizations.map(({ number }, at) => ({
        key: `number ${number}`,
        field: `authorizations[${at}].number`,
      })),
    ];
    const own = new Set<string>();
    const repeated = keys.filter(({ key }) => {
      const again = seen.has(key) || own.has(key);
      own.add(key);
      return again;
    });
    for (const { field } of repeated) {
      problems.push({ index, field, rule: 'ONCE_IN_IMPORT', message: 'It stands in this import already.' });
    }
    if (repeated.length === 0) for (const key of own) seen.add(key);
    return repeated.length === 0;
  });
}

function numberProblems(row: OperatorImport, holders: ReadonlyMap<string, string>): readonly RowProblem[] {
  return row.authorizations.flatMap(({ number }, index) => {
    const holder = holders.get(number);
    if (holder === undefined || holder === row.tin) return [];
    return [
      {
        field: `authorizations[${index}].number`,
        rule: 'HELD_BY_ANOTHER',
        message: 'Another operator of this registry holds an authorization of this number.',
      },
    ];
  });
}
