import type { AdministrationCode } from '../../schema/administrations.ts';
import type { RecognitionOutcome, RecognitionReason } from '../../schema/contract/recognition.ts';
import type { TinProblem } from '../../schema/contract/tin.ts';
import type { OperatorRole } from '../../schema/contract/vocabulary.ts';

/** What one gets: a decision with every reason against it, or, before any is possible, what is wrong with the TIN. */
export type ExpectedAnswer =
  | { readonly outcome: RecognitionOutcome; readonly reasons: readonly RecognitionReason[] }
  | { readonly problem: TinProblem };

/** A question to the demonstration data, with the answer that it gets while all registries answer. */
export interface WorthAsking {
  readonly key: string;
  readonly tin: string;
  readonly title: string;
  /** The administration that asks. */
  readonly asking: AdministrationCode;
  readonly role: OperatorRole;
  readonly expected: ExpectedAnswer;
  readonly why: string;
}

const RECOGNISED: ExpectedAnswer = { outcome: 'RECOGNISED', reasons: [] };

function notRecognised(...reasons: RecognitionReason[]): ExpectedAnswer {
  return { outcome: 'NOT_RECOGNISED', reasons };
}

/** The Chinese e-vendor of the story: model 4-1, authorised as exporter, consents to the EU and not to Japan. */
export const CHINESE_E_VENDOR: WorthAsking = {
  key: 'CHINESE_E_VENDOR',
  tin: 'CN3302158052',
  title: 'Chinese e-vendor selling from an offshore fulfilment centre',
  asking: 'EU',
  role: 'EXPORTER',
  expected: RECOGNISED,
  why: 'Advanced certified at home, consents to the EU, and the EU-China arrangement covers exporters of that grade.',
};

export const CHINESE_E_VENDOR_WITHOUT_CONSENT: WorthAsking = {
  ...CHINESE_E_VENDOR,
  key: 'CHINESE_E_VENDOR_WITHOUT_CONSENT',
  title: 'The same e-vendor, asked about by Japan',
  asking: 'JP',
  expected: notRecognised('UNKNOWN_OR_NOT_DISCLOSED'),
  why: 'Japan and China have an arrangement, but this operator did not consent to Japan: the answer is that about an unknown TIN.',
};

/** The fulfilment centre that represents the e-vendor (note, IV, option 1). */
export const EU_FULFILMENT_CENTRE: WorthAsking = {
  key: 'EU_FULFILMENT_CENTRE',
  tin: 'PL737972214300000',
  title: 'Fulfilment centre in Poland, AEOF as warehouse operator',
  asking: 'CN',
  role: 'WAREHOUSE_OPERATOR',
  expected: RECOGNISED,
  why: 'The EU programme has no fulfilment centres as such (note, Annex II): it is authorised as a warehouse operator.',
};

export const OWN_OPERATOR: WorthAsking = {
  ...EU_FULFILMENT_CENTRE,
  key: 'OWN_OPERATOR',
  title: 'The same fulfilment centre, asked about by the EU itself',
  asking: 'EU',
  expected: { outcome: 'NOT_APPLICABLE', reasons: ['OWN_OPERATOR'] },
  why: 'Nobody recognises its own operators: the national programme applies.',
};

export const EU_MANUFACTURER: WorthAsking = {
  key: 'EU_MANUFACTURER',
  tin: 'DE9086628',
  title: 'German manufacturer, AEOF, consents to every partner',
  asking: 'JP',
  role: 'MANUFACTURER',
  expected: RECOGNISED,
  why: 'In force since 2011-05-24, and AEOF is covered.',
};

export const NO_ARRANGEMENT: WorthAsking = {
  ...EU_MANUFACTURER,
  key: 'NO_ARRANGEMENT',
  title: 'The same manufacturer, asked about by Brazil',
  asking: 'BR',
  expected: notRecognised('NO_ARRANGEMENT'),
  why: 'Brazil and the EU have none; the consent alone grants nothing, and no registry is asked.',
};

export const KOREAN_EXPORTER: WorthAsking = {
  key: 'KOREAN_EXPORTER',
  tin: 'KR7628191710',
  title: 'Korean exporter, grade AA',
  asking: 'JP',
  role: 'EXPORTER',
  expected: RECOGNISED,
  why: 'All Korean grades are covered, and the operator consents to Japan.',
};

export const KOREAN_EXPORTER_SUSPENDED: WorthAsking = {
  key: 'KOREAN_EXPORTER_SUSPENDED',
  tin: 'KR1108138888',
  title: 'Korean exporter whose authorization is suspended',
  asking: 'JP',
  role: 'EXPORTER',
  expected: notRecognised('AUTHORIZATION_SUSPENDED'),
  why: 'Suspended since 2026-02-10; asked as of 2026-01-15 it is recognised.',
};

export const KOREAN_EXPORTER_REVOKED: WorthAsking = {
  key: 'KOREAN_EXPORTER_REVOKED',
  tin: 'KR6948117154',
  title: 'Korean exporter whose authorization was revoked',
  asking: 'JP',
  role: 'EXPORTER',
  expected: notRecognised('AUTHORIZATION_REVOKED'),
  why: 'Revoked on 2025-11-03. A revoked authorization is never recognised.',
};

export const US_EXPORTER: WorthAsking = {
  key: 'US_EXPORTER',
  tin: 'US14013538',
  title: 'American exporter, CTPAT Tier 2',
  asking: 'EU',
  role: 'EXPORTER',
  expected: RECOGNISED,
  why: 'The EU recognises CTPAT exporters and manufacturers.',
};

