import { randomUUID } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { accepted, badInput, type Result } from '../../../schema/contract/result.ts';
import { QUESTIONNAIRE } from '../../../schema/reference/questionnaire.ts';
import { admit, checkBar } from '../domain/admission.ts';
import type { Answer, Application, ApplicationContent } from '../domain/application.ts';
import { questionnaireFor, readAnswers } from '../domain/questionnaire-for.ts';
import { readApplication, readEvidence } from '../domain/read-application.ts';
import { readText } from '../domain/read-text.ts';
import type { Evidence } from '../domain/registered-operator.ts';
import { findApplication, findSent, insertApplication } from '../store/application.store.ts';
import { findOperators } from '../store/operator.store.ts';
import { createActOnApplication, newApplication, rulesOn, summaryOf } from './act-on-application.ts';
import type { Actor } from './actor.ts';
import type { RegisterParts } from './register-parts.ts';

/** What is sent: the content with a TIN that has not been read yet. */
export type SaidApplication = Omit<ApplicationContent, 'tin'> & { readonly tin: string };

/** Which application is meant, as it was last read. */
export interface ApplicationReference {
  readonly id: string;
  readonly version: number;
}

/** What a draft or returned application is completed with; undefined: stays as it is. */
export interface Completion {
  readonly answer: string;
  readonly legalName: string | undefined;
  readonly address: ApplicationContent['address'] | undefined;
  readonly roles: ApplicationContent['roles'] | undefined;
  readonly businessModel: ApplicationContent['businessModel'] | undefined;
}

/** What the applicant does, itself or by an officer who takes it down. */
export interface Apply {
  submit(said: SaidApplication, idempotencyKey: string, actor: Actor): Promise<Result<Application>>;
  draft(said: SaidApplication, idempotencyKey: string, actor: Actor): Promise<Result<Application>>;
  complete(reference: ApplicationReference, completion: Completion, actor: Actor): Promise<Result<Application>>;
  withdraw(reference: ApplicationReference, why: string, actor: Actor): Promise<Result<Application>>;
  addEvidence(reference: ApplicationReference, evidence: Evidence, actor: Actor): Promise<Result<Application>>;
  selfAssess(reference: ApplicationReference, answers: readonly Answer[], actor: Actor): Promise<Result<Application>>;
}

/** Longest idempotency key, in characters. */
export const MAXIMUM_KEY = 200;

export function createApply(parts: RegisterParts): Apply {
  const { home, database, clock } = parts;
  const act = createActOnApplication(parts);

  /** Admitted by the programme of today, and not barred. */
  async function mayApply(manager: EntityManager, content: ApplicationContent): Promise<Result<null>> {
    const now = clock();
    const { programme, limits } = rulesOn(parts, now);
    const admission = admit(content, programme);
    if (!admission.ok) return admission;
    const operator = (await findOperators(manager, [content.tin])).get(content.tin);
    if (content.renews !== null && !operator?.authorizations.some(({ number }) => number === content.renews)) {
      return badInput('renews', 'OWN_AUTHORIZATION', 'The operator has no authorization of this number.');
    }
    return checkBar(operator, limits, now, home.timeZone);
  }

  async function begin(
    said: SaidApplication,
    idempotencyKey: string,
    actor: Actor,
    action: 'submit' | 'draft',
  ): Promise<Result<Application>> {
    const key = readText('idempotencyKey', idempotencyKey, MAXIMUM_KEY);
    if (!key.ok) return key;
    const content = readApplication(said, home.code);
    if (!content.ok) return content;
    const { tin } = content.value;
    if (actor.only !== undefined && actor.only !== tin) {
      return badInput('tin', 'OWN_TIN', 'An operator applies for itself.');
    }
    return database.write(async (manager) => {
      const keyOf = actor.only ?? '';
      const sent = await findSent(manager, keyOf, key.value);
      if (sent !== undefined) {
        if (isEqual(sent.sent, content.value)) return accepted(await getApplication(manager, sent.id));
        return badInput('idempotencyKey', 'SAME_CONTENT', 'Another application was sent under this key.');
      }
      const admission = await mayApply(manager, content.value);
      if (!admission.ok) return admission;
      const now = clock();
      const state = action === 'draft' ? 'DRAFT' : 'SUBMITTED';
      const first = { action, state, details: { content: content.value } } as const;
      const application = newApplication(randomUUID(), tin, [first], actor.by, now);
      const summary = summaryOf(application, rulesOn(parts, now).limits, now, home.timeZone);
      const under = { keyOf, idempotencyKey: key.value, sent: content.value };
      await insertApplication(manager, application, under, summary);
      return accepted(application);
    });
  }

  return {
    submit: (said, idempotencyKey, actor) => begin(said, idempotencyKey, actor, 'submit'),
    draft: (said, idempotencyKey, actor) => begin(said, idempotencyKey, actor, 'draft'),

    async complete(reference, { answer, ...changes }, actor) {
      const why = readText('answer', answer);
      if (!why.ok) return why;
      return act({ ...reference, action: 'submit', why: why.value }, actor, async ({ content }, manager) => {
        const { legalName, address, roles, businessModel } = changes;
        const said = {
          ...content,
          legalName: legalName ?? content.legalName,
          address: address ?? content.address,
          roles: roles ?? content.roles,
          businessModel: businessModel ?? content.businessModel,
        };
        const changed = readApplication(said, home.code);
        if (!changed.ok) return changed;
        const admission = await mayApply(manager, changed.value);
        return admission.ok ? accepted({ content: changed.value }) : admission;
      });
    },

    async withdraw(reference, said, actor) {
      const why = readText('reason', said);
      if (!why.ok) return why;
      return act({ ...reference, action: 'withdraw', why: why.value }, actor, () => accepted({}));
    },

    async addEvidence(reference, said, actor) {
      const evidence = readEvidence(said);
      if (!evidence.ok) return evidence;
      return act({ ...reference, action: 'addEvidence', why: null }, actor, () =>
        accepted({ evidence: evidence.value }),
      );
    },

    selfAssess: (reference, said, actor) =>
      act({ ...reference, action: 'recordSelfAssessment', why: null }, actor, ({ content }) => {
        const asked = questionnaireFor(QUESTIONNAIRE, content.stakeholder, content.businessModel);
        const answers = readAnswers(asked, said);
        return answers.ok ? accepted({ questionnaire: asked.version, answers: answers.value }) : answers;
      }),
  };
}

async function getApplication(manager: EntityManager, id: string): Promise<Application> {
  const application = await findApplication(manager, id);
  if (application === undefined) throw new Error('an application lost its history');
  return application;
}

function isEqual(one: ApplicationContent, other: ApplicationContent): boolean {
  const keys = Object.keys(other) as (keyof ApplicationContent)[];
  return keys.every((key) => JSON.stringify(one[key]) === JSON.stringify(other[key]));
}
