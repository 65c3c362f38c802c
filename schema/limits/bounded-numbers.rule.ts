import type { ASTVisitor, ValidationContext } from 'graphql';
import { registeredError } from '../contract/registered-error.ts';

/** What the planner reads a whole number into. */
const MAXIMUM = 2n ** 63n - 1n;
const MINIMUM = -(2n ** 63n);

/** Refuses numbers in the text that the engine cannot read: it would fail at them without saying whose fault it is. */
export function boundedNumbersRule(context: ValidationContext): ASTVisitor {
  const refuse = (): void =>
    context.reportError(
      registeredError({
        code: 'BAD_USER_INPUT',
        message: 'A number in the operation is too large.',
        field: 'query',
        rule: 'numbers within 64 bits',
      }),
    );
  return {
    IntValue(node) {
      // BigInt takes seconds for a million digits, and nineteen are the most that can be within bounds.
      if (node.value.length > 20 || BigInt(node.value) > MAXIMUM || BigInt(node.value) < MINIMUM) refuse();
    },
    FloatValue(node) {
      if (!Number.isFinite(Number(node.value))) refuse();
    },
  };
}
