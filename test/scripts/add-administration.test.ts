import { writeFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ADMINISTRATIONS } from '../../schema/administrations.ts';
import { demonstrationOperators } from '../../scripts/seed/demonstration-operators.ts';
import { changedText } from '../gateway/supergraph/changed-text.ts';
import { post } from '../support/federation.ts';
import {
  type CopiedRepository,
  copyRepository,
  type Ended,
  findFreePort,
} from './add-administration/copied-repository.ts';

const COMMAND = 'scripts/add-administration.ts';
const ASK = `query ($questions: [RecognitionQuestion!]!) {
  recognitions(questions: $questions) {
    tin
    operator { __typename record { legalName } }
    decision { outcome reasons basis nextStep }
  }
}`;

interface Answers {
  readonly recognitions: readonly {
    readonly tin: string;
    readonly operator: { readonly __typename: string; readonly record: { readonly legalName: string } | null } | null;
    readonly decision: { readonly outcome: string; readonly reasons: readonly string[]; readonly basis: string };
  }[];
}

/** The paths whose content is not the same, gone or new. */
function differences(before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>): string[] {
  const paths = new Set([...before.keys(), ...after.keys()]);
  return [...paths].filter((path) => before.get(path) !== after.get(path)).sort();
}

/** An exporter of India in force that consented to Australia, which recognises Indian operators (arrangement AU-IN). */
function recognisedExporter() {
  const found = demonstrationOperators('IN').find(
    ({ roles, consents, authorizations }) =>
      roles.includes('EXPORTER') &&
      consents.some(({ destination }) => destination === 'AU') &&
      authorizations.at(-1)?.history.at(-1)?.status === 'AUTHORISED',
  );
  if (found === undefined) throw new TypeError('no such operator');
  return found;
}

let copy: CopiedRepository;
beforeAll(async () => {
  copy = copyRepository();
  // What stands committed may be behind the classes while somebody works on them; that is another test’s matter.
  expect(await copy.run('scripts/compose.ts')).toMatchObject({ code: 0 });
});
afterAll(() => copy.remove());

/** Where India has been added in earnest, there is nothing left to try. */
const isThere = ADMINISTRATIONS.some(({ code }) => code === 'IN');

describe.skipIf(isThere)('npm run add-administration', { timeout: 90_000 }, () => {
  it('changes nothing where the request is wrong, and says all that is', async () => {
    const before = copy.hashes();
    const wrong = ['--code', 'KR', '--name', 'Korea', '--prefixes', 'KR,JP', '--currency', 'WON'];
    const { code, stderr } = await copy.run(COMMAND, wrong);
    expect(code).toBe(1);
    expect(stderr).toContain('--code: KR has a registry already');
    expect(stderr).toContain('--prefixes: JP answers for JP (Japan Customs)');
    expect(stderr).toContain('--currency: "WON" is not an ISO 4217 code');
    expect(differences(before, copy.hashes())).toEqual([]);
  });

  it('leaves no half of it behind where composition fails, and says why', async () => {
    // A type of the hub has the name that Indian operators would have.
    const schemaFile = 'subgraphs/mutual-assistance/graphql/answer.type.ts';
    const broken = copyRepository();
    try {
      writeFileSync(
        `${broken.directory}/${schemaFile}`,
        changedText(broken.read(schemaFile), "@ObjectType('Evidence'", "@ObjectType('InOperator'"),
      );
      const before = broken.hashes();
      const { code, stderr } = await broken.run(COMMAND, ['--code', 'IN', '--name', 'India']);
      expect(stderr).toContain('The federation does not compose with IN');
      expect(stderr).toContain('InOperator');
      expect(stderr).toContain('Nothing was changed.');
      expect(code).toBe(1);
      expect(differences(before, broken.hashes())).toEqual([]);
    } finally {
      broken.remove();
    }
  });
});

