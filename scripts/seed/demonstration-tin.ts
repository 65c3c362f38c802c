import { type AdministrationCode, findAdministrationOfPrefix } from '../../schema/administrations.ts';
import { readTin } from '../../schema/contract/tin.ts';
import { stableDigits } from './stable-number.ts';

/** Shape of a national part: `*` a digit, `#` a check character to be found, anything else itself. */
const SHAPES: Readonly<Record<AdministrationCode, string>> = {
  CH: 'E********#',
  GB: '*********000',
  NO: '********#',
  US: '********',
  CA: '********#RM0001',
  JP: '#************',
  KR: '***81****#',
  HK: '********',
  MO: '8*******',
  SG: '201******#',
  AU: '##*********',
  NZ: '1*******#',
  GT: '*******#',
  BR: '********0001##',
};

/** National parts of EORI numbers as the member states make them, as far as they are known; nine digits elsewhere. */
const EORI_SHAPES: Readonly<Record<string, string>> = {
  BE: '0*********',
  CZ: 'CZ********',
  DE: '*******',
  ES: 'B********',
  FR: '*********00019',
  IE: '*******TH',
  IT: '***********',
  NL: '*********',
  PL: '**********00000',
  SE: '**********',
  XI: '*********000',
};

/** District and kind of enterprise that a Chinese customs registration code begins with, in the order of `names/cn.ts`. */
const CHINESE_DISTRICTS = ['31222', '44031', '33019', '33021', '44016', '37022', '35021', '41019'];

function shapeOf(code: AdministrationCode, prefix: string, index: number): string {
  if (code === 'CN') return `${CHINESE_DISTRICTS[index % CHINESE_DISTRICTS.length]}*****`;
  if (code === 'EU') return EORI_SHAPES[prefix] ?? '*********';
  return SHAPES[code] ?? '**********';
}

/** Check characters worth trying for a shape's `#` or `##`, in order. */
function candidatesOf(checks: number): readonly string[] {
  if (checks === 0) return [''];
  if (checks === 1) return [...'0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
  return Array.from({ length: 100 }, (_, value) => String(value).padStart(2, '0'));
}

/**
 * A TIN that keeps its administration's public rule, check digits included, and depends on the arguments alone.
 * `taken` are those given already. For a prefix that nobody answers for yet: ten digits.
 */
export function demonstrationTin(
  code: AdministrationCode,
  prefix: string,
  index: number,
  taken: ReadonlySet<string>,
): string {
  if (findAdministrationOfPrefix(prefix) === undefined) return prefix + stableDigits(`tin/${code}/${index}`, 10);
  for (let attempt = 0; attempt < 200; attempt += 1) {
    const seed = `tin/${code}/${index}/${attempt}`;
    const shape = shapeOf(code, prefix, index);
    const digits = stableDigits(seed, shape.length);
    const body = [...shape].map((sign, place) => (sign === '*' ? digits.charAt(place) : sign)).join('');
    for (const check of candidatesOf(body.split('#').length - 1)) {
      const reading = readTin(prefix + body.replace(/#+/, check));
      if (reading.ok && !taken.has(reading.tin)) return reading.tin;
    }
  }
  throw new Error(`no identifier found for operator ${index} of ${code}`);
}
