import type { ImportOutcome } from './run-import.ts';
import type { ImportProblem } from './send-operators.ts';

/** Where a report goes: problems as they are found, so that it takes no memory, and the sum at the end. */
export interface ImportReportWriter {
  problem(problem: ImportProblem): void;
  end(outcome: ImportOutcome): void;
}

type Print = (text: string) => void;

/** A line a problem: row of the source, field, rule, what is wrong. */
export function tableReport(print: Print): ImportReportWriter {
  let isEmpty = true;
  return {
    problem({ row, field, rule, message }) {
      if (isEmpty) print(`${'row'.padEnd(8)}${'field'.padEnd(36)}${'rule'.padEnd(26)}what is wrong\n`);
      isEmpty = false;
      print(`${String(row).padEnd(8)}${field.padEnd(36)}${rule.padEnd(26)}${message}\n`);
    },
    end({ read, written, unchanged, refused, dryRun, seconds, interrupted }) {
      const count = (number: number) => number.toLocaleString('en-GB');
      if (!isEmpty) print('\n');
      print(
        `${count(read)} operators read: ${count(written)} ${dryRun ? 'would be written' : 'written'}, ${count(unchanged)} unchanged, ${count(refused)} refused, in ${seconds.toFixed(1)} s.\n`,
      );
      if (interrupted !== null)
        print(
          `Interrupted: ${interrupted.message}\nGo on with --from ${interrupted.row}, or from the beginning: what is written stays.\n`,
        );
    },
  };
}

/** One JSON object: `problems`, then the counts. */
export function jsonReport(print: Print): ImportReportWriter {
  let isEmpty = true;
  return {
    problem(problem) {
      print(`${isEmpty ? '{"problems":[' : ','}\n${JSON.stringify(problem)}`);
      isEmpty = false;
    },
    end(outcome) {
      print(`${isEmpty ? '{"problems":[' : ''}],\n${JSON.stringify(outcome).slice(1)}\n`);
    },
  };
}