describe.skipIf(isThere)('the seventeenth administration', { timeout: 90_000 }, () => {
  let before: ReadonlyMap<string, string>;
  let added: Ended;
  beforeAll(async () => {
    before = copy.hashes();
    added = await copy.run(COMMAND, ['--code', 'IN', '--name', 'India']);
  });

  it('is added by one command, which says what to do next', () => {
    expect(added).toMatchObject({ code: 0, stderr: '' });
    expect(added.stdout).toContain('India (IN) is the administration of IN; its operators are InOperator.');
  });

  it('touches the list, its profile and generated files, nothing else', () => {
    expect(differences(before, copy.hashes())).toEqual([
      'deploy/kubernetes/registry-in/kustomization.yaml',
      'deploy/kubernetes/registry-in/registry-in.yaml',
      'schema/administrations.ts',
      'schema/api.graphql',
      'schema/subgraphs/mutual-assistance.graphql',
      'schema/subgraphs/recognition.graphql',
      'schema/subgraphs/registry-in.graphql',
      'schema/subgraphs/vendor-registration.graphql',
      'schema/supergraph.graphql',
      'subgraphs/aeo-registry/profiles/in.ts',
      'subgraphs/aeo-registry/profiles/registry-profiles.ts',
    ]);
  });

  it('stands in the supergraph with a registry and an operator type of its own', () => {
    const supergraph = copy.read('schema/supergraph.graphql');
    expect(supergraph).toContain('@join__graph(name: "registry-in"');
    expect(supergraph).toContain('type InOperator implements Operator');
  });

  it('is what compose --check expects', async () => {
    expect(await copy.run('scripts/compose.ts', ['--check'])).toMatchObject({ code: 0, stderr: '' });
  });

  it('is written as the formatter would', async () => {
    const files = ['schema/administrations.ts', 'subgraphs/aeo-registry/profiles'];
    const formatter = 'node_modules/@biomejs/biome/bin/biome';
    expect(await copy.run(formatter, ['format', '--vcs-enabled=false', ...files])).toMatchObject({ code: 0 });
  });

  it('is not added twice', async () => {
    const { code, stderr } = await copy.run(COMMAND, ['--code', 'IN', '--name', 'India']);
    expect(code).toBe(1);
    expect(stderr).toContain('--code: IN has a registry already (India)');
  });

  it('starts, answers a partner from its own registry, and stops', async () => {
    const port = await findFreePort();
    const url = `http://127.0.0.1:${port}`;
    const environment = { PORT: String(port), DATA_DIR: `${copy.directory}/data`, LOG_LEVEL: 'error' };
    const { child, ended } = copy.start('scripts/start.ts', [], environment);
    try {
      const readiness = await whenReady(url, ended);
      expect(readiness.registries['IN']).toBe('AVAILABLE');

      const token = await copy.run('scripts/token.ts', ['--administration', 'AU'], environment);
      expect(token).toMatchObject({ code: 0, stderr: '' });
      const known = recognisedExporter();
      const questions = [known.tin, 'IN0000000000'].map((tin) => ({ tin, role: 'EXPORTER' }));
      const answer = await post<Answers>(
        `${url}/graphql`,
        { query: ASK, variables: { questions } },
        { authorization: `Bearer ${token.stdout.trim()}`, 'purpose-of-use': 'IMPORT_CLEARANCE' },
      );
      expect(answer).toMatchObject({ status: 200, errors: [] });
      expect(answer.data.recognitions).toMatchObject([
        {
          tin: known.tin,
          operator: { __typename: 'InOperator', record: { legalName: known.legalName } },
          decision: { outcome: 'RECOGNISED', reasons: [], basis: 'LIVE', nextStep: 'GRANT_BENEFITS' },
        },
        {
          tin: 'IN0000000000',
          operator: { __typename: 'InOperator', record: null },
          decision: { outcome: 'NOT_RECOGNISED', reasons: ['UNKNOWN_OR_NOT_DISCLOSED'], basis: 'LIVE' },
        },
      ]);
    } finally {
      child.kill('SIGTERM');
    }
    expect(await ended).toMatchObject({ code: 0, stderr: '' });
  });
});

interface Readiness {
  readonly registries: Readonly<Record<string, string>>;
}

/** Waits until the installation is ready; throws with what it said if it ends before. */
async function whenReady(url: string, ended: Promise<Ended>): Promise<Readiness> {
  let early: Ended | undefined;
  void ended.then((end) => {
    early = end;
  });
  for (let attempt = 0; attempt < 300; attempt += 1) {
    if (early !== undefined) throw new Error(`It ended with ${early.code}: ${early.stderr}${early.stdout}`);
    const response = await fetch(`${url}/ready`).catch(() => undefined);
    if (response?.status === 200) return (await response.json()) as Readiness;
    await wait(200);
  }
  throw new Error('It is not ready after a minute.');
}
