import { describe, expect, it } from 'vitest'
import { createAccount } from '../../../src/playground/mail/account.ts'
import { createFaults } from '../../../src/playground/mail/faults.ts'
import { parseCommand } from '../../../src/playground/mail/imap-parse.ts'
import { createSession } from '../../../src/playground/mail/imap-session.ts'
import { mail, wednesday, witness } from './world-for-tests.ts'

const starting = () => {
  const account = createAccount({ address: witness, password: 'secret', now: () => wednesday, uidValidity: 7 })
  account.receive(mail({ id: '<a@x>' }))
  const heard: string[] = []
  const session = createSession({
    login: (user, password) => (user === witness && password === 'secret' ? account : null),
    faults: createFaults(),
    send: (bytes) => heard.push(bytes.toString()),
    cut: () => heard.push('CUT'),
  })
  const say = async (line: string): Promise<string> => {
    heard.length = 0
    const command = parseCommand(Buffer.from(line))
    if (!command) throw new Error('not a command')
    await session.run(command)
    return heard.join('')
  }
  return { account, session, say, heard }
}

const selected = async (verb = 'SELECT') => {
  const it = starting()
  await it.say(`a LOGIN ${witness} secret`)
  await it.say(`a ${verb} INBOX`)
  return it
}

describe('an IMAP conversation', () => {
  it('refuses what comes before its time', async () => {
    const { say } = starting()
    expect(await say('a SELECT INBOX')).toBe('a BAD not logged in\r\n')
    expect(await say(`a LOGIN ${witness} wrong`)).toMatch(/^a NO \[AUTHENTICATIONFAILED\]/)
    expect(await say('a LIST "" *')).toBe('a BAD not logged in\r\n')
    expect(await say(`a LOGIN ${witness} secret`)).toBe('a OK logged in\r\n')
    expect(await say('a FETCH 1 FLAGS')).toBe('a BAD no folder is selected\r\n')
    expect(await say('a SELECT Nowhere')).toMatch(/^a NO \[NONEXISTENT\]/)
  })

  it.each([
    'a APPEND INBOX',
    'a UID COPY 1 INBOX',
    'a CONSTRUCTOR',
    'a FETCH 1 BODYSTRUCTURE',
    'a FETCH x FLAGS',
    'a SEARCH BODY text',
    'a SEARCH',
    'a STORE 1 FLAGS',
    'a STORE 1 LABELS (x)',
  ])('answers BAD to what is outside the subset: %s', async (line) => {
    const { say } = await selected()
    expect(await say(line)).toMatch(/^a BAD /)
  })

  it('marks a mail as seen when its body is read, but not when it is peeked at or the folder is examined', async () => {
    const { say, account } = await selected()
    expect(await say('a FETCH 1 BODY.PEEK[TEXT]')).toBe(
      '* 1 FETCH (BODY[TEXT] {11}\r\nThe text.\r\n)\r\na OK fetched\r\n',
    )
    await say('a EXAMINE INBOX')
    await say('a FETCH 1 BODY[TEXT]')
    expect(account.folders[0]?.messages[0]?.flags.size).toBe(0)
    await say('a SELECT INBOX')
    expect(await say('a FETCH 1 BODY[TEXT]<4.3>')).toBe(
      '* 1 FETCH (BODY[TEXT]<4> {3}\r\ntex FLAGS (\\Seen))\r\na OK fetched\r\n',
    )
  })

  it('changes no flag in a folder that is only examined', async () => {
    const { say, account } = await selected('EXAMINE')
    expect(await say('a STORE 1 +FLAGS (\\Seen)')).toBe('a NO the folder is only examined\r\n')
    expect(account.folders[0]?.messages[0]?.flags.size).toBe(0)
  })

  it('stores flags, adds and takes away, and is silent when asked', async () => {
    const { say } = await selected()
    expect(await say('a UID STORE 1 FLAGS (\\Seen \\Flagged)')).toBe(
      '* 1 FETCH (UID 1 FLAGS (\\Seen \\Flagged))\r\na OK stored\r\n',
    )
    expect(await say('a STORE 1 -FLAGS \\Seen')).toBe('* 1 FETCH (FLAGS (\\Flagged))\r\na OK stored\r\n')
    expect(await say('a STORE 1 +FLAGS.SILENT (\\Answered)')).toBe('a OK stored\r\n')
  })

  it('tells of new mail with the next answer, or at once while idling', async () => {
    const { say, account, session, heard } = await selected()
    account.receive(mail({ id: '<b@x>' }))
    expect(await say('a SEARCH ALL')).toBe('* SEARCH 1\r\n* 2 EXISTS\r\na OK searched\r\n')
    expect(await say('i IDLE')).toBe('+ idling\r\n')
    account.receive(mail({ id: '<c@x>' }))
    expect(heard.join('')).toBe('+ idling\r\n* 3 EXISTS\r\n')
    expect([session.doneIdling(), session.doneIdling()]).toEqual([true, false])
    expect(heard.at(-1)).toBe('i OK done\r\n')
  })

  it('says goodbye', async () => {
    const { say } = await selected()
    expect(await say('a LOGOUT')).toBe('* BYE until later\r\na OK logged out\r\nCUT')
  })
})
