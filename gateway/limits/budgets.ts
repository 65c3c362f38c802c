import pg from 'pg';
import {
  type RateLimiterAbstract,
  RateLimiterMemory,
  RateLimiterPostgres,
  RateLimiterRes,
} from 'rate-limiter-flexible';
import type { Caller } from '../../schema/contract/caller.ts';

/** How much a caller may ask in a minute for one purpose; shared by the replicas of a gateway where they have a database. */
export interface Budgets {
  /** Takes the cost; gives the seconds to wait where the minute's budget does not hold it, and takes nothing more then. */
  spend(caller: Caller, cost: number): Promise<number | undefined>;
  close(): Promise<void>;
}

export interface BudgetOptions {
  readonly costPerMinute: number;
  /** A PostgreSQL that the replicas share; undefined: each counts for itself. */
  readonly databaseUrl?: string | undefined;
}

const MINUTE_SECONDS = 60;

/** Connections of one gateway to the shared count. */
const CONNECTIONS = 4;

/** Opens the budgets. A shared count that does not answer is replaced by an own one until it does: no answer waits for it. */
export async function openBudgets({ costPerMinute, databaseUrl }: BudgetOptions): Promise<Budgets> {
  const options = { points: costPerMinute, duration: MINUTE_SECONDS, keyPrefix: 'budget' };
  const own = new RateLimiterMemory(options);
  if (databaseUrl === undefined) return budgetsOf(own, async () => {});
  const pool = new pg.Pool({ connectionString: databaseUrl, max: CONNECTIONS });
  // Told of connections that broke while nobody used them; the next one that is needed is opened anew.
  pool.on('error', () => undefined);
  const shared = await new Promise<RateLimiterPostgres>((resolve, reject) => {
    const limiter: RateLimiterPostgres = new RateLimiterPostgres(
      {
        ...options,
        storeClient: pool,
        tableName: 'gateway_budget',
        inMemoryBlockOnConsumed: costPerMinute,
        insuranceLimiter: own,
      },
      (error?: Error) => (error === undefined || error === null ? resolve(limiter) : reject(error)),
    );
  });
  return budgetsOf(shared, () => pool.end());
}

function budgetsOf(limiter: RateLimiterAbstract, close: () => Promise<void>): Budgets {
  return {
    close,
    async spend({ administration, subject, purpose }, cost) {
      try {
        await limiter.consume(JSON.stringify([administration, subject, purpose]), cost);
        return undefined;
      } catch (refused) {
        if (!(refused instanceof RateLimiterRes)) throw refused;
        return Math.max(1, Math.ceil(refused.msBeforeNext / 1000));
      }
    },
  };
}
