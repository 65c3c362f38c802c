/** Legal forms that say nothing about which company is meant, as they stand at the end or the beginning of a name. */
const LEGAL_FORMS = [
  'company limited',
  'co ltd',
  'ltd co',
  'co limited',
  'limited liability company',
  'private limited',
  'pte ltd',
  'pty ltd',
  'pvt ltd',
  'limited',
  'ltd',
  'incorporated',
  'inc',
  'corporation',
  'corp',
  'company',
  'co',
  'llc',
  'llp',
  'plc',
  'gmbh',
  'ag',
  'kg',
  'gmbh co kg',
  'sa',
  'sas',
  'sarl',
  'sl',
  'srl',
  'spa',
  'bv',
  'nv',
  'ab',
  'as',
  'asa',
  'oy',
  'oyj',
  'aps',
  'kft',
  'zrt',
  'doo',
  'sro',
  'sp z o o',
  'lda',
  'ltda',
  'eireli',
  'me',
  'kk',
  'kabushiki kaisha',
  'yugen kaisha',
  '有限责任公司',
  '股份有限公司',
  '集团有限公司',
  '有限公司',
  '股份有限公司',
  '有限責任公司',
  '株式会社',
  '有限会社',
  '合同会社',
  '주식회사',
  '유한회사',
].map(words);

/**
 * True if the declared name is one of the names: compared without case, accents, punctuation, full-width forms, word
 * order and legal form. Published, so that a trader knows how a name is compared; nothing else is guessed.
 */
export function namesAgree(declared: string, names: readonly string[]): boolean {
  const wanted = comparable(declared);
  return wanted !== '' && names.some((name) => comparable(name) === wanted);
}

function comparable(name: string): string {
  let rest = words(name);
  for (;;) {
    const form = LEGAL_FORMS.find((of) => of.length < rest.length && (endsWith(rest, of) || startsWith(rest, of)));
    if (form === undefined) break;
    rest = endsWith(rest, form) ? rest.slice(0, -form.length) : rest.slice(form.length);
  }
  const [only] = rest;
  return rest.length === 1 && only !== undefined ? withoutAttachedForm(only) : [...rest].sort().join(' ');
}

/** Scripts without spaces write the legal form on to the name. */
function withoutAttachedForm(word: string): string {
  const form = LEGAL_FORMS.find(
    ([first, ...others]) =>
      first !== undefined &&
      others.length === 0 &&
      /[^\p{Script=Latin}]/u.test(first) &&
      word !== first &&
      (word.endsWith(first) || word.startsWith(first)),
  )?.[0];
  if (form === undefined) return word;
  return word.endsWith(form) ? word.slice(0, -form.length) : word.slice(form.length);
}

function words(text: string): readonly string[] {
  const plain = text
    .normalize('NFKD')
    .replace(/\p{Mark}/gu, '')
    .toLowerCase()
    .replace(/&/g, ' ')
    .replace(/\./g, '');
  return plain
    .normalize('NFC')
    .split(/[^\p{Letter}\p{Number}]+/u)
    .filter((word) => word !== '');
}

function endsWith(list: readonly string[], tail: readonly string[]): boolean {
  return tail.every((word, index) => list[list.length - tail.length + index] === word);
}

function startsWith(list: readonly string[], head: readonly string[]): boolean {
  return head.every((word, index) => list[index] === word);
}
