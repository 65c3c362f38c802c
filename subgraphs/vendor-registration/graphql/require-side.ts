import { type Caller, permits } from '../../../schema/contract/caller.ts';
import { requireScope } from '../../runtime/require-scope.ts';

/** Throws FORBIDDEN unless the caller is an officer that may read, or acts for itself, which then sees its own alone. */
export function requireReading(caller: Caller): void {
  if (!mayRead(caller)) requireScope(caller, 'vendor:read');
}

/** True if the caller may read what is its own administration's, or what is its own. */
export function mayRead(caller: Caller): boolean {
  return permits(caller, 'vendor:read') || actsForItself(caller);
}

/** Throws FORBIDDEN unless the caller is an officer that may write, or acts for itself. */
export function requireWriting(caller: Caller): void {
  if (!actsForItself(caller)) requireScope(caller, 'vendor:write');
}

function actsForItself(caller: Caller): boolean {
  return caller.actor !== undefined && permits(caller, 'vendor:self');
}
