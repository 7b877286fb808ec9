import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { rolldown } from 'rolldown'

const main = new URL('../../src/main.ts', import.meta.url).pathname
const preload = new URL('../kill/preload.ts', import.meta.url).pathname
const cache = new URL('../../node_modules/.cache/', import.meta.url).pathname

/** Joins `main.ts` and what it imports into a few files, named by their content; returns the first of them. */
const joinMain = async (): Promise<string> => {
  // The preload watches the driver that Cordon uses, so both must have the same one.
  const joined = await rolldown({ input: main, platform: 'node', external: ['pg'] })
  const dir = join(cache, 'cordon-joined')
  const names = { entryFileNames: 'main-[hash].mjs', chunkFileNames: '[name]-[hash].mjs' }
  const { output } = await joined.write({ dir, format: 'esm', ...names })
  return join(dir, output[0].fileName)
}

/**
 * Walks and kill tests start Cordon hundreds of times, and nine tenths of a start is finding and reading 1,800 files:
 * they start the same program joined into a few, at less than half the cost (`docs/decisions`). One start, which is
 * refused for want of settings, fills the place where Node keeps what it compiled: a program that is killed dead writes
 * nothing there.
 */
export const setup = async (): Promise<void> => {
  process.env.NODE_COMPILE_CACHE ??= join(cache, 'cordon-tests')
  process.env.CORDON_JOINED = await joinMain()
  const { PATH = '', NODE_COMPILE_CACHE, CORDON_JOINED } = process.env
  spawn(process.execPath, ['--import', preload, CORDON_JOINED], { env: { PATH, NODE_COMPILE_CACHE }, stdio: 'ignore' })
}
