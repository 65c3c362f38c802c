import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import type { Writable } from 'node:stream';
import { Command, Option } from 'commander';
import type { AdministrationCode } from '../schema/administrations.ts';
import { exportLedger } from './exchange/export-ledger.ts';
import { exportOwnData } from './exchange/export-own-data.ts';
import { exportText } from './exchange/export-text.ts';
import { officerAccess } from './exchange/officer-access.ts';
import { type AskOfficer, createOfficerClient } from './exchange/officer-client.ts';
import { SOURCE_FORMATS, type SourceFormat } from './exchange/open-source.ts';
import { readAdministration } from './exchange/read-options.ts';
import { readRegister } from './exchange/read-register.ts';

interface Options {
  readonly administration: AdministrationCode;
  readonly tin?: string;
  readonly ownData: boolean;
  readonly ledger: boolean;
  readonly format: SourceFormat;
  readonly out?: string;
  readonly url?: string;
  readonly token?: string;
}

const EXIT_UNABLE = 2;

function readCommandLine(): Options {
  return new Command('npm run --silent export --')
    .description(
      'Exports the operators of a registry, or one, in the form that the import takes. Exit 2: it could not.',
    )
    .requiredOption('--administration <code>', 'whose registry, e.g. KR', readAdministration)
    .option('--tin <tin>', 'this operator only')
    .option('--own-data', 'with --tin: everything held about it, as one JSON document', false)
    .option('--ledger', 'the disclosure ledger instead, with its seals and head, as JSON lines', false)
    .addOption(new Option('--format <format>', 'format').choices(SOURCE_FORMATS).default('json'))
    .option('--out <file>', 'where to; default: standard output')
    .option('--url <url>', 'the officer endpoint; default: on this machine')
    .option('--token <token>', 'a bearer token; default: one of the demonstration issuer')
    .exitOverride((error) => process.exit(error.code === 'commander.helpDisplayed' ? 0 : EXIT_UNABLE))
    .parse()
    .opts<Options>();
}

function textOf({ administration, tin, ownData, ledger, format }: Options, ask: AskOfficer): AsyncGenerator<string> {
  if (ledger) return exportLedger(administration, ask);
  if (!ownData) return exportText(administration, readRegister(ask, tin), format);
  if (tin === undefined) throw new TypeError('--own-data is about one operator: name it with --tin.');
  return exportOwnData(ask, tin);
}

async function main(): Promise<number> {
  const options = readCommandLine();
  const { out } = options;
  const { url, token } = await officerAccess(options, ['registry:read']);
  const ask = createOfficerClient(url, token);
  try {
    let target: Writable | undefined;
    for await (const text of textOf(options, ask)) {
      // Opened with the first text: an export that is refused leaves the file that was there.
      target ??= out === undefined ? process.stdout : createWriteStream(out, { mode: 0o600 });
      if (!target.write(text)) await once(target, 'drain');
    }
    if (target !== undefined && target !== process.stdout) {
      target.end();
      await once(target, 'finish');
    }
    return 0;
  } finally {
    await ask.close();
  }
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
