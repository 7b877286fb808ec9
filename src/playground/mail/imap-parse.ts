/** A piece of a command (RFC 9051, 4): an atom as it stands, a string whatever its spelling, or a list. */
export type Token = Readonly<{ atom: string }> | Readonly<{ text: string }> | Readonly<{ list: readonly Token[] }>

export type Command = Readonly<{ tag: string; name: string; args: readonly Token[] }>

/** What the bytes so far are: a whole command of `used` bytes, or a command that waits for a literal, or the start of one. */
export type Reading = Readonly<{ command: Buffer; used: number }> | Readonly<{ wants: number; at: number }> | 'more'

/** The largest literal the playground takes. */
export const largestLiteral = 1024 * 1024

/** Finds the end of the first command: line ends inside literals do not count. Bytes are never changed. */
export const readCommand = (bytes: Buffer): Reading => {
  let from = 0
  for (;;) {
    const end = bytes.indexOf('\r\n', from)
    if (end === -1) return 'more'
    const line = bytes.subarray(from, end).toString('latin1')
    const literal = /\{(\d{1,9})\+?\}$/.exec(line)
    if (!literal) return { command: bytes.subarray(0, end), used: end + 2 }
    const size = Number(literal[1])
    if (bytes.length < end + 2 + size) return { wants: size, at: end + 2 }
    from = end + 2 + size
  }
}

class Scanner {
  #at = 0
  readonly #text: string
  constructor(text: string) {
    this.#text = text
  }

  done(): boolean {
    return this.#at >= this.#text.length
  }

  #peek(): string {
    return this.#text[this.#at] ?? ''
  }

  #match(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.#at
    const found = pattern.exec(this.#text)
    if (found) this.#at += found[0].length
    return found
  }

  space(): void {
    if (!this.#match(/ /y)) throw new Error('a space is missing')
  }

  token(): Token {
    if (this.#peek() === '(') return this.#list()
    const quoted = this.#match(/"((?:[^"\\\r\n]|\\["\\])*)"/y)
    if (quoted) return { text: (quoted[1] ?? '').replace(/\\(["\\])/g, '$1') }
    const literal = this.#match(/\{(\d{1,9})\+?\}\r\n/y)
    if (literal) {
      const size = Number(literal[1])
      const text = this.#text.slice(this.#at, this.#at + size)
      if (text.length < size) throw new Error('a literal is too short')
      this.#at += size
      return { text }
    }
    // A section (BODY[HEADER.FIELDS (A B)]<0.10>) is part of its atom although it holds spaces and parentheses.
    const atom = this.#match(/[^\s()"{\][]+(?:\[[^\]]*\](?:<\d+(?:\.\d+)?>)?)?/y)
    if (!atom) throw new Error('not a token')
    return { atom: atom[0] }
  }

  #list(): Token {
    this.#at += 1
    const list: Token[] = []
    while (this.#peek() !== ')') {
      if (list.length > 0) this.space()
      list.push(this.token())
    }
    this.#at += 1
    return { list }
  }
}

/** Parses one whole command; null when it is not one. Text is latin1, one character a byte. */
export const parseCommand = (bytes: Buffer): Command | null => {
  const scanner = new Scanner(bytes.toString('latin1'))
  const tokens: Token[] = []
  try {
    for (;;) {
      tokens.push(scanner.token())
      if (scanner.done()) break
      scanner.space()
    }
  } catch {
    return null
  }
  const [tag, name, ...args] = tokens
  if (!tag || !name || !('atom' in tag) || !('atom' in name) || !/^[^+%*]+$/.test(tag.atom)) return null
  return { tag: tag.atom, name: name.atom.toUpperCase(), args }
}

/** The words of an atom or a string; undefined for a list or nothing. */
export const wordsOf = (token: Token | undefined): string | undefined => {
  if (token === undefined || 'list' in token) return undefined
  return 'atom' in token ? token.atom : token.text
}

/**
 * Parses a sequence set such as `1:3,7,9:*`; `largest` stands for `*`. Null when it is not one.
 * The answer tells whether a number is in it; ranges may be written backwards.
 */
export const parseSet = (text: string, largest: number): ((number: number) => boolean) | null => {
  if (!/^(?:\d{1,10}|\*)(?::(?:\d{1,10}|\*))?(?:,(?:\d{1,10}|\*)(?::(?:\d{1,10}|\*))?)*$/.test(text)) return null
  const value = (word: string): number => (word === '*' ? largest : Number(word))
  const ranges = text.split(',').map((part) => {
    const [first = '*', last = first] = part.split(':')
    return [Math.min(value(first), value(last)), Math.max(value(first), value(last))] as const
  })
  return (number) => ranges.some(([low, high]) => number >= low && number <= high)
}
