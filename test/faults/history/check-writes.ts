import {
  CREATIONS,
  type Creation,
  FACTS,
  type FactWrite,
  type History,
  type Interval,
  type KeptStep,
  type Operation,
  type Outage,
} from './journal.ts';

/** After a process answers again, others may take so long to notice: a circuit that is open looks every five seconds at most. */
export const RECOVERY_MS = 6_000;

/** True if something that the operation needs was gone meanwhile. */
export function isDisturbed({ needs, began, ended }: Operation, outages: readonly Outage[]): boolean {
  return outages.some(
    (outage) =>
      (outage.process === null || needs.includes(outage.process)) &&
      outage.began <= ended &&
      outage.ended + RECOVERY_MS >= began,
  );
}

/** Acknowledged, and not there. */
export function lostWrites({ journal, kept }: History): string[] {
  const facts = journal.writes.filter(
    ({ ending, fact, subject, id }) =>
      ending === 'ACKNOWLEDGED' && !(kept.steps[fact].get(subject) ?? []).some((step) => step.id === id),
  );
  const creations = journal.creations.filter(
    ({ ending, created, id }) => ending === 'ACKNOWLEDGED' && !kept.creations[created].includes(id),
  );
  return [...facts, ...creations].map(describe);
}

/** There, and nobody wrote it, or it was refused, or it says something else than was written. */
export function inventedWrites({ journal, kept }: History): string[] {
  const written = new Map(
    journal.writes
      .filter(({ ending }) => ending !== 'REFUSED')
      .map((write) => [write.id, `${write.fact} ${write.subject} ${write.value}`]),
  );
  const facts = FACTS.flatMap((fact) =>
    [...kept.steps[fact]].flatMap(([subject, steps]) =>
      steps
        .map(({ id, value }) => ({ id, what: `${fact} ${subject} ${value}` }))
        .filter(({ id, what }) => written.get(id) !== what),
    ),
  );
  const made = new Set(journal.creations.map(({ created, id }) => `${created} ${id}`));
  const creations = CREATIONS.flatMap((created) =>
    kept.creations[created].map((id) => ({ id, what: created })).filter(({ id }) => !made.has(`${created} ${id}`)),
  );
  return [...facts, ...creations].map(({ id, what }) => `${what} ${id}`);
}

/** There more than once. */
export function repeatedWrites({ kept }: History): string[] {
  const facts = FACTS.flatMap((fact) => [...kept.steps[fact].values()].flatMap((steps) => steps.map(({ id }) => id)));
  return [facts, ...CREATIONS.map((created) => kept.creations[created])].flatMap((ids) =>
    ids.filter((id, index) => ids.indexOf(id) !== index),
  );
}

/** Recorded before a write of the same subject that had been acknowledged before it began. */
export function reorderedWrites({ journal, kept }: History): string[] {
  const byId = new Map(journal.writes.map((write) => [write.id, write]));
  return FACTS.flatMap((fact) =>
    [...kept.steps[fact].values()].flatMap((steps) =>
      steps.flatMap((step, index) => {
        const write = byId.get(step.id);
        const overtaken = steps.slice(index + 1).find((later) => {
          const other = byId.get(later.id);
          return write !== undefined && other?.ending === 'ACKNOWLEDGED' && other.ended < write.began;
        });
        return write === undefined || overtaken === undefined ? [] : [`${describe(write)} before ${overtaken.id}`];
      }),
    ),
  );
}

/** In force from an instant at which it was not being written. */
export function misdatedWrites({ journal, kept }: History): string[] {
  const steps = new Map<string, KeptStep>(
    FACTS.flatMap((fact) => [...kept.steps[fact].values()].flat().map((step) => [step.id, step] as const)),
  );
  return journal.writes.flatMap((write) => {
    const at = steps.get(write.id)?.at;
    if (at === undefined || within(at, write)) return [];
    return [`${describe(write)} is in force from ${at}`];
  });
}

/** No acknowledgement, though everything that it needed was there all the time. */
export function unansweredOperations({ journal }: History): string[] {
  const writes = [...journal.writes, ...journal.creations].filter(({ ending }) => ending === 'UNKNOWN');
  const batches = journal.batches.filter(({ questions }) => questions.some(({ answer }) => answer === null));
  return [
    ...writes.filter((write) => !isDisturbed(write, journal.outages)).map(describe),
    ...batches
      .filter((batch) => !isDisturbed(batch, journal.outages))
      .map(({ asking, began, ended, needs }) => `a batch of ${asking} at ${needs.join(', ')}, ${began} to ${ended}`),
  ];
}

/** An unanswered write may have gone on after its client gave up. */
function within(at: number, { began, ended, ending }: FactWrite & Interval): boolean {
  return began <= at && (at <= ended || ending === 'UNKNOWN');
}

function describe(write: FactWrite | Creation): string {
  const what = 'fact' in write ? `${write.fact} ${write.subject} ${write.value}` : write.created;
  return `${what} ${write.id}, ${write.began} to ${write.ended}, ${write.ending}`;
}
