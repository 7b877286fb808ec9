/**
 * What every program that a test starts has of our own environment: where programs are found, and where Node keeps what
 * it compiled, which takes a third off each start.
 */
export const childEnv: Readonly<Record<string, string>> = Object.fromEntries(
  ['PATH', 'NODE_COMPILE_CACHE'].flatMap((name) => {
    const value = process.env[name]
    return value === undefined ? [] : [[name, value]]
  }),
)
