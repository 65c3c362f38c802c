import { findAdministration } from '../../../schema/administrations.ts';
import { accepted, badInput, type Result } from '../../../schema/contract/result.ts';
import { readTin } from '../../../schema/contract/tin.ts';
import { type AuthorizationDecision, decideOnAuthorization } from '../domain/authorization-decision.ts';
import { correctStatus, type StatusCorrection } from '../domain/correct-status.ts';
import { addConsent, addEvents } from '../domain/operator-change.ts';
import { readText } from '../domain/read-text.ts';
import type { Authorization, RegisteredOperator, StatusEvent } from '../domain/registered-operator.ts';
import { rulesOn } from './act-on-application.ts';
import type { Actor } from './actor.ts';
import { findFor, findHolder, writeChange } from './change-one-operator.ts';
import type { RegisterParts } from './register-parts.ts';

/** An act on one authorization; `version` is the operator's, as the officer saw it. */
export interface AuthorizationAct extends AuthorizationDecision {
  readonly number: string;
  readonly version: number;
}

/** A correction of one authorization's history. */
export interface CorrectionAct extends StatusCorrection {
  readonly number: string;
  readonly version: number;
}

/** An authorization with its holder, as they are now. */
export interface Decided {
  readonly operator: RegisteredOperator;
  readonly authorization: Authorization;
}

export interface ConsentAct {
  readonly tin: string;
  readonly destination: string;
  readonly given: boolean;
  readonly evidence: string;
  readonly actor: Actor;
}

/** What officers change; each act is read, decided and written in one transaction. */
export interface ChangeOperator {
  decide(act: AuthorizationAct): Promise<Result<Decided>>;
  correct(act: CorrectionAct): Promise<Result<Decided>>;
  setConsent(act: ConsentAct): Promise<Result<RegisteredOperator>>;
}

export function createChangeOperator(parts: RegisterParts): ChangeOperator {
  const { home, database, clock } = parts;

  /** Adds what follows for one authorization, at the version that the officer saw. */
  const add = (
    { number, version }: Pick<AuthorizationAct, 'number' | 'version'>,
    stepsOf: (authorization: Authorization, now: Date) => Result<readonly StatusEvent[]>,
  ): Promise<Result<Decided>> =>
    database.write(async (manager) => {
      const holder = await findHolder(manager, number, version);
      if (!holder.ok) return holder;
      const steps = stepsOf(authorizationOf(holder.value, number), clock());
      if (!steps.ok) return steps;
      const operator = await writeChange(parts, manager, addEvents(holder.value, number, steps.value));
      return accepted({ operator, authorization: authorizationOf(operator, number) });
    });

  return {
    async decide(act) {
      const ground = readText(act.action === 'suspend' || act.action === 'revoke' ? 'ground' : 'remark', act.ground);
      if (!ground.ok) return ground;
      const decision = { ...act, ground: ground.value };
      return add(act, (authorization, now) =>
        decideOnAuthorization(authorization, decision, now, home.timeZone, rulesOn(parts, now).limits),
      );
    },

    async correct(act) {
      const ground = readText('ground', act.ground);
      if (!ground.ok) return ground;
      const legalBasis = act.legalBasis === null ? accepted(null) : readText('legalBasis', act.legalBasis);
      if (!legalBasis.ok) return legalBasis;
      const correction = { ...act, ground: ground.value, legalBasis: legalBasis.value };
      return add(act, (authorization, now) => correctStatus(authorization, correction, now, home.timeZone));
    },

    async setConsent({ tin, destination, given, evidence, actor }) {
      const reading = readTin(tin);
      if (!reading.ok) return badInput('tin', `TIN_${reading.problem}`, `${reading.rule}.`);
      const text = readText('evidence', evidence);
      if (!text.ok) return text;
      if (destination === home.code || findAdministration(destination) === undefined) {
        return badInput('destination', 'PARTNER', 'A destination is another administration’s code.');
      }
      return database.write(async (manager) => {
        const operator = await findFor(manager, reading.tin, actor);
        if (!operator.ok) return operator;
        const since = clock().toISOString();
        const entry = { destination, given, since, evidence: text.value, recordedBy: actor.by };
        return accepted(await writeChange(parts, manager, addConsent(operator.value, entry)));
      });
    },
  };
}

function authorizationOf({ authorizations }: RegisteredOperator, wanted: string): Authorization {
  const authorization = authorizations.find(({ number }) => number === wanted);
  if (authorization === undefined) throw new Error('an authorization lost its holder');
  return authorization;
}
