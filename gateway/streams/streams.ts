import { bulkhead } from 'cockatiel';
import type { Refusal } from '../../schema/contract/error-codes.ts';
import { refusalError } from '../errors/registered-errors.ts';
import { readQuestionSets } from '../http/read-question-sets.ts';
import type { EstablishedCaller } from '../identity/establish-caller.ts';
import { createConcurrency } from '../limits/concurrency.ts';
import type { StreamLimits } from '../limits/limits.ts';
import type { TrustedDocuments } from '../trusted-documents/trusted-documents.ts';
import { type FollowParts, followSubscription } from './follow-subscription.ts';
import type { StreamRequest, StreamResult } from './stream-request.ts';

/** The operations that are answered by more than one result, over whichever protocol. */
export interface Streams {
  /**
   * Begins one; a refusal where it may not begin. `stalled` is called when the reader does not read: its connection has to
   * be ended, since nothing that is said over it arrives.
   */
  open(caller: EstablishedCaller, request: StreamRequest, stalled: (refusal: Refusal) => void): OpenStream | Refusal;
  /** How many are open. */
  count(): number;
  /** Ends them all, without a fault: whoever reads goes on elsewhere, from its cursor. */
  stop(): void;
}

/** Results that are taken as fast as they are asked for; `return` ends the stream at once, also while it waits. */
export type OpenStream = AsyncGenerator<StreamResult, undefined, undefined>;

export interface StreamsParts extends Omit<FollowParts, 'inTurn'> {
  readonly limits: StreamLimits;
  /** The only operations that are answered; undefined: any. */
  readonly trustedDocuments: TrustedDocuments | undefined;
  readonly clock: () => Date;
  /** Told of a fault of ours, which ends a stream. */
  readonly failed: (error: unknown) => void;
}

/** Events that are completed at once: one that concerns everybody would otherwise have a thousand requests in each other’s way. */
const COMPLETED_AT_ONCE = 32;

/** The longest that a timer can wait, in ms. */
export const LONGEST_TIMER_MS = 2 ** 31 - 1;

const EXPIRED: Refusal = { code: 'UNAUTHENTICATED', message: 'The token has expired. Go on with a new one.' };

/** Keeps the streams of one gateway within their limits: of one administration, of all, of time, and of readers that stall. */
export function createStreams(parts: StreamsParts): Streams {
  const { limits, trustedDocuments, clock } = parts;
  const ofOne = createConcurrency(limits.streams);
  const ofAll = createConcurrency(limits.streamsInAll);
  const endings = new Set<() => void>();
  // Each stream has one event at a time, so that no more can wait than there may be streams.
  const turns = bulkhead(COMPLETED_AT_ONCE, limits.streamsInAll);
  const following: FollowParts = { ...parts, inTurn: (work) => turns.execute(work) };

  return {
    open({ caller, expiresAt }, asked, stalled) {
      const questionSets = readQuestionSets(asked['extensions']);
      if ('code' in questionSets) return questionSets;
      const trusted = trustedDocuments?.resolve(asked);
      if (trusted?.ok === false) return trusted.refusal;
      const leaveOne = ofOne.enter(caller.administration);
      const leaveAll = leaveOne === undefined ? undefined : ofAll.enter('');
      if (leaveAll === undefined) {
        leaveOne?.();
        return tooMany(leaveOne === undefined ? limits.streams : limits.streamsInAll);
      }

      const ended = new AbortController();
      let why: Refusal | undefined;
      const end = (refusal?: Refusal): void => {
        if (ended.signal.aborted) return;
        why = refusal;
        ended.abort();
        clearTimeout(expiry);
        endings.delete(end);
        leaveOne?.();
        leaveAll();
      };
      const left = Math.min(expiresAt.getTime() - clock().getTime(), LONGEST_TIMER_MS);
      const expiry = setTimeout(() => end(EXPIRED), left);
      endings.add(end);

      const operation = { caller, body: JSON.stringify(trusted?.value ?? asked), questionSets };
      const results = run();
      const finish = results.return.bind(results);
      return Object.assign(results, {
        return: (): Promise<IteratorResult<StreamResult, undefined>> => {
          // One that waits would hear of it only with its next event.
          end();
          return finish(undefined);
        },
      });

      async function* run(): OpenStream {
        try {
          for await (const result of followSubscription(following, operation, ended.signal)) {
            if (ended.signal.aborted) break;
            yield* watched(result);
          }
          if (why !== undefined) yield { errors: [refusalError(why)] };
        } catch (error) {
          parts.failed(error);
          yield { errors: [refusalError({ code: 'INTERNAL', message: 'Unexpected error.' })] };
        } finally {
          end();
        }
      }

      /** The reader asks for the next result once this one is on its way to it: how long that takes is how fast it reads. */
      async function* watched(result: StreamResult): AsyncGenerator<StreamResult> {
        const late = setTimeout(() => {
          const refusal = tooSlow(limits.stallMs);
          end(refusal);
          stalled(refusal);
        }, limits.stallMs);
        try {
          yield result;
        } finally {
          clearTimeout(late);
        }
      }
    },
    count: () => endings.size,
    stop() {
      for (const end of [...endings]) end();
    },
  };
}

function tooMany(limit: number): Refusal {
  const rule = `at most ${limit} streams`;
  return { code: 'RATE_LIMITED', message: `No more streams can be opened: ${rule}.`, rule, retryAfterSeconds: 10 };
}

function tooSlow(stallMs: number): Refusal {
  const rule = `an event is read within ${stallMs / 1_000} seconds`;
  return { code: 'LIMIT_EXCEEDED', message: `The stream was not read: ${rule}. Go on from the last cursor.`, rule };
}
