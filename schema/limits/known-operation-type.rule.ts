import type { ASTVisitor, ValidationContext } from 'graphql';
import { registeredError } from '../contract/registered-error.ts';

/** Refuses an operation of a kind that the schema does not have, which GraphQL’s own rules leave to the execution to fail at. */
export function knownOperationTypeRule(context: ValidationContext): ASTVisitor {
  return {
    OperationDefinition({ operation }) {
      if (context.getSchema().getRootType(operation) != null) return;
      context.reportError(
        registeredError({
          code: 'BAD_USER_INPUT',
          message: `There is no ${operation} here.`,
          field: 'query',
          rule: 'an operation of the schema',
        }),
      );
    },
  };
}
