import { valueOrThrow } from '../../../schema/contract/registered-error.ts';
import type { Step } from '../domain/read-step.ts';
import type { WeighedFile } from '../service/weigh-evidence.ts';
import type { AssistanceContext } from './context.ts';
import { requestObject } from './request-object.ts';

/** What every step may be refused for. */
export const ERRORS =
  'Scope assistance:write. NOT_FOUND for an administration that is no party, VERSION_CONFLICT where somebody was ' +
  'faster, ILLEGAL_TRANSITION where the state or the side does not allow it.';

export const REQUEST = { description: 'The request.' };
export const VERSION = { description: 'The version that was read: the step is decided on it.' };

/** Takes a step in the caller's name and gives the request as the caller sees it. */
export async function takeFor(
  context: AssistanceContext,
  id: string,
  version: number,
  step: Step,
  files: readonly WeighedFile[] = [],
) {
  const taken = await context.service.take(context.caller, id, version, step, files);
  return requestObject(valueOrThrow(taken), context);
}
