import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/** Lanes: `local` needs nothing but Node; `services` needs PostgreSQL (TEST_DATABASE_URL) and NATS (TEST_NATS_URL); `browser` needs Chromium. */
export default defineConfig({
  resolve: {
    alias: [
      // Two copies of graphql (ESM and CommonJS) would fail every schema with "from another module or realm".
      { find: /^graphql$/, replacement: fileURLToPath(new URL('./node_modules/graphql/index.js', import.meta.url)) },
    ],
  },
  test: {
    // Tests that wait for processes leave a core idle: with one worker on two cores the lane takes twice as long.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    testTimeout: 30_000,
    hookTimeout: 60_000,
    setupFiles: ['reflect-metadata'],
    projects: [
      {
        extends: true,
        test: { name: 'local', include: ['test/**/*.test.ts'], exclude: ['test/services/**', 'test/browser/**'] },
      },
      {
        extends: true,
        test: {
          name: 'services',
          include: ['test/services/**/*.test.ts', 'test/subgraphs/*/store/**/*.test.ts'],
          fileParallelism: false,
        },
      },
      { extends: true, test: { name: 'browser', include: ['test/browser/**/*.test.ts'], fileParallelism: false } },
    ],
  },
});
