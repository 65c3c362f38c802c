/** Legal forms, as written at the end of a name; they say nothing about which company is meant. */
const LEGAL_FORMS = [
  ...['company limited', 'co ltd', 'ltd co', 'limited liability company', 'company', 'co', 'limited', 'ltd', 'ltée'],
  ...['private limited', 'pte ltd', 'pty ltd', 'pvt ltd', 'incorporated', 'inc', 'corporation', 'corp'],
  ...['llc', 'llp', 'lp', 'plc', 'gmbh', 'gmbh & co kg', 'mbh', 'ag', 'kg', 'kgaa', 'ohg', 'ug', 'se'],
  ...['sa', 'sas', 'sasu', 'sarl', 'sàrl', 'eurl', 'snc', 'sl', 'slu', 'srl', 'spa', 'sociedad anónima', 'bv', 'nv'],
  ...['vof', 'ab', 'as', 'asa', 'aps', 'oy', 'oyj', 'oü', 'sia', 'uab', 'kft', 'zrt', 'nyrt', 'doo', 'dd', 'sro'],
  ...['spol s r o', 'sp z o o', 'ood', 'eood', 'ad', 'αε', 'επε', 'ικε', 'lda', 'ltda', 'limitada', 'eireli', 'epp'],
  ...['me', 'kk', 'kabushiki kaisha', 'yugen kaisha', 'godo kaisha', '株', '有', '주', '유'],
];

/** Legal forms that are written on to the name, before or behind it, where a script has no spaces. */
const ATTACHED_FORMS = [
  ...['股份有限公司', '有限责任公司', '有限責任公司', '有限公司', '公司'],
  ...['株式会社', '株式會社', '有限会社', '有限會社', '合同会社', '주식회사', '유한회사'],
];

/** Legal forms that also stand before the name. */
const LEADING_FORMS = ['株', '有', '주', '유', 'as', 'ab', 'uab', 'sia', 'oü', 'kk', 'kabushiki kaisha'];

const AT_THE_END = joined([...LEGAL_FORMS, ...ATTACHED_FORMS]);
const AT_THE_BEGINNING = joined([...LEADING_FORMS, ...ATTACHED_FORMS]);

/** Words of the longest form: `spol. s r. o.`. */
const LONGEST_FORM = 4;

/**
 * True if the declared name is one of the names: compared without case, accents of Latin and Greek letters, punctuation,
 * full-width forms, word order and legal form. Published, so that a trader knows how a name is compared; nothing else is
 * guessed: a name in another script agrees where the record has it, a group is not its subsidiary, and marks that make
 * another letter (が of か, vowels of Thai or Hindi) stay.
 */
export function namesAgree(declared: string, names: readonly string[]): boolean {
  const wanted = comparable(declared);
  return wanted !== '' && names.some((name) => comparable(name) === wanted);
}

function comparable(name: string): string {
  return [...wordsOfName(name)].sort().join(' ');
}

/** The words of a name as they are compared, without its legal forms. */
export function wordsOfName(name: string): readonly string[] {
  let rest = words(name);
  for (;;) {
    const shorter = withoutForm(rest);
    if (shorter === rest) return rest;
    rest = shorter;
  }
}

/** The words without one legal form; the same list where there is none, or nothing would be left. */
function withoutForm(list: readonly string[]): readonly string[] {
  for (let length = Math.min(LONGEST_FORM, list.length - 1); length > 0; length -= 1) {
    if (AT_THE_END.has(list.slice(-length).join(''))) return list.slice(0, -length);
    if (AT_THE_BEGINNING.has(list.slice(0, length).join(''))) return list.slice(length);
  }
  const [first = '', ...others] = list;
  const last = list.at(-1) ?? '';
  for (const form of ATTACHED_FORMS) {
    if (last.length > form.length && last.endsWith(form)) return [...list.slice(0, -1), last.slice(0, -form.length)];
    if (first.length > form.length && first.startsWith(form)) return [first.slice(form.length), ...others];
  }
  return list;
}

function words(text: string): readonly string[] {
  return foldCase(text.normalize('NFKD'))
    .replace(/([\p{Script=Latin}\p{Script=Greek}])\p{Mark}+/gu, '$1')
    .normalize('NFC')
    .replace(/\./g, '')
    .split(/[^\p{Letter}\p{Number}\p{Mark}]+/u)
    .filter((word) => /[\p{Letter}\p{Number}]/u.test(word));
}

/** By way of the capitals, so that ß is SS and every sigma is one. */
function foldCase(text: string): string {
  return [...text.toUpperCase()].map((sign) => sign.toLowerCase()).join('');
}

/** The forms as one word each, so that `Sp. z o.o.`, `A/S` and `S. A.` are found however they are spaced. */
function joined(forms: readonly string[]): ReadonlySet<string> {
  return new Set(forms.map((form) => words(form).join('')));
}
