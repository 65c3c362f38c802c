import { createHash, randomUUID } from 'node:crypto';
import { calendarDate, startOfDay } from '../../../schema/contract/calendar-day.ts';
import { accepted, badInput, type Result, refused } from '../../../schema/contract/result.ts';
import { QUESTIONNAIRE } from '../../../schema/reference/questionnaire.ts';
import type { Answer } from '../domain/application.ts';
import { statusAt } from '../domain/authorization-status.ts';
import type { NewValidation } from '../domain/check-validation.ts';
import { type DueItem, dueOfAuthorization, selfAssessmentDays } from '../domain/due-work.ts';
import { closeFinding, type Finding, readFinding } from '../domain/finding.ts';
import { holdAuthorization } from '../domain/hold-authorization.ts';
import { changeAuthorization } from '../domain/operator-change.ts';
import { readAnswers } from '../domain/questionnaire-for.ts';
import { readEvidence } from '../domain/read-application.ts';
import { readText } from '../domain/read-text.ts';
import type { Authorization, Evidence, RegisteredOperator } from '../domain/registered-operator.ts';
import { type DrawnOperator, drawSpotChecks } from '../domain/spot-check-draw.ts';
import { findPendingRenewals, findToDecide } from '../store/application.store.ts';
import { FindingRow } from '../store/finding.entity.ts';
import { findOperators } from '../store/operator.store.ts';
import { findAssessed, findFinding, findOpenFindings, writeFinding } from '../store/operator-file.store.ts';
import { findTins } from '../store/operator-search.store.ts';
import { SelfAssessmentRow } from '../store/self-assessment.entity.ts';
import { rulesOn } from './act-on-application.ts';
import type { Actor } from './actor.ts';
import { findFor, findHolder, findHolderFor, readOperatorTin, writeChange } from './change-one-operator.ts';
import { type CheckParts, createCheckOnFile } from './check-on-file.ts';

/** An authorization with its holder. */
export interface Held {
  readonly operator: RegisteredOperator;
  readonly authorization: Authorization;
}

/** Which authorization is meant; `version` is its holder's. */
export interface HeldReference {
  readonly number: string;
  readonly version: number;
}

/** A draw of spot checks. */
export interface SpotCheckDraw {
  readonly seed: string;
  readonly on: string;
  readonly candidates: number;
  readonly drawn: readonly DrawnOperator[];
}

export type FindingAct = Pick<Finding, 'source' | 'description' | 'correctiveAction' | 'dueOn' | 'tin'>;

/** What happens between validations (note, VIII). */
export interface MonitorOperators {
  dueWork(until: string): Promise<readonly DueItem[]>;
  draw(question: { seed: string; count: number; on: string | undefined }): Promise<Result<SpotCheckDraw>>;
  recordFinding(act: FindingAct, actor: Actor): Promise<Result<Finding>>;
  closeFinding(act: { id: string; version: number; outcome: string }, actor: Actor): Promise<Result<Finding>>;
  selfAssess(act: { number: string; dueOn: string; answers: readonly Answer[] }, actor: Actor): Promise<Result<Held>>;
  /** `answer`: the signed answer of a partner administration, JWS. */
  revalidate(
    reference: HeldReference,
    said: { readonly validation: NewValidation; readonly answer: string | undefined },
  ): Promise<Result<Held>>;
  hold(
    reference: HeldReference,
    hold: { readonly until: string; readonly withBenefits: boolean; readonly ground: string },
    actor: Actor,
  ): Promise<Result<Held>>;
}

/** Operators that are looked at in one go. */
const PAGE = 500;
/** Operators in one draw at most. */
const MAXIMUM_DRAWN = 1_000;

