import { demonstrationTin } from '../../../scripts/seed/demonstration-tin.ts';

/** A Korean spreadsheet’s columns. */
export const MAPPING = {
  fields: {
    tin: { column: '사업자등록번호', remove: '-', prefix: 'KR' },
    legalName: { column: '상호' },
    tradingNames: { column: '영문상호', split: ';' },
    'address.lines': { columns: ['주소1', '주소2'] },
    'address.city': { column: '도시' },
    'address.postalCode': { column: '우편번호' },
    'address.country': { constant: 'KR' },
    roles: { column: '공인부문', split: '/', words: { 수출: 'EXPORTER', 제조: 'MANUFACTURER', 특송: '' } },
    consents: { column: '정보제공동의', split: ',' },
    'national.bondedTransporter': { column: '보세운송', words: { Y: 'true', N: 'false' } },
    'authorization.number': { column: '공인번호' },
    'authorization.type': { column: '등급' },
    'authorization.roles': { constant: ['EXPORTER'] },
    'authorization.validFrom': { column: '공인일', date: 'yyyy/MM/dd' },
    'authorization.validTo': { column: '만료일', date: 'yyyy/MM/dd' },
    'authorization.status': { column: '상태', words: { 유효: 'AUTHORISED', 정지: 'SUSPENDED' } },
    'authorization.statusSince': { column: '상태일', date: 'yyyy/MM/dd' },
  },
};
/** Its first line. */
export const HEADER =
  '사업자등록번호,상호,영문상호,주소1,주소2,도시,우편번호,공인부문,정보제공동의,보세운송,공인번호,등급,공인일,만료일,상태,상태일';

const taken = new Set<string>();

/** A Korean TIN that no operator has yet. */
export function freshTin(): string {
  const tin = demonstrationTin('KR', 'KR', 10_000 + taken.size, taken);
  taken.add(tin);
  return tin;
}

/** A line of it about an operator; `given` by place of the cell. */
export function line(tin: string, given: Readonly<Record<number, string>> = {}): string {
  const cells = [
    `${tin.slice(2, 5)}-${tin.slice(5, 7)}-${tin.slice(7)}`,
    '"한빛, 무역"',
    'Hanbit Trading;Hanbit',
    '세종대로 1',
    '',
    '서울',
    '04524',
    '수출/제조',
    '"JP,US"',
    'Y',
    `KR-${tin}`,
    'AA',
    '2024/03/01',
    '2029/02/28',
    '유효',
    '',
  ];
  return cells.map((cell, index) => given[index] ?? cell).join(',');
}

/** An operator in the import's own form. */
export function operator(tin: string, given: object = {}): object {
  return {
    tin,
    legalName: `Operator ${tin}`,
    address: { lines: ['1 Sejong-daero'], city: 'Seoul', country: 'KR' },
    roles: ['EXPORTER'],
    authorizations: [
      {
        number: `KR-${tin}`,
        type: 'AA',
        roles: ['EXPORTER'],
        validFrom: '2024-03-01',
        validTo: '2029-02-28',
        history: [{ status: 'AUTHORISED', effectiveFrom: '2024-02-20T00:00:00Z' }],
      },
    ],
    ...given,
  };
}
