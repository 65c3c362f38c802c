import { readFileSync } from 'node:fs';

/** Settings that are secret: each may stand in a file instead, which `<NAME>_FILE` names. */
export const SECRET_VARIABLES = ['DATABASE_URL', 'BUDGETS_URL', 'NATS_TOKEN', 'NATS_PASSWORD'] as const;

/**
 * The variables that are set: an empty one counts as absent, and a secret is read from its file, so that it stands in no
 * environment that others can list. Throws where a file cannot be read, or a secret is given twice.
 */
export function givenVariables(variables: NodeJS.ProcessEnv): Readonly<Record<string, string>> {
  const given: Record<string, string> = {};
  for (const [name, value] of Object.entries(variables)) if (value !== undefined && value !== '') given[name] = value;
  for (const name of SECRET_VARIABLES) {
    const path = given[`${name}_FILE`];
    if (path === undefined) continue;
    if (given[name] !== undefined) throw new TypeError(`${name} and ${name}_FILE are both set: one of them.`);
    given[name] = readSecret(`${name}_FILE`, path);
  }
  return given;
}

function readSecret(variable: string, path: string): string {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch (cause) {
    throw new TypeError(`${variable}: ${path} cannot be read.`, { cause });
  }
}
