import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { registrySubgraph } from '../../schema/contract/subgraph-names.ts';
import { createTrustList, type TrustedKeyRow } from '../../schema/trust/trust-list.ts';
import { trustedKeyRow } from '../../schema/trust/trusted-key-row.ts';
import { type CheckId, CONFORMANCE_CHECKS } from '../../scripts/conformance/checks.ts';
import { type ConformanceReport, runConformance } from '../../scripts/conformance/run-conformance.ts';
import { systemClock } from '../../subgraphs/runtime/clock.ts';
import { createParties, type Parties } from '../support/parties.ts';
import { type IndependentRegistry, KNOWN, startIndependentRegistry, WITHHELD } from './independent-registry.ts';

/** What each way of breaking the contract breaks, and nothing else. */
const BROKEN_BY: Readonly<Record<string, readonly CheckId[]>> = {
  'null-entities': ['ENTITIES.NEVER_NULL'],
  unsigned: ['ATTESTATION.SIGNED'],
  'wrong-audience': ['ATTESTATION.AUDIENCE'],
  'distinguishable-negatives': ['ATTESTATION.NOTHING_ELSE', 'NEGATIVE.ALIKE'],
  'reused-jti': ['ATTESTATION.JTI_UNIQUE'],
  'visible-attestation': ['SDL.OWN_TYPES_ONLY'],
  'extra-root-field': ['SDL.OWN_TYPES_ONLY'],
};

let parties: Parties;
let trustList: string;

beforeAll(async () => {
  parties = await createParties();
  trustList = join(parties.directory, 'trust-list.json');
  const gateway = trustedKeyRow(parties.signer('gateway'), 'GATEWAY', null, new Date('2020-01-01T00:00:00Z'));
  writeFileSync(trustList, JSON.stringify({ keys: [gateway] }));
});

async function check(
  registry: IndependentRegistry,
  pinned = registry.kid,
  named: { known?: string; withheld?: string } = { known: KNOWN, withheld: WITHHELD },
): Promise<ConformanceReport> {
  const row: TrustedKeyRow = {
    party: registrySubgraph('JP'),
    role: 'REGISTRY',
    administration: 'JP',
    kid: pinned,
    jwk: registry.jwk,
    from: '2020-01-01T00:00:00.000Z',
    until: null,
  };
  const { keys } = await createTrustList([row]);
  return runConformance({
    url: registry.url,
    administration: 'JP',
    asking: 'EU',
    purpose: 'IMPORT_CLEARANCE',
    ...named,
    gateway: parties.signer('gateway'),
    keys,
    clock: systemClock,
  });
}

function withResult({ findings }: ConformanceReport, result: string): readonly CheckId[] {
  return findings.filter((finding) => finding.result === result).map(({ check: id }) => id);
}

describe('a registry that is not built on our code', () => {
  let registry: IndependentRegistry;

  beforeAll(async () => {
    registry = await startIndependentRegistry(trustList);
  });
  afterAll(() => registry.stop());

  test('keeps the contract, and every check is shown', async () => {
    const report = await check(registry);
    expect(report.findings.filter(({ result }) => result !== 'KEPT')).toEqual([]);
    expect(report.findings).toHaveLength(Object.keys(CONFORMANCE_CHECKS).length);
    expect(report.conforms).toBe(true);
  });

  test('does not conform with a key that nobody has pinned', async () => {
    const report = await check(registry, 'somebody-else');
    expect(withResult(report, 'BROKEN')).toEqual(['KEYS.PINNED', 'ATTESTATION.SIGNED']);
    expect(report.conforms).toBe(false);
  });

  test('leaves what needs an operator of its own unshown where none is named, and does not call it kept', async () => {
    const report = await runConformance({
      url: registry.url,
      administration: 'JP',
      asking: 'EU',
      purpose: 'IMPORT_CLEARANCE',
      gateway: parties.signer('gateway'),
      keys: [],
      clock: systemClock,
    });
    expect(withResult(report, 'NOT_SHOWN')).toEqual([
      'OPERATOR.ATTESTED',
      'OPERATOR.DATED_HISTORY',
      'OPERATOR.RECORD',
      'NEGATIVE.ALIKE',
      'RECORD.CONSENT',
      'VALIDATIONS.SCOPE',
    ]);
  });
});

describe('a registry that breaks the contract', () => {
  test.each(Object.entries(BROKEN_BY))('by %s fails exactly what it breaks', async (mutilation, broken) => {
    const registry = await startIndependentRegistry(trustList, mutilation);
    try {
      const report = await check(registry);
      expect(withResult(report, 'BROKEN')).toEqual(broken);
      expect(report.conforms).toBe(false);
    } finally {
      await registry.stop();
    }
  });

  test('by not being there fails, and nothing passes for kept', async () => {
    const registry = await startIndependentRegistry(trustList);
    await registry.stop();
    for (const named of [{ known: KNOWN, withheld: WITHHELD }, {}]) {
      const report = await check(registry, registry.kid, named);
      expect(report.conforms).toBe(false);
      expect(withResult(report, 'KEPT')).toEqual([]);
    }
  });
});
