import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import type { Writable } from 'node:stream';
import { Command, Option } from 'commander';
import type { AdministrationCode } from '../schema/administrations.ts';
import { exportText } from './exchange/export-text.ts';
import { officerAccess } from './exchange/officer-access.ts';
import { createOfficerClient } from './exchange/officer-client.ts';
import { SOURCE_FORMATS, type SourceFormat } from './exchange/open-source.ts';
import { readAdministration } from './exchange/read-options.ts';
import { readRegister } from './exchange/read-register.ts';

interface Options {
  readonly administration: AdministrationCode;
  readonly tin?: string;
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
    .addOption(new Option('--format <format>', 'format').choices(SOURCE_FORMATS).default('json'))
    .option('--out <file>', 'where to; default: standard output')
    .option('--url <url>', 'the officer endpoint; default: on this machine')
    .option('--token <token>', 'a bearer token; default: one of the demonstration issuer')
    .exitOverride((error) => process.exit(error.code === 'commander.helpDisplayed' ? 0 : EXIT_UNABLE))
    .parse()
    .opts<Options>();
}

async function main(): Promise<number> {
  const options = readCommandLine();
  const { administration, tin, format, out } = options;
  const { url, token } = await officerAccess(options, ['registry:read']);
  const ask = createOfficerClient(url, token);
  try {
    let target: Writable | undefined;
    for await (const text of exportText(administration, readRegister(ask, tin), format)) {
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
