import { z } from 'zod'
import type { Fields } from './model.ts'

const fieldsSchema = z.record(z.string(), z.unknown())

/** The object behind an unknown value, or an empty one. */
export function fieldsOf(value: unknown): Fields {
  const parsed = fieldsSchema.safeParse(value)
  return parsed.success ? parsed.data : {}
}

/** The objects in an unknown list; anything else counts as an empty list. */
export function listOf(value: unknown): Fields[] {
  return Array.isArray(value) ? value.map(fieldsOf) : []
}

/** The string behind an unknown value, or an empty one. */
export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

/** JSON text to a value, or undefined where it is none. */
export function jsonOf(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text)
    return value
  } catch {
    return undefined
  }
}
