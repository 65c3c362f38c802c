import { setTimeout as wait } from 'node:timers/promises';
import { answerFromCopy, type CopiedAnswer, type CopiedQuestion, type LiveDecision } from './copied-answer.ts';
import type { AnsweredQuestion, CopyStore } from './copy-store.ts';
import { type AskFederation, FederationFault } from './federation-client.ts';

/** How a local copy is doing. */
export interface CopyState {
  /** RFC 3339 UTC: when the feed was last read to its end; null: not yet. */
  readonly currentAsOf: string | null;
  readonly questions: number;
  readonly outOfDate: number;
  /** Why the last turn failed, by code; null: it did not. */
  readonly fault: string | null;
}

/** One’s own list of operators, kept current from the feed of changes, which answers while the link is cut. */
export interface LocalCopy {
  /** Keeps these questions current from now on; asked again it changes nothing. */
  follow(questions: readonly CopiedQuestion[]): void;
  unfollow(questions: readonly CopiedQuestion[]): void;
  /** From the federation; where it cannot be reached, from the copy. Throws a FederationFault where it refuses. */
  answer(question: CopiedQuestion): Promise<CopiedAnswer>;
  /** From the copy alone, at once. */
  answerFromCopy(question: CopiedQuestion): CopiedAnswer;
  /** Reads the feed to its end and asks again what changed; throws a FederationFault where that fails. */
  catchUp(): Promise<void>;
  state(): CopyState;
  stop(): Promise<void>;
}

export interface LocalCopyParts {
  readonly ask: AskFederation;
  readonly store: CopyStore;
  readonly clock: () => Date;
  /** Between two looks at the feed; default 1,000. */
  readonly intervalMs?: number;
  /** Told when a turn fails, and the next one comes. */
  readonly failed?: (fault: unknown) => void;
}

const QUESTIONS_PER_REQUEST = 500;
const CHANGES_PER_PAGE = 1_000;
const LONGEST_WAIT_MS = 60_000;

/** How long nobody is asked again of whom nobody could tell: the end of a silence is no change in the feed. */
const SILENCE_MS = 60_000;

const RECOGNITIONS = `query Copy($questions: [RecognitionQuestion!]!) {
  recognitions(questions: $questions) {
    problem
    decision { outcome reasons basis factsAsOf receipt attestation }
  }
}`;
const CHANGES = `query Changes($after: Cursor, $first: Int!) {
  recognitionChanges(after: $after, first: $first) {
    edges { cursor node { operator { tin } } }
    pageInfo { hasNextPage endCursor }
  }
}`;
const WATCH = 'mutation Watch($tins: [String!]!) { watchOperators(tins: $tins) { problem } }';
const SNAPSHOT = '{ watchedOperators(first: 1) { changesAfter } }';

interface Answers {
  readonly recognitions: readonly { readonly problem: string | null; readonly decision: LiveDecision | null }[];
}
interface LiveAnswer {
  readonly question: CopiedQuestion;
  readonly decision: LiveDecision | null;
  readonly problem: string | null;
  readonly askedAt: string;
}
interface Changes {
  readonly recognitionChanges: {
    readonly edges: readonly { readonly node: { readonly operator: { readonly tin: string } } }[];
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  };
}

/**
 * Follows the feed until it is stopped. The order is what makes it right: the place in the feed is taken before questions are
 * asked, and what changed is marked out of date in the step that moves that place. So a crash at any moment costs a question
 * asked twice, and never leaves an old answer that passes for a current one.
 */
