import type { CollectionStory, ExpectedCheck } from './collection-story.ts';

/** VALID, with what the vendor should have collected. */
function valid(value: string, tax: string, more: Partial<ExpectedCheck> = {}): ExpectedCheck {
  return { value, quantity: 1, reasons: [], duty: '0.00', tax, ...more };
}

/** Not VALID, for one reason. */
function against(value: string, reason: string, more: Partial<ExpectedCheck> = {}): ExpectedCheck {
  return { value, quantity: 1, reasons: [reason], duty: null, tax: null, ...more };
}

const SELLER = 'Whoever sells in its own name assesses, collects and remits';
const DEEMED_SUPPLIER = 'A platform that facilitates the sale is deemed the supplier';
const REDELIVERER = 'Whoever forwards what the buyer has bought abroad is liable';
const STOCK = 'the importer pays at importation';
const INTERMEDIARY = 'Its intermediary is liable in its name and on its behalf (Directive 2006/112/EC, article 369l';

/**
 * A row a story. Thresholds, measures, rates, rounding and due days are those of agreements-and-rates.md, parts 1 and 2,
 * with what follows from them worked out by hand; the code under test computes none of the numbers here.
 */
export const STORIES: readonly CollectionStory[] = [
  {
    title: 'CN → EU: a vendor with a fulfilment centre offshore, through its intermediary (IOSS)',
    ...{ options: ['1', '2', '3'], home: 'CN', destination: 'EU', destinationCountry: 'DE' },
    ...{ legalName: '宁波海湾电子商务有限公司', establishedIn: 'CN', tin: 'CN3302158052' },
    ...{ stakeholder: 'E_VENDOR', businessModel: 'FULFILMENT_OFFSHORE' },
    ...{ representative: 'PL737972214300000', appliedBy: 'REPRESENTATIVE', statedCapacity: null },
    ...{ capacity: 'INTERMEDIARY', liable: 'INTERMEDIARY', rule: INTERMEDIARY, schemeRow: 'EU-IOSS-2026-07-01' },
    ...{ agreement: 'CN-EU-CCMAA-2004', number: /^IM616\d{7}$/, currency: 'EUR' },
    checks: [
      // EUR 150 a consignment; EUR 3 for the one item type; 19 % on value and duty.
      valid('149.99', '29.07', { duty: '3.00' }),
      valid('150', '29.07', { duty: '3.00' }),
      against('150.01', 'ABOVE_THRESHOLD'),
      against('75.01', 'ABOVE_THRESHOLD', { quantity: 2 }),
      against('20', 'GOODS_EXCLUDED', { hsCode: '220421' }),
    ],
    returned: {
      ...{ period: '2026-11', dueOn: '2026-12-31', overdue: true },
      filed: { consignments: 1, duty: '3.00', tax: '29.07' },
      corrected: { consignments: 2, duty: '6.00', tax: '58.14' },
      payments: [
        { amount: '60.00', outstanding: '4.14' },
        { amount: '4.14', outstanding: '0.00' },
      ],
    },
    recognition: { role: 'EXPORTER', outcome: 'RECOGNISED', reasons: [], arrangement: 'CN-EU' },
  },
  {
    title: 'KR → AU: a platform, by itself (low-value goods)',
    ...{ options: ['2', '3'], home: 'KR', destination: 'AU', destinationCountry: 'AU' },
    ...{ legalName: '주식회사 누리마켓', establishedIn: 'KR', tin: 'KR8478194774' },
    ...{ stakeholder: 'E_PLATFORM', businessModel: 'PLATFORM' },
    ...{ representative: null, appliedBy: 'VENDOR', statedCapacity: null },
    ...{ capacity: 'PLATFORM', liable: 'PLATFORM', rule: DEEMED_SUPPLIER, schemeRow: 'AU-LVIG-2018-07-01' },
    ...{ agreement: 'AU-KR-CMAA', number: /^\d{12}$/, currency: 'AUD' },
    checks: [
      // AUD 1,000 an item, 10 %: two pieces of 999.99 are not above it.
      valid('999.99', '200.00', { quantity: 2 }),
      valid('1000', '100.00'),
      against('1000.01', 'ABOVE_THRESHOLD'),
      against('40', 'GOODS_EXCLUDED', { hsCode: '240220' }),
    ],
    returned: {
      ...{ period: '2026-Q4', dueOn: '2027-02-28', overdue: false },
      filed: { consignments: 1, duty: '0.00', tax: '200.00' },
      corrected: { consignments: 2, duty: '0.00', tax: '300.00' },
      payments: [
        { amount: '250.50', outstanding: '49.50' },
        { amount: '49.50', outstanding: '0.00' },
      ],
    },
    recognition: { role: 'E_PLATFORM', outcome: 'NOT_RECOGNISED', reasons: ['NO_AUTHORIZATION'], arrangement: 'AU-KR' },
  },
  {
    title: 'EU → NZ: a self-run shop, by itself (low-value imported goods)',
    ...{ options: ['2', '3'], home: 'EU', destination: 'NZ', destinationCountry: 'NZ' },
    ...{ legalName: 'Loja Atlântica, Lda.', establishedIn: 'PT', tin: 'PT577122324' },
    ...{ stakeholder: 'E_VENDOR', businessModel: 'SELF_RUN' },
    ...{ representative: null, appliedBy: 'VENDOR', statedCapacity: null },
    ...{ capacity: 'VENDOR', liable: 'VENDOR', rule: SELLER, schemeRow: 'NZ-LVIG-2019-12-01' },
    ...{ agreement: 'EU-NZ-CCMAA-2017', number: /^\d{9}$/, currency: 'NZD' },
    checks: [
      // NZD 1,000 an item, 15 %; no goods are excluded.
      valid('999.99', '150.00'),
      valid('1000', '450.00', { quantity: 3 }),
      against('1000.01', 'ABOVE_THRESHOLD'),
      valid('10', '1.50', { hsCode: '240220' }),
    ],
    returned: {
      ...{ period: '2026-Q4', dueOn: '2027-01-28', overdue: false },
      filed: { consignments: 2, duty: '0.00', tax: '600.00' },
      corrected: { consignments: 3, duty: '0.00', tax: '601.50' },
      payments: [
        { amount: '600.00', outstanding: '1.50' },
        { amount: '1.50', outstanding: '0.00' },
      ],
    },
    recognition: { role: 'EXPORTER', outcome: 'NOT_RECOGNISED', reasons: ['NO_ARRANGEMENT'], arrangement: null },
  },
  {
    title: 'EU → NO: a vendor on a platform, an officer applying for it (VOEC)',
    ...{ options: ['2', '3'], home: 'EU', destination: 'NO', destinationCountry: 'NO' },
    ...{ legalName: 'Shannon Goods DAC', establishedIn: 'IE', tin: 'IE4761519TH' },
    ...{ stakeholder: 'E_VENDOR', businessModel: 'HALF_RUN' },
    ...{ representative: null, appliedBy: 'OFFICER', statedCapacity: null },
    ...{ capacity: 'VENDOR', liable: 'VENDOR', rule: SELLER, schemeRow: 'NO-VOEC-2020-04-01' },
    ...{ agreement: 'EU-NO-EEA-PROTOCOL-11', number: /^\d{7}$/, currency: 'NOK' },
    checks: [
      // Less than NOK 3,000 an item: the threshold itself is above it. 25 %.
      valid('2999.99', '750.00'),
      against('3000', 'ABOVE_THRESHOLD'),
      against('3000.01', 'ABOVE_THRESHOLD'),
      valid('2999.99', '1500.00', { quantity: 2 }),
      against('10', 'GOODS_EXCLUDED', { hsCode: '180632' }),
    ],
    returned: {
      ...{ period: '2026-Q4', dueOn: '2027-01-20', overdue: false },
      filed: { consignments: 1, duty: '0.00', tax: '750.00' },
      corrected: { consignments: 2, duty: '0.00', tax: '2250.00' },
      payments: [
        { amount: '2000.00', outstanding: '250.00' },
        { amount: '250.00', outstanding: '0.00' },
      ],
    },
    recognition: { role: 'EXPORTER', outcome: 'RECOGNISED', reasons: [], arrangement: 'EU-NO' },
  },
  {
    title: 'JP → SG: a redeliverer, by itself (overseas vendor registration)',
    ...{ options: ['2', '3'], home: 'JP', destination: 'SG', destinationCountry: 'SG' },
    ...{ legalName: '湾岸急便株式会社', establishedIn: 'JP', tin: 'JP2791644995536' },
    ...{ stakeholder: 'EXPRESS_CARRIER', businessModel: 'HALF_RUN' },
    ...{ representative: null, appliedBy: 'VENDOR', statedCapacity: 'REDELIVERER' },
    ...{ capacity: 'REDELIVERER', liable: 'REDELIVERER', rule: REDELIVERER, schemeRow: 'SG-OVR-2023-01-01' },
    ...{ agreement: 'JP-SG-EPA-2002', number: /^M2-\d{7}-\d$/, currency: 'SGD' },
    checks: [
      // SGD 400 an item, by air or post only; 9 %.
      valid('399.99', '36.00'),
      valid('400', '36.00'),
      against('400.01', 'ABOVE_THRESHOLD'),
      against('399.99', 'MODE_NOT_COVERED', { mode: 'SEA' }),
    ],
    returned: {
      ...{ period: '2026-Q4', dueOn: '2027-01-31', overdue: false },
      filed: { consignments: 1, duty: '0.00', tax: '36.00' },
      corrected: { consignments: 2, duty: '0.00', tax: '72.00' },
      payments: [
        { amount: '71.99', outstanding: '0.01' },
        { amount: '0.01', outstanding: '0.00' },
      ],
    },
    recognition: { role: 'EXPRESS_CARRIER', outcome: 'RECOGNISED', reasons: [], arrangement: 'JP-SG' },
  },
  {
    title: 'JP → CH: a vendor with stock in a free zone, through a Swiss fulfilment centre (mail order)',
    ...{ options: ['1', '2', '3'], home: 'JP', destination: 'CH', destinationCountry: 'CH' },
    ...{ legalName: '青海商店株式会社', establishedIn: 'JP', tin: 'JP4904513968331' },
    ...{ stakeholder: 'E_VENDOR', businessModel: 'FULFILMENT_FREE_ZONE' },
    ...{ representative: 'CHE117446221', appliedBy: 'REPRESENTATIVE', statedCapacity: null },
    ...{ capacity: 'VENDOR', liable: 'VENDOR', rule: SELLER, schemeRow: 'CH-MAIL-ORDER-2025-01-01' },
    ...{ agreement: 'CH-JP-EPA-2009', number: /^CHE-\d{3}\.\d{3}\.\d{3} MWST$/, currency: 'CHF' },
    checks: [
      // CHF 62 a consignment at 8.1 %, CHF 193 at 2.6 %.
      valid('61.99', '5.02'),
      valid('62', '5.02'),
      against('62.01', 'ABOVE_THRESHOLD'),
      valid('193', '5.02', { taxClass: 'REDUCED_1' }),
      against('193.01', 'ABOVE_THRESHOLD', { taxClass: 'REDUCED_1' }),
    ],
    returned: {
      ...{ period: '2026-Q4', dueOn: '2027-03-01', overdue: false },
      filed: { consignments: 2, duty: '0.00', tax: '10.04' },
      corrected: { consignments: 3, duty: '0.00', tax: '15.06' },
      payments: [
        { amount: '10.06', outstanding: '5.00' },
        { amount: '5.00', outstanding: '0.00' },
      ],
    },
    recognition: {
      role: 'EXPORTER',
      outcome: 'NOT_RECOGNISED',
      reasons: ['ARRANGEMENT_UNCONFIRMED'],
      arrangement: null,
    },
  },
  {
    title: 'US → GB: a vendor with a domestic fulfilment centre, by itself (low-value consignments)',
    ...{ options: ['2', '3'], home: 'US', destination: 'GB', destinationCountry: 'GB' },
    ...{ legalName: 'Prairie Goods, Inc.', establishedIn: 'US', tin: 'US91452242' },
    ...{ stakeholder: 'E_VENDOR', businessModel: 'FULFILMENT_DOMESTIC' },
    ...{ representative: null, appliedBy: 'VENDOR', statedCapacity: null },
    ...{ capacity: 'VENDOR', liable: 'IMPORTER', rule: STOCK, schemeRow: 'GB-LOW-VALUE-2021-01-01' },
    ...{ agreement: 'GB-US-CMAA-2020', number: /^GB\d{9}$/, currency: 'GBP' },
    checks: [
      // GBP 135 a consignment; 20 %.
      valid('134.99', '27.00'),
      valid('67.50', '27.00', { quantity: 2 }),
      against('135.01', 'ABOVE_THRESHOLD'),
      against('67.51', 'ABOVE_THRESHOLD', { quantity: 2 }),
    ],
    returned: {
      ...{ period: '2026-Q4', dueOn: '2027-02-07', overdue: false },
      filed: { consignments: 1, duty: '0.00', tax: '27.00' },
      corrected: { consignments: 2, duty: '0.00', tax: '54.00' },
      payments: [
        { amount: '27.00', outstanding: '27.00' },
        { amount: '27.00', outstanding: '0.00' },
      ],
    },
    recognition: { role: 'EXPORTER', outcome: 'RECOGNISED', reasons: [], arrangement: 'GB-US' },
  },
  {
    title: 'US → NZ: no agreement is found, a vendor on its own merits',
    ...{ options: ['3'], home: 'US', destination: 'NZ', destinationCountry: 'NZ' },
    ...{ legalName: 'Cascade Outfitters LLC', establishedIn: 'US', tin: 'US36077303' },
    ...{ stakeholder: 'E_VENDOR', businessModel: 'HALF_RUN' },
    ...{ representative: null, appliedBy: 'VENDOR', statedCapacity: null },
    ...{ capacity: 'VENDOR', liable: 'VENDOR', rule: SELLER, schemeRow: 'NZ-LVIG-2019-12-01' },
    ...{ agreement: null, number: /^\d{9}$/, currency: 'NZD' },
    checks: [valid('999.99', '150.00'), valid('1000', '150.00'), against('1000.01', 'ABOVE_THRESHOLD')],
    returned: {
      ...{ period: '2026-Q4', dueOn: '2027-01-28', overdue: false },
      filed: { consignments: 1, duty: '0.00', tax: '150.00' },
      corrected: { consignments: 2, duty: '0.00', tax: '300.00' },
      payments: [
        { amount: '299.99', outstanding: '0.01' },
        { amount: '0.01', outstanding: '0.00' },
      ],
    },
    recognition: { role: 'EXPORTER', outcome: 'RECOGNISED', reasons: [], arrangement: 'NZ-US' },
  },
  {
    title: 'US → CH: no agreement is found, a platform on its own merits',
    ...{ options: ['3'], home: 'US', destination: 'CH', destinationCountry: 'CH' },
    ...{ legalName: 'Harbor Marketplace Corp.', establishedIn: 'US', tin: 'US44531704' },
    ...{ stakeholder: 'E_PLATFORM', businessModel: 'PLATFORM' },
    ...{ representative: null, appliedBy: 'OFFICER', statedCapacity: null },
    ...{ capacity: 'PLATFORM', liable: 'PLATFORM', rule: DEEMED_SUPPLIER, schemeRow: 'CH-MAIL-ORDER-2025-01-01' },
    ...{ agreement: null, number: /^CHE-\d{3}\.\d{3}\.\d{3} MWST$/, currency: 'CHF' },
    checks: [valid('61.99', '5.02'), valid('62', '5.02'), against('62.01', 'ABOVE_THRESHOLD')],
    returned: {
      ...{ period: '2026-Q4', dueOn: '2027-03-01', overdue: false },
      filed: { consignments: 1, duty: '0.00', tax: '5.02' },
      corrected: { consignments: 2, duty: '0.00', tax: '10.04' },
      payments: [
        { amount: '5.02', outstanding: '5.02' },
        { amount: '5.02', outstanding: '0.00' },
      ],
    },
    recognition: {
      role: 'E_PLATFORM',
      outcome: 'NOT_RECOGNISED',
      reasons: ['ARRANGEMENT_UNCONFIRMED', 'UNKNOWN_OR_NOT_DISCLOSED'],
      arrangement: null,
    },
  },
];
