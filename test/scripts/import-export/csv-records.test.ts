import { describe, expect, test } from 'vitest';
import { csvRecords } from '../../../scripts/exchange/csv-records.ts';
import type { SourceRecord } from '../../../scripts/exchange/source-record.ts';

/** Everything that is read of a text that comes in parts, and what is said where it cannot be read further. */
async function reading(text: string, size = 5, delimiter?: string) {
  async function* parts() {
    for (let start = 0; start < text.length; start += size) yield text.slice(start, start + size);
  }
  const records: SourceRecord[] = [];
  try {
    for await (const record of csvRecords(parts(), delimiter)) records.push(record);
  } catch (error) {
    return { records, fault: (error as Error).message };
  }
  return { records, fault: undefined };
}

describe('CSV', () => {
  test('is read with quotes, line breaks in cells, either end of line and a byte-order mark, whatever the chunks', async () => {
    const text = '\uFEFFa, b\r\n1,"x\r\ny"\r\n\r\n2,"q""q"\r\n"","3,4"\n5,';
    const read = await reading(text);
    expect(read).toEqual({
      records: [
        { row: 2, values: { a: '1', b: 'x\r\ny' } },
        { row: 5, values: { a: '2', b: 'q"q' } },
        { row: 6, values: { a: '', b: '3,4' } },
        { row: 7, values: { a: '5', b: '' } },
      ],
      fault: undefined,
    });
    for (const size of [1, 2, 3, 100]) expect(await reading(text, size)).toEqual(read);
  });

  test('is read with the delimiter that the mapping names', async () => {
    expect((await reading('a;b\n1,5;2', 4, ';')).records).toEqual([{ row: 2, values: { a: '1,5', b: '2' } }]);
  });

  test('names a line with too few or too many cells, and reads on', async () => {
    const { records } = await reading('a,b\n1\n"2\n2",3\n4,5,6\n7,8\n');
    expect(records.map(({ row, fault }) => [row, fault?.slice(0, 13)])).toEqual([
      [2, 'It has 1 cell'],
      [3, undefined],
      [5, 'It has 3 cell'],
      [6, undefined],
    ]);
  });

  test.each([
    ['a quote within a cell', 'x"y,3', 'has a quote within a cell that is not quoted'],
    ['text behind a closing quote', '"x"y,3', 'has text behind a closing quote'],
    ['a quote that is never closed', '"x,3\n4,5\n6,7', 'has a quote that is not closed'],
    ['a record without end', `"${'x'.repeat(2_100_000)}`, 'is over 2000000 bytes: is a quote not closed?'],
  ])('with %s is read up to there, and says so', async (_title, line, what) => {
    const read = await reading(`a,b\n1,"2\n2"\n${line}`, 65_536);
    expect(read.records).toEqual([{ row: 2, values: { a: '1', b: '2\n2' } }]);
    expect(read.fault).toBe(`Line 4 ${what}; nothing behind it can be read.`);
  });

  test('with two columns of one name is refused', async () => {
    expect((await reading('a,b,a\n1,2,3')).fault).toBe('Two columns are called “a”.');
  });
});
