const deepest = 64
const deepestJson = 3

type Found = Readonly<{ key: string; text: string }>

/** Thrown for a value that the gate cannot read whole and hold still. */
export class Unreadable extends Error {
  override readonly name = 'Unreadable'
}

const isPlain = (value: object): boolean => {
  const kind: unknown = Object.getPrototypeOf(value)
  return Array.isArray(value) || kind === Object.prototype || kind === null
}

/** The parts of a plain object or array. Refuses what could change after it was read, or hide something. */
const partsOf = (value: object): readonly (readonly [string, unknown])[] => {
  if (!isPlain(value) || Object.getOwnPropertySymbols(value).length > 0) throw new Unreadable()
  return Object.entries(Object.getOwnPropertyDescriptors(value))
    .filter(([key]) => !(Array.isArray(value) && key === 'length'))
    .map(([key, part]) => {
      if (part.get || part.set) throw new Unreadable()
      return [key, part.value] as const
    })
}

/**
 * Freezes a value of plain objects, arrays and primitives all through, in place. Throws Unreadable for anything else:
 * bytes, dates, functions, getters and instances of classes cannot be held still.
 */
export const freeze = (value: unknown, depth = 0): void => {
  if (typeof value === 'function' || typeof value === 'symbol' || depth > deepest) throw new Unreadable()
  if (typeof value !== 'object' || value === null) return
  for (const [, part] of partsOf(value)) freeze(part, depth + 1)
  Object.freeze(value)
}

const jsonOf = (text: string): unknown => {
  if (!/^\s*[[{"]/.test(text)) return undefined
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const collect = (value: unknown, key: string, found: Found[], json: number): void => {
  if (typeof value === 'string') {
    found.push({ key, text: value })
    const inner = json < deepestJson ? jsonOf(value) : undefined
    if (inner !== undefined) collect(inner, key, found, json + 1)
  } else if (typeof value === 'number' || typeof value === 'bigint') {
    found.push({ key, text: String(value) })
  } else if (typeof value === 'object' && value !== null) {
    for (const [name, part] of partsOf(value)) {
      const inArray = Array.isArray(value)
      if (!inArray) found.push({ key: '', text: name })
      collect(part, inArray ? key : name, found, json)
    }
  }
}

/**
 * Every text in a value, however deep: strings, keys, numbers, and what stands in strings that are JSON. Strings that
 * stand under the same key are read once more one after another, since a text may be cut into runs of different looks.
 */
export const textsIn = (value: unknown): readonly string[] => {
  const found: Found[] = []
  collect(value, '', found, 0)
  const rows = Map.groupBy(found, ({ key }) => key)
  const joined = [...rows.values()].map((row) => row.map(({ text }) => text).join('\n'))
  return [...new Set([...found.map(({ text }) => text), ...joined])]
}
