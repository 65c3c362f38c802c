import { DateTime } from 'luxon';
import { z } from 'zod';
import { type ContractChange, PROMISED } from './contract-changes.ts';

/** Months between the announcement of a breaking change and the change. */
export const NOTICE_MONTHS = 6;

/** Changes of what can be marked `@deprecated` first, and has to have been in what was released. */
const REMOVALS: readonly string[] = [
  'FIELD_REMOVED',
  'ENUM_VALUE_REMOVED',
  'FIELD_ARGUMENT_REMOVED',
  'INPUT_FIELD_REMOVED',
];

const acceptedSchema = z.array(
  z.strictObject({
    schema: z.enum(PROMISED),
    change: z.string().min(1),
    path: z.string().min(1),
    announcedOn: z.iso.date(),
    on: z.iso.date(),
    reason: z.string().min(20),
  }),
);

/** Breaking changes that are made all the same, each announced and explained. */
export type AcceptedChanges = z.infer<typeof acceptedSchema>;

/** Reads them from JSON; throws where one is incomplete. */
export function readAcceptedChanges(text: string): AcceptedChanges {
  return acceptedSchema.parse(JSON.parse(text));
}

/** What is wrong with the changes since the release; empty: nothing. */
export function faultsOfChanges(changes: readonly ContractChange[], accepted: AcceptedChanges): string[] {
  const breaking = changes.filter(({ severity }) => severity === 'BREAKING');
  const leftOver = accepted.filter((entry) => !breaking.some((change) => isSame(change, entry)));
  return [
    ...breaking.flatMap((change) => faultsOfBreaking(change, accepted)),
    ...leftOver.map(({ schema, change, path }) => `${schema}: ${change} ${path}: is accepted, and is not so`),
  ];
}

function faultsOfBreaking(change: ContractChange, accepted: AcceptedChanges): string[] {
  const place = `${change.schema}: ${change.change} ${change.path}`;
  const entry = accepted.find((candidate) => isSame(change, candidate));
  if (entry === undefined) return [`${place}: breaks what was promised: ${change.message}`];
  const earliest = DateTime.fromISO(entry.announcedOn, { zone: 'utc' }).plus({ months: NOTICE_MONTHS });
  const isTooSoon = DateTime.fromISO(entry.on, { zone: 'utc' }) < earliest;
  const isUnmarked = REMOVALS.includes(change.change) && !change.wasDeprecated;
  return [
    ...(isTooSoon
      ? [`${place}: is on ${entry.on}, and ${NOTICE_MONTHS} months of notice end on ${earliest.toISODate()}`]
      : []),
    ...(isUnmarked ? [`${place}: was not @deprecated in what was released`] : []),
  ];
}

function isSame(change: ContractChange, entry: AcceptedChanges[number]): boolean {
  return change.schema === entry.schema && change.change === entry.change && change.path === entry.path;
}
