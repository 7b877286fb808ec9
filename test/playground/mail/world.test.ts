import { connect } from 'node:tls'
import nodemailer from 'nodemailer'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { MailStep } from '../../../src/playground/mail/smtp-host.ts'
import type { MailWorld } from '../../../src/playground/mail/world.ts'
import { listAddress, listId, mail, sender, startWorld, wednesday, witness } from './world-for-tests.ts'

let world: MailWorld

beforeEach(async () => {
  world = await startWorld()
})
afterEach(async () => {
  await world.stop()
})

const post = async (raw: Buffer, url = world.smtpUrl(sender), from = sender, to = listAddress) => {
  const transport = nodemailer.createTransport(url, {})
  try {
    return await transport.sendMail({ raw, envelope: { from, to: [to] } })
  } finally {
    transport.close()
  }
}

const addList = (posters: readonly string[] = [sender]) =>
  world.addList({ address: listAddress, listId, members: [witness, sender], posters })

describe('the submission host', () => {
  it('takes a mail over TLS from the first byte and over STARTTLS', async () => {
    await post(mail({ id: '<a@x>' }), world.smtpUrl(sender), sender, witness)
    await post(mail({ id: '<b@x>' }), world.smtpUrl(sender, 'starttls'), sender, witness)
    const seen = await world.mailbox(witness).messages()
    expect(seen.map((one) => one.messageId)).toEqual(['<a@x>', '<b@x>'])
    expect(seen[0]).toMatchObject({ subject: 'Hello', text: 'The text.\n', uid: 1, at: wednesday })
  })

  it('is not believed by a client that does not know its authority', async () => {
    const port = Number(new URL(world.smtpUrl(sender)).port)
    const refused = await new Promise<string | undefined>((resolve) => {
      const socket = connect({ port, host: '127.0.0.1', ca: [] }, () => resolve(undefined))
      socket.on('error', (error: NodeJS.ErrnoException) => resolve(error.code))
    })
    expect(refused).toMatch(/UNABLE_TO_|SELF_SIGNED/)
  })

  it('refuses a wrong password, a foreign sender and an unknown recipient with the codes hosts use', async () => {
    const wrong = world.smtpUrl(sender).replace(/:[^:@]+@/, ':wrong@')
    await expect(post(mail({ id: '<a@x>' }), wrong)).rejects.toMatchObject({ responseCode: 535 })
    const other = 'other@cordon.example'
    await expect(post(mail({ id: '<a@x>' }), world.smtpUrl(sender), other, witness)).rejects.toThrow(/5\.7\.1/)
    const nobody = post(mail({ id: '<a@x>' }), world.smtpUrl(sender), sender, 'nobody@x.example')
    await expect(nobody).rejects.toThrow(/550 5\.1\.1/)
    expect(await world.mailbox(witness).messages()).toEqual([])
  })

  it('keeps a copy of what was sent in the sender’s Sent folder', async () => {
    addList()
    await post(mail({ id: '<a@x>' }))
    expect(await world.mailbox(sender).messages('Sent')).toHaveLength(1)
    expect(await world.mailbox(sender).messages('All Mail')).toHaveLength(1)
  })

  it('tells each accepted mail before and after it takes effect, while the sender waits', async () => {
    addList()
    const told: (MailStep & { there: number })[] = []
    world.onRequest(async (step) => {
      told.push({ ...step, there: (await world.mailbox(witness).messages()).length })
    })
    await post(mail({ id: '<a@x>' }))
    const step = { what: 'mail.accept', messageId: '<a@x>', from: sender, to: [listAddress] }
    expect(told).toEqual([
      { ...step, phase: 'before', there: 0 },
      { ...step, phase: 'after', there: 1 },
    ])
  })

  it.each(['connect', 'auth', 'mail', 'rcpt', 'body', 'dot'] as const)(
    'gives nothing out when the connection is cut at %s, and works again after it',
    async (step) => {
      addList()
      world.faults.add({ step, trouble: 'cut' })
      await expect(post(mail({ id: '<a@x>' }))).rejects.toThrow()
      expect(await world.mailbox(witness).messages()).toEqual([])
      await post(mail({ id: '<b@x>' }))
      expect(await world.mailbox(witness).messages()).toHaveLength(1)
    },
  )

  it('has given the mail out when the connection is cut after the final dot', async () => {
    addList()
    world.faults.add({ step: 'accepted', trouble: 'cut' })
    await expect(post(mail({ id: '<a@x>' }))).rejects.toThrow()
    expect(await world.mailbox(witness).messages()).toHaveLength(1)
  })

  it('answers a planned code once, and goes on when a stalled step is released', async () => {
    addList()
    world.faults.add({ step: 'rcpt', trouble: { code: 451, text: '4.3.0 Try later' } })
    await expect(post(mail({ id: '<a@x>' }))).rejects.toThrow(/451/)
    world.faults.add({ step: 'dot', trouble: 'stall' })
    const waiting = post(mail({ id: '<b@x>' }))
    await world.faults.stalled('dot')
    expect(await world.mailbox(witness).messages()).toEqual([])
    world.faults.release()
    await waiting
    expect(await world.mailbox(witness).messages()).toHaveLength(1)
  })

  it('is as slow as the operator wants, and refuses until that is called off', async () => {
    addList()
    const free = Promise.withResolvers<void>()
    world.faults.add({ step: 'dot', trouble: { pause: () => free.promise } })
    const waiting = post(mail({ id: '<a@x>' }))
    free.resolve()
    await waiting
    const trouble = { code: 451, text: '4.3.0 Try later' }
    const fault = world.faults.add({ step: 'rcpt', trouble, times: Number.POSITIVE_INFINITY })
    for (let turn = 0; turn < 2; turn++) await expect(post(mail({ id: '<b@x>' }))).rejects.toThrow(/451/)
    fault.off()
    await post(mail({ id: '<b@x>' }))
    expect(await world.mailbox(witness).messages()).toHaveLength(2)
  })
})

