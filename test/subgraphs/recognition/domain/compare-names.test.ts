import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { namesAgree } from '../../../../subgraphs/recognition/domain/compare-names.ts';

describe('a declared name agrees', () => {
  test.each([
    ['Hanbit Trading Co., Ltd', 'HANBIT TRADING COMPANY LIMITED'],
    ['Nordlicht Maschinenbau GmbH', 'Maschinenbau Nordlicht'],
    ['Société Générale d’Épices', 'societe generale d epices'],
    ['株式会社さくら物流', 'さくら物流'],
    ['海湾电子有限公司', '海湾电子'],
    ['한빛무역 주식회사', '한빛무역'],
    ['A.B.C. Logistics, Inc.', 'ABC LOGISTICS INC'],
    ['Ｆｕｌｌｗｉｄｔｈ Trade', 'Fullwidth Trade'],
  ])('%s is %s', (recorded, declared) => {
    expect(namesAgree(declared, [recorded])).toBe(true);
  });

  test.each([
    ['Hanbit Trading Co., Ltd', 'Hanbit Logistics Co., Ltd'],
    ['Nordlicht GmbH', 'GmbH'],
    ['海湾电子有限公司', '海湾电器有限公司'],
    ['Limited', 'Company'],
    ['Hanbit', ''],
  ])('%s is not %s', (recorded, declared) => {
    expect(namesAgree(declared, [recorded])).toBe(false);
  });

  test('with any of the names of the record', () => {
    expect(namesAgree('Hanbit Trading', ['한빛무역 주식회사', 'Hanbit Trading Co., Ltd'])).toBe(true);
  });

  test('with itself, whatever it is, if it has a letter or digit', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }), (name) => {
        const hasWord = /[\p{Letter}\p{Number}]/u.test(name.normalize('NFKD').replace(/\p{Mark}/gu, ''));
        expect(namesAgree(name, [name])).toBe(hasWord);
      }),
    );
  });
});
