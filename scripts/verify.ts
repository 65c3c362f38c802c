import 'reflect-metadata';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { Command } from 'commander';
import { decodeProtectedHeader } from 'jose';
import { registryIssuer } from '../schema/contract/attestation.ts';
import { createTrustList, type TrustedRole, type TrustList, trustListSchema } from '../schema/trust/trust-list.ts';
import { verifyStatement } from '../schema/trust/verify-statement.ts';
import { systemClock } from '../subgraphs/runtime/clock.ts';
import { SourceFault } from './exchange/source-record.ts';
import { databaseLocation } from './start/database-location.ts';
import { readEnvironment } from './start/environment.ts';
import { trustListPath } from './start/trust-store.ts';
import { STATEMENT_KINDS } from './verify/describe-statement.ts';
import { verifyLedger } from './verify/verify-ledger.ts';
import { verifyLog } from './verify/verify-log.ts';

interface Options {
  readonly keys?: string;
  readonly attestation?: string;
  readonly log?: boolean;
  readonly ledger?: string;
  readonly seal?: string;
}

async function main(): Promise<number> {
  const program = new Command('npm run verify --')
    .description(
      'Verifies an attestation, a receipt or an exported ledger offline, against pinned or published keys. Exit 0: genuine; 1: not.',
    )
    .argument('[jws]', 'the statement, RFC 7515 compact serialisation')
    .option('--keys <file>', 'trust list or published key set (JWKS); default: the trust list of DATA_DIR')
    .option('--attestation <jws>', 'the statement that a receipt names: is it the very one')
    .option('--log', 'verify the log of consultations of this installation instead')
    .option('--ledger <file>', 'verify a disclosure ledger instead, as npm run export -- --ledger wrote it')
    .option('--seal <jws>', 'a seal of the ledger that was kept elsewhere: it must agree, or end where the file begins')
    .parse();
  const { keys, attestation, log, ledger, seal } = program.opts<Options>();
  const path = keys ?? trustListPath(readEnvironment().DATA_DIR);
  if (!existsSync(path)) return refuse(`There are no keys at ${path}; name a file with --keys.`);
  if (log === true) return checkLog(path);
  if (ledger !== undefined) return checkLedger(path, ledger, seal);
  const [jws] = program.args;
  if (jws === undefined) return refuse('Give the statement, --log or --ledger.');
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
  console.log(`Genuine: signed with the key ${verdict.signedBy.kid}.\n\n${kind.describe(verdict.claims).join('\n')}`);
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

async function checkLedger(path: string, file: string, seal: string | undefined): Promise<number> {
  const trust = await readKeys(path, 'REGISTRY');
  if (trust === undefined) return refuse(`${path} is neither a trust list nor a key set.`);
  if (!existsSync(file)) return refuse(`There is no ${file}.`);
  try {
    const { administration, entries, seals, fault } = await verifyLedger({ file, trust, now: systemClock(), seal });
    if (fault !== null) return refuse(`The ledger of ${administration} is not whole: ${fault}.`);
    console.log(
      `The ledger of ${administration} is whole up to entry ${entries}: none removed, altered or moved; ${seals} signed seals and heads agree.`,
    );
    return 0;
  } catch (error) {
    if (error instanceof SourceFault) return refuse(error.message);
    throw error;
  }
}

/** Keys from a trust list, or from a key set (RFC 7517) as it is published: then the role is what the statement claims. */
async function readKeys(path: string, role: TrustedRole): Promise<TrustList | undefined> {
  const file = readJson(path);
  const pinned = trustListSchema.safeParse(file);
  if (pinned.success) return createTrustList(pinned.data.keys);
  const { keys } = (file ?? {}) as { keys?: Record<string, unknown>[] };
  if (!Array.isArray(keys)) return undefined;
  const from = new Date(0).toISOString();
  return createTrustList(
    keys.map((jwk) => ({
      party: 'published',
      role,
      administration: null,
      kid: String(jwk['kid']),
      jwk,
      from,
      until: null,
    })),
  );
}

function readJson(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return undefined;
  }
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
