import { createHash } from 'node:crypto';
import { type Administration, operatorTypeName } from '../../../schema/administrations.ts';
import type { IdentifierReading } from '../../../schema/contract/read-identifier.ts';
import type { TinProblem } from '../../../schema/contract/tin.ts';
import type { OperatorRole, TransportMode } from '../../../schema/contract/vocabulary.ts';
import { isDecidedWithoutRegistry } from '../domain/decide.ts';
import { encodeQuestion, type QuestionKey } from '../domain/question-key.ts';
import type { Situation } from '../domain/situation.ts';
import { namesConsignment } from './watch-references.ts';

/** A question as the client put it. */
export interface AskedQuestion {
  readonly tin: string;
  readonly role: OperatorRole;
  readonly mode?: TransportMode | null;
  readonly declaredName?: string | null;
  readonly on?: string | null;
  readonly importer?: string | null;
  readonly reference?: string | null;
}

/** An operator of the graph before its registry has spoken: its concrete type and its TIN. */
export interface OperatorReference {
  readonly __typename: string;
  readonly tin: string;
}

/** One row of the answer as far as the directory knows it; the decision follows from `question`. */
export interface ReadQuestion {
  readonly reference: string | null;
  readonly tin: string;
  readonly problem: TinProblem | null;
  readonly operator: OperatorReference | null;
  /** The operator whose registry has to be asked; null where the hub can decide alone. */
  readonly consulted: OperatorReference | null;
  readonly question: string;
}

/** The operator of the graph that a TIN names; null where its administration has no registry here. */
export function operatorReference(administration: Administration, tin: string): OperatorReference | null {
  return administration.registry === 'CONNECTED' ? { __typename: operatorTypeName(administration.code), tin } : null;
}

/** Reads one question: whom it is about, and whether the home registry has to be asked at all. */
export function readQuestion(
  asked: AskedQuestion,
  identifier: IdentifierReading,
  situationOf: (home: Administration, key: QuestionKey) => Situation,
): ReadQuestion {
  const { reading, alias } = identifier;
  const row = { reference: asked.reference ?? null, tin: asked.tin };
  const key: QuestionKey = {
    tin: reading.ok ? reading.tin : asked.tin,
    alias,
    role: asked.role,
    mode: asked.mode ?? null,
    on: asked.on ?? null,
    // A system that has no name sends an empty one: nothing was declared, so nothing disagrees.
    declaredName: asked.declaredName?.trim() || null,
    importer: digestOf(asked.importer ?? ''),
    normalised: reading.ok && reading.normalised,
    consulted: false,
    referenced: namesConsignment(asked),
  };
  if (!reading.ok) {
    return { ...row, problem: reading.problem, operator: null, consulted: null, question: encodeQuestion(key) };
  }
  const operator = operatorReference(reading.administration, reading.tin);
  const consulted = isDecidedWithoutRegistry(situationOf(reading.administration, key)) ? null : operator;
  return {
    ...row,
    problem: null,
    operator,
    consulted,
    question: encodeQuestion({ ...key, consulted: consulted !== null }),
  };
}

/** Importers are counted, not known: what is kept of one is a digest, alike for every spelling of case and space. */
function digestOf(importer: string): string | null {
  const written = importer.normalize('NFKC').toUpperCase().replaceAll(/\s/gu, '');
  return written === '' ? null : createHash('sha256').update(written).digest('base64url').slice(0, 22);
}

/** What a caller may put: at most 1,000 questions. */
export const MAXIMUM_QUESTIONS = 1_000;
