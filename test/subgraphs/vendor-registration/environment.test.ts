import { describe, expect, it } from 'vitest';
import { readEnvironment } from '../../../subgraphs/vendor-registration/environment.ts';

describe('the environment', () => {
  it('needs the address of mutual assistance and nothing else', () => {
    expect(readEnvironment({ MUTUAL_ASSISTANCE_URL: 'http://127.0.0.1:4103' })).toMatchObject({
      port: 4102,
      location: { kind: 'sqlite', directory: './data' },
      mutualAssistanceUrl: 'http://127.0.0.1:4103',
    });
  });

  it('tells all faults at once, each with its variable', () => {
    const read = () => readEnvironment({ PORT: '0', DATABASE_URL: 'mysql://x', LOG_LEVEL: 'loud' });
    for (const name of ['PORT', 'DATABASE_URL', 'LOG_LEVEL', 'MUTUAL_ASSISTANCE_URL']) expect(read).toThrow(name);
  });
});
