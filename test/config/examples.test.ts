import { readFileSync } from 'node:fs'
import { parseEnv } from 'node:util'
import { describe, expect, test } from 'vitest'
import { settings } from '../../src/config/environment.ts'
import { readConfig } from '../../src/config.ts'
import { teamRoles } from '../../src/kernel/person.ts'
import { account, files, good, rsa } from './read.ts'

const text = (file: string) => readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8')

describe('the examples', () => {
  const example = text('cordon.example.yaml')
  const uncommented = parseEnv(text('.env.example').replaceAll(/^# (?=[A-Z_]+=)/gm, ''))
  const secrets = files({ './cordon.yaml': example, '/run/secrets/dkim.pem': rsa, '/run/secrets/google.json': account })

  test('start Cordon as they stand, but for the accounts that lists need', () => {
    const accounts = { SMTP_URL: 'smtps://u:p@mail.example.org', WITNESS_IMAP_URL: 'imaps://u:p@mail.example.org' }
    const env = { ...parseEnv(text('.env.example')), ...accounts }
    const { team } = good(readConfig(env, secrets))
    expect(team.series[0]).toMatchObject({ key: 'security-team', first: '2023-01-18T08:00', everyWeeks: 2 })
    expect(team.lists['kubeflow-security']).toMatchObject({
      from: { name: 'Kubeflow Security Team', address: 'security@example.org' },
      listId: 'kubeflow-security.googlegroups.com',
    })
  })

  test('start Cordon with every line of .env.example switched on', () => {
    const config = good(readConfig(uncommented, secrets))
    expect([
      config.smtp,
      config.witness,
      config.intake,
      config.bounce,
      config.dkim,
      config.google,
      config.github,
    ]).not.toContain(null)
  })

  test('name every setting there is, and no other', () => {
    const given = Object.keys(uncommented).map((name) => name.replace(/_FILE$/, ''))
    // Signing in by OAuth is not built yet: what would be refused is not shown.
    const built = settings.map((it) => it.name).filter((name) => !name.endsWith('_OAUTH'))
    expect(new Set(given)).toEqual(new Set(built))
  })

  test('show every key of the file', () => {
    const keys = new Set(example.match(/^\w+(?=:)/gm))
    const { team } = good(readConfig(uncommented, secrets))
    expect(keys).toEqual(new Set(Object.keys(team)))
    expect(Object.keys(team.roles).toSorted()).toEqual([...teamRoles].toSorted())
  })
})
