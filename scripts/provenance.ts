import { execFileSync } from 'node:child_process';
import { createHash, createPrivateKey, createPublicKey, sign, verify } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { Command } from 'commander';

/** Where the statement is written. */
const STATEMENT = 'dist/provenance.json';

/** Files beside the sources that a user gets. */
const FILES = ['dist/sbom.json', 'package-lock.json', 'schema/supergraph.graphql'];

/** Type of the payload in its envelope (in-toto, DSSE). */
const PAYLOAD_TYPE = 'application/vnd.in-toto+json';

const { check, key, builder } = new Command('npm run provenance --')
  .description(
    'Says of which commit and by which steps this build is made, as in-toto statement with SLSA provenance 1.0 in a DSSE envelope.',
  )
  .option('--key <path>', 'JWK file: the private Ed25519 key that signs, or with --check the public key to be believed')
  .option('--builder <uri>', 'who builds', 'urn:aeo:builder:unnamed')
  .option('--check', 'checks the statement against the files that are here')
  .parse()
  .opts<{ key?: string; check?: boolean; builder: string }>();

interface Envelope {
  readonly payloadType: string;
  /** Base64. */
  readonly payload: string;
  readonly signatures: readonly { readonly sig: string }[];
}

const git = (...args: string[]) => execFileSync('git', args, { maxBuffer: 1 << 30 });
const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

/** What the build gives: the sources as one archive, which is the same for the same commit, and the files. */
function subjects(commit: string) {
  const sources = { name: 'sources.tar', digest: { sha256: sha256(git('archive', '--format=tar', commit)) } };
  return [sources, ...FILES.map((name) => ({ name, digest: { sha256: sha256(readFileSync(name)) } }))];
}

/** What is signed of an envelope (DSSE, pre-authentication encoding). */
function encoded(payload: Buffer): Buffer {
  return Buffer.concat([Buffer.from(`DSSEv1 ${PAYLOAD_TYPE.length} ${PAYLOAD_TYPE} ${payload.length} `), payload]);
}

function readJwk(path: string): { key: object; format: 'jwk' } {
  return { key: JSON.parse(readFileSync(path, 'utf8')) as object, format: 'jwk' };
}

function write(): void {
  const commit = git('rev-parse', 'HEAD').toString().trim();
  const statement = {
    _type: 'https://in-toto.io/Statement/v1',
    subject: subjects(commit),
    predicateType: 'https://slsa.dev/provenance/v1',
    predicate: {
      buildDefinition: {
        buildType: 'urn:aeo:build:ci-run:v1',
        externalParameters: { command: '.ci/run' },
        resolvedDependencies: [
          { name: 'sources', digest: { gitCommit: commit } },
          { name: 'package-lock.json', digest: { sha256: sha256(readFileSync('package-lock.json')) } },
          { name: 'node', annotations: { version: process.version } },
        ],
      },
      runDetails: { builder: { id: builder } },
    },
  };
  const payload = Buffer.from(JSON.stringify(statement));
  const signatures =
    key === undefined
      ? []
      : [{ sig: sign(null, encoded(payload), createPrivateKey(readJwk(key) as never)).toString('base64') }];
  mkdirSync('dist', { recursive: true });
  const envelope: Envelope = { payloadType: PAYLOAD_TYPE, payload: payload.toString('base64'), signatures };
  writeFileSync(STATEMENT, `${JSON.stringify(envelope, null, 2)}\n`);
  console.log(
    `${STATEMENT}: ${statement.subject.length} subjects of ${commit}, ${key === undefined ? 'not ' : ''}signed`,
  );
}

function faultsOf({ payload, signatures }: Envelope): string[] {
  const bytes = Buffer.from(payload, 'base64');
  const { subject, predicate } = JSON.parse(bytes.toString('utf8')) as {
    subject: ReturnType<typeof subjects>;
    predicate: { buildDefinition: { resolvedDependencies: { digest: { gitCommit: string } }[] } };
  };
  const commit = predicate.buildDefinition.resolvedDependencies[0]?.digest.gitCommit ?? '';
  const here = new Map(subjects(commit).map(({ name, digest }) => [name, digest.sha256]));
  const changed = subject.filter(({ name, digest }) => here.get(name) !== digest.sha256).map(({ name }) => name);
  const faults = changed.map((name) => `${name} is not what the statement says`);
  if (key === undefined) return faults;
  const believed = createPublicKey(readJwk(key) as never);
  const isSigned = signatures.some(({ sig }) => verify(null, encoded(bytes), believed, Buffer.from(sig, 'base64')));
  return isSigned ? faults : [...faults, 'it is not signed by that key'];
}

if (check === true) {
  const faults = faultsOf(JSON.parse(readFileSync(STATEMENT, 'utf8')) as Envelope);
  for (const fault of faults) console.error(fault);
  if (faults.length === 0) console.log('The statement is true of what is here.');
  process.exitCode = faults.length === 0 ? 0 : 1;
} else {
  write();
}
