import type { GatewayPlugin } from '@graphql-hive/gateway-runtime';
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
      setResult({ ...result, errors: errors as never });
    },
  };
}
