import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { getCACertificates, setDefaultCACertificates } from 'node:tls'
import type { MailWorld } from '../../../src/playground/mail/world.ts'
import { createMailWorld } from '../../../src/playground/mail/world.ts'

export const wednesday = Date.UTC(2023, 0, 18, 16, 0, 0)
export const sender = 'desk@cordon.example'
export const witness = 'witness@elsewhere.example'
export const listId = 'kubeflow-security.lists.example'
export const listAddress = 'kubeflow-security@lists.example'

/** A world of mail whose certificate nobody trusts. */
export const startDistrustedWorld = async (): Promise<MailWorld> => {
  const dir = mkdtempSync(join(tmpdir(), 'cordon-mail-'))
  const world = await createMailWorld({ now: () => wednesday, dir, seed: 'test' })
  world.mailbox(sender)
  world.mailbox(witness)
  return {
    ...world,
    stop: async () => {
      await world.stop()
      rmSync(dir, { recursive: true })
    },
  }
}

/** A world of mail whose certificate this process trusts, as NODE_EXTRA_CA_CERTS makes a child trust it. */
export const startWorld = async (): Promise<MailWorld> => {
  const world = await startDistrustedWorld()
  const before = getCACertificates('default')
  setDefaultCACertificates([...before, readFileSync(world.caFile, 'utf8')])
  return {
    ...world,
    stop: async () => {
      await world.stop()
      setDefaultCACertificates(before)
    },
  }
}

/** A small mail in plain text. */
export const mail = (about: Readonly<{ id: string; from?: string; to?: string; subject?: string }>): Buffer =>
  Buffer.from(
    [
      `From: Security <${about.from ?? sender}>`,
      `To: <${about.to ?? listAddress}>`,
      `Subject: ${about.subject ?? 'Hello'}`,
      'Date: Wed, 18 Jan 2023 16:00:00 +0000',
      `Message-ID: ${about.id}`,
      'MIME-Version: 1.0',
      'Content-Type: text/plain; charset=utf-8',
      '',
      'The text.',
      '',
    ].join('\r\n'),
  )
