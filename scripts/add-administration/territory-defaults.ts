/** What a territory has one of: its time zone, and the currency that its customs administration assesses in. */
export interface TerritoryDefaults {
  /** IANA; undefined where the territory has several, so that somebody has to say which. */
  readonly timeZone: string | undefined;
  /** ISO 4217. */
  readonly currency: string;
}

/** Parties to arrangements that have no registry yet. Sources: IANA time zone database, zone.tab; ISO 4217, list one. */
const DEFAULTS: Readonly<Record<string, readonly [currency: string, timeZone?: string]>> = {
  AD: ['EUR', 'Europe/Andorra'],
  AE: ['AED', 'Asia/Dubai'],
  AR: ['ARS', 'America/Argentina/Buenos_Aires'],
  BH: ['BHD', 'Asia/Bahrain'],
  BI: ['BIF', 'Africa/Bujumbura'],
  BN: ['BND', 'Asia/Brunei'],
  BO: ['BOB', 'America/La_Paz'],
  BW: ['BWP', 'Africa/Gaborone'],
  BY: ['BYN', 'Europe/Minsk'],
  CL: ['CLP'],
  CO: ['COP', 'America/Bogota'],
  CR: ['CRC', 'America/Costa_Rica'],
  DO: ['DOP', 'America/Santo_Domingo'],
  EC: ['USD'],
  EG: ['EGP', 'Africa/Cairo'],
  ID: ['IDR'],
  IL: ['ILS', 'Asia/Jerusalem'],
  IN: ['INR', 'Asia/Kolkata'],
  IR: ['IRR', 'Asia/Tehran'],
  JO: ['JOD', 'Asia/Amman'],
  KE: ['KES', 'Africa/Nairobi'],
  KH: ['KHR', 'Asia/Phnom_Penh'],
  KZ: ['KZT'],
  LA: ['LAK', 'Asia/Vientiane'],
  LS: ['LSL', 'Africa/Maseru'],
  MA: ['MAD', 'Africa/Casablanca'],
  MD: ['MDL', 'Europe/Chisinau'],
  MM: ['MMK', 'Asia/Yangon'],
  MN: ['MNT'],
  MX: ['MXN'],
  MY: ['MYR', 'Asia/Kuala_Lumpur'],
  NA: ['NAD', 'Africa/Windhoek'],
  PA: ['PAB', 'America/Panama'],
  PE: ['PEN', 'America/Lima'],
  PH: ['PHP', 'Asia/Manila'],
  PY: ['PYG', 'America/Asuncion'],
  RS: ['RSD', 'Europe/Belgrade'],
  RU: ['RUB'],
  RW: ['RWF', 'Africa/Kigali'],
  SA: ['SAR', 'Asia/Riyadh'],
  SV: ['USD', 'America/El_Salvador'],
  SZ: ['SZL', 'Africa/Mbabane'],
  TH: ['THB', 'Asia/Bangkok'],
  TN: ['TND', 'Africa/Tunis'],
  TR: ['TRY', 'Europe/Istanbul'],
  TW: ['TWD', 'Asia/Taipei'],
  TZ: ['TZS', 'Africa/Dar_es_Salaam'],
  UG: ['UGX', 'Africa/Kampala'],
  UY: ['UYU', 'America/Montevideo'],
  VN: ['VND', 'Asia/Ho_Chi_Minh'],
  ZA: ['ZAR', 'Africa/Johannesburg'],
  ZM: ['ZMW', 'Africa/Lusaka'],
};

/** What may be taken for a territory without asking; undefined for one that is no party to arrangements. */
export function findTerritoryDefaults(code: string): TerritoryDefaults | undefined {
  const row = Object.hasOwn(DEFAULTS, code) ? DEFAULTS[code] : undefined;
  return row === undefined ? undefined : { currency: row[0], timeZone: row[1] };
}
