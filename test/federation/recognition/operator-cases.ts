import { tinOf } from './case-operators.ts';
import { notRecognised, own, type RecognitionCase, recognised, unreadable } from './cases.ts';

const JP_KR = 'JP-KR 2015-02-15';

/** The status history in the attestation, as of any instant. Korean days begin and end in Seoul. */
const STATUS: readonly RecognitionCase[] = [
  recognised('reinstated: today', 'JP', 'KR_REINSTATED', JP_KR),
  recognised('reinstated: before its suspension', 'JP', 'KR_REINSTATED', JP_KR, { on: '2020-02-29T23:59:59Z' }),
  notRecognised(
    'reinstated: from the first instant of its suspension',
    'JP',
    'KR_REINSTATED',
    ['AUTHORIZATION_SUSPENDED'],
    {
      on: '2020-03-01T00:00:00Z',
    },
  ),
  notRecognised(
    'reinstated: in the last second of its suspension',
    'JP',
    'KR_REINSTATED',
    ['AUTHORIZATION_SUSPENDED'],
    {
      on: '2020-08-31T23:59:59Z',
    },
  ),
  recognised('reinstated: from the instant of its reinstatement', 'JP', 'KR_REINSTATED', JP_KR, {
    on: '2020-09-01T00:00:00Z',
  }),
  notRecognised(
    'suspended: today',
    'JP',
    'KR_SUSPENDED',
    ['AUTHORIZATION_SUSPENDED'],
    {},
    {
      under: JP_KR,
      nextStep: 'APPLY_NORMAL_CONTROLS',
    },
  ),
  recognised('suspended: a year before', 'JP', 'KR_SUSPENDED', JP_KR, { on: '2023-05-01T00:00:00Z' }),
  notRecognised('suspended and run out: both are told', 'JP', 'KR_SUSPENDED_AND_EXPIRED', [
    'AUTHORIZATION_SUSPENDED',
    'AUTHORIZATION_EXPIRED',
  ]),
  notRecognised('revoked: today', 'JP', 'KR_REVOKED', ['AUTHORIZATION_REVOKED']),
  recognised('revoked: a second before', 'JP', 'KR_REVOKED', JP_KR, { on: '2023-06-15T04:59:59Z' }),
  notRecognised('revoked: at that instant', 'JP', 'KR_REVOKED', ['AUTHORIZATION_REVOKED'], {
    on: '2023-06-15T05:00:00Z',
  }),
  notRecognised('revoked and over: what was revoked does not expire', 'JP', 'KR_REVOKED_AND_OVER', [
    'AUTHORIZATION_REVOKED',
  ]),
  notRecognised('withdrawn by its holder: it has none', 'JP', 'KR_WITHDRAWN', ['NO_AUTHORIZATION']),
  recognised('withdrawn by its holder: the year before', 'JP', 'KR_WITHDRAWN', JP_KR, { on: '2021-02-01T00:00:00Z' }),
  notRecognised('decided for a later day', 'JP', 'KR_FUTURE', ['AUTHORIZATION_NOT_YET_VALID']),
  notRecognised(
    'decided in March, valid from 1 April: on 31 March',
    'JP',
    'KR_SINCE_2021',
    ['AUTHORIZATION_NOT_YET_VALID'],
    {
      on: '2021-03-31T14:59:59Z',
    },
  ),
  recognised('decided in March, valid from 1 April: from midnight in Seoul', 'JP', 'KR_SINCE_2021', JP_KR, {
    on: '2021-03-31T15:00:00Z',
  }),
  recognised('valid to 31 December 2024: in its last second in Seoul', 'JP', 'KR_EXPIRED', JP_KR, {
    on: '2024-12-31T14:59:59Z',
  }),
  notRecognised(
    'valid to 31 December 2024: the day after begins in Seoul',
    'JP',
    'KR_EXPIRED',
    ['AUTHORIZATION_EXPIRED'],
    {
      on: '2024-12-31T15:00:00Z',
    },
  ),
  recognised('valid to 31 December 2024: in its last second in New York', 'EU', 'US_EXPIRED', 'EU-US 2013-01-31', {
    on: '2025-01-01T04:59:59Z',
  }),
  notRecognised(
    'valid to 31 December 2024: the day after begins in New York',
    'EU',
    'US_EXPIRED',
    ['AUTHORIZATION_EXPIRED'],
    {
      on: '2025-01-01T05:00:00Z',
    },
  ),
  recognised('revoked and authorised anew: today', 'JP', 'KR_REVOKED_THEN_NEW', JP_KR),
  notRecognised(
    'revoked and authorised anew: between the two',
    'JP',
    'KR_REVOKED_THEN_NEW',
    ['AUTHORIZATION_NOT_YET_VALID', 'AUTHORIZATION_REVOKED'],
    { on: '2019-03-01T00:00:00Z' },
  ),
  notRecognised('known, and never authorised', 'JP', 'KR_WITHOUT', ['NO_AUTHORIZATION']),
  notRecognised('a criterion was found not met', 'JP', 'KR_CRITERION_NOT_MET', ['CRITERIA_NOT_MET']),
  recognised('a criterion was found not met: the year before that validation', 'JP', 'KR_CRITERION_NOT_MET', JP_KR, {
    on: '2024-02-10T00:00:00Z',
  }),
  notRecognised('validated by a third party', 'JP', 'KR_THIRD_PARTY', ['THIRD_PARTY_VALIDATION_NOT_ACCEPTED']),
  recognised(
    'an overdue validation is to be known, where the arrangement demands none',
    'JP',
    'KR_OVERDUE',
    JP_KR,
    {},
    {
      notices: ['VALIDATION_OVERDUE'],
    },
  ),
  recognised('an overdue validation was not overdue then', 'JP', 'KR_OVERDUE', JP_KR, { on: '2022-02-10T00:00:00Z' }),
];

