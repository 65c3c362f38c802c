import { readFileSync } from 'node:fs';
import { createHistogram, performance } from 'node:perf_hooks';
import { Pool } from 'undici';
import { seededRandom } from '../scripts/measure/seeded-random.ts';

/** What is to be sent, as it stands in the file that the command names. */
export interface Load {
  readonly url: string;
  readonly requests: readonly { readonly headers: Readonly<Record<string, string>>; readonly body: string }[];
  /** Requests a second, arriving by chance (Poisson), whether earlier ones are answered or not; or as many as `callers` manage. */
  readonly arrival: { readonly rate: number } | { readonly callers: number };
  readonly warmUpSeconds: number;
  readonly seconds: number;
  readonly seed: number;
}

/** What came of it. Milliseconds are from the moment at which a request was due, so that a stall is seen by all that waited. */
export interface LoadResult {
  readonly offered: number;
  readonly answered: number;
  /** Answers that are none: no status 200, an error in them, or no answer at all. */
  readonly failed: number;
  readonly perSecond: number;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  readonly maximum: number;
}

/** Requests under way at most; what is due beyond is counted as failed. */
const MOST_UNDER_WAY = 5_000;

export async function runLoad({ url, requests, arrival, warmUpSeconds, seconds, seed }: Load): Promise<LoadResult> {
  const pool = new Pool(url, { connections: 'callers' in arrival ? arrival.callers : 256, pipelining: 1 });
  const random = seededRandom(seed);
  const histogram = createHistogram({ lowest: 1, highest: 120_000_000, figures: 3 });
  const begin = performance.now();
  const measuredFrom = begin + warmUpSeconds * 1000;
  const end = measuredFrom + seconds * 1000;
  const counts = { offered: 0, answered: 0, failed: 0 };
  let underWay = 0;

  async function send(due: number): Promise<void> {
    const counted = due >= measuredFrom;
    if (counted) counts.offered += 1;
    const chosen = requests[Math.floor(random() * requests.length)];
    if (chosen === undefined || underWay >= MOST_UNDER_WAY) {
      if (counted) counts.failed += 1;
      return;
    }
    underWay += 1;
    const isAnswered = await answered(chosen);
    underWay -= 1;
    if (!counted) return;
    histogram.record(Math.max(1, Math.round((performance.now() - due) * 1000)));
    counts[isAnswered ? 'answered' : 'failed'] += 1;
  }

  async function answered({ headers, body }: Load['requests'][number]): Promise<boolean> {
    try {
      const { statusCode, body: answer } = await pool.request({ method: 'POST', path: '/graphql', headers, body });
      const text = await answer.text();
      return statusCode === 200 && !text.includes('"errors"');
    } catch {
      return false;
    }
  }

  async function arrivals(rate: number): Promise<void> {
    const sent: Promise<void>[] = [];
    for (let due = begin; due < end; due += (-Math.log(1 - random()) / rate) * 1000) {
      const ahead = due - performance.now();
      if (ahead > 1) await new Promise((resolve) => setTimeout(resolve, ahead));
      sent.push(send(due));
    }
    await Promise.all(sent);
  }

  async function caller(): Promise<void> {
    while (performance.now() < end) await send(performance.now());
  }

  if ('rate' in arrival) await arrivals(arrival.rate);
  else await Promise.all(Array.from({ length: arrival.callers }, caller));
  const took = Math.max(seconds, (performance.now() - measuredFrom) / 1000);
  await pool.close();
  const milliseconds = (percentile: number) => histogram.percentile(percentile) / 1000;
  return {
    ...counts,
    perSecond: counts.answered / took,
    ...{ p50: milliseconds(50), p95: milliseconds(95), p99: milliseconds(99), maximum: histogram.max / 1000 },
  };
}

const [, script = '', path] = process.argv;
if (script.endsWith('load-generator.ts') && path !== undefined) {
  console.log(JSON.stringify(await runLoad(JSON.parse(readFileSync(path, 'utf8')) as Load)));
}
