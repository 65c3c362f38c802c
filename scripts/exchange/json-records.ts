import { isObject } from '../conformance/json-object.ts';
import { SourceFault, type SourceRecord } from './source-record.ts';

/** Characters of one record at most. */
const MAXIMUM_RECORD = 5_000_000;

/** Reads JSON lines: one object a line; empty lines are skipped. */
export async function* jsonLineRecords(text: AsyncIterable<string>): AsyncGenerator<SourceRecord> {
  let rest = '';
  let row = 0;
  for await (const chunk of text) {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      row += 1;
      if (line.trim() !== '') yield recordOf(row, line);
    }
    if (rest.length > MAXIMUM_RECORD) throw new SourceFault(`Line ${row + 1} is over ${MAXIMUM_RECORD} characters.`);
  }
  if (rest.trim() !== '') yield recordOf(row + 1, rest);
}

/**
 * Reads a JSON array of objects, one element at a time, so that a file of any size takes the memory of one. Only where the
 * elements begin and end is looked for here; each is read by JSON.parse.
 */
export async function* jsonArrayRecords(text: AsyncIterable<string>): AsyncGenerator<SourceRecord> {
  let place: 'BEFORE' | 'WITHIN' | 'BEHIND' = 'BEFORE';
  let element = '';
  let depth = 0;
  let isText = false;
  let isEscaped = false;
  let row = 0;
  for await (const chunk of text) {
    for (const sign of chunk) {
      if (place === 'BEFORE') {
        if (sign === '[') place = 'WITHIN';
        else if (!/[\s\uFEFF]/.test(sign)) throw new SourceFault('The file is no JSON array.');
      } else if (place === 'BEHIND') {
        if (!/\s/.test(sign)) throw new SourceFault('There is something behind the JSON array.');
      } else if (depth === 0 && (sign === ',' || sign === ']')) {
        if (element.trim() !== '') {
          row += 1;
          yield recordOf(row, element);
        }
        element = '';
        if (sign === ']') place = 'BEHIND';
      } else {
        element += sign;
        if (element.length > MAXIMUM_RECORD)
          throw new SourceFault(`Element ${row + 1} is over ${MAXIMUM_RECORD} characters.`);
        if (isText) {
          if (isEscaped) isEscaped = false;
          else if (sign === '\\') isEscaped = true;
          else if (sign === '"') isText = false;
        } else if (sign === '"') isText = true;
        else if (sign === '{' || sign === '[') depth += 1;
        else if (sign === '}' || sign === ']') depth -= 1;
      }
    }
  }
  if (place !== 'BEHIND') throw new SourceFault(`The JSON array is not closed; ${row} elements were read.`);
}

function recordOf(row: number, text: string): SourceRecord {
  try {
    const values: unknown = JSON.parse(text);
    return isObject(values) ? { row, values } : { row, values: {}, fault: 'It is no JSON object.' };
  } catch {
    return { row, values: {}, fault: 'It is no JSON.' };
  }
}
