import { RECOGNITION_SUBGRAPH, registrySubgraph } from '../../../schema/contract/subgraph-names.ts';
import type { Client } from './client.ts';
import type { Answer, Batch, Journal } from './journal.ts';
import type { Pair } from './pairs.ts';

const QUERY = `query ($questions: [RecognitionQuestion!]!) {
  recognitions(questions: $questions) { decision { outcome reasons consultationNumber receipt } }
}`;

interface Recognitions {
  readonly recognitions: readonly { readonly decision: Answer | null }[] | null;
}

/** Questions of one request. */
const BATCH = 12;

/** Asks about some pairs of one administration in one request, as of now or of instants since `since`. */
export async function askBatch(client: Client, pairs: readonly Pair[], since: number | null): Promise<Batch> {
  const asking = pairs[0]?.asking ?? '';
  const now = Date.now();
  const asked = pairs.map((pair) => ({
    ...pair,
    on: since !== null && client.random() < 0.4 ? Math.floor(since + client.random() * (now - since)) : null,
  }));
  const questions = asked.map(({ tin, on }) => ({
    tin,
    role: 'EXPORTER',
    ...(on === null ? {} : { on: new Date(on).toISOString() }),
  }));
  const { data, door, began, ended } = await client.ask<Recognitions>(asking, QUERY, { questions });
  return {
    asking,
    began,
    ended,
    needs: [door, RECOGNITION_SUBGRAPH],
    questions: asked.map(({ tin, home, on }, index) => ({
      tin,
      home,
      registry: registrySubgraph(home),
      on,
      answer: data?.recognitions?.[index]?.decision ?? null,
    })),
  };
}

/** The risk engine of one administration: asks batch after batch about whomever chance gives, each once in a batch. */
export function askAgainAndAgain(client: Client, pairs: readonly Pair[], journal: Journal): Promise<void> {
  const since = Date.now();
  return client.repeat(async () => {
    const chosen = new Set(Array.from({ length: BATCH }, () => client.pick(pairs)));
    journal.batches.push(await askBatch(client, [...chosen], since));
  });
}
