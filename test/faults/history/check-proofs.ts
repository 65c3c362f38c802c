import type { Answer, Batch, History, Question, ReceiptSaid } from './journal.ts';

interface Answered {
  readonly batch: Batch;
  readonly question: Question;
  readonly answer: Answer;
}

/** Answers whose receipt is not genuine, or says something else. */
export function unprovenAnswers(history: History): string[] {
  return answered(history).flatMap(({ batch, question, answer }) => {
    const said = history.receipts.get(answer.consultationNumber) ?? 'there is none';
    if (typeof said === 'string') return [`${answer.consultationNumber}: ${said}`];
    const isSame =
      said.tin === question.tin &&
      said.asking === batch.asking &&
      said.outcome === answer.outcome &&
      said.reasons.join() === answer.reasons.join();
    return isSame ? [] : [`${answer.consultationNumber}: it says something else`];
  });
}

/** Answers that the log of consultations does not have. */
export function unloggedAnswers(history: History): string[] {
  const logged = new Set(history.kept.consultations.map(({ number, asking, tin }) => `${number} ${asking} ${tin}`));
  return answered(history).flatMap(({ batch, question, answer }) => {
    const entry = `${answer.consultationNumber} ${batch.asking} ${question.tin}`;
    return logged.has(entry) ? [] : [entry];
  });
}

/** Answers on a statement that the ledger of the registry does not have. */
export function undisclosedAnswers(history: History): string[] {
  return answered(history).flatMap(({ batch, question, answer }) => {
    const { attestationId } = saidOf(history, answer) ?? { attestationId: null };
    if (attestationId === null) return [];
    const entry = history.kept.disclosures.get(`${question.home} ${attestationId}`);
    const isThere = entry?.asking === batch.asking && entry.tin === question.tin;
    return isThere ? [] : [`${answer.consultationNumber}: ${question.home} ${attestationId}`];
  });
}

/**
 * Requests of which the log has a part, or which nobody made: the consultations of one request are one transaction, so that
 * its TINs are those of one batch. Of a batch without an answer nobody knows the request; its TINs have to be there all.
 */
export function halfLoggedBatches(history: History): string[] {
  const requests = new Map<string, string[]>();
  for (const { requestId, asking, tin } of history.kept.consultations) {
    const key = `${requestId} ${asking}`;
    requests.set(key, [...(requests.get(key) ?? []), tin]);
  }
  const unanswered: string[] = [];
  for (const batch of history.journal.batches) {
    const tins = `${batch.asking} ${tinsOf(batch.questions.map(({ tin }) => tin))}`;
    const [first] = batch.questions;
    const said = first?.answer == null ? undefined : saidOf(history, first.answer);
    if (said === undefined) unanswered.push(tins);
    else {
      const key = `${said.requestId} ${batch.asking}`;
      if (`${batch.asking} ${tinsOf(requests.get(key) ?? [])}` === tins) requests.delete(key);
    }
  }
  return [...requests].flatMap(([key, tins]) => {
    const asking = key.split(' ')[1] ?? '';
    const place = unanswered.indexOf(`${asking} ${tinsOf(tins)}`);
    if (place === -1) return [`request ${key}: ${tins.length} consultations`];
    unanswered.splice(place, 1);
    return [];
  });
}

function answered({ journal }: History): Answered[] {
  return journal.batches.flatMap((batch) =>
    batch.questions.flatMap((question) =>
      question.answer === null ? [] : [{ batch, question, answer: question.answer }],
    ),
  );
}

function saidOf({ receipts }: History, { consultationNumber }: Answer): ReceiptSaid | undefined {
  const said = receipts.get(consultationNumber);
  return typeof said === 'string' ? undefined : said;
}

function tinsOf(tins: readonly string[]): string {
  return tins.toSorted().join();
}
