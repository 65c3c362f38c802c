import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { registrySubgraph } from '../../schema/contract/subgraph-names.ts';
import { createHttpLink } from '../../schema/link/http-link.ts';
import type { SubgraphLink } from '../../schema/link/subgraph-link.ts';
import type { TrustListFile } from '../../schema/trust/trust-list.ts';
import { keysDirectory, openTrustStore, trustListPath } from '../../scripts/start/trust-store.ts';
import { systemClock } from '../../subgraphs/runtime/clock.ts';
import { startFederation, type TestFederation } from '../support/federation.ts';
import {
  type IndependentRegistry,
  KNOWN,
  KNOWN_SUSPENDED,
  startIndependentRegistry,
  WITHHELD,
} from './independent-registry.ts';

const JAPAN = registrySubgraph('JP');
const UNKNOWN = 'JP8755870687550';

const RECOGNITION = `query ($questions: [RecognitionQuestion!]!) {
  recognitions(questions: $questions) { tin decision { outcome reasons basis arrangement { id } attestation } } }`;
const RECORD = '{ operators(tins: ["JP7168562612913"]) { tin record { legalName authorizations { status } } } }';

interface Recognitions {
  readonly recognitions: readonly {
    readonly tin: string;
    readonly decision: {
      readonly outcome: string;
      readonly reasons: readonly string[];
      readonly basis: string;
      readonly attestation: string | null;
    };
  }[];
}

let federation: TestFederation;
let registry: IndependentRegistry;
let link: SubgraphLink;

beforeAll(async () => {
  const dataDirectory = mkdtempSync(join(tmpdir(), 'aeo-federation-'));
  await openTrustStore(dataDirectory, systemClock());
  registry = await startIndependentRegistry(trustListPath(dataDirectory));
  pinInPlaceOfJapan(dataDirectory);
  federation = await startFederation({ dataDirectory, without: ['JP'] });
  link = createHttpLink(registry.url);
  const { links } = federation.embedded;
  if (!(links instanceof Map)) throw new TypeError('no link can be added');
  links.set(JAPAN, link);
});

afterAll(async () => {
  await federation.stop();
  await link.close();
  await registry.stop();
});

/** What an installation does when it admits a registry that runs elsewhere: its public key, and no private one. */
function pinInPlaceOfJapan(dataDirectory: string): void {
  const path = trustListPath(dataDirectory);
  const { keys } = JSON.parse(readFileSync(path, 'utf8')) as TrustListFile;
  const { kid, jwk } = registry;
  const pinned = keys.map((row) => (row.party === JAPAN ? { ...row, kid, jwk } : row));
  writeFileSync(path, JSON.stringify({ keys: pinned }));
  rmSync(join(keysDirectory(dataDirectory), `${JAPAN}.private.json`));
}

async function ask(asking: string, ...tins: string[]) {
  const { data, errors } = await federation.ask<Recognitions>(asking, RECOGNITION, {
    questions: tins.map((tin) => ({ tin, role: 'EXPORTER' })),
  });
  expect(errors).toEqual([]);
  return data.recognitions.map(({ decision }) => decision);
}

describe('a federation with a registry that is not built on our code', () => {
  test('recognises its operator on its signed statement', async () => {
    const [decision] = await ask('EU', KNOWN);
    expect(decision).toMatchObject({ outcome: 'RECOGNISED', basis: 'LIVE', reasons: [], arrangement: { id: 'EU-JP' } });
    expect(decision?.attestation?.split('.')).toHaveLength(3);
  });

  test('knows what it suspended, and cannot tell what it withholds from what it does not know', async () => {
    const [suspended, withheld, unknown] = await ask('EU', KNOWN_SUSPENDED, WITHHELD, UNKNOWN);
    expect(suspended).toMatchObject({ outcome: 'NOT_RECOGNISED', reasons: ['AUTHORIZATION_SUSPENDED'] });
    expect(withheld).toMatchObject({ outcome: 'NOT_RECOGNISED', reasons: ['UNKNOWN_OR_NOT_DISCLOSED'] });
    expect({ ...unknown, attestation: null }).toEqual({ ...withheld, attestation: null });
  });

  test('shows its record to a partner that its operator consents to, and to no other', async () => {
    const told = await federation.ask<{ operators: unknown[] }>('EU', RECORD);
    expect(told.errors).toEqual([]);
    expect(told.data.operators).toMatchObject([
      { tin: KNOWN, record: { legalName: '青葉精機株式会社', authorizations: [{ status: 'AUTHORISED' }] } },
    ]);
    const other = await federation.ask<{ operators: unknown[] }>('US', RECORD);
    expect(other.data.operators).toMatchObject([{ tin: KNOWN, record: null }]);
  });

  test('finds every question in its ledger, unknown and withheld ones too, with the identifier of the statement', async () => {
    const [decision] = await ask('KR', KNOWN);
    const payload = Buffer.from(decision?.attestation?.split('.')[1] ?? '', 'base64url').toString('utf8');
    const { jti } = JSON.parse(payload) as { jti: string };
    const entries = readFileSync(join(registry.directory, 'ledger.jsonl'), 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { by: string; tin: string; attestation: string; fields: string[] });
    expect(entries.filter(({ by }) => by === 'KR')).toMatchObject([{ tin: KNOWN, attestation: jti }]);
    expect(entries.filter(({ tin }) => tin === UNKNOWN)).toMatchObject([{ by: 'EU', fields: [] }]);
  });

  test('has no private key in its name', () => {
    expect(() => federation.embedded.trustStore.signerOf(JAPAN)).toThrow(/no key of registry-jp/);
  });
});
