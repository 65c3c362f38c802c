import { maxAliasesRule } from '@escape.tech/graphql-armor-max-aliases';
import { maxDepthRule } from '@escape.tech/graphql-armor-max-depth';
import type { ASTVisitor, GraphQLError, ValidationContext } from 'graphql';
import { registeredError } from '../contract/registered-error.ts';
import { boundedNumbersRule } from './bounded-numbers.rule.ts';
import { knownOperationTypeRule } from './known-operation-type.rule.ts';
import type { OperationLimits } from './operation-limits.ts';
import { unfoldedOperationRule } from './unfolded-operation.rule.ts';

/** A rule as `graphql`’s `validate` takes it. */
export type OperationRule = (context: ValidationContext) => ASTVisitor;

/** Refuses an operation that is too deep, too often aliased or unfolds to too much, before anything is planned or read. */
export function operationLimitRules({ depth, aliases, selections }: OperationLimits): readonly OperationRule[] {
  return [
    maxDepthRule({ n: depth, ...refusing('depth', depth) }) as unknown as OperationRule,
    maxAliasesRule({ n: aliases, ...refusing('aliases', aliases) }) as unknown as OperationRule,
    unfoldedOperationRule(selections),
    boundedNumbersRule,
    knownOperationTypeRule,
  ];
}

/** LIMIT_EXCEEDED, naming the limit. */
export function overLimit(what: string, limit: number): GraphQLError {
  return registeredError({
    code: 'LIMIT_EXCEEDED',
    message: `The operation is over the limit of ${limit} ${what}.`,
    field: 'query',
    rule: `at most ${limit} ${what}`,
  });
}

/** What a plugin or rule of GraphQL Armor is told to do where its limit is exceeded. */
export function refusing(what: string, limit: number) {
  return {
    propagateOnRejection: false,
    onReject: [
      (context: { reportError?(error: Error): void } | null) => {
        const error = overLimit(what, limit);
        if (context?.reportError === undefined) throw error;
        context.reportError(error);
      },
    ],
  };
}
