import { maxTokensPlugin } from '@escape.tech/graphql-armor-max-tokens';
import type { GatewayPlugin } from '@graphql-hive/gateway-runtime';
import { NoSchemaIntrospectionCustomRule } from 'graphql';
import { operationLimitRules, refusing } from '../../schema/limits/operation-limit-rules.ts';
import type { OperationLimits } from '../../schema/limits/operation-limits.ts';

/** Refuses an operation that is too deep, too long, too often aliased or unfolds to too much, before anything is planned. */
export function useOperationLimits(limits: OperationLimits, introspection: boolean): GatewayPlugin[] {
  const rules = [...operationLimitRules(limits), ...(introspection ? [] : [NoSchemaIntrospectionCustomRule])];
  return [
    maxTokensPlugin({ n: limits.tokens, ...refusing('tokens', limits.tokens) }),
    {
      onValidate({ addValidationRule }: { addValidationRule(rule: unknown): void }) {
        for (const rule of rules) addValidationRule(rule);
      },
    },
  ] as GatewayPlugin[];
}
