import { type Caller, permits } from '../../schema/contract/caller.ts';
import { registeredError } from '../../schema/contract/registered-error.ts';
import type { Scope } from '../../schema/contract/scopes.ts';

/** Throws FORBIDDEN, naming the scope, unless the caller's token permits it. */
export function requireScope(caller: Caller, scope: Scope): void {
  if (!permits(caller, scope)) {
    throw registeredError({
      code: 'FORBIDDEN',
      message: `The token lacks the scope ${scope}.`,
      rule: `scope ${scope}`,
    });
  }
}
