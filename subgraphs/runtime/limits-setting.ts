import { z } from 'zod';

/**
 * A setting of some of the limits of a table, as JSON: `{"unansweredAtLeast": 200}`. A name that the table has not, or a
 * value that is no positive number, stops the start. Gives the table with what was set.
 */
export function limitsSetting<Name extends string>(table: Readonly<Record<Name, number>>) {
  const some = Object.fromEntries(Object.keys(table).map((name) => [name, z.number().positive().optional()]));
  return z
    .string()
    .default('{}')
    .transform((text, context) => {
      try {
        return JSON.parse(text) as unknown;
      } catch {
        context.addIssue({ code: 'custom', message: 'JSON, such as {"windowSeconds": 86400}' });
        return z.NEVER;
      }
    })
    .pipe(z.strictObject(some))
    .transform((set) => ({ ...table, ...set }) as Readonly<Record<Name, number>>);
}
