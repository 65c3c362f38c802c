import { accepted, type Result, refused } from '../../../schema/contract/result.ts';
import { readText } from './read-text.ts';

/** What a finding came from. */
export const FINDING_SOURCES = ['VALIDATION', 'SPOT_CHECK', 'SELF_ASSESSMENT', 'PARTNER_SIGNAL', 'OTHER'] as const;
/** One of `FINDING_SOURCES`. */
export type FindingSource = (typeof FINDING_SOURCES)[number];

/** Something that was found between validations, and what the operator is to do about it by when (note, VIII). */
export interface Finding {
  readonly id: string;
  readonly tin: string;
  readonly source: FindingSource;
  readonly description: string;
  readonly correctiveAction: string;
  /** Last day for the corrective action, at the administration. */
  readonly dueOn: string;
  readonly recordedAt: string;
  readonly recordedBy: string;
  /** Null: it is open. */
  readonly closedAt: string | null;
  readonly closedBy: string | null;
  /** What was done about it; null: it is open. */
  readonly outcome: string | null;
  readonly version: number;
}

/** What an officer says of a finding, trimmed. */
export function readFinding(
  said: Pick<Finding, 'description' | 'correctiveAction'>,
): Result<Pick<Finding, 'description' | 'correctiveAction'>> {
  const description = readText('description', said.description);
  if (!description.ok) return description;
  const correctiveAction = readText('correctiveAction', said.correctiveAction);
  if (!correctiveAction.ok) return correctiveAction;
  return accepted({ description: description.value, correctiveAction: correctiveAction.value });
}

/** The finding closed, once; VERSION_CONFLICT where somebody changed it since. */
export function closeFinding(
  finding: Finding,
  {
    version,
    outcome,
    by,
    at,
  }: { readonly version: number; readonly outcome: string; readonly by: string; readonly at: string },
): Result<Finding> {
  if (finding.version !== version) {
    return refused('VERSION_CONFLICT', 'The finding was changed since that version; read it again.');
  }
  if (finding.closedAt !== null) return refused('ILLEGAL_TRANSITION', 'The finding is closed; no action is allowed.');
  return accepted({ ...finding, closedAt: at, closedBy: by, outcome, version: version + 1 });
}
