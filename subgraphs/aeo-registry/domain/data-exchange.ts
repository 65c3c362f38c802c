import { accepted, badInput, type Result } from '../../../schema/contract/result.ts';
import type { BusinessModel } from '../../../schema/contract/vocabulary.ts';
import type { Benefit } from '../../../schema/reference/benefits.ts';
import { readText } from './read-text.ts';

/** One kind of advance data, and who of the chain holds it (note, IV ii and VI). */
export interface AdvanceData {
  /** For example: order, payment, manifest, declaration. */
  readonly kind: string;
  readonly heldBy: string;
}

/** What an operator has agreed to give in advance, by which channel, and what it earns by it; entries are added and the last counts. */
export interface DataExchangeAgreement {
  /** Order of recording within the operator, from 1. */
  readonly sequence: number;
  /** Null: for all its models. */
  readonly businessModel: BusinessModel | null;
  readonly data: readonly AdvanceData[];
  readonly channel: string;
  /** First day, at the administration. */
  readonly from: string;
  /** Last day, included; null: no end is known. */
  readonly until: string | null;
  /** Codes of the benefits that it earns. */
  readonly benefits: readonly string[];
  /** What it keeps available for inspection (note, VIII). */
  readonly availableForInspection: readonly string[];
  readonly recordedAt: string;
  readonly recordedBy: string;
}

/** An agreement as it is stated. */
export type StatedAgreement = Omit<DataExchangeAgreement, 'sequence' | 'recordedAt' | 'recordedBy'>;

/** Entries of one list at most. */
const MAXIMUM_LIST = 200;

/** The agreement, trimmed, or what is wrong with it. */
export function readAgreement(stated: StatedAgreement, benefits: readonly Benefit[]): Result<StatedAgreement> {
  const channel = readText('channel', stated.channel, 300);
  if (!channel.ok) return channel;
  if (stated.data.length === 0 || stated.data.length > MAXIMUM_LIST) {
    return badInput('data', 'LENGTH', `An agreement is about 1 to ${MAXIMUM_LIST} kinds of data.`);
  }
  const data: AdvanceData[] = [];
  for (const [index, one] of stated.data.entries()) {
    const kind = readText(`data[${index}].kind`, one.kind, 300);
    if (!kind.ok) return kind;
    const heldBy = readText(`data[${index}].heldBy`, one.heldBy, 300);
    if (!heldBy.ok) return heldBy;
    data.push({ kind: kind.value, heldBy: heldBy.value });
  }
  const availableForInspection: string[] = [];
  for (const [index, one] of stated.availableForInspection.slice(0, MAXIMUM_LIST).entries()) {
    const text = readText(`availableForInspection[${index}]`, one, 300);
    if (!text.ok) return text;
    availableForInspection.push(text.value);
  }
  const unknown = stated.benefits.find((code) => !benefits.some((benefit) => benefit.code === code));
  if (unknown !== undefined) return badInput('benefits', 'KNOWN_BENEFIT', `${unknown} is no benefit of the list.`);
  if (stated.until !== null && stated.until < stated.from) {
    return badInput('until', 'NOT_BEFORE_FROM', 'The last day lies before the first.');
  }
  return accepted({ ...stated, channel: channel.value, data, availableForInspection });
}
