import type { Tin } from '../../schema/contract/tin.ts';
import { krTin } from '../subgraphs/aeo-registry/support/sample-operators.ts';

/** An operator as a declaration system meets it. */
export interface Trader {
  readonly tin: Tin;
  readonly legalName: string;
  readonly tradingName: string;
  /** False: it has not consented, so that its registry withholds it. */
  readonly consents: boolean;
}

/** One question of a declaration system. */
export interface TrafficQuestion {
  readonly tin: string;
  readonly declaredName: string;
}

/** What kind of traffic it is. */
export interface Traffic {
  readonly traders: readonly Trader[];
  readonly random: () => number;
  /** Share of questions whose number is mistyped. */
  readonly mistyped: number;
}

const SYLLABLES = [
  '한',
  '빛',
  '누리',
  '가람',
  '새벽',
  '해솔',
  '미르',
  '도담',
  '아라',
  '온새',
  '별하',
  '다온',
  '이든',
  '채움',
];
const LATIN = [
  'Han',
  'Bit',
  'Nuri',
  'Garam',
  'Sae',
  'Haesol',
  'Mir',
  'Dodam',
  'Ara',
  'Onsae',
  'Byeol',
  'Daon',
  'Iden',
  'Chae',
];

/** Traders whose numbers lie anywhere; the share has not consented. */
export function makeTraders(count: number, withheld: number, random: () => number): readonly Trader[] {
  return Array.from({ length: count }, (_, index) => {
    const [first, second] = [pick(SYLLABLES.length, random), pick(SYLLABLES.length, random)];
    return {
      tin: krTin(Math.floor(random() * 880_000)),
      legalName: `주식회사 ${SYLLABLES[first]}${SYLLABLES[second]}${index}무역`,
      tradingName: `${LATIN[first]}${LATIN[second]?.toLowerCase()}${index} Trading Co., Ltd.`,
      consents: random() >= withheld,
    };
  });
}

/**
 * Questions of one day or hour: a few traders ship most, some numbers are mistyped in one digit or two, a hundredth hits
 * another trader's, and names are abbreviated or mistyped as people do it.
 */
export function makeQuestions(count: number, { traders, random, mistyped }: Traffic): readonly TrafficQuestion[] {
  return Array.from({ length: count }, () => {
    const trader = traders[Math.floor(random() ** 2 * traders.length)] as Trader;
    const other = random() < 0.002 ? (traders[pick(traders.length, random)] as Trader) : trader;
    const wrong = random() < mistyped;
    return { tin: wrong ? mistype(other.tin, random) : other.tin, declaredName: nameOf(trader, random) };
  });
}

function nameOf({ legalName, tradingName }: Trader, random: () => number): string {
  const name = random() < 0.5 ? legalName : tradingName;
  const kind = random();
  if (kind < 0.03) return mistype(name, random);
  return kind < 0.06 ? name.replace(/ Trading.*|무역/, '') : name;
}

/** One digit or letter in ten times two: most fail the check digit, and the others name a number that nobody has. */
function mistype(text: string, random: () => number): string {
  const signs = [...text];
  for (let errors = random() < 0.1 ? 2 : 1; errors > 0; errors -= 1) {
    const place = 2 + pick(signs.length - 2, random);
    signs[place] = /\d/.test(signs[place] ?? '') ? String(pick(10, random)) : (signs[place - 1] ?? '');
  }
  return signs.join('');
}

function pick(length: number, random: () => number): number {
  return Math.floor(random() * length);
}