export function startLocalCopy({ ask, store, clock, intervalMs = 1_000, failed }: LocalCopyParts): LocalCopy {
  const stopping = new AbortController();
  let currentAsOf: string | null = null;
  let fault: string | null = null;
  let turns: Promise<void> = Promise.resolve();

  /** Where the feed begins for a copy that has no place in it, or has lost it: everything is asked (again). */
  async function begin(): Promise<void> {
    const { watchedOperators } = await ask<{ watchedOperators: { changesAfter: string } }>(SNAPSHOT, {});
    store.changed('ALL', watchedOperators.changesAfter);
  }

  async function readFeed(): Promise<void> {
    for (let goesOn = true; goesOn; ) {
      const after = store.cursor();
      const { recognitionChanges } = await ask<Changes>(CHANGES, { after, first: CHANGES_PER_PAGE });
      const { edges, pageInfo } = recognitionChanges;
      const tins = [...new Set(edges.map(({ node }) => node.operator.tin))];
      if (pageInfo.endCursor !== null && tins.length > 0) store.changed(tins, pageInfo.endCursor);
      goesOn = pageInfo.hasNextPage;
    }
  }

  async function askDue(): Promise<void> {
    const due = store.due(clock().getTime());
    for (let start = 0; start < due.length; start += QUESTIONS_PER_REQUEST) {
      const questions = due.slice(start, start + QUESTIONS_PER_REQUEST);
      // Watched first: a change between the two is then in the feed.
      await ask(WATCH, { tins: [...new Set(questions.map(({ tin }) => tin))] });
      const seen = store.changesSeen();
      const answers = await askLive(questions);
      const told = answers.filter(isTold);
      store.keep(told, seen);
      store.postpone(
        answers.filter((answer) => !isTold(answer)).map(({ question }) => question),
        clock().getTime() + SILENCE_MS,
      );
    }
  }

  async function askLive(questions: readonly CopiedQuestion[]): Promise<LiveAnswer[]> {
    const { recognitions } = await ask<Answers>(RECOGNITIONS, { questions });
    const askedAt = clock().toISOString();
    return questions.map((question, index) => {
      const { decision = null, problem = null } = recognitions[index] ?? {};
      return { question, decision, problem, askedAt };
    });
  }

  async function turn(): Promise<void> {
    if (store.cursor() === undefined) await begin();
    try {
      await readFeed();
    } catch (error) {
      if (!(error instanceof FederationFault) || error.code !== 'CURSOR_EXPIRED') throw error;
      await begin();
      await readFeed();
    }
    await askDue();
    currentAsOf = clock().toISOString();
  }

  function catchUp(): Promise<void> {
    const mine = turns.then(turn).then(
      () => {
        fault = null;
      },
      (error: unknown) => {
        fault = error instanceof FederationFault ? error.code : 'INTERNAL';
        throw error;
      },
    );
    turns = mine.catch(() => undefined);
    return mine;
  }

  async function run(): Promise<void> {
    let failures = 0;
    while (!stopping.signal.aborted) {
      try {
        await catchUp();
        failures = 0;
      } catch (error) {
        failures += 1;
        failed?.(error);
      }
      const longest = Math.min(LONGEST_WAIT_MS, intervalMs * 2 ** failures);
      // Copies that were cut off together do not come back together.
      const share = failures === 0 ? 1 : 0.5 + Math.random() / 2;
      await wait(longest * share, undefined, { signal: stopping.signal }).catch(() => undefined);
    }
  }

  const running = run();
  const copied = (question: CopiedQuestion) => answerFromCopy(store.find(question), clock().getTime());
  return {
    follow: (questions) => store.add(questions),
    unfollow: (questions) => store.remove(questions),
    async answer(question) {
      try {
        const [answer] = await askLive([question]);
        if (answer?.decision != null) return { basis: 'FEDERATION', decision: answer.decision };
        throw new FederationFault('BAD_USER_INPUT', `${question.tin}: ${answer?.problem ?? 'no answer'}`);
      } catch (error) {
        // Only where nobody answers: what the federation says itself, UNDETERMINED and refusals too, stands.
        if (error instanceof FederationFault && error.code === 'UNREACHABLE') return copied(question);
        throw error;
      }
    },
    answerFromCopy: copied,
    catchUp,
    state: () => ({ currentAsOf, fault, ...store.counts() }),
    async stop() {
      stopping.abort();
      await running;
    },
  };
}

/** True of an answer that was told; silence changes nothing of what is kept. */
function isTold(answer: LiveAnswer): answer is LiveAnswer & AnsweredQuestion {
  return answer.decision !== null && answer.decision.outcome !== 'UNDETERMINED';
}
