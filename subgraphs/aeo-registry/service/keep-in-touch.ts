import { randomUUID } from 'node:crypto';
import { accepted, badInput, type Result, refused } from '../../../schema/contract/result.ts';
import { BENEFITS } from '../../../schema/reference/benefits.ts';
import { readAgreement, type StatedAgreement } from '../domain/data-exchange.ts';
import { assignManager } from '../domain/operator-change.ts';
import { type IssueAction, type OperatorIssue, stepIssue } from '../domain/operator-issue.ts';
import { readText } from '../domain/read-text.ts';
import type { RegisteredOperator } from '../domain/registered-operator.ts';
import { DataExchangeAgreementRow } from '../store/data-exchange-agreement.entity.ts';
import { findFiles, findIssue, findIssueOfKey, type OperatorFile, writeIssue } from '../store/operator-file.store.ts';
import { OperatorIssueRow } from '../store/operator-issue.entity.ts';
import { type Actor, isOwn } from './actor.ts';
import { MAXIMUM_KEY } from './apply.ts';
import { findFor, readOperatorTin, writeChange } from './change-one-operator.ts';
import type { RegisterParts } from './register-parts.ts';

export type { OperatorFile } from '../store/operator-file.store.ts';

export interface IssueRaised {
  readonly tin: string;
  readonly subject: string;
  readonly text: string;
  readonly idempotencyKey: string;
}

/** How the administration and its operators talk to each other (note, VII H and IX), and what they have agreed on. */
export interface KeepInTouch {
  /** The files of some operators, in their order. */
  files(tins: readonly string[]): Promise<readonly OperatorFile[]>;
  assignManager(
    tin: string,
    manager: { readonly name: string | null; readonly contact: string | null },
    actor: Actor,
  ): Promise<Result<RegisteredOperator>>;
  agree(tin: string, agreement: StatedAgreement, actor: Actor): Promise<Result<RegisteredOperator>>;
  raise(issue: IssueRaised, actor: Actor): Promise<Result<OperatorIssue>>;
  step(
    act: { readonly id: string; readonly version: number; readonly action: IssueAction; readonly text: string },
    actor: Actor,
  ): Promise<Result<OperatorIssue>>;
}

export function createKeepInTouch(parts: RegisterParts): KeepInTouch {
  const { database, clock } = parts;
  return {
    files: (tins) => findFiles(database.read, tins),

    async assignManager(said, named, actor) {
      const tin = readOperatorTin(said);
      if (!tin.ok) return tin;
      const name = named.name === null ? accepted(null) : readText('name', named.name, 300);
      if (!name.ok) return name;
      const contact = named.contact === null ? accepted(null) : readText('contact', named.contact, 300);
      if (!contact.ok) return contact;
      if (name.value === null && contact.value !== null) {
        return badInput('contact', 'OF_SOMEBODY', 'A contact is somebody’s: name them.');
      }
      return database.write(async (manager) => {
        const operator = await findFor(manager, tin.value, actor);
        if (!operator.ok) return operator;
        const change = assignManager(operator.value, {
          ...{ name: name.value, contact: contact.value },
          ...{ recordedAt: clock().toISOString(), recordedBy: actor.by },
        });
        return change === undefined ? operator : accepted(await writeChange(parts, manager, change));
      });
    },

    async agree(said, stated, actor) {
      const tin = readOperatorTin(said);
      if (!tin.ok) return tin;
      const agreement = readAgreement(stated, BENEFITS);
      if (!agreement.ok) return agreement;
      return database.write(async (manager) => {
        const operator = await findFor(manager, tin.value, actor);
        if (!operator.ok) return operator;
        const [file] = await findFiles(manager, [tin.value]);
        const sequence = (file?.agreements.at(-1)?.sequence ?? 0) + 1;
        const recorded = { recordedAt: clock().toISOString(), recordedBy: actor.by };
        await manager.insert(DataExchangeAgreementRow, {
          ...agreement.value,
          ...recorded,
          tin: tin.value,
          sequence,
        } as never);
        return operator;
      });
    },

    async raise(said, actor) {
      const tin = readOperatorTin(said.tin);
      if (!tin.ok) return tin;
      const subject = readText('subject', said.subject, 300);
      if (!subject.ok) return subject;
      const text = readText('text', said.text);
      if (!text.ok) return text;
      const key = readText('idempotencyKey', said.idempotencyKey, MAXIMUM_KEY);
      if (!key.ok) return key;
      return database.write(async (manager) => {
        const operator = await findFor(manager, tin.value, actor);
        if (!operator.ok) return operator;
        const keyOf = actor.only ?? '';
        const sent = await findIssueOfKey(manager, keyOf, key.value);
        if (sent !== undefined) {
          const same = sent.tin === tin.value && sent.subject === subject.value && sent.entries[0]?.text === text.value;
          if (same) return accepted(sent);
          return badInput('idempotencyKey', 'SAME_CONTENT', 'Another issue was raised under this key.');
        }
        const at = clock().toISOString();
        const issue: OperatorIssue = {
          ...{ id: randomUUID(), tin: tin.value, subject: subject.value, state: 'RAISED', raisedAt: at, version: 1 },
          entries: [{ action: 'raise', at, by: actor.by, text: text.value }],
        };
        await manager.insert(OperatorIssueRow, {
          ...issue,
          entries: [...issue.entries],
          keyOf,
          idempotencyKey: key.value,
        });
        return accepted(issue);
      });
    },

    async step({ id, version, action, text: said }, actor) {
      const text = readText('text', said);
      if (!text.ok) return text;
      return database.write(async (manager) => {
        const issue = await findIssue(manager, id);
        if (issue === undefined || !isOwn(actor, issue.tin)) {
          return refused('NOT_FOUND', 'There is no issue of this identifier.');
        }
        const entry = { action, at: clock().toISOString(), by: actor.by, text: text.value };
        const stepped = stepIssue(issue, version, entry);
        if (stepped.ok && !(await writeIssue(manager, stepped.value))) {
          throw new Error('changed within the transaction that read it');
        }
        return stepped;
      });
    },
  };
}
