import { existsSync, readFileSync } from 'node:fs';
import { Command, InvalidArgumentError, Option } from 'commander';
import { calculateJwkThumbprint, type JWK } from 'jose';
import { ADMINISTRATIONS, type AdministrationCode } from '../schema/administrations.ts';
import { registrySubgraph } from '../schema/contract/subgraph-names.ts';
import { PURPOSES_OF_USE, type PurposeOfUse } from '../schema/contract/vocabulary.ts';
import { createFileKeyStore, hasKey } from '../schema/trust/file-key-store.ts';
import { loadSigner, openSigner, type Signer } from '../schema/trust/signer.ts';
import { createTrustList, type TrustedKey } from '../schema/trust/trust-list.ts';
import { readTrustList } from '../schema/trust/trust-list-file.ts';
import { systemClock } from '../subgraphs/runtime/clock.ts';
import { describeReport, reportAsJson } from './conformance/describe-report.ts';
import { readEnvironment } from './conformance/environment.ts';
import { runConformance } from './conformance/run-conformance.ts';
import { GATEWAY } from './start/trust-store.ts';

interface Options {
  readonly administration: AdministrationCode;
  readonly as?: AdministrationCode;
  readonly purpose: PurposeOfUse;
  readonly known?: string;
  readonly withheld?: string;
  readonly unknown?: string;
  readonly sdl?: string;
  readonly key?: string;
  readonly json?: boolean;
}

/** 0: no MUST is broken; 1: one is; 2: the check could not be run. */
const EXIT_UNABLE = 2;

function readUrl(text: string): string {
  if (!/^https?:$/.test(URL.canParse(text) ? new URL(text).protocol : '')) {
    throw new InvalidArgumentError('the base of the registry, e.g. https://registry.example');
  }
  return text;
}

function readAdministration(text: string): AdministrationCode {
  const code = text.toUpperCase();
  if (ADMINISTRATIONS.some((administration) => administration.code === code)) return code;
  throw new InvalidArgumentError(`one of ${ADMINISTRATIONS.map((administration) => administration.code).join(', ')}`);
}

async function main(): Promise<number> {
  const program = new Command('npm run conformance --')
    .description(
      'Does an independent registry keep the contract? Asks it as the gateway would. Exit 0: no MUST is broken; 1: one is; 2: the check could not be run.',
    )
    .argument('<url>', 'base of the registry; /graphql, /health and /.well-known/jwks.json stand below it', readUrl)
    .requiredOption('--administration <code>', 'whose registry it is, e.g. KR', readAdministration)
    .option('--known <tin>', 'an operator that the asking administration may be told of')
    .option('--withheld <tin>', 'an operator that exists, and did not consent to the asking administration')
    .option('--unknown <tin>', 'a TIN that nobody has; default: one is made')
    .option('--as <code>', 'the administration that asks; default: JP, for Japan EU', readAdministration)
    .addOption(new Option('--purpose <purpose>', 'purpose of use').choices(PURPOSES_OF_USE).default('IMPORT_CLEARANCE'))
    .option('--sdl <file>', 'SDL to look at in place of the published one')
    .option('--key <file>', 'public key (JWK) of the registry, where the trust list does not have it yet')
    .option('--json', 'print the report as JSON')
    .exitOverride((error) => process.exit(error.code === 'commander.helpDisplayed' ? 0 : EXIT_UNABLE))
    .parse();
  const { administration, sdl, key, json, as, ...options } = program.opts<Options>();
  const { keysDirectory, trustList } = readEnvironment();
  // A key that is not there would be made, and nobody would believe it.
  if (!hasKey(keysDirectory, GATEWAY) || (key === undefined && !existsSync(trustList))) {
    console.error(
      `No gateway’s key in ${keysDirectory}, or no ${trustList}: npm start makes them, and DATA_DIR says where.`,
    );
    return EXIT_UNABLE;
  }
  const report = await runConformance({
    ...options,
    url: program.processedArgs[0] as string,
    administration,
    asking: as ?? (administration === 'JP' ? 'EU' : 'JP'),
    sdl: sdl === undefined ? undefined : readFileSync(sdl, 'utf8'),
    gateway: await gatewayOf(keysDirectory, trustList),
    keys: key === undefined ? (await readTrustList(trustList)).keys : await keysOf(key, administration),
    clock: systemClock,
  });
  console.log(json === true ? reportAsJson(report) : describeReport(report));
  return report.conforms ? 0 : 1;
}

/** By the key that is in force; without a trust list by the first one. */
async function gatewayOf(keysDirectory: string, trustList: string): Promise<Signer> {
  if (!existsSync(trustList)) return loadSigner(keysDirectory, GATEWAY);
  return openSigner(GATEWAY, {
    keys: createFileKeyStore(keysDirectory),
    trust: await readTrustList(trustList),
    clock: systemClock,
    log: { warn: (_details, message) => console.error(message) },
  });
}

/** A key as it would stand in the trust list. */
async function keysOf(file: string, administration: AdministrationCode): Promise<readonly TrustedKey[]> {
  const jwk = JSON.parse(readFileSync(file, 'utf8')) as JWK;
  if (jwk.d !== undefined)
    throw new TypeError(`${file} is a private key: it stays with the registry, and the public one is given.`);
  const row = {
    party: registrySubgraph(administration),
    role: 'REGISTRY',
    administration,
    kid: await calculateJwkThumbprint(jwk),
    jwk: { ...jwk },
    from: new Date(0).toISOString(),
    until: null,
  } as const;
  return (await createTrustList([row])).keys;
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
