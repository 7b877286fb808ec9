import { spawn } from 'node:child_process'

/**
 * Gives all programs that the tests start one place for what Node compiled. One start, which is refused for want of
 * settings, fills it: a program that is killed dead writes nothing.
 */
export const setup = (): void => {
  process.env.NODE_COMPILE_CACHE ??= new URL('../../node_modules/.cache/cordon-tests', import.meta.url).pathname
  const [preload, main] = ['../kill/preload.ts', '../../src/main.ts'].map((it) => new URL(it, import.meta.url).pathname)
  const { PATH = '', NODE_COMPILE_CACHE } = process.env
  spawn(process.execPath, ['--import', preload ?? '', main ?? ''], {
    env: { PATH, NODE_COMPILE_CACHE },
    stdio: 'ignore',
  })
}
