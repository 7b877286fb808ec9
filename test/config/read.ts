import { generateKeyPairSync } from 'node:crypto'
import { type Config, readConfig } from '../../src/config.ts'

/** A private key as PEM. */
export const pem = (bits: number): string =>
  generateKeyPairSync('rsa', {
    modulusLength: bits,
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  }).privateKey
export const rsa = pem(2048)
export const account = JSON.stringify({
  type: 'service_account',
  client_email: 'a@b.iam.example',
  private_key: rsa,
  project_id: 'x',
})

/** The least that cordon.yaml must say. */
export const least = `
roles: { responder: [U01], lead: [U01] }
places: { team: C01 }
terms: { version: 1, text: Keep it. }
`
export const slack = { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_APP_TOKEN: 'xapp-1' }

/** A disk that holds these files and no other. */
export const files =
  (given: Readonly<Record<string, string>>) =>
  (path: string): string => {
    const content = given[path]
    if (content === undefined) throw new Error(`ENOENT ${path}`)
    return content
  }

type Answer = ReturnType<typeof readConfig>

/** Reads an environment and a cordon.yaml, with more files beside it. */
export const read = (
  env: Readonly<Record<string, string | undefined>>,
  yaml = least,
  more: Readonly<Record<string, string>> = {},
): Answer => readConfig(env, files({ './cordon.yaml': yaml, ...more }))

/** The same, with what Slack needs already set. */
export const set = (env: Readonly<Record<string, string>>, yaml = least): Answer => read({ ...slack, ...env }, yaml)

export const good = (answer: Answer): Config => {
  if ('config' in answer) return answer.config
  throw new Error(`refused: ${JSON.stringify(answer.complaints)}`)
}
export const complaintsOf = (answer: Answer) => ('complaints' in answer ? answer.complaints : [])
export const wrongs = (answer: Answer) => complaintsOf(answer).map((it) => `${it.name} ${it.wrong}`)
export const names = (answer: Answer) => complaintsOf(answer).map((it) => it.name)
