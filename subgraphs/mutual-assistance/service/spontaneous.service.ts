import type { Caller } from '../../../schema/contract/caller.ts';
import { accepted, type Result } from '../../../schema/contract/result.ts';
import {
  acknowledgeInformation,
  repeatedInformation,
  type SpontaneousInformation,
  type SpontaneousInput,
  sendInformation,
} from '../domain/spontaneous-information.ts';
import { versionConflict } from '../domain/take-step.ts';
import { type AssistanceServiceParts, demandScope } from './assistance-service-parts.ts';

/** Most warnings in one list. */
export const MAXIMUM_WARNINGS = 200;

/** What administrations tell each other without having been asked. */
export interface SpontaneousService {
  send(caller: Caller, input: SpontaneousInput): Promise<Result<SpontaneousInformation>>;
  acknowledge(caller: Caller, id: string, version: number): Promise<Result<SpontaneousInformation>>;
  /** Those that the caller's administration sent or received, newest first. */
  list(caller: Caller, direction: 'INCOMING' | 'OUTGOING' | null): Promise<Result<readonly SpontaneousInformation[]>>;
}

/** Spontaneous information on the service's parts. */
export function createSpontaneousService(parts: AssistanceServiceParts): SpontaneousService {
  const { spontaneous, instruments, clock, newId } = parts;
  return {
    async send(caller, input) {
      const permitted = demandScope(caller, 'assistance:write');
      if (!permitted.ok) return permitted;
      const circumstances = { id: newId(), now: clock() };
      const sent = sendInformation(instruments.agreements, caller.administration, input, circumstances);
      if (!sent.ok) return sent;
      const kept = await spontaneous.add(sent.value);
      return kept.id === sent.value.id ? accepted(kept) : repeatedInformation(kept, sent.value);
    },

    async acknowledge(caller, id, version) {
      const permitted = demandScope(caller, 'assistance:write');
      if (!permitted.ok) return permitted;
      const known = await spontaneous.find(id);
      const acknowledged = acknowledgeInformation(known, caller.administration, version, clock());
      if (!acknowledged.ok) return acknowledged;
      return (await spontaneous.acknowledge(acknowledged.value)) ? acknowledged : versionConflict();
    },

    async list(caller, direction) {
      const permitted = demandScope(caller, 'assistance:read');
      return permitted.ok
        ? accepted(await spontaneous.list(caller.administration, direction, MAXIMUM_WARNINGS))
        : permitted;
    },
  };
}
