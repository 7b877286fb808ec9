import { z } from 'zod'

/** One instruction: `COPY --from=packages a b` has the word COPY, the flag from, and the rest "a b". */
export type Instruction = Readonly<{ word: string; flags: ReadonlyMap<string, string>; rest: string }>

/** One stage, from a FROM to the next. */
export type Stage = Readonly<{ name: string; base: string; steps: readonly Instruction[] }>

const words = ['FROM', 'COPY', 'RUN', 'ENV', 'WORKDIR', 'USER', 'VOLUME', 'EXPOSE', 'HEALTHCHECK', 'CMD']

const instruction = (line: string): Instruction => {
  const [, word = '', after = ''] = /^(\S+)\s+(.*)$/s.exec(line) ?? []
  if (!words.includes(word)) throw new Error(`the Dockerfile says "${line}", which is not understood here`)
  const [given = ''] = /^(?:--\S+\s+)*/.exec(after) ?? []
  const flags = given.matchAll(/--([\w-]+)=(\S+)/g)
  return {
    word,
    flags: new Map([...flags].map(([, name = '', value = '']) => [name, value])),
    rest: after.slice(given.length),
  }
}

/** Reads a Dockerfile as far as ours goes; what is not understood throws rather than being passed over. */
export const parseDockerfile = (text: string): readonly Stage[] => {
  const lines = text
    .split('\n')
    .filter((line) => !line.startsWith('#'))
    .join('\n')
    .replaceAll(/\\\n\s*/g, '')
    .split('\n')
    .filter((line) => line.trim() !== '')
  const stages: { name: string; base: string; steps: Instruction[] }[] = []
  for (const step of lines.map(instruction)) {
    if (step.word === 'FROM') {
      const [base = '', , name = `stage-${stages.length}`] = step.rest.split(/\s+/)
      stages.push({ name, base, steps: [] })
    } else stages.at(-1)?.steps.push(step)
  }
  return stages
}

/** The words of an instruction in its JSON form, such as CMD ["node", "src/main.ts"]. */
export const wordsOf = (json: string): readonly string[] => z.array(z.string()).parse(JSON.parse(json))

/** What the last instruction of this kind says; throws where there is none. */
export const lastOf = (stage: Stage, word: string): string => {
  const found = stage.steps.findLast((step) => step.word === word)
  if (!found) throw new Error(`the stage ${stage.name} has no ${word}`)
  return found.rest
}

/** Whether a path of the context is left out by a .dockerignore of plain paths, `*` and exceptions; the last match wins. */
export const isIgnored = (path: string, dockerignore: string): boolean => {
  const matches = (pattern: string) => pattern === '*' || path === pattern || path.startsWith(`${pattern}/`)
  const rules = dockerignore.split('\n').filter((line) => line !== '' && !line.startsWith('#'))
  const last = rules.findLast((rule) => matches(rule.replace(/^!/, '')))
  return last !== undefined && !last.startsWith('!')
}