const named = (
  name: string,
  asking: string,
  about: Parameters<typeof recognised>[2],
  under: string,
  declaredName: string,
) => recognised(name, asking, about, under, { declaredName });
const misnamed = (name: string, asking: string, about: Parameters<typeof recognised>[2], declaredName: string) =>
  notRecognised(name, asking, about, ['NAME_MISMATCH'], { declaredName });

/** A declared name is compared by the published rule (domain.md 1.2, 1.4). */
const NAMES: readonly RecognitionCase[] = [
  named('the registered name', 'JP', 'KR_AA', JP_KR, '한빛정밀 주식회사'),
  named('a Korean name without its legal form', 'JP', 'KR_AA', JP_KR, '한빛정밀'),
  named('a Korean name with its legal form abbreviated', 'JP', 'KR_AA', JP_KR, '(주)한빛정밀'),
  named('the transliteration that the record has', 'JP', 'KR_AA', JP_KR, 'HANBIT PRECISION COMPANY LIMITED'),
  named('another order of words', 'JP', 'KR_AA', JP_KR, 'Precision Hanbit, Co. Ltd'),
  misnamed('a transliteration that the record does not have', 'JP', 'KR_AA', 'Hanbit Jeongmil'),
  misnamed('somebody else’s name', 'JP', 'KR_AA', 'Daehan Precision Co., Ltd.'),
  misnamed('only a legal form', 'JP', 'KR_AA', 'Co., Ltd.'),
  named('a Japanese name without its attached legal form', 'KR', 'JP_AEO', JP_KR, 'さくら精機'),
  named('a Japanese name with (株) for it', 'KR', 'JP_AEO', JP_KR, 'さくら精機(株)'),
  named('a Japanese name in Latin letters', 'KR', 'JP_AEO', JP_KR, 'SAKURA SEIKI KABUSHIKI KAISHA'),
  named('half-width letters', 'KR', 'JP_VOICED_NAME', JP_KR, 'ｶﾞｽ工業 株式会社'),
  misnamed('another letter by its voicing mark', 'KR', 'JP_VOICED_NAME', 'カス工業株式会社'),
  named('a Chinese name without its attached legal form', 'EU', 'CN_ADVANCED', 'CN-EU 2015-11-01', '宁波远航电器'),
  named('a Chinese name with another legal form', 'EU', 'CN_ADVANCED', 'CN-EU 2015-11-01', '宁波远航电器有限责任公司'),
  misnamed('a Chinese group is not its subsidiary', 'EU', 'CN_ADVANCED', '宁波远航电器集团有限公司'),
  named(
    'umlauts, ß and GmbH & Co. KG',
    'JP',
    'EU_GERMAN_NAME',
    'EU-JP 2011-05-24',
    'MULLER SOHNE STRASSENBAU GMBH & CO KG',
  ),
  named('Polish letters and Sp. z o.o.', 'JP', 'EU_POLISH_NAME', 'EU-JP 2011-05-24', 'Kowalski i Wspolnicy SP ZOO'),
  named('Danish A/S', 'JP', 'EU_DANISH_NAME', 'EU-JP 2011-05-24', 'BERING MASKINFABRIK AS'),
  named('Greek accents and final sigma', 'JP', 'EU_GREEK', 'EU-JP 2011-05-24', 'ΑΦΟΙ ΠΑΠΑΔΟΠΟΥΛΟΙ ΕΞΑΓΩΓΙΚΗ ΑΕ'),
  named('Brazilian S/A', 'US', 'BR_OEA_S', 'BR-US 2022-10-01', 'Cafe Sao Joao Exportacao S.A.'),
  notRecognised(
    'a name is compared beside everything else',
    'JP',
    'KR_REVOKED',
    ['NAME_MISMATCH', 'AUTHORIZATION_REVOKED'],
    {
      declaredName: 'Somebody Else',
    },
  ),
];

