import { accepted, type Result } from '../../../schema/contract/result.ts';
import type { Tin } from '../../../schema/contract/tin.ts';
import type { Application } from '../domain/application.ts';
import { type OwnData, ownData } from '../domain/own-data.ts';
import { findApplications, searchApplications } from '../store/application.store.ts';
import {
  findFiles,
  findSelfAssessments,
  type OperatorFile,
  type SelfAssessment,
} from '../store/operator-file.store.ts';
import { type Actor, isOwn } from './actor.ts';
import { readOperatorTin } from './change-one-operator.ts';
import { MAXIMUM_PAGE } from './page.ts';
import type { ReadRegister } from './read-register.ts';
import type { RegisterParts } from './register-parts.ts';

/** What is on file of an operator, with the self-assessments that it handed in between validations. */
export interface OwnFile extends OperatorFile {
  readonly selfAssessments: readonly SelfAssessment[];
}

/** Everything held about one operator; null: nothing is, or it is another's. */
export type ReadOwnData = (tin: string, actor: Actor) => Promise<Result<OwnData<OwnFile> | null>>;

export function createOwnData({ home, database, clock }: RegisterParts, read: ReadRegister): ReadOwnData {
  const manager = database.read;
  return async (said, actor) => {
    const tin = readOperatorTin(said);
    if (!tin.ok) return tin;
    if (!isOwn(actor, tin.value)) return accepted(null);
    const operator = await read.operator(tin.value);
    if (!operator.ok) return operator;
    const applications = await applicationsOf(tin.value);
    const disclosures = await read.disclosures({
      ...{ only: actor.only, tin: tin.value, first: MAXIMUM_PAGE, after: undefined, oldestFirst: true },
      ...{ to: undefined, since: undefined, until: undefined },
    });
    if (!disclosures.ok) return disclosures;
    const { edges, pageInfo } = disclosures.value;
    if (operator.value === null && applications.length === 0 && edges.length === 0) return accepted(null);
    const [file] = await findFiles(manager, [tin.value]);
    if (file === undefined) throw new TypeError('there is a file for each TIN that is asked for');
    const held = {
      operator: operator.value ?? undefined,
      applications,
      file: { ...file, selfAssessments: await findSelfAssessments(manager, tin.value) },
      disclosures: edges.map(({ node }) => node),
      moreDisclosures: pageInfo.hasNextPage ? pageInfo.endCursor : null,
    };
    return accepted(ownData(held, { tin: tin.value, administration: home.code, now: clock() }));
  };

  async function applicationsOf(tin: Tin): Promise<readonly Application[]> {
    const found: Application[] = [];
    for (let after: string | undefined; ; ) {
      const search = { tin, after, state: undefined, overdue: undefined };
      const rows = await searchApplications(manager, search, MAXIMUM_PAGE);
      const applications = await findApplications(
        manager,
        rows.map(({ id }) => id),
      );
      found.push(...rows.flatMap(({ id }) => applications.get(id) ?? []));
      if (rows.length < MAXIMUM_PAGE) return found;
      after = rows.at(-1)?.position;
    }
  }
}
