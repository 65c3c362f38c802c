import type { BusinessModel, EcommerceStakeholder } from '../../../schema/contract/vocabulary.ts';
import type { SchemeRegistrant } from '../../../schema/reference/collection-schemes.ts';
import type { PublishedScheme } from './published-scheme.ts';

/** Who must assess, collect and remit. IMPORTER: whoever imports into the stock pays at importation, outside the scheme. */
export const LIABLE_PARTIES = ['VENDOR', 'PLATFORM', 'REDELIVERER', 'INTERMEDIARY', 'IMPORTER'] as const;
/** One of `LIABLE_PARTIES`. */
export type LiableParty = (typeof LIABLE_PARTIES)[number];

/** The answer, with the rule that gives it. */
export interface Liability {
  readonly liable: LiableParty;
  /** The rule in words, with where it comes from. */
  readonly rule: string;
}

/** Who comes first of those that the scheme knows, and why. */
const RULES = {
  SELLER: {
    ranking: ['VENDOR', 'PLATFORM'],
    text: 'Whoever sells in its own name assesses, collects and remits (note, IV, option 3).',
  },
  DEEMED_SUPPLIER: {
    ranking: ['PLATFORM', 'VENDOR'],
    text: 'A platform that facilitates the sale is deemed the supplier where the scheme says so, else the vendor is liable (note, IV, option 3; domain.md 4).',
  },
  REDELIVERER: {
    ranking: ['REDELIVERER', 'VENDOR'],
    text: 'Whoever forwards what the buyer has bought abroad is liable where the scheme knows redeliverers and no seller or platform is (domain.md 4).',
  },
  STOCK: {
    ranking: ['IMPORTER'],
    text: 'Goods of a domestic fulfilment centre are imported before they are sold: the importer pays at importation and the sale is a domestic one (note, IV, chart 1, model 4-3).',
  },
} as const satisfies Record<string, { ranking: readonly LiableParty[]; text: string }>;
type RuleName = keyof typeof RULES;

const OWN_SHOP = {
  E_VENDOR: 'SELLER',
  E_PLATFORM: 'DEEMED_SUPPLIER',
  E_PAYMENT_COMPANY: 'SELLER',
  EXPRESS_CARRIER: 'REDELIVERER',
  POSTAL_OPERATOR: 'REDELIVERER',
  FULFILMENT_CENTRE: 'SELLER',
} as const satisfies Record<EcommerceStakeholder, RuleName>;

const ON_PLATFORM = {
  E_VENDOR: 'DEEMED_SUPPLIER',
  E_PLATFORM: 'DEEMED_SUPPLIER',
  E_PAYMENT_COMPANY: 'DEEMED_SUPPLIER',
  EXPRESS_CARRIER: 'DEEMED_SUPPLIER',
  POSTAL_OPERATOR: 'DEEMED_SUPPLIER',
  FULFILMENT_CENTRE: 'DEEMED_SUPPLIER',
} as const satisfies Record<EcommerceStakeholder, RuleName>;

const FROM_DOMESTIC_STOCK = {
  E_VENDOR: 'STOCK',
  E_PLATFORM: 'STOCK',
  E_PAYMENT_COMPANY: 'STOCK',
  EXPRESS_CARRIER: 'STOCK',
  POSTAL_OPERATOR: 'STOCK',
  FULFILMENT_CENTRE: 'STOCK',
} as const satisfies Record<EcommerceStakeholder, RuleName>;

/** Business model × the part that the registered one plays → rule. Models 2, 4-1 and 4-2 follow who sells [infer]. */
export const LIABILITY_TABLE = {
  SELF_RUN: OWN_SHOP,
  HALF_RUN: OWN_SHOP,
  PLATFORM: ON_PLATFORM,
  FULFILMENT_OFFSHORE: OWN_SHOP,
  FULFILMENT_FREE_ZONE: OWN_SHOP,
  FULFILMENT_DOMESTIC: FROM_DOMESTIC_STOCK,
} as const satisfies Record<BusinessModel, Record<EcommerceStakeholder, RuleName>>;

const INTERMEDIARY_TEXT =
  'Its intermediary is liable in its name and on its behalf (Directive 2006/112/EC, article 369l, for IOSS).';

/** Who must assess, collect and remit for goods sold in that model, under the scheme's row of the day. */
export function liabilityOf(
  model: BusinessModel,
  stakeholder: EcommerceStakeholder,
  capacity: SchemeRegistrant,
  { whoRegisters, id }: PublishedScheme,
): Liability {
  const { ranking, text } = RULES[LIABILITY_TABLE[model][stakeholder]];
  const known: readonly LiableParty[] = [...whoRegisters, 'IMPORTER'];
  const liable = ranking.find((party) => known.includes(party)) ?? 'VENDOR';
  const represented = capacity === 'INTERMEDIARY' && (liable === 'VENDOR' || liable === 'PLATFORM');
  return represented
    ? { liable: 'INTERMEDIARY', rule: `${text} ${INTERMEDIARY_TEXT} Scheme row ${id}.` }
    : { liable, rule: `${text} Scheme row ${id}.` };
}
