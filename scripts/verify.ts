import 'reflect-metadata';
import { existsSync } from 'node:fs';
import { Command } from 'commander';
import { decodeProtectedHeader } from 'jose';
import { registryIssuer } from '../schema/contract/attestation.ts';
import { KeyFault } from '../schema/trust/key-fault.ts';
import { describeKeyState } from '../schema/trust/key-state.ts';
import { readTimeStampCertificates, type TimeStampCertificates } from '../schema/trust/time-stamp.ts';
import type { TrustList } from '../schema/trust/trust-list.ts';
import { verifyStatement } from '../schema/trust/verify-statement.ts';
import { systemClock } from '../subgraphs/runtime/clock.ts';
import { SourceFault } from './exchange/source-record.ts';
import { databaseLocation } from './start/database-location.ts';
import { readEnvironment } from './start/environment.ts';
import { trustListPath } from './start/trust-store.ts';
import { STATEMENT_KINDS } from './verify/describe-statement.ts';
import { namesAttestation, readExistence } from './verify/existence.ts';
import { readKeys } from './verify/read-keys.ts';
import { verifyLedger } from './verify/verify-ledger.ts';
import { verifyLog } from './verify/verify-log.ts';

interface Options {
  readonly keys?: string;
  readonly attestation?: string;
  readonly timeProof?: string;
  readonly receipt?: string;
  readonly tsa?: string;
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
    .option('--time-proof <file>', 'what `consultation { timeProof }` gave, as JSON: by when was the receipt there')
    .option(
      '--receipt <jws>',
      'with --time-proof, for an attestation: the receipt that names it, and that the proof is of',
    )
    .option('--tsa <file>', 'certificates of time-stamping authorities (PEM); default: TSA_CERTIFICATES')
    .option('--log', 'verify the log of consultations of this installation instead')
    .option('--ledger <file>', 'verify a disclosure ledger instead, as npm run export -- --ledger wrote it')
    .option('--seal <jws>', 'a seal of the ledger that was kept elsewhere: it must agree, or end where the file begins')
    .parse();
  const options = program.opts<Options>();
  const path = options.keys ?? trustListPath(readEnvironment().DATA_DIR);
  if (!existsSync(path)) return refuse(`There are no keys at ${path}; name a file with --keys.`);
  if (options.log === true) return checkLog(path, options);
  if (options.ledger !== undefined) return checkLedger(path, options.ledger, options.seal);
  const [jws] = program.args;
  if (jws === undefined) return refuse('Give the statement, --log or --ledger.');
  return checkStatement(jws, path, options);
}

async function checkStatement(jws: string, path: string, options: Options): Promise<number> {
  const { typ: type, kid: named } = headerOf(jws);
  const kind = type === undefined ? undefined : STATEMENT_KINDS[type];
  if (type === undefined || kind === undefined) return refuse('This is no attestation and no receipt.');
  const trust = await readKeys(path, kind.role);
  if (trust === undefined) return refuse(`${path} is neither a trust list nor a key set.`);
  const existence = options.timeProof === undefined ? undefined : await existenceOf(jws, options.timeProof, options);
  if (existence?.ok === false) return refuse(`The time proof does not hold: ${existence.why}.`);
  const verdict = await verifyStatement(jws, trust, {
    type,
    roles: [kind.role],
    now: systemClock(),
    ignoreExpiry: true,
    ...(existence === undefined ? {} : { existedAt: existence.at }),
  });
  if (!verdict.ok) return refuse(`Not genuine: ${verdict.why}.${stateOf(named, trust)}`);
  const { administration } = verdict.signedBy;
  if (administration !== null && verdict.claims.iss !== registryIssuer(administration)) {
    return refuse(`Not genuine: the registry of ${administration} signed it in the name of ${verdict.claims.iss}.`);
  }
  console.log(`Genuine: signed with the key ${named}.${stateOf(named, trust)}`);
  if (existence !== undefined) {
    console.log(`It was there at ${existence.at.toISOString()}: ${existence.authority} has time-stamped it.`);
  }
  console.log(`\n${kind.describe(verdict.claims).join('\n')}`);
  if (options.attestation === undefined) return 0;
  if (!namesAttestation(jws, options.attestation)) {
    return refuse('The attestation that was given is not the one that the receipt names.');
  }
  console.log('The attestation that was given is the very one that the receipt names.');
  return 0;
}

async function checkLog(path: string, options: Options): Promise<number> {
  const trust = await readKeys(path, 'RECOGNITION');
  if (trust === undefined) return refuse(`${path} is neither a trust list nor a key set.`);
  const certificates = certificatesOf(options);
  const demand = { trust, certificates, now: systemClock() };
  const { entries, faults, stamped } = await verifyLog(databaseLocation(readEnvironment()), demand);
  for (const fault of faults) console.error(fault);
  if (faults.length > 0) return refuse(`The log of ${entries} consultations is not whole.`);
  console.log(`The log is whole: ${entries} consultations, none removed, altered or reordered.`);
  if (stamped === null) return 0;
  console.log(`The first ${stamped.entries} were there at ${stamped.at}, by time stamp.`);
  if (certificates === undefined) {
    console.log('Whose time stamps these are was not checked: name the authority’s certificates with --tsa.');
  }
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

function existenceOf(jws: string, path: string, options: Options) {
  const certificates = certificatesOf(options);
  if (certificates === undefined)
    throw new KeyFault('Name the authority’s certificates with --tsa or TSA_CERTIFICATES.');
  return readExistence(jws, { path, receipt: options.receipt, certificates });
}

function certificatesOf({ tsa }: Options): TimeStampCertificates | undefined {
  const path = tsa ?? readEnvironment().TSA_CERTIFICATES;
  if (path === undefined) return undefined;
  if (!existsSync(path)) throw new KeyFault(`There are no certificates at ${path}.`);
  return readTimeStampCertificates(path);
}

/** A line about the key that is named, where it is known. */
function stateOf(kid: string | undefined, trust: TrustList): string {
  const key = kid === undefined ? undefined : trust.find(kid);
  return key === undefined ? '' : `\nThe key is ${describeKeyState(key, systemClock())}.`;
}

function headerOf(jws: string): { readonly typ?: string | undefined; readonly kid?: string | undefined } {
  try {
    return decodeProtectedHeader(jws);
  } catch {
    return {};
  }
}

function refuse(message: string): number {
  console.error(message);
  return 1;
}

try {
  process.exit(await main());
} catch (error) {
  if (!(error instanceof KeyFault)) throw error;
  process.exit(refuse(error.message));
}
