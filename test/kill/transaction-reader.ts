const columnsOf = (sql: string): readonly string[] =>
  (/\(([^)]*)\) values/.exec(sql)?.[1] ?? '').split(',').map((name) => name.trim().replaceAll('"', ''))

const states = new Set(['waiting', 'performing', 'done', 'superseded', 'held', 'dead', 'dropped', 'expired'])

/**
 * Reads the statements of one connection and tells, at each commit, what was written, as a name without ordinals:
 * `inbox + plan ring`, `claim ring`, `done ring`. A commit that wrote nothing of note (a poll, a heartbeat) is none.
 * `kinds` keeps which act is of which kind, for all connections of the process.
 */
export const createTransactionReader = (kinds: Map<string, string>) => {
  let notes = new Set<string>()

  const act = (sql: string, parameters: readonly unknown[]): void => {
    if (sql.startsWith('insert')) {
      const columns = columnsOf(sql)
      const kind = String(parameters[columns.indexOf('kind')])
      kinds.set(String(parameters[columns.indexOf('id')]), kind)
      notes.add(`plan ${kind}`)
      return
    }
    const id = parameters.find((it) => typeof it === 'string' && kinds.has(it))
    const state = parameters.find((it) => typeof it === 'string' && states.has(it))
    if (typeof id === 'string') notes.add(`${state === 'performing' ? 'claim' : state} ${kinds.get(id)}`)
  }

  return {
    sees: (sql: string, parameters: readonly unknown[]): readonly string[] => {
      if (/^(begin|rollback)/.test(sql)) notes = new Set()
      const table = /^(?:insert into|update|delete from) "(\w+)"/.exec(sql)?.[1]
      if (table === 'acts') act(sql, parameters)
      else if (table !== undefined && !table.startsWith('kysely')) notes.add(table)
      if (!/^commit/.test(sql) || notes.size === 0) return []
      const all = [...notes].sort()
      notes = new Set()
      // How many acts one claim takes is chance: each is a step of its own.
      return all.every((note) => note.startsWith('claim ')) ? all : [all.join(' + ')]
    },
  }
}
