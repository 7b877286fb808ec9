import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { settings } from '../../src/config/environment.ts'
import { readConfig } from '../../src/config.ts'
import { account, files, good, least, rsa } from '../config/read.ts'
import { type ComposeFile, composeFile } from './compose-file.ts'
import { image, project } from './image.ts'

const read = (path: string) => readFileSync(join(project, path), 'utf8')
const text = read('compose.yaml')
/** Every line that is commented out and could be switched on. */
const allOn = text.replaceAll(/^( +)# (?=(- )?[\w.]+(: \S+)?$)/gm, '$1')

const asItStands = composeFile.parse(parse(text))
const switchedOn = composeFile.parse(parse(allOn))

const serviceOf = (file: ComposeFile, name: string) => {
  const service = file.services[name]
  if (!service) throw new Error(`there is no service ${name}`)
  return service
}

describe.each([
  ['as it stands', asItStands],
  ['with every line switched on', switchedOn],
] as const)('compose.yaml %s', (_how, file) => {
  const cordon = serviceOf(file, 'cordon')

  test('names only settings that Cordon knows, secrets by files alone', () => {
    const known = settings.map((it) => (it.secret ? `${it.name}_FILE` : it.name))
    expect(Object.keys(cordon.environment).filter((name) => !known.some((it) => it === name))).toEqual([])
  })

  test('gives each service exactly the secrets that it reads', () => {
    for (const { environment, secrets } of Object.values(file.services)) {
      const readByIt = Object.entries(environment).flatMap(([name, value]) => (name.endsWith('_FILE') ? [value] : []))
      expect(readByIt.toSorted()).toEqual(secrets.map((name) => `/run/secrets/${name}`).toSorted())
      for (const name of secrets) expect(file.secrets[name]).toBeDefined()
    }
  })

  test('uses every volume that it declares and declares every one that it uses', () => {
    const used = Object.values(file.services).flatMap((it) => it.volumes.map((mount) => mount.split(':')[0] ?? ''))
    expect(used.filter((name) => !name.startsWith('./')).toSorted()).toEqual(Object.keys(file.volumes).toSorted())
  })

  test('lets Cordon write into its data alone, as the user of the image', () => {
    expect(cordon).toMatchObject({ read_only: true, user: image.user, cap_drop: ['ALL'] })
    const writable = cordon.volumes.filter((mount) => !mount.endsWith(':ro')).map((mount) => mount.split(':')[1])
    expect(writable).toEqual([image.env.DATA_DIR])
  })

  test('starts Cordon with these settings', () => {
    const fake: Readonly<Record<string, string>> = {
      slack_bot_token: 'xoxb-1',
      slack_app_token: 'xapp-1',
      database_url: 'postgres://cordon:x@postgres/cordon',
      'google.json': account,
      smtp_url: 'smtps://u:p@mail.example.org',
      witness_imap_url: 'imaps://u:p@mail.example.org',
      bounce_imap_url: 'imaps://u:p@mail.example.org',
      'dkim.pem': rsa,
    }
    const mounted = Object.fromEntries(cordon.secrets.map((name) => [`/run/secrets/${name}`, fake[name] ?? '']))
    const disk = files({ ...mounted, '/cordon/cordon.yaml': least })
    const { store } = good(readConfig({ ...image.env, ...cordon.environment }, disk))
    expect(store.kind).toBe(file === switchedOn ? 'postgres' : 'sqlite')
  })
})

describe('compose.yaml', () => {
  test('runs PostgreSQL only when asked, and Cordon waits for it only then', () => {
    expect(serviceOf(asItStands, 'postgres')).toMatchObject({ profiles: ['postgres'], read_only: true })
    expect(serviceOf(asItStands, 'postgres').healthcheck).toBeDefined()
    expect(serviceOf(asItStands, 'cordon').depends_on).toEqual({
      postgres: { condition: 'service_healthy', required: false },
    })
    expect(image.health.length).toBeGreaterThan(0)
  })

  test('switches on what the comments offer', () => {
    expect(serviceOf(asItStands, 'cordon').secrets).toEqual(['slack_bot_token', 'slack_app_token'])
    expect(new Set([...serviceOf(switchedOn, 'cordon').secrets, 'postgres_password'])).toEqual(
      new Set(Object.keys(asItStands.secrets)),
    )
  })

  test('mounts no file that the getting-started guide does not explain, and git keeps none of the secrets', () => {
    const guide = read('docs/getting-started.md')
    const mounted = Object.values(asItStands.services).flatMap((it) => it.volumes.map((mount) => mount.split(':')[0]))
    const named = [...Object.values(asItStands.secrets).map((it) => it.file), ...mounted]
    const own = named.flatMap((path) => (path?.startsWith('./') ? [path.slice(2)] : []))
    expect(own).toContain('cordon.yaml')
    expect(own.filter((path) => !guide.includes(`\`${path}\``))).toEqual([])
    expect(read('.gitignore').split('\n')).toContain('secrets')
  })

  test.each([
    ['a key that is misspelt', (it: string) => it.replace('read_only', 'readonly')],
    ['a period without a unit', (it: string) => it.replace('interval: 10s', 'interval: 10')],
    ['a condition that Compose does not know', (it: string) => it.replace('service_healthy', 'healthy')],
    ['a number where Compose wants text', (it: string) => it.replace('LOG_LEVEL: info', 'LOG_LEVEL: [info]')],
  ])('would be refused with %s', (_what, broken) => {
    expect(broken(text)).not.toBe(text)
    expect(composeFile.safeParse(parse(broken(text))).success).toBe(false)
  })
})
