/** A command that is not run here: what proves it, and the words there that show that it does. */
export type Proof = Readonly<{ command: RegExp; file: string; shows: string }>

const image = { file: 'test/deploy/dockerfile.test.ts', shows: 'writes nothing else, and ends by SIGTERM with 0' }
const compose = { file: 'test/deploy/compose.test.ts', shows: 'starts Cordon with these settings' }

/**
 * What takes too long here, or needs what no test machine has (a container engine). A row names where the same is proven.
 */
export const elsewhere: readonly Proof[] = [
  { command: /^npm ci$/, file: 'test/deploy/carry-out.ts', shows: "step.word === 'RUN'" },
  { command: /^(npm ci && )?npm test$/, file: '.ci/run', shows: 'npm test' },
  { command: /^npm run check(:fast)?$/, file: 'package.json', shows: 'npm run -s check && vitest' },
  { command: /^(npm ci && )?npm run demo( -- --tour)?$/, file: 'test/walks/tour.test.ts', shows: "'--tour'" },
  { command: /^npm run demo -- --mishap [\w-]+$/, file: 'test/walks/tour.test.ts', shows: "'--mishap'" },
  { command: /^npm run screenshots$/, file: 'test/browser/page.test.ts', shows: 'six steps by clicks' },
  { command: /^npm start$/, file: 'test/start/life.test.ts', shows: 'src/main.ts' },
  { command: /^docker build -t cordon \.$/, ...image },
  { command: /^docker run --read-only /, ...image },
  { command: /^docker compose (--profile postgres )?up --build --detach$/, ...compose },
]
