import 'reflect-metadata';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { Command } from 'commander';
import { decodeProtectedHeader } from 'jose';
import { registryIssuer } from '../schema/contract/attestation.ts';
import { describeKeyState } from '../schema/trust/key-state.ts';
import { verifyStatement } from '../schema/trust/verify-statement.ts';
import { systemClock } from '../subgraphs/runtime/clock.ts';
import { databaseLocation } from './start/database-location.ts';
import { readEnvironment } from './start/environment.ts';
import { trustListPath } from './start/trust-store.ts';
import { STATEMENT_KINDS } from './verify/describe-statement.ts';
import { readKeys } from './verify/read-keys.ts';
import { verifyLog } from './verify/verify-log.ts';

interface Options {
  readonly keys?: string;
  readonly attestation?: string;
  readonly log?: boolean;
}

async function main(): Promise<number> {
  const program = new Command('npm run verify --')
    .description(
      'Verifies an attestation or a receipt offline, against pinned or published keys. Exit 0: genuine; 1: not.',
    )
    .argument('[jws]', 'the statement, RFC 7515 compact serialisation')
    .option('--keys <file>', 'trust list or published key set (JWKS); default: the trust list of DATA_DIR')
    .option('--attestation <jws>', 'the statement that a receipt names: is it the very one')
    .option('--log', 'verify the log of consultations of this installation instead')
    .parse();
  const { keys, attestation, log } = program.opts<Options>();
  const path = keys ?? trustListPath(readEnvironment().DATA_DIR);
  if (!existsSync(path)) return refuse(`There are no keys at ${path}; name a file with --keys.`);
  if (log === true) return checkLog(path);
  const [jws] = program.args;
  if (jws === undefined) return refuse('Give the statement, or --log.');
  return checkStatement(jws, path, attestation);
}

async function checkStatement(jws: string, path: string, attestation: string | undefined): Promise<number> {
  const type = typeOf(jws);
  const kind = type === undefined ? undefined : STATEMENT_KINDS[type];
  if (type === undefined || kind === undefined) return refuse('This is no attestation and no receipt.');
  const trust = await readKeys(path, kind.role);
  if (trust === undefined) return refuse(`${path} is neither a trust list nor a key set.`);
  const verdict = await verifyStatement(jws, trust, {
    type,
    roles: [kind.role],
    now: systemClock(),
    ignoreExpiry: true,
  });
  if (!verdict.ok) return refuse(`Not genuine: ${verdict.why}.`);
  const { administration } = verdict.signedBy;
  if (administration !== null && verdict.claims.iss !== registryIssuer(administration)) {
    return refuse(`Not genuine: the registry of ${administration} signed it in the name of ${verdict.claims.iss}.`);
  }
  const { kid } = verdict.signedBy;
  console.log(`Genuine: signed with the key ${kid}.\nThe key is ${describeKeyState(verdict.signedBy, systemClock())}.\n`);
  console.log(kind.describe(verdict.claims).join('\n'));
  if (attestation === undefined) return 0;
  const named = verdict.claims['attestation'] as { sha256?: string } | null | undefined;
  if (named?.sha256 !== createHash('sha256').update(attestation).digest('hex')) {
    return refuse('The attestation that was given is not the one that the receipt names.');
  }
  console.log('The attestation that was given is the very one that the receipt names.');
  return 0;
}

async function checkLog(path: string): Promise<number> {
  const trust = await readKeys(path, 'RECOGNITION');
  if (trust === undefined) return refuse(`${path} is neither a trust list nor a key set.`);
  const { entries, faults } = await verifyLog(databaseLocation(readEnvironment()), trust, systemClock());
  for (const fault of faults) console.error(fault);
  if (faults.length > 0) return refuse(`The log of ${entries} consultations is not whole.`);
  console.log(`The log is whole: ${entries} consultations, none removed, altered or reordered.`);
  return 0;
}

function typeOf(jws: string): string | undefined {
  try {
    return decodeProtectedHeader(jws).typ;
  } catch {
    return undefined;
  }
}

function refuse(message: string): number {
  console.error(message);
  return 1;
}

process.exit(await main());
