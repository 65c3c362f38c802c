import { isDisturbed } from './check-writes.ts';
import { type Batch, type History, type Outage, type Question, subjectOf, type Value } from './journal.ts';
import { type PossibleTruths, possibleTruths } from './possible-truths.ts';

/** What each value of the home side speaks against; null: nothing. */
const STATUS_REASONS = {
  AUTHORISED: null,
  SUSPENDED: 'AUTHORIZATION_SUSPENDED',
  REVOKED: 'AUTHORIZATION_REVOKED',
} as const;

const STOPPED = 'BENEFITS_SUSPENDED_BY_RECOGNISING_SIDE';
const RECOGNISED = 'RECOGNISED';

/** Reasons of doubt that a silent registry may give, alone. */
const SILENCE: readonly string[] = ['REGISTRY_UNAVAILABLE', 'ATTESTATION_INVALID'];

/** Answers that are none of those which follow from the facts that may have held while they were asked for. */
export function wrongDecisions({ journal, kept }: History): string[] {
  const truths = possibleTruths(journal.writes, kept);
  return journal.batches.flatMap((batch) =>
    batch.questions.flatMap((question) => {
      if (question.answer === null) return [];
      const given = verdictOf(question.answer.outcome, question.answer.reasons);
      const possible = possibleVerdicts(truths, batch, question);
      if (possible.has(given) || isDoubt(question)) return [];
      return [`${describe(batch, question)}: ${given}; possible were ${[...possible].join(' or ')}`];
    }),
  );
}

/**
 * UNDETERMINED though nothing that the question needed was gone. While benefits are being given back the service may have
 * found them stopped when it looked whom to ask, and not when it decided: then nobody was asked, and it is right to say so.
 */
export function needlessDoubts({ journal, kept }: History): string[] {
  const truths = possibleTruths(journal.writes, kept);
  return journal.batches.flatMap((batch) =>
    batch.questions.flatMap((question) => {
      if (question.answer?.outcome !== 'UNDETERMINED') return [];
      const isMoving = truths.isMoving('BENEFITS', subjectOf('BENEFITS', question.tin, batch.asking), batch);
      return isMoving || isExcused(batch, question, journal.outages) ? [] : [describe(batch, question)];
    }),
  );
}

/** How many answers decided, how many could not, and of how many it was demanded, since all that they needed was there. */
export function countAnswers({ journal }: History): {
  readonly determined: number;
  readonly undetermined: number;
  readonly demanded: number;
} {
  const asked = journal.batches.flatMap((batch) => batch.questions.map((question) => ({ batch, question })));
  const answers = asked.flatMap(({ question }) => question.answer ?? []);
  const undetermined = answers.filter(({ outcome }) => outcome === 'UNDETERMINED').length;
  const demanded = asked.filter(({ batch, question }) => !isExcused(batch, question, journal.outages)).length;
  return { determined: answers.length - undetermined, undetermined, demanded };
}

function isExcused(batch: Batch, { registry }: Question, outages: readonly Outage[]): boolean {
  return isDisturbed({ ...batch, needs: [...batch.needs, registry] }, outages);
}

function isDoubt({ answer }: Question): boolean {
  return answer?.outcome === 'UNDETERMINED' && answer.reasons.every((reason) => SILENCE.includes(reason));
}

function possibleVerdicts(truths: PossibleTruths, batch: Batch, { tin, on }: Question): ReadonlySet<string> {
  const valuesOf = (fact: 'STATUS' | 'CONSENT' | 'BENEFITS', at: number | null): readonly Value[] => [
    ...truths.valuesOf(fact, subjectOf(fact, tin, batch.asking), batch, at),
  ];
  const benefits = valuesOf('BENEFITS', on);
  // Consent is asked for at the time of the question, whatever instant the question is about.
  const fromHome = valuesOf('CONSENT', null).flatMap((consent) =>
    consent === 'WITHDRAWN' ? ['UNKNOWN_OR_NOT_DISCLOSED'] : valuesOf('STATUS', on).map(reasonOfStatus),
  );
  const verdicts = new Set<string>();
  for (const benefit of benefits) {
    if (benefit === 'STOPPED') verdicts.add(verdictOf('NOT_RECOGNISED', [STOPPED]));
    for (const reason of fromHome) {
      const reasons = reason === null ? [] : [reason];
      if (benefit === 'GRANTED') verdicts.add(reason === null ? RECOGNISED : verdictOf('NOT_RECOGNISED', reasons));
      // Stopped while the registry was being asked: what it said stands beside, or that it was silent.
      else if (benefits.length > 1) verdicts.add(verdictOf('NOT_RECOGNISED', [STOPPED, ...reasons]));
    }
    if (benefits.length > 1) {
      for (const silence of SILENCE) verdicts.add(verdictOf('NOT_RECOGNISED', [STOPPED, silence]));
    }
  }
  return verdicts;
}

function reasonOfStatus(value: Value): string | null {
  return STATUS_REASONS[value as keyof typeof STATUS_REASONS];
}

function verdictOf(outcome: string, reasons: readonly string[]): string {
  return [outcome, ...reasons.toSorted()].join(' ');
}

function describe({ asking, began, ended }: Batch, { tin, on, answer }: Question): string {
  const of = on === null ? '' : ` of ${on}`;
  return `${asking} about ${tin}${of}, ${began} to ${ended}, ${answer?.consultationNumber}`;
}
