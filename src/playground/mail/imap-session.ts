import type { Conversation, Line } from './imap-commands.ts'
import { capabilities, perform, trouble } from './imap-commands.ts'
import type { Command } from './imap-parse.ts'

export type Session = Readonly<{
  greet(): Promise<void>
  /** Performs one command and answers it. */
  run(command: Command): Promise<void>
  /** Ends an IDLE; false when there was none. */
  doneIdling(): boolean
  close(): void
}>

/** One IMAP conversation: the greeting, the commands one after another, news of mails, IDLE (RFC 2177). */
export const createSession = (line: Line): Session => {
  const at: Conversation = { line, account: null, selected: null }
  let idling: string | null = null
  let unwatch = (): void => {}

  const tellNew = (): void => {
    if (!at.selected || at.selected.told === at.selected.folder.messages.length) return
    at.selected.told = at.selected.folder.messages.length
    line.send(`* ${at.selected.told} EXISTS\r\n`)
  }
  const idle = (tag: string): void => {
    idling = tag
    line.send('+ idling\r\n')
    tellNew()
  }
  const watch = (): void => {
    unwatch()
    const stop = at.account?.watch((folder) => {
      if (idling !== null && at.selected?.folder === folder) tellNew()
    })
    unwatch = stop ?? (() => {})
  }
  return {
    greet: async () => {
      if ((await trouble(at, 'imap-connect')) !== null) return line.cut()
      line.send(`* OK [${capabilities}] the playground's mail\r\n`)
    },
    run: async (command) => {
      if (command.name === 'IDLE' && at.account) return idle(command.tag)
      const status = await perform(at, command)
      if (status === 'cut') return line.cut()
      if (command.name === 'LOGIN') watch()
      tellNew()
      line.send(`${command.tag} ${status}\r\n`)
      if (command.name === 'LOGOUT') line.cut()
    },
    doneIdling: () => {
      if (idling === null) return false
      line.send(`${idling} OK done\r\n`)
      idling = null
      return true
    },
    close: () => unwatch(),
  }
}
