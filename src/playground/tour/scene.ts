import { generateKeyPairSync } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createDrive } from '../drive/index.ts'
import { createMailWorld } from '../mail/world.ts'
import { readMenu } from '../slack/manifest.ts'
import type { After } from '../slack/timers.ts'
import { createSlackWorkspace } from '../slack/workspace.ts'
import { addresses, begins, signing } from '../team/people.ts'
import { seedDrive, seedMail, seedSlack } from '../team/seed.ts'
import { createDesk } from './desk.ts'
import { see } from './look.ts'
import type { Circumstances } from './mishaps.ts'

export type Time = Readonly<{
  /** Line time, ms UTC. */
  line: () => number
  after: After
}>

/** Stops what was started, the last first; what fails to stop keeps none of the others from it. */
const createEnd = () => {
  const ends: (() => unknown)[] = []
  let ending: Promise<void> | null = null
  const run = async (): Promise<void> => {
    for (let next = ends.pop(); next; next = ends.pop()) await Promise.resolve(next()).catch(() => undefined)
  }
  return {
    add: (end: () => unknown) => ends.push(end),
    end: (): Promise<void> => {
      ending ??= run()
      return ending
    },
  }
}

const keyPair = () =>
  generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'der' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  })

/**
 * A Slack, mailboxes, a list and a Drive on this machine with the team in them, all on free ports of the loopback
 * interface, and Cordon ready to be started beside them. Its files lie in a temporary folder, removed by `end`.
 */
export const createScene = async (time: Time, circumstances: Circumstances) => {
  const { add, end } = createEnd()
  try {
    const dir = mkdtempSync(join(tmpdir(), 'cordon-tour-'))
    add(() => rmSync(dir, { recursive: true, force: true }))
    const menu = readMenu()
    const desk = createDesk({ ...time, file: new URL('../cordon.ts', import.meta.url).pathname, begins })
    const slack = await createSlackWorkspace({
      now: desk.now,
      delivery: { mode: 'socket' },
      commands: menu.commands.map((it) => it.command),
    })
    add(slack.stop)
    const mail = await createMailWorld({ now: desk.now, dir })
    add(mail.stop)
    const drive = await createDrive({ now: time.line })
    add(drive.stop)
    // Cordon goes first when all ends.
    add(desk.stop)

    const team = seedSlack(slack)
    circumstances.workspace(slack)
    const list = seedMail(mail, circumstances.mayPost)
    seedDrive(drive, circumstances.notesShared)
    writeFileSync(join(dir, 'cordon.yaml'), team.teamFile)
    const dkim = keyPair()
    const env = {
      CORDON_CONFIG: join(dir, 'cordon.yaml'),
      DATA_DIR: join(dir, 'data'),
      PORT: '0',
      SLACK_API_URL: slack.apiUrl,
      SLACK_BOT_TOKEN: slack.botToken,
      SLACK_APP_TOKEN: slack.appToken,
      SMTP_URL: mail.smtpUrl(addresses.sender),
      BOUNCE_IMAP_URL: mail.imapUrl(addresses.sender),
      WITNESS_IMAP_URL: mail.imapUrl(addresses.witness),
      NODE_EXTRA_CA_CERTS: mail.caFile,
      DKIM_KEY: dkim.privateKey,
      DKIM_SELECTOR: signing.selector,
      DKIM_DOMAIN: signing.domain,
      GOOGLE_API_URL: drive.apiUrl,
      GOOGLE_CREDENTIALS: drive.credentialsJson,
    }
    return {
      ...time,
      ...team,
      desk,
      slack,
      mail,
      drive,
      list,
      /** What Cordon's manifest registers. */
      menu,
      /** Where its files lie. */
      dir,
      /** The environment of Cordon, and of the operator's commands beside it. */
      env,
      /** The public half of the key that signs, as its DNS record has it. */
      dkimRecord: `v=DKIM1; k=rsa; p=${dkim.publicKey.toString('base64')}`,
      /** Starts Cordon; resolves when Slack has a connection to hand things over by. */
      startCordon: async () => {
        await desk.start(env)
        await see(time, 'Cordon connected to Slack', () => slack.sockets.count() > 0)
      },
      end,
    }
  } catch (error) {
    await end()
    throw error
  }
}

export type Scene = Awaited<ReturnType<typeof createScene>>
export type Person = Scene['mara']
