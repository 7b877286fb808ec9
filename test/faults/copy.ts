import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { Fault } from './fault.ts'

const root = resolve(import.meta.dirname, '../..')
const parts = [
  'src',
  'test',
  'package.json',
  'tsconfig.json',
  'vitest.config.ts',
  'manifest.yml',
  'cordon.example.yaml',
]

const copies = new Set<string>()
process.on('exit', () => {
  for (const at of copies) rmSync(at, { recursive: true, force: true })
})

const copy = (): string => {
  const at = mkdtempSync(join(tmpdir(), 'cordon-fault-'))
  copies.add(at)
  for (const part of parts)
    if (existsSync(join(root, part))) cpSync(join(root, part), join(at, part), { recursive: true })
  symlinkSync(join(root, 'node_modules'), join(at, 'node_modules'))
  return at
}

/** A copy of the project, gone after `use` and at the latest when this process ends. */
export const inCopy = async <T>(use: (at: string) => Promise<T>): Promise<T> => {
  const at = copy()
  try {
    return await use(at)
  } finally {
    rmSync(at, { recursive: true, force: true })
    copies.delete(at)
  }
}

/** Plants a fault in a copy. Refuses (throws) one whose text to be replaced does not stand there exactly once. */
export const plant = (at: string, fault: Fault): void => {
  const file = join(at, fault.file)
  const text = readFileSync(file, 'utf8')
  if (text.split(fault.find).length !== 2)
    throw new Error(`${fault.id}: the text to be replaced stands not exactly once in ${fault.file}`)
  writeFileSync(
    file,
    text.replace(fault.find, () => fault.put),
  )
}