export function createMonitorOperators(parts: CheckParts): MonitorOperators {
  const { home, database, clock } = parts;
  const check = createCheckOnFile(parts);

  /** Every operator with an authorization in force, a page at a time. */
  async function* pages() {
    const today = calendarDate(clock(), home.timeZone);
    for (let after: string | undefined; ; ) {
      const search = { only: undefined, search: undefined, status: 'AUTHORISED', after } as const;
      const tins = await findTins(database.read, search, today, PAGE);
      if (tins.length > 0) yield [...(await findOperators(database.read, tins)).values()];
      if (tins.length < PAGE) return;
      after = tins.at(-1);
    }
  }

  function find(operator: RegisteredOperator, number: string): Authorization {
    const authorization = operator.authorizations.find((one) => one.number === number);
    if (authorization === undefined) throw new Error('an authorization lost its holder');
    return authorization;
  }

  return {
    async dueWork(until) {
      const now = clock();
      const { today, limits } = rulesOn(parts, now);
      const renewing = await findPendingRenewals(database.read);
      const items: DueItem[] = [];
      for await (const operators of pages()) {
        const assessed = await findAssessed(
          database.read,
          operators.map(({ tin }) => tin),
        );
        const facts = { now, timeZone: home.timeZone, today, until, limits, assessed, renewing };
        for (const { tin, authorizations } of operators) {
          const present = authorizations.filter((one) =>
            ['AUTHORISED', 'SUSPENDED'].includes(statusAt(one, now, home.timeZone).status),
          );
          items.push(...present.flatMap((one) => dueOfAuthorization(tin, one, facts)));
        }
      }
      for (const { id, tin, dueOn } of await findOpenFindings(database.read, until)) {
        items.push({ kind: 'CORRECTIVE_ACTION', tin, on: dueOn, reference: id, overdue: dueOn < today });
      }
      for (const { id, tin, decideBy } of await findToDecide(database.read, until)) {
        items.push({ kind: 'DECISION', tin, on: decideBy, reference: id, overdue: decideBy < today });
      }
      const orderOf = ({ on, kind, tin, reference }: DueItem) => [on, kind, tin, reference].join(' ');
      return items.toSorted((a, b) => (orderOf(a) < orderOf(b) ? -1 : 1));
    },

    async draw({ seed: said, count, on = calendarDate(clock(), home.timeZone) }) {
      const seed = readText('seed', said, 300);
      if (!seed.ok) return seed;
      if (count < 1) return badInput('count', 'AT_LEAST_1', 'A draw is of at least one operator.');
      if (count > MAXIMUM_DRAWN) return refused('LIMIT_EXCEEDED', `At most ${MAXIMUM_DRAWN} operators in one draw.`);
      const instant = new Date(startOfDay(on, home.timeZone));
      const candidates: string[] = [];
      for await (const operators of pages()) {
        for (const { tin, authorizations } of operators) {
          const isInForce = authorizations.some((one) => {
            const { status, since } = statusAt(one, instant, home.timeZone);
            return status === 'AUTHORISED' && Date.parse(since) <= instant.getTime();
          });
          if (isInForce) candidates.push(tin);
        }
      }
      const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
      const drawn = drawSpotChecks(candidates, { seed: seed.value, on, count }, sha256);
      return accepted({ seed: seed.value, on, candidates: candidates.length, drawn });
    },

    async recordFinding({ source, dueOn, ...said }, actor) {
      const tin = readOperatorTin(said.tin);
      if (!tin.ok) return tin;
      const texts = readFinding(said);
      if (!texts.ok) return texts;
      return database.write(async (manager) => {
        const operator = await findFor(manager, tin.value, actor);
        if (!operator.ok) return operator;
        const finding: Finding = {
          ...{ id: randomUUID(), tin: tin.value, source, dueOn, ...texts.value },
          ...{ recordedAt: clock().toISOString(), recordedBy: actor.by },
          ...{ closedAt: null, closedBy: null, outcome: null, version: 1 },
        };
        await manager.insert(FindingRow, finding);
        return accepted(finding);
      });
    },

    async closeFinding({ id, version, outcome: said }, { by }) {
      const outcome = readText('outcome', said);
      if (!outcome.ok) return outcome;
      return database.write(async (manager) => {
        const finding = await findFinding(manager, id);
        if (finding === undefined) return refused('NOT_FOUND', 'There is no finding of this identifier.');
        const at = clock().toISOString();
        const closed = closeFinding(finding, { version, outcome: outcome.value, by, at });
        if (closed.ok && !(await writeFinding(manager, closed.value))) {
          throw new Error('changed within the transaction that read it');
        }
        return closed;
      });
    },

    selfAssess: ({ number, dueOn, answers: said }, actor) =>
      database.write(async (manager) => {
        const holder = await findHolderFor(manager, number, actor);
        if (!holder.ok) return holder;
        const operator = holder.value;
        const authorization = find(operator, number);
        const day = rulesOn(parts, clock()).limits?.selfAssessmentDay ?? null;
        const days = day === null ? [] : selfAssessmentDays(authorization.validFrom, day, dueOn);
        if (!days.some(({ on }) => on === dueOn)) {
          return badInput(
            'dueOn',
            'DUE_DAY',
            'No self-assessment of this authorization is due on that day (`dueWork`).',
          );
        }
        const answers = readAnswers(QUESTIONNAIRE, said);
        if (!answers.ok) return answers;
        if ((await findAssessed(manager, [operator.tin])).has(`${number} ${dueOn}`)) {
          return refused('ILLEGAL_TRANSITION', 'The self-assessment for that day was handed in already.');
        }
        await manager.insert(SelfAssessmentRow, {
          ...{ authorizationNumber: number, dueOn, tin: operator.tin, questionnaire: QUESTIONNAIRE.version },
          ...{ answers: [...answers.value], recordedAt: clock().toISOString(), recordedBy: actor.by },
        });
        return accepted({ operator, authorization });
      }),

    async revalidate({ number, version }, said) {
      const evidence: Evidence[] = [];
      for (const one of said.validation.evidence ?? []) {
        const read = readEvidence(one);
        if (!read.ok) return read;
        evidence.push(read.value);
      }
      return database.write(async (manager) => {
        const holder = await findHolder(manager, number, version);
        if (!holder.ok) return holder;
        const before = find(holder.value, number);
        const { tin } = holder.value;
        const stated = { ...said, validation: { ...said.validation, evidence } };
        const party = { tin, operator: holder.value, customsValidation: false, planned: null };
        const validation = await check(manager, stated, party);
        if (!validation.ok) return validation;
        const sequence = Math.max(0, ...before.validations.map((one) => one.sequence)) + 1;
        const added = { ...validation.value, sequence };
        const authorization = { ...before, validations: [...before.validations, added] };
        const change = changeAuthorization(holder.value, authorization, { validations: [added] });
        return accepted({ operator: await writeChange(parts, manager, change), authorization });
      });
    },

    async hold({ number, version }, said, { by }) {
      const ground = readText('ground', said.ground);
      if (!ground.ok) return ground;
      return database.write(async (manager) => {
        const holder = await findHolder(manager, number, version);
        if (!holder.ok) return holder;
        const now = clock();
        const isRenewing = (await findPendingRenewals(manager)).has(number);
        const { limits } = rulesOn(parts, now);
        const hold = { ...said, ground: ground.value, by };
        const held = holdAuthorization(find(holder.value, number), hold, { limits, isRenewing }, now, home.timeZone);
        if (!held.ok) return held;
        const { authorization, events } = held.value;
        const change = changeAuthorization(holder.value, authorization, { events });
        return accepted({ operator: await writeChange(parts, manager, change), authorization });
      });
    },
  };
}