/** Who may not be told is told what one is told of nobody. */
const UNDISCLOSED: readonly RecognitionCase[] = [
  notRecognised('withheld from everybody', 'JP', 'KR_WITHHELD', ['UNKNOWN_OR_NOT_DISCLOSED'], {}, { under: JP_KR }),
  notRecognised('consented to Japan, asked by the United States', 'US', 'KR_FOR_JAPAN_ONLY', [
    'UNKNOWN_OR_NOT_DISCLOSED',
  ]),
  recognised('consented to Japan, asked by Japan', 'JP', 'KR_FOR_JAPAN_ONLY', JP_KR),
  notRecognised('nobody’s number', 'JP', { tin: 'KR5558199996' }, ['UNKNOWN_OR_NOT_DISCLOSED'], {}, { under: JP_KR }),
  notRecognised(
    'nobody’s number, with a name: nothing is compared',
    'JP',
    { tin: 'KR5558199996' },
    ['UNKNOWN_OR_NOT_DISCLOSED'],
    {
      declaredName: 'Anybody',
    },
  ),
  own('the EU’s own', 'EU', 'EU_AEOF'),
  own('the EU’s own in Northern Ireland', 'EU', 'EU_NORTHERN_IRELAND'),
  own('Japan’s own, whatever its role', 'JP', 'JP_AEO', { role: 'CUSTOMS_BROKER' }),
  recognised('an operator of Northern Ireland is the EU’s', 'JP', 'EU_NORTHERN_IRELAND', 'EU-JP 2011-05-24'),
  recognised('and to the United Kingdom a partner’s', 'GB', 'EU_NORTHERN_IRELAND', 'EU-GB 2025-08-01'),
];

const korean = tinOf('KR_AA');
const normalised = (name: string, tin: string) =>
  recognised(name, 'JP', { tin }, JP_KR, {}, { notices: ['IDENTIFIER_NORMALISED'] });

/** Identifiers are normalised by published rules only; nothing is guessed. */
const IDENTIFIERS: readonly RecognitionCase[] = [
  normalised('lower case', korean.toLowerCase()),
  normalised('separators', `${korean.slice(0, 2)} ${korean.slice(2, 5)}-${korean.slice(5, 7)}-${korean.slice(7)}`),
  normalised('dots', `${korean.slice(0, 5)}.${korean.slice(5)}`),
  unreadable('a Cyrillic look-alike', 'JP', `К${korean.slice(1)}`, 'MALFORMED'),
  unreadable('a zero-width space', 'JP', `${korean.slice(0, 4)}\u200b${korean.slice(4)}`, 'MALFORMED'),
  unreadable(
    'full-width digits',
    'JP',
    `${korean.slice(0, 11)}${String.fromCharCode(0xff10 + Number(korean.slice(11)))}`,
    'MALFORMED',
  ),
  unreadable('a wrong check digit', 'JP', `${korean.slice(0, 11)}${(Number(korean.slice(11)) + 1) % 10}`, 'CHECKSUM'),
  unreadable('Greece under EL', 'JP', `EL${tinOf('EU_GREEK').slice(2)}`, 'TERRITORY_UNKNOWN'),
  unreadable('the United Kingdom under UK', 'EU', `UK${tinOf('GB_AEOF').slice(2)}`, 'TERRITORY_UNKNOWN'),
  unreadable('the Union under EU', 'JP', `EU${tinOf('EU_AEOF').slice(2)}`, 'TERRITORY_UNKNOWN'),
  unreadable('a Chinese AEO code toward the EU, where it is none', 'EU', `AEO${tinOf('CN_ADVANCED')}`, 'MALFORMED'),
  unreadable(
    'a Chinese AEO code toward Japan, where none is published',
    'JP',
    `AEO${tinOf('CN_ADVANCED')}`,
    'MALFORMED',
  ),
];

/** Cases about one operator: what became of it, how it is called and written. */
export const OPERATOR_CASES: readonly RecognitionCase[] = [...STATUS, ...NAMES, ...UNDISCLOSED, ...IDENTIFIERS];
