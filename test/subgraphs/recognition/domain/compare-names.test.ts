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
    ['Kowalski Sp. z o.o.', 'KOWALSKI SP ZOO'],
    ['Bering A/S', 'Bering AS'],
    ['Café São João S/A', 'Cafe Sao Joao S. A.'],
    ['Straßenbau Müller GmbH & Co. KG', 'STRASSENBAU MULLER'],
    ['Αφοί Παπαδόπουλοι Α.Ε.', 'ΑΦΟΙ ΠΑΠΑΔΟΠΟΥΛΟΙ ΑΕ'],
    ['㈱さくら精機', 'さくら精機 株式会社'],
    ['(주)한빛무역', '한빛무역 주식회사'],
    ['宁波 远航电器有限公司', '宁波 远航电器'],
    ['ｶﾞｽ工業', 'ガス工業'],
    ['Novák s. r. o.', 'Novak s.r.o.'],
    ['AS Harju Kaubandus', 'Harju Kaubandus'],
  ])('%s is %s', (recorded, declared) => {
    expect(namesAgree(declared, [recorded])).toBe(true);
  });

  test.each([
    ['Hanbit Trading Co., Ltd', 'Hanbit Logistics Co., Ltd'],
    ['Nordlicht GmbH', 'GmbH'],
    ['海湾电子有限公司', '海湾电器有限公司'],
    ['Limited', 'Company'],
    ['Hanbit', ''],
    ['海湾电子有限公司', '海湾电子集团有限公司'],
    ['ガス工業', 'カス工業'],
    ['パナソニック', 'ハナソニック'],
    ['भारत उद्योग', 'भरत उदयग'],
    ['ที่ดิน', 'ทดน'],
    ['Зайка', 'Заика'],
    ['Spa Resort', 'Resort'],
    ['Texaco', 'Texa Co'],
    ['한주물산', '물산'],
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

  const word = fc.constantFrom('Hanbit', 'Nordlicht', 'Trading', 'さくら', '海湾', '한빛', 'Ωμέγα');
  const name = fc.array(word, { minLength: 2, maxLength: 5 });
  const form = fc.constantFrom('Ltd', 'Co., Ltd.', 'GmbH', 'S.A.', 'A/S', 'Sp. z o.o.', '有限公司', '(주)', 'K.K.');

  test('in any order of words, any case, and with any legal form', () => {
    fc.assert(
      fc.property(name, form, form, (words, one, other) => {
        const recorded = `${words.join(' ')} ${one}`;
        const declared = `${words.toReversed().join(' - ').toUpperCase()}, ${other}`;
        expect(namesAgree(declared, [recorded])).toBe(true);
        expect(namesAgree(recorded, [declared])).toBe(true);
      }),
    );
  });

  test('not without one of its words', () => {
    fc.assert(
      fc.property(name, form, (words, one) => {
        expect(namesAgree(words.slice(1).join(' '), [`${words.join(' ')} ${one}`])).toBe(false);
      }),
    );
  });
});
