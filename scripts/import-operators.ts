import { Command, Option } from 'commander';
import type { AdministrationCode } from '../schema/administrations.ts';
import { REGISTRY_SCOPES } from '../schema/contract/scopes.ts';
import { type ImportReportWriter, jsonReport, tableReport } from './exchange/import-report.ts';
import { officerAccess } from './exchange/officer-access.ts';
import { SOURCE_FORMATS, type Source, type SourceFormat } from './exchange/open-source.ts';
import { readAdministration, readRow } from './exchange/read-options.ts';
import { runImport } from './exchange/run-import.ts';
import type { ImportTally } from './exchange/send-operators.ts';

interface Options {
  readonly administration: AdministrationCode;
  readonly file?: string;
  readonly format?: SourceFormat;
  readonly sqlite?: string;
  readonly query?: string;
  readonly mapping?: string;
  readonly dryRun: boolean;
  readonly allOrNothing: boolean;
  readonly from: number;
  readonly url?: string;
  readonly token?: string;
  readonly json: boolean;
}

/** 0: every operator is written or unchanged; 1: some were refused; 2: the import could not be carried out. */
const EXIT_REFUSED = 1;
const EXIT_UNABLE = 2;

/** Progress is told at most this often. */
const PROGRESS_MS = 1_000;

function readCommandLine(): Options {
  return new Command('npm run import --')
    .description(
      'Imports operators into a registry from CSV, JSON or SQLite. Begin with --dry-run. Exit 0: all are written or unchanged; 1: some were refused; 2: it could not be carried out.',
    )
    .requiredOption('--administration <code>', 'whose registry, e.g. KR', readAdministration)
    .option('--file <file>', 'CSV, JSON (an array) or JSON lines')
    .addOption(new Option('--format <format>', 'format of the file; default: by its name').choices(SOURCE_FORMATS))
    .option('--sqlite <file>', 'an existing SQLite database, with --query')
    .option('--query <select>', 'the query whose rows are imported')
    .option('--mapping <file>', 'which column is which field (docs/import-and-export.md)')
    .option('--dry-run', 'say what would be done, and do nothing', false)
    .option('--all-or-nothing', 'one bad operator, and nothing of its batch of 1,000 is written', false)
    .option('--from <row>', 'begin with this row of the source, after an interruption', readRow, 1)
    .option('--url <url>', 'the officer endpoint; default: on this machine')
    .option('--token <token>', 'a bearer token; default: one of the demonstration issuer')
    .option('--json', 'print the report as JSON', false)
    .exitOverride((error) => process.exit(error.code === 'commander.helpDisplayed' ? 0 : EXIT_UNABLE))
    .parse()
    .opts<Options>();
}

function sourceOf({ file, format, sqlite, query }: Options): Source {
  if (file !== undefined && sqlite === undefined && query === undefined) return { kind: 'FILE', file, format };
  if (file === undefined && sqlite !== undefined && query !== undefined) return { kind: 'SQLITE', file: sqlite, query };
  throw new TypeError('Give --file, or --sqlite with --query.');
}

async function main(): Promise<number> {
  const options = readCommandLine();
  const { administration, mapping, dryRun, allOrNothing, from, json } = options;
  const source = sourceOf(options);
  const print = (text: string): boolean => process.stdout.write(text);
  const report: ImportReportWriter = json ? jsonReport(print) : tableReport(print);
  const outcome = await runImport({
    administration,
    source,
    mappingFile: mapping,
    dryRun,
    allOrNothing,
    from,
    ...(await officerAccess(options, REGISTRY_SCOPES)),
    onProblem: report.problem,
    onProgress: createProgress(),
  });
  report.end(outcome);
  if (outcome.interrupted !== null) return EXIT_UNABLE;
  return outcome.refused > 0 ? EXIT_REFUSED : 0;
}

function createProgress(): (tally: ImportTally) => void {
  let told = performance.now();
  return ({ read, written, unchanged, refused }) => {
    if (performance.now() - told < PROGRESS_MS) return;
    told = performance.now();
    const memory = Math.round(process.memoryUsage.rss() / 1024 / 1024);
    process.stderr.write(
      `${read} read, ${written} written, ${unchanged} unchanged, ${refused} refused; ${memory} MB of memory\n`,
    );
  };
}

main().then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : String(error));
    process.exitCode = EXIT_UNABLE;
  },
);
