import type { AuthorizationImport, OperatorImport } from '../../../../schema/contract/operator-import.ts';
import { readTin, type Tin } from '../../../../schema/contract/tin.ts';
import { SAFE_CRITERIA } from '../../../../schema/contract/vocabulary.ts';

/** Korean TINs with right check digits, each number another. */
export function krTin(number: number): Tin {
  const stem = `KR${110 + Math.floor(number / 1000)}81${String((number % 1000) + 10_001).slice(1)}`;
  for (let digit = 0; digit <= 9; digit += 1) {
    const reading = readTin(`${stem}${digit}`);
    if (reading.ok) return reading.tin;
  }
  throw new TypeError(`no check digit fits ${stem}`);
}

/** An authorization of the Korean programme in good standing. */
export function sampleAuthorization(number: string, given: Partial<AuthorizationImport> = {}): AuthorizationImport {
  return {
    number,
    type: 'AA',
    roles: ['EXPORTER', 'MANUFACTURER'],
    validFrom: '2025-03-01',
    validTo: '2030-02-28',
    history: [{ status: 'AUTHORISED', effectiveFrom: '2025-02-28T15:00:00.000Z', ground: null }],
    validations: [
      {
        method: 'CUSTOMS_ON_SITE',
        validatedBy: 'Korea Customs Service',
        performedOn: '2025-01-20',
        nextDueOn: '2029-01-20',
        criteria: SAFE_CRITERIA.map((criterion, index) => ({
          criterion,
          result: index === 2 ? 'PARTLY_MET' : index === 3 ? 'NOT_MET' : 'MET',
          basis: 'DIRECT',
          remark: index === 2 ? 'Liquidity was thin in 2024.' : null,
        })),
      },
    ],
    ...given,
  };
}

/** An operator of Korea that consents to the destinations. */
export function sampleOperator(
  tin: string,
  destinations: readonly string[],
  given: Partial<OperatorImport> = {},
): OperatorImport {
  return {
    tin,
    legalName: '주식회사 한결무역',
    tradingNames: ['Hangyeol Trading Co., Ltd.'],
    address: { lines: ['세종대로 110'], city: '서울', postalCode: '04524', country: 'KR' },
    roles: ['EXPORTER', 'MANUFACTURER', 'E_VENDOR'],
    businessModels: ['SELF_RUN'],
    consents: destinations.map((destination) => ({
      destination,
      since: '2025-03-01T00:00:00.000Z',
      evidence: 'Form 12, 2025-02-10',
    })),
    authorizations: [sampleAuthorization(`AEO-${tin}`)],
    national: { bondedTransporter: 'true' },
    ...given,
  };
}
