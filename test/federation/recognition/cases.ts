import type { AdministrationCode } from '../../../schema/administrations.ts';
import type {
  NextStep,
  RecognitionNotice,
  RecognitionOutcome,
  RecognitionReason,
} from '../../../schema/contract/recognition.ts';
import type { TinProblem } from '../../../schema/contract/tin.ts';
import type { OperatorRole, TransportMode } from '../../../schema/contract/vocabulary.ts';
import { type CaseOperator, tinOf } from './case-operators.ts';

/** What a case asks beside whom it is about. */
export interface Asked {
  /** Default: EXPORTER. */
  readonly role?: OperatorRole;
  readonly mode?: TransportMode;
  /** Instant; default: now. */
  readonly on?: string;
  readonly declaredName?: string;
}

/** What a case says of the answer beside outcome and reasons. */
export interface Told {
  /** Arrangement and first day of the row applied, `EU-JP 2011-05-24`; null: none. Not given: not looked at. */
  readonly under?: string | null;
  /** All of them; not given: none. */
  readonly notices?: readonly RecognitionNotice[];
  readonly nextStep?: NextStep;
}

/** One question over HTTP with the answer that a customs lawyer expects. */
export interface RecognitionCase extends Told {
  readonly name: string;
  readonly asking: AdministrationCode;
  /** As it is written in the question. */
  readonly tin: string;
  readonly asked: Asked;
  readonly expected:
    | { readonly outcome: RecognitionOutcome; readonly reasons: readonly RecognitionReason[] }
    | { readonly problem: TinProblem };
}

/** An operator of the cases by its name, or a TIN as it is written. */
export type About = CaseOperator | { readonly tin: string };

function tinAbout(about: About): string {
  return typeof about === 'string' ? tinOf(about) : about.tin;
}

/** The asking administration recognises the operator, under that arrangement and row. */
export function recognised(
  name: string,
  asking: AdministrationCode,
  about: About,
  under: string,
  asked: Asked = {},
  told: Told = {},
): RecognitionCase {
  const expected = { outcome: 'RECOGNISED', reasons: [] } as const;
  return { name, asking, tin: tinAbout(about), asked, expected, nextStep: 'GRANT_BENEFITS', ...told, under };
}

/** A fact is against it. */
export function notRecognised(
  name: string,
  asking: AdministrationCode,
  about: About,
  reasons: readonly [RecognitionReason, ...RecognitionReason[]],
  asked: Asked = {},
  told: Told = {},
): RecognitionCase {
  return { name, asking, tin: tinAbout(about), asked, expected: { outcome: 'NOT_RECOGNISED', reasons }, ...told };
}

/** Nobody can tell. */
export function undetermined(
  name: string,
  asking: AdministrationCode,
  about: About,
  reasons: readonly [RecognitionReason, ...RecognitionReason[]],
  asked: Asked = {},
  told: Told = {},
): RecognitionCase {
  return { name, asking, tin: tinAbout(about), asked, expected: { outcome: 'UNDETERMINED', reasons }, ...told };
}

/** The operator is the asking administration's own. */
export function own(name: string, asking: AdministrationCode, about: About, asked: Asked = {}): RecognitionCase {
  const expected = { outcome: 'NOT_APPLICABLE', reasons: ['OWN_OPERATOR'] } as const;
  return { name, asking, tin: tinAbout(about), asked, expected, under: null, nextStep: 'USE_NATIONAL_PROGRAMME' };
}

/** What is written names no operator. */
export function unreadable(
  name: string,
  asking: AdministrationCode,
  tin: string,
  problem: TinProblem,
): RecognitionCase {
  return { name, asking, tin, asked: {}, expected: { problem } };
}
