export type Print = Readonly<{ json?: true }>

type Row = Readonly<Record<string, string | number | null>>

const tableOf = (rows: readonly Row[]): string => {
  const columns = Object.keys(rows[0] ?? {})
  const width = (column: string) => Math.max(column.length, ...rows.map((row) => String(row[column] ?? '-').length))
  const widths = columns.map(width)
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, at) => cell.padEnd(widths[at] ?? 0))
      .join('  ')
      .trimEnd()
  return [columns, ...rows.map((row) => columns.map((column) => String(row[column] ?? '-')))].map(line).join('\n')
}

/** Prints rows: as JSON lines, or as a table for people. */
export const print = (rows: readonly Row[], json: boolean): void => {
  const text = json ? rows.map((row) => JSON.stringify(row)).join('\n') : rows.length === 0 ? 'none' : tableOf(rows)
  if (text !== '') process.stdout.write(`${text}\n`)
}

/** Says what is wrong and what to do, and sets the exit code. */
export const fail = (wrong: string, remedy: string): void => {
  process.stderr.write(`${wrong}. ${remedy}\n`)
  process.exitCode = 2
}
