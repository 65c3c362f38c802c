
import { mkdtempSync } from 'node:fs';
import { ADMINISTRATIONS } from '../../../schema/administrations.ts';
import { registrySubgraph } from '../../../schema/contract/subgraph-names.ts';
import { demonstrationOperators } from '../../../scripts/seed/demonstration-operators.ts';
import { createRegistry } from '../../../subgraphs/aeo-registry/aeo-registry.ts';
import { getRegistryProfile } from '../../../subgraphs/aeo-registry/profiles/registry-profiles.ts';
import { createInProcessLink } from '../../../subgraphs/runtime/subgraph.ts';
import { askSubgraph, callerOf, createParties, silentLog } from '../../support/parties.ts';
await (async () => {
  const parties = await createParties();
  const clock = () => new Date();
  const t0 = performance.now();
  const regs = new Map();
  for (const { code } of ADMINISTRATIONS) {
    const r = await createRegistry({ profile: getRegistryProfile(code), location: { kind: 'sqlite', directory: parties.directory + '/db', synchronous: 'NORMAL' }, signer: parties.signer(registrySubgraph(code)), trust: parties.trust, clock, log: silentLog });
    regs.set(code, r);
  }
  const t1 = performance.now();
  for (const [code, r] of regs) {
    const rep = await r.importOperators(demonstrationOperators(code), 'demonstration');
    if (rep.problems.length) console.log(code, rep.refused, rep.problems.slice(0, 3));
  }
  console.log('create 16', t1 - t0, 'seed', performance.now() - t1);
  const kr = regs.get('KR');
  const tins = demonstrationOperators('KR').map((o) => o.tin);
  const link = createInProcessLink(kr);
  const q = `query ($r: [_Any!]!) { _entities(representations: $r) { ... on KrOperator { tin attestation record { legalName authorizations { number status } } } } }`;
  const many = Array.from({ length: 100 }, (_, i) => ({ __typename: 'KrOperator', tin: tins[i % tins.length] }));
  for (const [label, reps, n] of [['one', many.slice(0, 1), 2000], ['all ' + tins.length, many, 200]] as const) { if (process.env.ONLY && label[0] !== process.env.ONLY) continue;
    for (const par of [1, 16]) {
      const start = performance.now(); const cpu = process.cpuUsage();
      let left: number = n;
      await Promise.all(Array.from({ length: par }, async () => { while (left-- > 0) { const a = await askSubgraph<any>(parties, registrySubgraph('KR'), link, clock, callerOf('JP', { requestId: Math.random().toString(36) + Math.random() }), q, { r: reps }); if (a.errors) throw new Error(JSON.stringify(a.errors[0])); } }));
      const ms = performance.now() - start; const c = process.cpuUsage(cpu);
      console.log(label, 'par', par, (n / ms * 1000).toFixed(0), 'req/s', ((c.user + c.system) / 1000 / n).toFixed(2), 'cpu ms/req');
    }
  }
  for (const r of regs.values()) await r.stop();
})();
