import { execFileSync, spawn } from 'node:child_process'
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { getCACertificates, setDefaultCACertificates } from 'node:tls'
import { createAuthority } from '../../../src/playground/mail/certificate.ts'
import { freePort } from '../../setup/free-port.ts'
import type { MailPeer } from './delivery-contract.ts'

const postfix = '/usr/sbin/postfix'
const dovecot = '/usr/sbin/dovecot'

/** Both programs are here, and we may start them (they drop root themselves, so they want it). */
export const realPeersExist = [postfix, dovecot].every((path) => existsSync(path)) && process.getuid?.() === 0

const idOf = (user: string): number => Number(execFileSync('id', ['-u', user], { encoding: 'utf8' }))

const startPostfix = async (dir: string, port: number): Promise<() => Promise<void>> => {
  const config = join(dir, 'postfix')
  const queue = join(dir, 'queue')
  const data = join(dir, 'data')
  for (const one of [config, queue, data]) mkdirSync(one)
  chownSync(data, idOf('postfix'), -1)
  const nobody = idOf('nobody')
  writeFileSync(join(dir, 'mailboxes'), 'witness@elsewhere.example witness/\n')
  const settings = [
    'compatibility_level = 3.6',
    `queue_directory = ${queue}`,
    `data_directory = ${data}`,
    'inet_interfaces = 127.0.0.1',
    'inet_protocols = ipv4',
    'mydestination =',
    'mynetworks = 127.0.0.0/8',
    'myhostname = mail.cordon.example',
    'default_transport = error:nothing leaves',
    'relay_domains =',
    'smtpd_relay_restrictions = reject_unauth_destination',
    'virtual_mailbox_domains = elsewhere.example',
    `virtual_mailbox_base = ${join(dir, 'mail')}`,
    `virtual_mailbox_maps = texthash:${join(dir, 'mailboxes')}`,
    `virtual_uid_maps = static:${nobody}`,
    `virtual_gid_maps = static:${nobody}`,
    'alias_maps =',
    'smtp_host_lookup = native',
    `maillog_file = ${join(dir, 'postfix.log')}`,
    `maillog_file_prefixes = ${dir}`,
    'smtpd_tls_security_level = encrypt',
    `smtpd_tls_chain_files = ${join(dir, 'identity.pem')}`,
  ]
  writeFileSync(join(config, 'main.cf'), `${settings.join('\n')}\n`)
  const services = readFileSync('/usr/share/postfix/master.cf.dist', 'utf8').split('\n')
  const inside = services
    .filter((line) => !/^\s*#|^smtp\s+inet/.test(line))
    .map((line) => line.replace(/^(\w+\s+\w+\s+\S+\s+\S+\s+)y/, '$1n'))
  writeFileSync(join(config, 'master.cf'), `127.0.0.1:${port} inet n - n - - smtpd\n${inside.join('\n')}\n`)
  execFileSync(postfix, ['-c', config, 'start'], { stdio: 'ignore' })
  return async () => {
    execFileSync(postfix, ['-c', config, 'stop'], { stdio: 'ignore' })
  }
}

const answers = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => resolve(true))
    socket.on('error', () => resolve(false))
    socket.on('connect', () => socket.destroy())
  })

const startDovecot = async (dir: string, port: number): Promise<() => Promise<void>> => {
  const base = join(dir, 'dovecot')
  mkdirSync(base)
  const nobody = idOf('nobody')
  const settings = `
base_dir = ${base}
state_dir = ${base}
log_path = ${join(dir, 'dovecot.log')}
protocols = imap
listen = 127.0.0.1
ssl = required
ssl_cert = <${join(dir, 'identity.pem')}
ssl_key = <${join(dir, 'identity.pem')}
mail_location = maildir:${join(dir, 'mail')}/%n
first_valid_uid = 1
first_valid_gid = 1
passdb {
  driver = static
  args = password=secret
}
userdb {
  driver = static
  args = uid=${nobody} gid=${nobody} home=${join(dir, 'mail')}/%n
}
namespace inbox {
  inbox = yes
  mailbox Junk {
    special_use = \\Junk
    auto = create
  }
  mailbox Sent {
    special_use = \\Sent
    auto = create
  }
}
service imap-login {
  inet_listener imap {
    port = 0
  }
  inet_listener imaps {
    port = ${port}
    ssl = yes
  }
}
`
  const file = join(dir, 'imap.conf')
  writeFileSync(file, settings)
  const child = spawn(dovecot, ['-F', '-c', file], { stdio: 'ignore' })
  const ended = new Promise<void>((resolve) => child.on('exit', () => resolve()))
  while (!(await answers(port))) {
    if (child.exitCode !== null) throw new Error(readFileSync(join(dir, 'dovecot.log'), 'utf8'))
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  return async () => {
    child.kill('SIGTERM')
    await ended
  }
}

/** Postfix and Dovecot of this machine, private instances in a temporary folder, TLS by an authority of their own. */
export const startRealPeers = async (): Promise<MailPeer> => {
  const dir = mkdtempSync(join(tmpdir(), 'cordon-peers-'))
  chmodSync(dir, 0o755)
  const mail = join(dir, 'mail')
  mkdirSync(mail)
  chownSync(mail, idOf('nobody'), -1)
  const authority = createAuthority()
  const identity = authority.issue(['127.0.0.1', 'localhost'])
  writeFileSync(join(dir, 'identity.pem'), `${identity.key}${identity.cert}`, { mode: 0o600 })
  const before = getCACertificates('default')
  setDefaultCACertificates([...before, authority.cert])
  const [smtp, imap] = [await freePort(), await freePort()]
  const stops = [await startDovecot(dir, imap), await startPostfix(dir, smtp)]
  return {
    smtpUrl: `smtp://127.0.0.1:${smtp}`,
    imapUrl: `imaps://witness%40elsewhere.example:secret@127.0.0.1:${imap}`,
    sender: 'desk@cordon.example',
    witness: 'witness@elsewhere.example',
    inbox: async () => {
      const folders = ['new', 'cur'].map((name) => join(mail, 'witness', name)).filter((path) => existsSync(path))
      const files = folders.flatMap((path) => readdirSync(path).map((file) => join(path, file)))
      // A Maildir keeps lines with LF; on the wire, and in IMAP, they end with CRLF.
      return files.map((file) => Buffer.from(readFileSync(file, 'latin1').replace(/\n/g, '\r\n'), 'latin1'))
    },
    stop: async () => {
      for (const stop of stops) await stop()
      setDefaultCACertificates(before)
      rmSync(dir, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 })
    },
  }
}
