import { randomUUID } from 'node:crypto';
import type { Caller } from '../../schema/contract/caller.ts';
import { RECOGNITION_SUBGRAPH } from '../../schema/contract/subgraph-names.ts';
import type { Engine } from '../engine.ts';

/** The two questions that this federation is for: whether an operator is recognised, and what its record says. */
const TRIAL = `query Trial {
  recognitions(questions: [{ tin: "DE9086628", role: EXPORTER }]) { tin decision { outcome reasons receipt } }
  operator(tin: "DE9086628") { tin record { legalName authorizations { number status } } recognition(role: EXPORTER) { outcome } }
}`;

/** Nobody: what is tried leaves this process by no link. */
const TRIER: Caller = {
  administration: 'EU',
  subject: 'gateway',
  scopes: ['recognition:ask', 'operator:read'],
  purpose: 'IMPORT_CLEARANCE',
  requestId: randomUUID(),
};

/**
 * Lets an engine that has no way to any subgraph plan and execute a known operation. Undefined: the plan stood, and began
 * with the recognition service, which `asked` tells; otherwise what is wrong. The engine is warm after that.
 */
export async function faultOfTrial(engine: Engine, asked: ReadonlySet<string>): Promise<string | undefined> {
  const answer = await engine.answer(JSON.stringify({ query: TRIAL }), { caller: TRIER, questionSets: new Map() });
  const text = await answer.text();
  return asked.has(RECOGNITION_SUBGRAPH) ? undefined : `a known operation cannot be planned: ${text.slice(0, 500)}`;
}
