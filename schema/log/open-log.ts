import pino, { type DestinationStream, type Logger } from 'pino';
import { loggedError, loggedFields, redacted } from './log-policy.ts';

/** The log of a process: structured lines, of which the policy decides what stands in them. */
export function openLog(name: string, level: string, destination?: DestinationStream): Logger {
  const options: pino.LoggerOptions = {
    name,
    level,
    // Whatever has been an Error until here: what the formatter left is written as it is.
    serializers: { err: (error: unknown) => (error instanceof Error ? loggedError(error) : error) },
    formatters: { log: loggedFields },
    hooks: {
      logMethod(given, method) {
        const [first, ...rest] = given as readonly unknown[];
        // An error by itself would bring its own words along as the text of the line.
        const said = first instanceof Error ? [{ err: first }, ...(rest.length > 0 ? rest : ['an error'])] : given;
        const words = said.map((part: unknown) => (typeof part === 'string' ? redacted(part) : part));
        method.apply(this, words as Parameters<typeof method>);
      },
    },
  };
  return destination === undefined ? pino(options) : pino(options, destination);
}
