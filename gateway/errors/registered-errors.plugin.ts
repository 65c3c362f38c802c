import type { GatewayPlugin } from '@graphql-hive/gateway-runtime';
import type { GraphQLFormattedError } from 'graphql';
import { toRegisteredError } from './registered-errors.ts';

/** Lets nothing but registered errors out, wherever in the pipeline they arose. */
export function useRegisteredErrors(log: { warn(details: object, message: string): void }): GatewayPlugin {
  return {
    onResultProcess({ result, setResult }) {
      if (Array.isArray(result) || !('errors' in result) || result.errors === undefined) return;
      const errors = result.errors.map((error) => {
        const shown = toRegisteredError(error);
        if (shown.extensions?.['code'] === 'INTERNAL') log.warn({ err: error }, 'an error was masked');
        return shown;
      });
      const hasData = 'data' in result && result.data !== undefined;
      // An error with a path was raised in execution: null went up to the root, and `data` says so (GraphQL, 7.1).
      const isExecuted = hasData || errors.some(({ path }) => path !== undefined);
      setResult({
        ...result,
        ...(isExecuted && !hasData ? { data: null } : {}),
        errors: errors as never,
        // A request that never reached execution is a bad request (GraphQL over HTTP, 6.4); the engine drops `http` again.
        ...(isExecuted ? {} : { extensions: { http: { status: statusOf(errors), headers: headersOf(errors) } } }),
      });
    },
  };
}

function headersOf(errors: readonly GraphQLFormattedError[]): Record<string, string> {
  const wait = errors.map(({ extensions }) => extensions?.['retryAfterSeconds']).find((value) => value !== undefined);
  return wait === undefined ? {} : { 'retry-after': String(wait) };
}

function statusOf(errors: readonly GraphQLFormattedError[]): number {
  const codes = errors.map(({ extensions }) => extensions?.['code']);
  if (codes.includes('INTERNAL')) return 500;
  return codes.includes('RATE_LIMITED') ? 429 : 400;
}
