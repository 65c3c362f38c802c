import { existsSync, readFileSync } from 'node:fs';
import { Command, InvalidArgumentError } from 'commander';
import { calculateJwkThumbprint } from 'jose';
import { z } from 'zod';
import { algorithmOf } from '../schema/trust/key-algorithm.ts';
import { KeyFault } from '../schema/trust/key-fault.ts';
import { describeKeyState } from '../schema/trust/key-state.ts';
import { openKeyStore } from '../schema/trust/key-store-settings.ts';
import { type TrustedKeyRow, trustedKeySchema } from '../schema/trust/trust-list.ts';
import { readTrustRows, writeTrustRows } from '../schema/trust/trust-list-file.ts';
import { trustedKeyRow } from '../schema/trust/trusted-key-row.ts';
import { systemClock } from '../subgraphs/runtime/clock.ts';
import { admit, type ChangedRows, isInForce, periodOf, retire, revoke } from './keys/change-rows.ts';
import { readEnvironment } from './keys/environment.ts';
import { PARTIES } from './start/trust-store.ts';

/** Long enough for a row to reach every party by whatever way they trust, before it is signed with. */
const OVERLAP_DAYS = 7;

interface KeyOptions {
  readonly party: string;
  readonly kid: string;
}

function readParty(text: string): string {
  const name = text.toLowerCase();
  if (PARTIES.some(([party]) => party === name)) return name;
  throw new InvalidArgumentError(`one of ${PARTIES.map(([party]) => party).join(', ')}`);
}

function readInstant(text: string): Date {
  const now = systemClock();
  if (text === 'now') return now;
  if (z.iso.datetime({ offset: true }).safeParse(text).success) return new Date(text);
  throw new InvalidArgumentError('an instant such as 2026-12-01T00:00:00Z, or now');
}

function readReason(text: string): string {
  if (text.trim() !== '') return text.trim();
  throw new InvalidArgumentError('say what happened: whoever looks at an old proof reads it');
}

const program = new Command('npm run keys --')
  .description(
    'Exchanges keys without a stop. What a command changes is written to the trust list here, and its row printed to ' +
      'be sent to every other party, which takes it with `admit`. docs/keys.md has each case step by step.',
  )
  .showHelpAfterError('(npm run keys -- --help)');

program
  .command('list')
  .description('shows the keys of the trust list, their state, and which of them can be signed with here')
  .option('--party <name>', 'of one party only, e.g. registry-KR', readParty)
  .action(({ party }: { party?: string }) => list(party));

program
  .command('prepare')
  .description('makes the next private key of a party, to be used from an instant on; prints its row')
  .requiredOption('--party <name>', 'e.g. registry-KR', readParty)
  .option('--from <instant>', `default: in ${OVERLAP_DAYS} days, or now for the first key of the party`, readInstant)
  .action(prepare);

program
  .command('retire')
  .description('ends the use of a key in order; what it signed before stays good')
  .requiredOption('--party <name>', 'e.g. registry-KR', readParty)
  .requiredOption('--kid <thumbprint>', 'which key; `list` shows them')
  .requiredOption('--at <instant>', 'until when it is used, e.g. 2026-12-01T00:00:00Z or now', readInstant)
  .action(({ at, ...named }: KeyOptions & { at: Date }) =>
    change((rows) => retire(rows, named, at, systemClock()), `${named.kid} is retired at ${at.toISOString()}.`),
  );

program
  .command('revoke')
  .description('for a key that others may have: nothing by it is believed from an instant on, whatever time it claims')
  .requiredOption('--party <name>', 'e.g. registry-KR', readParty)
  .requiredOption('--kid <thumbprint>', 'which key; `list` shows them')
  .requiredOption('--from <instant>', 'the earliest instant at which others may have had it', readInstant)
  .requiredOption('--reason <text>', 'what happened, in words that may be published', readReason)
  .action(({ from, reason, ...named }: KeyOptions & { from: Date; reason: string }) => {
    change((rows) => revoke(rows, named, from, reason), `${named.kid} is revoked from ${from.toISOString()}.`);
    const isLeft = readRows().some((row) => row.party === named.party && isInForce(row, systemClock()));
    if (!isLeft)
      say(`${named.party} has no key in force now: npm run keys -- prepare --party ${named.party} --from now`);
  });

