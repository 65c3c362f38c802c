import type { GatewayPlugin } from '@graphql-hive/gateway-runtime';
import type { ExecutionArgs } from 'graphql';
import type { Caller } from '../../schema/contract/caller.ts';
import { registeredError } from '../../schema/contract/registered-error.ts';
import type { Budgets } from './budgets.ts';
import type { OperationCost } from './operation-cost.ts';

/** What execution and subscription have in common here. */
interface Controlled {
  readonly args: unknown;
  setResultAndStopExecution(result: { readonly errors: readonly Error[] }): void;
}

/** Refuses, before anybody is asked, what costs too much by itself or is beyond the caller's budget of this minute. */
export function useDemandControl(costOf: OperationCost, maximumCost: number, budgets: Budgets): GatewayPlugin {
  const control = async ({ args, setResultAndStopExecution }: Controlled): Promise<void> => {
    const { document, variableValues, operationName, contextValue } = args as ExecutionArgs;
    const { caller } = contextValue as { readonly caller: Caller };
    const cost = costOf(document, variableValues ?? {}, operationName ?? undefined);
    if (cost > maximumCost) {
      const error = registeredError({
        code: 'LIMIT_EXCEEDED',
        message: `The operation costs ${cost}, and one may cost ${maximumCost}: ask for less at once.`,
        field: 'query',
        rule: `at most ${maximumCost} units of cost`,
      });
      return setResultAndStopExecution({ errors: [error] });
    }
    const wait = await budgets.spend(caller, cost);
    if (wait === undefined) return;
    const error = registeredError({
      code: 'RATE_LIMITED',
      message: `The budget of this minute for ${caller.purpose} is spent. Ask again in ${wait} seconds.`,
      retryAfterSeconds: wait,
    });
    setResultAndStopExecution({ errors: [error] });
  };
  return { onExecute: control, onSubscribe: control } as GatewayPlugin;
}