export const EU_CUSTOMS_BROKER: WorthAsking = {
  key: 'EU_CUSTOMS_BROKER',
  tin: 'BE0804313379',
  title: 'Belgian customs broker, AEOS',
  asking: 'US',
  role: 'CUSTOMS_BROKER',
  expected: notRecognised('ROLE_NOT_COVERED'),
  why: 'The EU-US arrangement benefits exporters and manufacturers, not brokers.',
};

export const EU_CUSTOMS_SIMPLIFICATIONS: WorthAsking = {
  key: 'EU_CUSTOMS_SIMPLIFICATIONS',
  tin: 'DE6414512',
  title: 'German trader, AEOC only',
  asking: 'CN',
  role: 'EXPORTER',
  expected: notRecognised('AUTHORIZATION_TYPE_NOT_COVERED'),
  why: 'Arrangements of the EU cover AEOS and AEOF; AEOC has no security part.',
};

export const EXPIRED_EXPORTER: WorthAsking = {
  key: 'EXPIRED_EXPORTER',
  tin: 'SG201175942Z',
  title: 'Singaporean exporter whose STP-Plus has run out',
  asking: 'CN',
  role: 'EXPORTER',
  expected: notRecognised('AUTHORIZATION_EXPIRED'),
  why: 'Valid to 2022-04-30 and not renewed.',
};

export const FUTURE_MANUFACTURER: WorthAsking = {
  key: 'FUTURE_MANUFACTURER',
  tin: 'CN3702235951',
  title: 'Chinese manufacturer whose authorization begins later',
  asking: 'EU',
  role: 'MANUFACTURER',
  expected: notRecognised('AUTHORIZATION_NOT_YET_VALID'),
  why: 'Decided, and valid from 2032-01-01 only.',
};

export const OPERATOR_WITHOUT_AUTHORIZATION: WorthAsking = {
  key: 'OPERATOR_WITHOUT_AUTHORIZATION',
  tin: 'FR72571275500019',
  title: 'French exporter that is no AEO',
  asking: 'CN',
  role: 'EXPORTER',
  expected: notRecognised('NO_AUTHORIZATION'),
  why: 'Known to its administration and consents to China, but never was authorised.',
};

export const CONSENT_WITHHELD: WorthAsking = {
  key: 'CONSENT_WITHHELD',
  tin: 'FR11985693900019',
  title: 'French exporter that consented to nobody',
  asking: 'JP',
  role: 'EXPORTER',
  expected: notRecognised('UNKNOWN_OR_NOT_DISCLOSED'),
  why: 'An AEO in force, but its data are not exchanged.',
};

export const UNKNOWN_OPERATOR: WorthAsking = {
  key: 'UNKNOWN_OPERATOR',
  tin: 'KR5558199996',
  title: 'A well-formed Korean TIN that nobody has',
  asking: 'JP',
  role: 'EXPORTER',
  expected: notRecognised('UNKNOWN_OR_NOT_DISCLOSED'),
  why: 'The same answer as where consent is withheld, so that nobody can enumerate a registry.',
};

export const NOT_CONNECTED: WorthAsking = {
  key: 'NOT_CONNECTED',
  tin: 'TW90000001',
  title: 'A Taiwanese TIN',
  asking: 'JP',
  role: 'EXPORTER',
  expected: { outcome: 'UNDETERMINED', reasons: ['REGISTRY_NOT_CONNECTED'] },
  why: 'There is an arrangement, but no registry here to ask: that is no "no".',
};

export const WRONG_CHECK_DIGIT: WorthAsking = {
  key: 'WRONG_CHECK_DIGIT',
  tin: 'KR7628191711',
  title: 'The Korean exporter with its last digit mistyped',
  asking: 'JP',
  role: 'EXPORTER',
  expected: { problem: 'CHECKSUM' },
  why: 'Korean business registration numbers have a public check digit.',
};

export const UNKNOWN_TERRITORY: WorthAsking = {
  key: 'UNKNOWN_TERRITORY',
  tin: 'EL123456789',
  title: 'A Greek number under EL',
  asking: 'JP',
  role: 'EXPORTER',
  expected: { problem: 'TERRITORY_UNKNOWN' },
  why: 'The prefix of Greece is GR; EL stands in VAT numbers only.',
};

export const AEO_CODE_INSTEAD_OF_TIN: WorthAsking = {
  key: 'AEO_CODE_INSTEAD_OF_TIN',
  tin: 'AEOCN3302158052',
  title: 'A Chinese AEO code',
  asking: 'EU',
  role: 'EXPORTER',
  expected: { problem: 'MALFORMED' },
  why: 'An alias, and never read as a TIN of the United Arab Emirates: the TIN is what follows AEO.',
};

/** All of them, in the order of the README. */
export const WORTH_ASKING: readonly WorthAsking[] = [
  CHINESE_E_VENDOR,
  CHINESE_E_VENDOR_WITHOUT_CONSENT,
  EU_FULFILMENT_CENTRE,
  OWN_OPERATOR,
  EU_MANUFACTURER,
  NO_ARRANGEMENT,
  KOREAN_EXPORTER,
  KOREAN_EXPORTER_SUSPENDED,
  KOREAN_EXPORTER_REVOKED,
  US_EXPORTER,
  EU_CUSTOMS_BROKER,
  EU_CUSTOMS_SIMPLIFICATIONS,
  EXPIRED_EXPORTER,
  FUTURE_MANUFACTURER,
  OPERATOR_WITHOUT_AUTHORIZATION,
  CONSENT_WITHHELD,
  UNKNOWN_OPERATOR,
  NOT_CONNECTED,
  WRONG_CHECK_DIGIT,
  UNKNOWN_TERRITORY,
  AEO_CODE_INSTEAD_OF_TIN,
];
