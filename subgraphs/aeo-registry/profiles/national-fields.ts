import type { NationalField } from './registry-profile.ts';

/** A national field that is text as it stands. */
export function textField(name: string, description: string): NationalField {
  return { name, description, type: 'String', read: (values) => values[name] ?? null };
}

/** A national field that is yes or no, held as `true` or `false`; anything else is "not recorded". */
export function booleanField(name: string, description: string): NationalField {
  return {
    name,
    description,
    type: 'Boolean',
    read: (values) => (values[name] === 'true' ? true : values[name] === 'false' ? false : null),
  };
}

/** A national field that is a list, held as text with commas between. */
export function listField(name: string, description: string): NationalField {
  return {
    name,
    description,
    type: '[String!]',
    read: (values) =>
      values[name]
        ?.split(',')
        .map((item) => item.trim())
        .filter((item) => item !== '') ?? null,
  };
}
