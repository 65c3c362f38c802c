import type { Clock } from '../../runtime/clock.ts';

/**
 * Answers within a request: the same question gets the same answer however often the plan asks. `make` is called for
 * the keys that have none yet; a failed answer is not kept.
 */
export type RequestMemo<Key extends string, Value> = (
  request: string,
  keys: readonly Key[],
  make: (missing: readonly Key[]) => Promise<ReadonlyMap<Key, Value>>,
) => Promise<readonly Value[]>;

interface Remembered<Key, Value> {
  readonly since: number;
  readonly answers: Map<Key, Promise<Value>>;
}

/** Keeps answers for `seconds`, the newest `maximumAnswers` at most, whole requests at a time. */
export function createRequestMemo<Key extends string, Value>(
  clock: Clock,
  seconds: number,
  maximumAnswers: number,
): RequestMemo<Key, Value> {
  const requests = new Map<string, Remembered<Key, Value>>();
  let kept = 0;

  function forget(request: string, { answers }: Remembered<Key, Value>): void {
    requests.delete(request);
    kept -= answers.size;
  }

  function remembered(request: string): Remembered<Key, Value> {
    const now = clock().getTime();
    for (const [oldest, entry] of requests) {
      if (now - entry.since < seconds * 1000 && kept <= maximumAnswers) break;
      forget(oldest, entry);
    }
    const entry = requests.get(request) ?? { since: now, answers: new Map() };
    requests.set(request, entry);
    return entry;
  }

  return (request, keys, make) => {
    const entry = remembered(request);
    const missing = [...new Set(keys)].filter((key) => !entry.answers.has(key));
    if (missing.length > 0) {
      const batch = make(missing);
      for (const key of missing) entry.answers.set(key, answerOf(batch, key));
      kept += missing.length;
      batch.catch(() => {
        for (const key of missing) entry.answers.delete(key);
        if (requests.get(request) === entry) kept -= missing.length;
      });
    }
    return Promise.all(keys.map((key) => entry.answers.get(key) ?? Promise.reject(leftOut())));
  };
}

async function answerOf<Key, Value>(batch: Promise<ReadonlyMap<Key, Value>>, key: Key): Promise<Value> {
  const answer = (await batch).get(key);
  if (answer === undefined) throw leftOut();
  return answer;
}

function leftOut(): TypeError {
  return new TypeError('a batch left a key without an answer');
}
