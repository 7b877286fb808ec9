import { readFileSync } from 'node:fs'
import { parseMarkdown } from '../../src/adapters/drive/markdown.ts'
import { type AgendaHints, readAgenda } from '../../src/meeting/read-agenda.ts'

/** Reads Markdown as the cli and the reminder do. */
export const read = (markdown: string, hints?: AgendaHints) => readAgenda(parseMarkdown(markdown), hints)

export const fixture = (name: string) => readFileSync(new URL(`fixtures/${name}`, import.meta.url), 'utf8')

export const titles = (markdown: string, hints?: AgendaHints) =>
  read(markdown, hints).items.map(({ title, status }) => `${status}: ${title}`)

/** Each warning as its line and code. */
export const codes = (markdown: string, hints?: AgendaHints) =>
  read(markdown, hints).warnings.map(({ line, code }) => `${line} ${code}`)

/** One agenda item (on line 10) in the notes of a meeting with three attendees. */
export const item = (line: string) =>
  read(`# 2024-03-06\n\n## Attendees\n- Rosa Lindqvist\n- Tomasz Weber\n- Tomasz Young\n\n## Agenda\n\n${line}\n`)
