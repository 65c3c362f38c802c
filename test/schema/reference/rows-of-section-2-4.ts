/** The sixteen administrations that have a registry. */
export const CONNECTED: readonly string[] = words('EU CH GB NO US CA JP KR CN HK MO SG AU NZ GT BR');

/** Hong Kong's action plans, which grant nothing. */
export const ACTION_PLANS: readonly string[] = words('HK-KH HK-PH CL-HK HK-PE HK-ID BH-HK HK-MX');

/** Rows that domain.md marks C or [mem]. */
export const ASSUMED_ROWS: readonly string[] = words(`
  CH-CN CN-KZ CN-MN CN-RS CN-UG CN-IR CN-TH CN-MY CN-ID CN-MX GB-JP JP-TH CH-JP CH-US GB-JP CN-GB AU-GB
  AE-KR KR-MY DO-KR KR-KZ KR-MN ID-KR KR-SA`);

/** The id of every row of the table of domain.md 2.4, in its order. */
export const ROWS_OF_SECTION_2_4: readonly string[] = words(`
  EU-NO CH-EU EU-JP AD-EU EU-US CN-EU EU-GB EU-MD CA-EU
  NZ-US CA-US JO-US JP-US KR-US TW-US IL-US MX-US SG-US DO-US PE-US GB-US IN-US US-UY BR-US GT-US CO-US US-ZA
  CA-JP CA-KR CA-SG CA-MX CA-IL AU-CA CA-HK CA-NZ CA-GB CA-TW
  CN-SG CN-KR CN-HK CH-CN CN-NZ CN-IL AU-CN CN-JP BY-CN AE-CN CN-KZ CN-MN CN-RS CN-UG CN-IR CN-TH CN-MY CN-ID CN-MX
  CN-ZA CL-CN BR-CN CN-UY CN-RU CN-CR CN-PH CN-MO CN-EC
  JP-NZ JP-KR JP-SG JP-MY HK-JP JP-TW AU-JP GB-JP JP-TH CH-JP
  KR-SG KR-NZ HK-KR KR-MX KR-TR IL-KR IN-KR KR-TW KR-TH KR-PE KR-UY AU-KR AE-KR KR-MY DO-KR KR-KZ KR-MN ID-KR KR-SA GB-KR
  SG-TW HK-SG AU-SG NZ-SG GB-SG
  AU-NZ AU-HK AU-TW AU-TH AU-ID AU-IN
  HK-NZ NZ-TH GB-NZ NZ-TW
  HK-IN HK-TH HK-MY HK-IL HK-MO HK-ZA HK-SA HK-KH HK-PH CL-HK HK-PE HK-ID BH-HK HK-MX
  IL-TW IN-TW GT-TW CN-TW CH-GB CH-US GB-ZA GB-TR CN-GB AU-GB
  AE-IN IN-RU IN-ZA UG-ZA ZA-ZM BR-ZA SACU EAC AGADIR PACIFIC-ALLIANCE AMERICAS-RRA BR-UY
  ANDEAN CENTRAL-AMERICA MERCOSUR AAMRA`);

function words(list: string): string[] {
  return [...new Set(list.trim().split(/\s+/))];
}
