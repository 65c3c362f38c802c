import { findAdministration } from '../../../schema/administrations.ts';
import { accepted, badInput, type Result, refused } from '../../../schema/contract/result.ts';
import { readTin } from '../../../schema/contract/tin.ts';
import { type AuthorizationDecision, decideOnAuthorization } from '../domain/authorization-decision.ts';
import { addConsent, addEvents, type OperatorChange } from '../domain/operator-change.ts';
import { readText } from '../domain/read-text.ts';
import type { Authorization, RegisteredOperator } from '../domain/registered-operator.ts';
import { findHolders, findOperators, writeChanges } from '../store/operator.store.ts';
import { type Actor, isOwn } from './actor.ts';
import type { RegisterParts } from './register-parts.ts';

/** An act on one authorization; `version` is the operator's, as the officer saw it. */
export interface AuthorizationAct extends AuthorizationDecision {
  readonly number: string;
  readonly version: number;
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
  decide(
    act: AuthorizationAct,
  ): Promise<Result<{ readonly operator: RegisteredOperator; readonly authorization: Authorization }>>;
  setConsent(act: ConsentAct): Promise<Result<RegisteredOperator>>;
}

const VERSION_CONFLICT = 'The operator was changed since that version; read it again.';

export function createChangeOperator({ home, database, clock }: RegisterParts): ChangeOperator {
  return {
    async decide(act) {
      const ground = readText(act.action === 'suspend' || act.action === 'revoke' ? 'ground' : 'remark', act.ground);
      if (!ground.ok) return ground;
      return database.write(async (manager) => {
        const tin = (await findHolders(manager, [act.number])).get(act.number);
        const operator = tin === undefined ? undefined : (await findOperators(manager, [tin])).get(tin);
        const authorization = operator?.authorizations.find(({ number }) => number === act.number);
        if (operator === undefined || authorization === undefined) {
          return refused('NOT_FOUND', 'There is no authorization of this number.');
        }
        if (operator.version !== act.version) return refused('VERSION_CONFLICT', VERSION_CONFLICT);
        const decision = { ...act, ground: ground.value };
        const steps = decideOnAuthorization(authorization, decision, clock(), home.timeZone);
        if (!steps.ok) return steps;
        const change = addEvents(operator, act.number, steps.value);
        if (!(await writeChanges(manager, [change]))) return refused('VERSION_CONFLICT', VERSION_CONFLICT);
        return accepted({ operator: change.operator, authorization: authorizationOf(change, authorization) });
      });
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
        const operator = (await findOperators(manager, [reading.tin])).get(reading.tin);
        if (operator === undefined || !isOwn(actor, operator.tin)) {
          return refused('NOT_FOUND', 'There is no operator of this TIN.');
        }
        const since = clock().toISOString();
        const change = addConsent(operator, { destination, given, since, evidence: text.value, recordedBy: actor.by });
        if (!(await writeChanges(manager, [change]))) return refused('VERSION_CONFLICT', VERSION_CONFLICT);
        return accepted(change.operator);
      });
    },
  };
}

function authorizationOf({ operator }: OperatorChange, before: Authorization): Authorization {
  return operator.authorizations.find(({ number }) => number === before.number) ?? before;
}
