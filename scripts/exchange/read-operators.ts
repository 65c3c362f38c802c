import type { OperatorImport } from '../../schema/contract/operator-import.ts';
import { createRowReader, type ImportProfile } from '../../subgraphs/aeo-registry/domain/import-rules.ts';
import type { FieldProblem } from './map-fields.ts';
import { type OperatorDraft, withDefaults } from './operator-drafts.ts';

/** An operator ready to be sent, or why it is not. */
export interface ReadOperator {
  readonly row: number;
  /** The argument of `importOperators`; undefined where there are problems. */
  readonly argument: object | undefined;
  readonly problems: readonly FieldProblem[];
}

const FIELDS: ReadonlySet<string> = new Set([
  'tin',
  'legalName',
  'tradingNames',
  'address',
  'roles',
  'businessModels',
  'consents',
  'authorizations',
  'national',
] satisfies (keyof OperatorImport)[]);

/** Any instant: the registry takes its own, and only the destination is looked at here. */
const SOME_CONSENT = { since: '2000-01-01T00:00:00.000Z', evidence: 'Import.' };

/**
 * Reads drafts by the registry's own rules before anything is sent: a value of a wrong type would otherwise be refused with
 * the whole call that it stands in. The registry looks again, and its word counts.
 */
export function createOperatorReader(profile: ImportProfile): (draft: OperatorDraft) => ReadOperator {
  const read = createRowReader(profile);
  return ({ row, draft, problems }) => {
    if (problems.length > 0) return { row, argument: undefined, problems };
    const unknown = Object.keys(draft).filter((field) => !FIELDS.has(field));
    if (unknown.length > 0) {
      const message = `An operator has: ${[...FIELDS].join(', ')}.`;
      return { row, argument: undefined, problems: unknown.map((field) => ({ field, rule: 'KNOWN_FIELD', message })) };
    }
    const { consents, ...rest } = withDefaults(draft);
    const dated = Array.isArray(consents)
      ? consents.map((destination: unknown) => ({ destination, ...SOME_CONSENT }))
      : consents;
    const reading = read({ ...rest, consents: dated } as OperatorImport);
    if (!reading.ok) return { row, argument: undefined, problems: reading.problems };
    return { row, argument: argumentOf(reading.value), problems: [] };
  };
}

function argumentOf({ consents, national, ...row }: OperatorImport): object {
  return {
    ...row,
    consents: consents.map(({ destination }) => destination),
    national: Object.entries(national).map(([name, value]) => ({ name, value })),
  };
}
