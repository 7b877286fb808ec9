import { generateKeyPairSync } from 'node:crypto'
import { createMailWorld } from '../../src/playground/mail/world.ts'

export const senderAddress = 'desk@cordon.example'
const listKey = 'kubeflow-security'
const listAddress = 'kubeflow-security@lists.example'

/**
 * The playground's mail around Cordon: the desk's own account, the list, and a witness on another account. With
 * `stranger` the list does not know the desk, and holds what it posts.
 */
export const createMailSide = async (it: Readonly<{ dir: string; stranger: boolean }>) => {
  const world = await createMailWorld({ now: Date.now, dir: it.dir })
  const witness = world.mailbox('witness@elsewhere.example')
  const desk = world.mailbox(senderAddress)
  const listId = listAddress.replace('@', '.')
  const list = world.addList({
    address: listAddress,
    listId,
    members: [witness.address, senderAddress],
    posters: it.stranger ? [] : [senderAddress],
  })
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  return {
    ...world,
    list,
    witness,
    desk,
    publicKey,
    env: {
      SMTP_URL: world.smtpUrl(senderAddress),
      WITNESS_IMAP_URL: world.imapUrl(witness.address),
      BOUNCE_IMAP_URL: world.imapUrl(senderAddress),
      NODE_EXTRA_CA_CERTS: world.caFile,
      DKIM_KEY: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
      DKIM_SELECTOR: 'desk',
      DKIM_DOMAIN: 'cordon.example',
    },
    team: {
      lists: {
        [listKey]: { address: listAddress, from: `Security Desk <${senderAddress}>`, listId, witnessMinutes: 0.05 },
      },
    },
  }
}

export type MailSide = Awaited<ReturnType<typeof createMailSide>>
