import { maxAliasesPlugin } from '@escape.tech/graphql-armor-max-aliases';
import { maxDepthPlugin } from '@escape.tech/graphql-armor-max-depth';
import { maxTokensPlugin } from '@escape.tech/graphql-armor-max-tokens';
import type { GatewayPlugin } from '@graphql-hive/gateway-runtime';
import { registeredError } from '../../schema/contract/registered-error.ts';
import { boundedNumbersRule } from './bounded-numbers.rule.ts';
import type { Limits } from './limits.ts';
import { unfoldedOperationRule } from './unfolded-operation.rule.ts';

/** Refuses an operation that is too deep, too long, too often aliased or unfolds to too much, before anything is planned. */
export function useOperationLimits({ depth, aliases, tokens, selections }: Limits): GatewayPlugin[] {
  return [
    maxTokensPlugin({ n: tokens, ...refusing('tokens', tokens) }),
    maxDepthPlugin({ n: depth, ...refusing('depth', depth) }),
    maxAliasesPlugin({ n: aliases, ...refusing('aliases', aliases) }),
    {
      onValidate({ addValidationRule }: { addValidationRule(rule: unknown): void }) {
        addValidationRule(unfoldedOperationRule(selections));
        addValidationRule(boundedNumbersRule);
      },
    },
  ] as GatewayPlugin[];
}

function refusing(what: string, limit: number) {
  return {
    propagateOnRejection: false,
    onReject: [
      (context: { reportError?(error: Error): void } | null) => {
        const error = registeredError({
          code: 'LIMIT_EXCEEDED',
          message: `The operation is over the limit of ${limit} ${what}.`,
          field: 'query',
          rule: `at most ${limit} ${what}`,
        });
        if (context?.reportError === undefined) throw error;
        context.reportError(error);
      },
    ],
  };
}
