import { spawnSync } from 'node:child_process'
import type { KeyObject } from 'node:crypto'
import { dkimVerify } from 'mailauth/lib/dkim/verify.js'

export const domain = 'cordon.example'
export const selector = 'desk'

/** The TXT record under which a key is published. */
const recordOf = (publicKey: KeyObject): string =>
  `v=DKIM1; k=rsa; p=${publicKey.export({ type: 'spki', format: 'der' }).toString('base64')}`

/** What mailauth says of each signature of a mail, with this key published and nothing else. */
export const mailauthSays = async (bytes: Buffer, publicKey: KeyObject): Promise<readonly string[]> => {
  const { results } = await dkimVerify(bytes, {
    resolver: async (name) => {
      if (name !== `${selector}._domainkey.${domain}`)
        throw Object.assign(new Error('ENOTFOUND'), { code: 'ENOTFOUND' })
      return [[recordOf(publicKey)]]
    },
  })
  return results.map((one) => one.status?.result ?? 'nothing')
}

/** A Python that has dkimpy (Debian: python3-dkim), or undefined. */
export const pythonWithDkim = ['python3', '/usr/bin/python3'].find(
  (python) => spawnSync(python, ['-c', 'import dkim']).status === 0,
)

const script = `
import sys, base64, dkim
record, mails = sys.argv[1].encode(), sys.stdin.read().split()
for mail in mails:
    try:
        print(dkim.DKIM(base64.b64decode(mail)).verify(0, dnsfunc=lambda name, timeout=5: record))
    except dkim.ValidationError:
        print(False)
`

/** What dkimpy says of the first signature of each mail. */
export const dkimpySays = (python: string, mails: readonly Buffer[], publicKey: KeyObject): readonly boolean[] => {
  const input = mails.map((mail) => mail.toString('base64')).join('\n')
  const ran = spawnSync(python, ['-c', script, recordOf(publicKey)], { input, encoding: 'utf8' })
  if (ran.status !== 0) throw new Error(ran.stderr)
  return ran.stdout
    .trim()
    .split('\n')
    .map((line) => line === 'True')
}