program
  .command('admit')
  .description('takes a row that a party has sent, after its thumbprint was compared by another way')
  .argument('<file>', 'the row as `prepare`, `retire` or `revoke` printed it there')
  .action(async (file: string) => {
    const row = await readRow(file);
    change(
      (rows) => admit(rows, row),
      `${row.kid} of ${row.party}: ${describeKeyState(periodOf(row), systemClock())}.`,
    );
  });

async function list(only: string | undefined): Promise<void> {
  const keys = await openKeyStore(readEnvironment().keyStore);
  const now = systemClock();
  for (const party of new Set(readRows().map((row) => row.party))) {
    if (only !== undefined && party !== only) continue;
    const here = new Set((await keys.load(party)).map(({ kid }) => kid));
    console.log(party);
    for (const row of readRows().filter((one) => one.party === party)) {
      const place = here.has(row.kid) ? '' : ', private key not here';
      console.log(`  ${row.kid}  ${algorithmOf(row.jwk)}  ${describeKeyState(periodOf(row), now)}${place}`);
    }
  }
}

async function prepare({ party, from }: { party: string; from?: Date }): Promise<void> {
  const { trustList } = readEnvironment();
  const keys = await openKeyStore(readEnvironment().keyStore);
  const rows = existsSync(trustList) ? readRows() : [];
  const [, role, administration = null] = PARTIES.find(([name]) => name === party) ?? [];
  if (role === undefined) throw new KeyFault(`${party} is no party of the federation.`);
  const isFirst = !rows.some((row) => row.party === party);
  const at = from ?? new Date(systemClock().getTime() + (isFirst ? 0 : OVERLAP_DAYS) * 24 * 60 * 60 * 1000);
  const key = await keys.create(party);
  const row = trustedKeyRow({ party, ...key }, role, administration, at);
  change(
    () => ({ rows: [...rows, row], row }),
    `${row.kid} of ${party}, in ${keys.place}, is used from ${row.from} on.`,
  );
}

/** Writes the list, prints the row for the other parties, and says beside it what was done. */
function change(by: (rows: readonly TrustedKeyRow[]) => ChangedRows, done: string): void {
  const { trustList } = readEnvironment();
  const { rows, row } = by(existsSync(trustList) ? readRows() : []);
  writeTrustRows(trustList, rows);
  console.log(JSON.stringify(row, null, 2));
  say(`${done} Written to ${trustList}; processes that run take it within seconds. The other parties need this row.`);
}

function readRows(): readonly TrustedKeyRow[] {
  const { trustList } = readEnvironment();
  if (existsSync(trustList)) return readTrustRows(trustList);
  throw new KeyFault(`There is no trust list at ${trustList}: DATA_DIR or TRUST_LIST says where, prepare begins one.`);
}

/** A row from another party: what names the key has to be its thumbprint, and no private part may come along. */
async function readRow(file: string): Promise<TrustedKeyRow> {
  const parsed = trustedKeySchema.safeParse(JSON.parse(readFileSync(file, 'utf8')));
  if (!parsed.success) throw new KeyFault(`${file} is no row of a trust list:\n${z.prettifyError(parsed.error)}`);
  const row = parsed.data;
  if (row.jwk['d'] !== undefined)
    throw new KeyFault(`${file} has a private key in it: whoever sent it must revoke it.`);
  algorithmOf(row.jwk);
  if ((await calculateJwkThumbprint(row.jwk)) !== row.kid) {
    throw new KeyFault(`${file} names the key ${row.kid}, which is not its thumbprint.`);
  }
  return row;
}

function say(message: string): void {
  process.stderr.write(`${message}\n`);
}

try {
  await program.parseAsync();
} catch (error) {
  say(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
