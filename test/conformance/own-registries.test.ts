import type { Server } from 'node:http';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { ADMINISTRATIONS } from '../../schema/administrations.ts';
import { coverageOn } from '../../schema/contract/coverage-on.ts';
import { registrySubgraph } from '../../schema/contract/subgraph-names.ts';
import { ARRANGEMENTS } from '../../schema/reference/arrangements.ts';
import { runConformance } from '../../scripts/conformance/run-conformance.ts';
import { demonstrationOperators } from '../../scripts/seed/demonstration-operators.ts';
import { createRegistry } from '../../subgraphs/aeo-registry/aeo-registry.ts';
import { getRegistryProfile } from '../../subgraphs/aeo-registry/profiles/registry-profiles.ts';
import { systemClock } from '../../subgraphs/runtime/clock.ts';
import { serveSubgraph } from '../../subgraphs/runtime/serve.ts';
import { createParties, type Parties, pinnedTokens, silentLog } from '../support/parties.ts';

let parties: Parties;

beforeAll(async () => {
  parties = await createParties();
});

/** A partner by an arrangement in force, with an operator that consents to it and one that does not; Guatemala has none here. */
function partnerOf(code: string): { asking: string; known?: string; withheld?: string } {
  const operators = demonstrationOperators(code);
  for (const { code: asking } of ADMINISTRATIONS) {
    const consenting = (consents: readonly { destination: string }[]) =>
      consents.some(({ destination }) => destination === asking);
    const isPartner = coverageOn(ARRANGEMENTS, code, asking, systemClock()).some(
      ({ standing }) => standing === 'IN_FORCE',
    );
    const known = operators.find(({ consents, authorizations }) => authorizations.length > 0 && consenting(consents));
    const withheld = operators.find(({ consents }) => !consenting(consents));
    if (isPartner && known !== undefined && withheld !== undefined) {
      return { asking, known: known.tin, withheld: withheld.tin };
    }
  }
  return { asking: code === 'EU' ? 'JP' : 'EU' };
}

function urlOf(server: Server): string {
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new TypeError('the server has no port');
  return `http://127.0.0.1:${address.port}`;
}

describe('our own registries', () => {
  test.each(ADMINISTRATIONS.map(({ code }) => code))('keep the contract over HTTP: %s', async (code) => {
    const registry = await createRegistry({
      verifyToken: pinnedTokens(parties.trust, systemClock),
      profile: getRegistryProfile(code),
      location: { kind: 'sqlite', directory: join(parties.directory, 'databases'), synchronous: 'NORMAL' },
      signer: parties.signer(registrySubgraph(code)),
      trust: parties.trust,
      clock: systemClock,
      log: silentLog,
    });
    await registry.importOperators(demonstrationOperators(code), 'test');
    const server = await serveSubgraph(registry, 0, '127.0.0.1');
    const partner = partnerOf(code);
    try {
      const report = await runConformance({
        url: urlOf(server),
        administration: code,
        purpose: 'IMPORT_CLEARANCE',
        ...partner,
        gateway: parties.signer('gateway'),
        keys: parties.trust.keys,
        clock: systemClock,
      });
      const open = report.findings.filter(({ result }) => result !== 'KEPT');
      if (partner.known === undefined) expect(open.every(({ result }) => result === 'NOT_SHOWN')).toBe(true);
      else expect(open).toEqual([]);
      expect(report.conforms).toBe(true);
    } finally {
      server.closeAllConnections();
      server.close();
      await registry.stop();
    }
  });
});
