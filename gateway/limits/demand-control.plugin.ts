import type { GatewayPlugin } from '@graphql-hive/gateway-runtime';
import type { ExecutionArgs } from 'graphql';
import type { Caller } from '../../schema/contract/caller.ts';
import type { Refusal } from '../../schema/contract/error-codes.ts';
import { registeredError } from '../../schema/contract/registered-error.ts';
import type { Budgets } from './budgets.ts';
import type { Load } from './load.ts';
import type { OperationCost } from './operation-cost.ts';

/** What execution and subscription have in common here. */
interface Controlled {
  readonly args: unknown;
  setResultAndStopExecution(result: { readonly errors: readonly Error[] }): void;
}

/**
 * Refuses, before anybody is asked, what costs too much by itself, has to wait for calmer moments, or is beyond the caller's
 * budget of this minute; what is refused is not taken from the budget.
 */
export function useDemandControl(
  costOf: OperationCost,
  maximumCost: number,
  budgets: Budgets,
  load: Load,
): GatewayPlugin {
  const control = async ({ args, setResultAndStopExecution }: Controlled): Promise<void> => {
    const refuse = (refusal: Refusal) => setResultAndStopExecution({ errors: [registeredError(refusal)] });
    const { document, variableValues, operationName, contextValue } = args as ExecutionArgs;
    const { caller } = contextValue as { readonly caller: Caller };
    const cost = costOf(document, variableValues ?? {}, operationName ?? undefined);
    if (cost > maximumCost) {
      return refuse({
        code: 'LIMIT_EXCEEDED',
        message: `The operation costs ${cost}, and one may cost ${maximumCost}: ask for less at once.`,
        field: 'query',
        rule: `at most ${maximumCost} units of cost`,
      });
    }
    const overload = load.refuse(cost);
    if (overload !== undefined) return refuse(overload);
    const wait = await budgets.spend(caller, cost);
    if (wait === undefined) return;
    refuse({
      code: 'RATE_LIMITED',
      message: `The budget of this minute for ${caller.purpose} is spent. Ask again in ${wait} seconds.`,
      retryAfterSeconds: wait,
    });
  };
  return { onExecute: control, onSubscribe: control } as GatewayPlugin;
}
