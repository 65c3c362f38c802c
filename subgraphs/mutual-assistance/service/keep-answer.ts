import { PARTNER_EVENT_TYPE } from '../../../schema/contract/partner-event.ts';
import { accepted, badInput, type Result } from '../../../schema/contract/result.ts';
import { ANSWER_STATEMENT_TYPE, answerClaims } from '../domain/answer-statement.ts';
import type { AssistanceRequest } from '../domain/assistance-request.ts';
import { homeEventOf } from '../domain/home-event.ts';
import { type StepTaken, versionConflict } from '../domain/take-step.ts';
import type { AssistanceServiceParts } from './assistance-service-parts.ts';
import type { WeighedFile } from './weigh-evidence.ts';

type AnswerParts = Pick<AssistanceServiceParts, 'store' | 'vault' | 'scanner' | 'signer' | 'newId'>;

/**
 * Keeps a step. With an answer: its files are looked at and put away first, then it is signed, then the row is written; a
 * file without a row is never found, a row without its file would be a promise that is broken.
 */
export async function keepStep(
  parts: AnswerParts,
  taken: StepTaken,
  files: readonly WeighedFile[],
): Promise<Result<AssistanceRequest>> {
  const { store, vault } = parts;
  const clean = await scanned(parts, files);
  if (!clean.ok) return clean;
  const signed =
    taken.evidence.length > 0 || taken.event.action?.startsWith('complete') ? await sign(parts, taken) : taken;
  for (const { id, content } of files) await vault.keep(id, content);
  const event = homeEventOf(signed, parts.newId());
  const told = event && {
    addressee: signed.request.requesting,
    event: await parts.signer.sign(event, PARTNER_EVENT_TYPE),
  };
  if (await store.keepStep(signed, told)) return accepted(signed.request);
  await Promise.all(files.map(({ id }) => vault.discard(id)));
  return versionConflict();
}

async function scanned({ scanner }: AnswerParts, files: readonly WeighedFile[]): Promise<Result<null>> {
  for (const [at, file] of files.entries()) {
    const verdict = await scanner(file);
    if (!verdict.clean) return badInput(`response.evidence.${at}`, `the file ${verdict.why}`);
  }
  return accepted(null);
}

async function sign({ signer, newId }: AnswerParts, taken: StepTaken): Promise<StepTaken> {
  const { request, evidence } = taken;
  const { response } = request;
  if (response === null) return taken;
  const statement = await signer.sign(answerClaims(request, response, evidence, newId()), ANSWER_STATEMENT_TYPE);
  return { ...taken, request: { ...request, response: { ...response, statement } } };
}
