import { existsSync } from 'node:fs'

/**
 * What `npm run cordon` starts: the operator's commands with the settings of a `.env` in this folder, where there is one.
 * `main.ts` itself takes its environment as it is given, so that whoever starts it for another Cordon (the playground,
 * the tests) is not answered about this one. Node's own flag for this says on each call that there is no such file.
 */
if (existsSync('.env')) process.loadEnvFile('.env')
await import('./main.ts')
