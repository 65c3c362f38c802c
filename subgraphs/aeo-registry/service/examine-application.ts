import { accepted, badInput, type Result, refused } from '../../../schema/contract/result.ts';
import type { OperatorRole } from '../../../schema/contract/vocabulary.ts';
import type { Application, ValidationPlan } from '../domain/application.ts';
import { checkPlan, type NewValidation } from '../domain/check-validation.ts';
import { grantAuthorization } from '../domain/grant-authorization.ts';
import { readTexts } from '../domain/read-application.ts';
import { readText } from '../domain/read-text.ts';
import type { Authorization, RegisteredOperator } from '../domain/registered-operator.ts';
import { openCriteria } from '../domain/replay-application.ts';
import { nextAuthorizationNumber } from '../store/authorization-number.store.ts';
import { findDesignations } from '../store/designated-validator.store.ts';
import { findOperators } from '../store/operator.store.ts';
import { createActOnApplication, rulesOn } from './act-on-application.ts';
import type { Actor } from './actor.ts';
import type { ApplicationReference } from './apply.ts';
import { writeChange } from './change-one-operator.ts';
import { type CheckParts, createCheckOnFile } from './check-on-file.ts';
import type { RegisterParts } from './register-parts.ts';

/** What is granted. */
export interface GrantAct {
  readonly type: string;
  readonly roles: readonly OperatorRole[];
  readonly validFrom: string;
  readonly validTo: string | undefined;
  readonly legalBasis: string;
}

/** What officers do with an application; only they decide (note, VIII). */
export interface ExamineApplication {
  return(reference: ApplicationReference, missing: readonly string[], actor: Actor): Promise<Result<Application>>;
  accept(reference: ApplicationReference, actor: Actor): Promise<Result<Application>>;
  plan(reference: ApplicationReference, plan: ValidationPlan, actor: Actor): Promise<Result<Application>>;
  /** `answer`: the signed answer of a partner administration, JWS. */
  validate(
    reference: ApplicationReference,
    said: { readonly validation: NewValidation; readonly answer: string | undefined },
    actor: Actor,
  ): Promise<Result<Application>>;
  extend(reference: ApplicationReference, reason: string, actor: Actor): Promise<Result<Application>>;
  reject(reference: ApplicationReference, grounds: readonly string[], actor: Actor): Promise<Result<Application>>;
  authorise(
    reference: ApplicationReference,
    grant: GrantAct,
    actor: Actor,
  ): Promise<Result<{ readonly operator: RegisteredOperator; readonly authorization: Authorization }>>;
}

export function createExamineApplication(parts: CheckParts): ExamineApplication {
  const { home, clock } = parts;
  const act = createActOnApplication(parts);
  const check = createCheckOnFile(parts);

  return {
    async return(reference, said, actor) {
      const missing = readTexts('missing', said);
      if (!missing.ok) return missing;
      return act({ ...reference, action: 'return', why: null }, actor, () => accepted({ missing: missing.value }));
    },

    accept: (reference, actor) => act({ ...reference, action: 'accept', why: null }, actor, () => accepted({})),

    plan: (reference, said, actor) =>
      act({ ...reference, action: 'planValidation', why: null }, actor, async ({ content }, manager) => {
        const { customsValidation } = content;
        const plan = checkPlan(said, { designations: await findDesignations(manager), customsValidation });
        return plan.ok ? accepted({ plan: plan.value }) : plan;
      }),

    validate: (reference, said, actor) =>
      act({ ...reference, action: 'recordValidation', why: null }, actor, async (replayed, manager) => {
        const { tin, customsValidation } = replayed.content;
        const planned = replayed.plan?.assistance ?? null;
        const operator = (await findOperators(manager, [tin])).get(tin);
        const validation = await check(manager, said, { tin, operator, customsValidation, planned });
        if (!validation.ok) return validation;
        const open = openCriteria({ validations: [...replayed.validations, validation.value] });
        const { method } = validation.value;
        const isByCustoms = method === 'CUSTOMS_ON_SITE' || method === 'CUSTOMS_REMOTE';
        if (isByCustoms && open.length > 0) {
          return badInput('input.criteria', 'ALL_13_CRITERIA', `Nobody has assessed: ${open.join(', ')}.`);
        }
        return accepted({ validation: validation.value });
      }),

    async extend(reference, said, actor) {
      const why = readText('reason', said);
      if (!why.ok) return why;
      return act({ ...reference, action: 'extend', why: why.value }, actor, (_replayed, _manager, { events }) => {
        const days = rulesOn(parts, clock()).limits?.extensionDays ?? null;
        if (days === null) return refused('ILLEGAL_TRANSITION', 'The programme lets no time limit be extended.');
        if (events.some(({ action }) => action === 'extend')) {
          return refused('ILLEGAL_TRANSITION', 'The time limit was extended already; it is extended once.');
        }
        return accepted({ days });
      });
    },

    async reject(reference, said, actor) {
      const grounds = readTexts('grounds', said);
      if (!grounds.ok) return grounds;
      return act({ ...reference, action: 'reject', why: null }, actor, () => accepted({ grounds: grounds.value }));
    },

    async authorise(reference, said, actor) {
      const legalBasis = readText('legalBasis', said.legalBasis);
      if (!legalBasis.ok) return legalBasis;
      let granted: { operator: RegisteredOperator; authorization: Authorization } | undefined;
      const decided = await act(
        { ...reference, action: 'authorise', why: legalBasis.value },
        actor,
        async (replayed, manager) => {
          const now = clock();
          const { today, programme } = rulesOn(parts, now);
          const { tin } = replayed.content;
          const grant = {
            ...said,
            legalBasis: legalBasis.value,
            number: await nextAuthorizationNumber(manager, `${home.code}-${today.slice(0, 4)}-`),
            administration: home.code,
            by: actor.by,
          };
          const operator = (await findOperators(manager, [tin])).get(tin);
          const result = grantAuthorization(
            replayed,
            operator,
            grant,
            programme ?? programmeOf(parts),
            now,
            home.timeZone,
          );
          if (!result.ok) return result;
          await writeChange(parts, manager, result.value.change);
          granted = { operator: result.value.change.operator, authorization: result.value.authorization };
          return accepted({ authorization: granted.authorization.number });
        },
      );
      if (!decided.ok) return decided;
      if (granted === undefined) throw new Error('authorised without an authorization');
      return accepted(granted);
    },
  };
}

/** What an administration without a row of reference data grants. */
function programmeOf({ profile }: RegisterParts) {
  const { programmeName: name, authorizationTypes, roles: eligibleRoles, validityYears } = profile;
  return { name, authorizationTypes, eligibleRoles, validityYears };
}
