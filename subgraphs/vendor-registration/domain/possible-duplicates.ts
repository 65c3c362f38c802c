import type { Vendor } from './registration.ts';

/** What two vendors have in common. */
export const MATCH_KINDS = ['IDENTIFIER', 'NAME', 'EMAIL', 'ADDRESS'] as const;
/** One of `MATCH_KINDS`. */
export type MatchKind = (typeof MATCH_KINDS)[number];

/** One thing by which a vendor may be found to be another. */
export interface MatchKey {
  readonly kind: MatchKind;
  readonly key: string;
}

/** Words that say in which form a firm is kept and not who it is. */
const LEGAL_FORMS: ReadonlySet<string> = new Set(
  'ab ag aps as asa bv co company corp corporation gmbh inc incorporated kg kk limited llc lp ltd ltda nv oy plc pte pty sa sarl sas spa srl'.split(
    ' ',
  ),
);

/** A name without marks, signs and legal form: `Søren & Co., Ltd.` and `SOREN` are told alike where nothing else is left. */
export function comparableName(name: string): string {
  const words = plainWords(name);
  const telling = words.filter((word) => !LEGAL_FORMS.has(word));
  return (telling.length === 0 ? words : telling).join(' ');
}

/** Everything by which a vendor may be found to be another of the same destination; an empty key is none. */
export function matchKeysOf({ tin, legalName, contactEmail, address }: Vendor): readonly MatchKey[] {
  const keys: readonly MatchKey[] = [
    { kind: 'IDENTIFIER', key: tin ?? '' },
    { kind: 'NAME', key: comparableName(legalName) },
    { kind: 'EMAIL', key: contactEmail?.toLowerCase() ?? '' },
    { kind: 'ADDRESS', key: plainWords(address ?? '').join(' ') },
  ];
  return keys.filter(({ key }) => key !== '');
}

function plainWords(text: string): readonly string[] {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/ø/g, 'o')
    .replace(/ß/g, 'ss')
    .replace(/['’.]/g, '')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
}
