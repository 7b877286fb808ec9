import { generateKeyPairSync } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createMailWorld } from '../../src/playground/mail/world.ts'
import type { World } from '../setup/world.ts'
import { directOf, insist } from '../walks/deeds.ts'
import { killTest } from './operation.ts'

const list = 'security@lists.example.org'
const desk = 'desk@team.example.org'
const witness = 'witness@elsewhere.example.org'
const reader = 'reader@readers.example.org'
const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })

const withMail = async () => {
  const dir = mkdtempSync(join(tmpdir(), 'cordon-mail-'))
  const mail = await createMailWorld({ now: Date.now, dir })
  mail.addList({ address: list, listId: 'security.lists.example.org', members: [witness, reader], posters: [desk] })
  return {
    mail,
    settings: {
      env: {
        SMTP_URL: mail.smtpUrl(desk),
        WITNESS_IMAP_URL: mail.imapUrl(witness),
        NODE_EXTRA_CA_CERTS: mail.caFile,
        DKIM_KEY: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
        DKIM_SELECTOR: 'cordon1',
        DKIM_DOMAIN: 'team.example.org',
      },
      team: { lists: { security: { address: list, from: `Security Team <${desk}>`, witnessMinutes: 0.05 } } },
    },
    onStep: (hear: (step: string) => Promise<'drop' | undefined>) => {
      mail.onRequest(async ({ phase, what }) => {
        await hear(`${phase} request ${what}`)
      })
    },
    stop: async () => {
      await mail.stop()
      rmSync(dir, { recursive: true, force: true })
    },
  }
}

const told = (world: World) =>
  world.ada.messages(world.announcements).filter((it) => it.text.includes('The release is out.'))

killTest({
  name: 'announcing to the list',
  around: withMail,
  prepare: null,
  perform: async (world, _given, { mail }) => {
    const { ada, bob, slack, town } = world
    const form = () => (ada.modal()?.fields.length ?? 0) > 0
    await insist(world, () => ada.command(town, '/kf-announce', ''), form)
    await insist(
      world,
      async () => {
        if (!form()) return
        await ada.fill({ Subject: 'Release 1.2', Text: 'The release is out.' })
        await ada.submitModal()
      },
      () => !form(),
    )
    const asked = () => directOf(bob).some((it) => it.controls.some((one) => one.label === 'Approve and send'))
    if (!(await slack.until(asked, 30_000))) throw new Error(`nobody was asked\n${world.logs()}`)
    const answered = () =>
      directOf(bob).some((it) => it.text.includes('goes on') || /approved|accepted by|distributed/.test(it.text))
    await insist(world, () => bob.press('Approve and send'), answered)
    for (let turn = 0; turn < 60 && told(world).length === 0; turn++) {
      if (await slack.until(() => told(world).length > 0, 1_000)) break
      // What the lead does who is told that the mail's outcome is unknown: look at the list, then decide.
      const held = directOf(ada).findLast((it) => it.text.includes('is held'))
      if (!held) continue
      const there = (await mail.mailbox(reader).messages()).length > 0
      await ada.press(there ? 'Try again' : 'Let it go', { ts: held.ts })
      await slack.until(() => told(world).length > 0, 5_000)
    }
  },
  seen: async (world, _given, { mail }) => {
    const copies = await mail.mailbox(reader).messages()
    return {
      copies: copies.length,
      signed: copies.every((it) => it.headers.some(({ name }) => name === 'dkim-signature')),
      told: told(world).length,
      unknown: world.slack.unknown,
      broken: world.slack.broken.map(String),
    }
  },
  whole: { copies: 1, signed: true, told: 1, unknown: [], broken: [] },
  steps: ['request mail.accept', 'request chat.postMessage'],
  sample: 1,
})