describe('the list', () => {
  it('gives its members a copy with its own List-* fields, Precedence, the same Message-ID and the same body', async () => {
    addList()
    const raw = Buffer.from(mail({ id: '<a@x>' }).toString().replace('MIME-V', 'List-Id: <forged.example>\r\nMIME-V'))
    await post(raw)
    const [copy] = await world.mailbox(witness).messages()
    const headers = (copy?.headers ?? []).map(({ name, value }) => `${name}: ${value}`)
    expect(headers).toContain(`list-id: <${listId}>`)
    expect(headers).toContain('precedence: list')
    expect(headers.filter((line) => line.startsWith('list-id:'))).toHaveLength(1)
    expect(headers.filter((line) => line.startsWith('list-unsubscribe:'))).toHaveLength(1)
    expect(copy).toMatchObject({ messageId: '<a@x>', text: 'The text.\n' })
  })

  it('gives the same Message-ID out twice when it is posted twice, as Mailman does', async () => {
    addList()
    await post(mail({ id: '<a@x>' }))
    await post(mail({ id: '<a@x>' }))
    expect(await world.mailbox(witness).messages()).toHaveLength(2)
  })

  it('hides the sender’s own mail from the sender, as Gmail does', async () => {
    addList()
    await post(mail({ id: '<a@x>' }))
    expect(await world.mailbox(sender).messages()).toEqual([])
  })

  it('holds a stranger’s mail, tells the stranger, and gives it out when a moderator accepts', async () => {
    const list = addList(['someone@else.example'])
    await post(mail({ id: '<a@x>', subject: '=?utf-8?Q?CVE_f=C3=BCr_alle?=' }))
    expect(await world.mailbox(witness).messages()).toEqual([])
    const [notice] = await world.mailbox(sender).messages()
    expect(notice?.from).toContain('kubeflow-security-bounces@lists.example')
    expect(notice?.subject).toBe(`Your message to ${listAddress} awaits moderator approval`)
    expect(notice?.text).toContain('CVE für alle')
    expect(list.held().map((one) => one.messageId)).toEqual(['<a@x>'])
    await list.accept('<a@x>')
    expect(await world.mailbox(witness).messages()).toHaveLength(1)
    expect(list.held()).toEqual([])
    await expect(list.accept('<a@x>')).rejects.toThrow(/holds no mail/)
  })

  it('holds a mail above 40 KB and drops one that already went through it', async () => {
    const list = addList()
    await post(Buffer.concat([mail({ id: '<big@x>' }), Buffer.alloc(41 * 1024, 'a\r\n')]))
    expect(list.held().map((one) => one.reason)).toEqual(['The mail is larger than the list allows.'])
    list.discard('<big@x>')
    await post(mail({ id: '<a@x>' }))
    const [copy] = await world.mailbox(witness).messages()
    await post(copy?.raw ?? Buffer.alloc(0))
    expect(await world.mailbox(witness).messages()).toHaveLength(1)
    expect(list.held()).toEqual([])
  })
})
