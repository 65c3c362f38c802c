import { type EntityManager, In, IsNull, LessThanOrEqual } from 'typeorm';
import type { DataExchangeAgreement } from '../domain/data-exchange.ts';
import type { Finding } from '../domain/finding.ts';
import type { OperatorIssue } from '../domain/operator-issue.ts';
import type { RepresentedVendor } from '../domain/represented-vendor.ts';
import { DataExchangeAgreementRow } from './data-exchange-agreement.entity.ts';
import { FindingRow } from './finding.entity.ts';
import { OperatorIssueRow } from './operator-issue.entity.ts';
import { RepresentedVendorRow } from './represented-vendor.entity.ts';
import { SelfAssessmentRow } from './self-assessment.entity.ts';

/** What is on file of an operator beside its record. */
export interface OperatorFile {
  /** In order of beginning and name. */
  readonly representedVendors: readonly RepresentedVendor[];
  /** In order of their day. */
  readonly findings: readonly Finding[];
  /** Oldest first. */
  readonly issues: readonly OperatorIssue[];
  /** In order of recording. */
  readonly agreements: readonly DataExchangeAgreement[];
}

/** A self-assessment that was due between validations, as it was handed in. */
export type SelfAssessment = Omit<SelfAssessmentRow, 'tin'>;

/** The files of up to 1,000 TINs, in their order: four statements however many there are. */
export async function findFiles(manager: EntityManager, tins: readonly string[]): Promise<readonly OperatorFile[]> {
  const among = In([...tins]);
  const vendors = await manager.find(RepresentedVendorRow, {
    where: { representative: among },
    order: { from: 'ASC', name: 'ASC', id: 'ASC' },
  });
  const findings = await manager.find(FindingRow, { where: { tin: among }, order: { dueOn: 'ASC', id: 'ASC' } });
  const issues = await manager.find(OperatorIssueRow, { where: { tin: among }, order: { raisedAt: 'ASC', id: 'ASC' } });
  const agreements = await manager.find(DataExchangeAgreementRow, {
    where: { tin: among },
    order: { sequence: 'ASC' },
  });
  return tins.map((tin) => ({
    representedVendors: vendors.filter((row) => row.representative === tin).map(vendorOf),
    findings: findings.filter((row) => row.tin === tin).map(findingOf),
    issues: issues.filter((row) => row.tin === tin).map(issueOf),
    agreements: agreements.filter((row) => row.tin === tin).map(agreementOf),
  }));
}

export async function findFinding(manager: EntityManager, id: string): Promise<Finding | undefined> {
  const row = await manager.findOneBy(FindingRow, { id });
  return row === null ? undefined : findingOf(row);
}

export async function findOpenFindings(manager: EntityManager, until: string): Promise<readonly Finding[]> {
  const rows = await manager.findBy(FindingRow, { dueOn: LessThanOrEqual(until), closedAt: IsNull() });
  return rows.map(findingOf);
}

/** The self-assessments that one operator handed in between validations, in order of their day. */
export async function findSelfAssessments(manager: EntityManager, tin: string): Promise<readonly SelfAssessment[]> {
  const rows = await manager.find(SelfAssessmentRow, {
    where: { tin },
    order: { dueOn: 'ASC', authorizationNumber: 'ASC' },
  });
  return rows.map(({ tin: _tin, ...row }) => row);
}

/** The self-assessments handed in of up to 1,000 operators, each as `number day`. */
export async function findAssessed(manager: EntityManager, tins: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await manager.find(SelfAssessmentRow, {
    where: { tin: In([...tins]) },
    select: { authorizationNumber: true, dueOn: true },
  });
  return new Set(rows.map(({ authorizationNumber, dueOn }) => `${authorizationNumber} ${dueOn}`));
}

export async function findIssue(manager: EntityManager, id: string): Promise<OperatorIssue | undefined> {
  const row = await manager.findOneBy(OperatorIssueRow, { id });
  return row === null ? undefined : issueOf(row);
}

export async function findIssueOfKey(
  manager: EntityManager,
  keyOf: string,
  idempotencyKey: string,
): Promise<OperatorIssue | undefined> {
  const row = await manager.findOneBy(OperatorIssueRow, { keyOf, idempotencyKey });
  return row === null ? undefined : issueOf(row);
}

/** False where somebody changed it since. */
export async function writeFinding(manager: EntityManager, { id, version, ...finding }: Finding): Promise<boolean> {
  const { affected } = await manager.update(FindingRow, { id, version: version - 1 }, { ...finding, version });
  return affected === 1;
}

/** False where somebody changed it since. */
export async function writeIssue(
  manager: EntityManager,
  { id, state, entries, version }: OperatorIssue,
): Promise<boolean> {
  const { affected } = await manager.update(
    OperatorIssueRow,
    { id, version: version - 1 },
    { state, entries: [...entries], version },
  );
  return affected === 1;
}

function vendorOf({ id, name, establishedIn, tin, from, until }: RepresentedVendorRow): RepresentedVendor {
  return { id, name, establishedIn, tin, from, until };
}

function findingOf({ ...row }: FindingRow): Finding {
  return row;
}

function issueOf({ id, tin, subject, state, raisedAt, entries, version }: OperatorIssueRow): OperatorIssue {
  return { id, tin, subject, state, raisedAt, entries, version };
}

function agreementOf({ tin: _tin, ...row }: DataExchangeAgreementRow): DataExchangeAgreement {
  return row;
}
