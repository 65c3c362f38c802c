import type { AdministrationCode } from '../../../schema/administrations.ts';
import { endOfDay, startOfDay } from '../../../schema/contract/calendar-day.ts';
import { readTin } from '../../../schema/contract/tin.ts';
import { type EntitledPartner, type Knowledge, knowledgeOf, type OnFile } from './partner-knowledge.ts';

/** A partner that may be told something else of an operator than before. */
export interface ConcernedPartner {
  readonly administration: AdministrationCode;
  /** By which it may know the operator: the TIN, and aliases toward it that have the shape of one. */
  readonly identifiers: readonly string[];
  /** Instant from which it may be told something else, RFC 3339 UTC; later than the change: until then nothing is different. */
  readonly at: string;
  /** Later instants at which what it may be told changes by itself, as they stand after the change, oldest first. */
  readonly effectiveFrom: readonly string[];
}

/** When and where a change is weighed. */
export interface ChangeView {
  readonly home: AdministrationCode;
  readonly now: Date;
  /** The home administration's. */
  readonly timeZone: string;
  /** What an administration is entitled to; undefined: it is no partner. */
  readonly partner: (administration: AdministrationCode) => EntitledPartner | undefined;
}

/** Those of whom the operator consents, and who may be told something else after a change than before it. */
export function partnersConcerned(before: OnFile, after: OnFile, view: ChangeView): readonly ConcernedPartner[] {
  const destinations = new Set(
    [before, after].flatMap(({ operator }) => operator?.consents.map(({ destination }) => destination) ?? []),
  );
  if (destinations.size === 0) return [];
  const instants = [...new Set([...laterInstants(before, view), ...laterInstants(after, view)])].toSorted(
    (a, b) => a - b,
  );
  const told = { before: knowledgeOf(before, view.timeZone), after: knowledgeOf(after, view.timeZone) };
  return [...destinations].flatMap((administration) => {
    const partner = view.partner(administration);
    const change = partner === undefined ? undefined : changeFor(partner, told, view.now.getTime(), instants);
    if (change === undefined) return [];
    return [{ administration, identifiers: identifiersToward(administration, view.home, [before, after]), ...change }];
  });
}

function changeFor(
  partner: EntitledPartner,
  told: { readonly before: Knowledge; readonly after: Knowledge },
  now: number,
  instants: readonly number[],
): Pick<ConcernedPartner, 'at' | 'effectiveFrom'> | undefined {
  let last = told.after(partner, now);
  let at = told.before(partner, now) === last ? undefined : now;
  const effectiveFrom: string[] = [];
  for (const instant of instants) {
    const next = told.after(partner, instant);
    if (next !== last) effectiveFrom.push(new Date(instant).toISOString());
    last = next;
    if (at === undefined && told.before(partner, instant) !== next) at = instant;
  }
  return at === undefined ? undefined : { at: new Date(at).toISOString(), effectiveFrom };
}

/** Every instant after the present one at which anything on file begins or ends. */
function laterInstants({ operator, designations }: OnFile, { now, timeZone }: ChangeView): readonly number[] {
  if (operator === undefined) return [];
  const { authorizations, consents, aliases, successions } = operator;
  const begins = (day: string) => startOfDay(day, timeZone);
  const ends = (day: string | null) => (day === null ? [] : [endOfDay(day, timeZone)]);
  return [
    ...authorizations.flatMap(({ validFrom, validTo, history }) => [
      ...[begins(validFrom), ...ends(validTo)],
      ...history.map(({ effectiveFrom }) => Date.parse(effectiveFrom)),
    ]),
    ...consents.map(({ since }) => Date.parse(since)),
    ...aliases.flatMap(({ from, until }) => [begins(from), ...ends(until)]),
    ...successions.map(({ on }) => begins(on)),
    ...designations.flatMap(({ until }) => (until === null ? [] : [begins(until)])),
  ].filter((instant) => instant > now.getTime());
}

/** The TIN, and what is asked of this registry as if it were one. */
function identifiersToward(
  administration: AdministrationCode,
  home: AdministrationCode,
  onFile: readonly OnFile[],
): readonly string[] {
  return [
    ...new Set(
      onFile.flatMap(({ operator }) => {
        if (operator === undefined) return [];
        const aliases = operator.aliases.filter(({ destination }) => destination === administration);
        const asTins = aliases.flatMap(({ value }) => {
          const reading = readTin(value);
          return reading.ok && reading.administration.code === home ? [reading.tin] : [];
        });
        return [operator.tin, ...asTins];
      }),
    ),
  ];
}
