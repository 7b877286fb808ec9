import { defineConfig } from 'vitest/config'

const report = process.env.TEST_REPORT

export default defineConfig({
  test: {
    environment: 'node',
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/setup/joined.ts', 'test/setup/postgres.ts'],
    pool: 'forks',
    // No test file changes what others import, and to import everything anew for each takes a third of the time.
    isolate: false,
    // The kill steps start many Cordons at a time; more of them than this would only test the machine's patience.
    maxWorkers: process.env.KILLS === 'all' ? 2 : 3,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    env: { TZ: 'UTC' },
    reporters: report ? ['default', ['json', { outputFile: report }]] : ['default'],
    coverage: {
      provider: 'v8',
      include: ['src/**/*.ts'],
      reporter: ['text-summary', 'html'],
    },
  },
})
