import type { Caller } from '../../../schema/contract/caller.ts';
import { accepted, type Result } from '../../../schema/contract/result.ts';
import type {
  AssistanceAgreement,
  AssistanceMatter,
  MultilateralInstrument,
} from '../../../schema/reference/assistance-agreements.ts';
import { type AssistanceRequest, sideOf } from '../domain/assistance-request.ts';
import { type AssistanceFigures, figuresOf } from '../domain/assistance-statistics.ts';
import { dateAt, daysAfter } from '../domain/calendar-date.ts';
import { readStep, type Step } from '../domain/read-step.ts';
import { REMINDER_DAYS, type Reminder, remindersOf } from '../domain/reminders.ts';
import type { SubmissionInput } from '../domain/submit-request.ts';
import { takeStep } from '../domain/take-step.ts';
import { type AssistanceServiceParts, demandScope } from './assistance-service-parts.ts';
import { createDeliveryService, type DeliveryService } from './deliveries.service.ts';
import { createDraftService, type DraftService } from './drafts.service.ts';
import type { DownloadLink } from './evidence-tickets.ts';
import { keepStep } from './keep-answer.ts';
import { type ListInput, listRequests, type RequestPage } from './list-requests.ts';
import { createSpontaneousService, type SpontaneousService } from './spontaneous.service.ts';
import { submitRequest } from './submit.ts';
import type { WeighedFile } from './weigh-evidence.ts';

/** Most requests that one list of reminders looks at, the most urgent first. */
const MAXIMUM_REMINDED = 500;

/** Mutual assistance for one caller at a time: load, decide, keep. */
export interface AssistanceService {
  readonly drafts: DraftService;
  readonly spontaneous: SpontaneousService;
  readonly deliveries: DeliveryService;
  /** Public reference data: the agreements of a party, or all. */
  agreementsOf(party: string | null, matter: AssistanceMatter | null): readonly AssistanceAgreement[];
  /** Public reference data: multilateral instruments with their limits. */
  multilateralInstruments(): readonly MultilateralInstrument[];
  submit(caller: Caller, input: SubmissionInput): Promise<Result<AssistanceRequest>>;
  /** Takes a step; `files` are the contents of the evidence that it names. */
  take(
    caller: Caller,
    id: string,
    version: number,
    step: Step,
    files: readonly WeighedFile[],
  ): Promise<Result<AssistanceRequest>>;
  /** Undefined: it does not exist, or the caller's administration is no party to it. */
  find(caller: Caller, id: string): Promise<Result<AssistanceRequest | undefined>>;
  list(caller: Caller, input: ListInput): Promise<Result<RequestPage>>;
  /** Numbers of the caller's own cases. */
  figures(caller: Caller): Promise<Result<readonly AssistanceFigures[]>>;
  /** A link to a file of an answer that the caller has read. */
  linkTo(caller: Caller, evidenceId: string): Promise<DownloadLink>;
  /** What the caller's side is reminded of, what is due first before the rest. */
  remind(caller: Caller): Promise<Result<readonly Reminder[]>>;
}

/** The service on its parts. */
export function createAssistanceService(parts: AssistanceServiceParts): AssistanceService {
  const { store, instruments, clock } = parts;
  return {
    drafts: createDraftService(parts),
    spontaneous: createSpontaneousService(parts),
    deliveries: createDeliveryService(parts),

    agreementsOf: (party, matter) =>
      instruments.agreements.filter(
        (agreement) =>
          (party === null || agreement.parties.includes(party)) && (matter === null || agreement.matter === matter),
      ),

    multilateralInstruments: () => instruments.multilateral,

    submit: (caller, input) => submitRequest(parts, caller, input),

    async take(caller, id, version, step, files) {
      const permitted = demandScope(caller, 'assistance:write');
      if (!permitted.ok) return permitted;
      const { administration } = caller;
      const now = clock();
      const read = readStep(step, administration, now);
      if (!read.ok) return read;
      const taken = takeStep(await store.find(id), read.value, { administration, version, now });
      return taken.ok ? keepStep(parts, taken.value, files) : taken;
    },

    async find(caller, id) {
      const permitted = demandScope(caller, 'assistance:read');
      if (!permitted.ok) return permitted;
      const request = await store.find(id);
      return accepted(request && sideOf(request, caller.administration) ? request : undefined);
    },

    async list(caller, input) {
      const permitted = demandScope(caller, 'assistance:read');
      return permitted.ok ? listRequests(store, caller.administration, input, clock()) : permitted;
    },

    async figures(caller) {
      const permitted = demandScope(caller, 'assistance:read');
      if (!permitted.ok) return permitted;
      const { administration } = caller;
      return accepted(figuresOf(await store.counted(administration), administration, clock()));
    },

    linkTo: (caller, evidenceId) => parts.tickets.issue(caller, evidenceId),

    async remind(caller) {
      const permitted = demandScope(caller, 'assistance:read');
      if (!permitted.ok) return permitted;
      const now = clock();
      // One day more than the reminder looks ahead: the two sides may be a calendar day apart.
      const horizon = daysAfter(dateAt(caller.administration, now), REMINDER_DAYS + 1);
      const owed = await store.owed(caller.administration, horizon, MAXIMUM_REMINDED);
      return accepted(owed.flatMap((request) => remindersOf(request, now)));
    },
  };
}
