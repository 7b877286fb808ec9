import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { settings } from '../src/config/environment.ts'
import { readConfig } from '../src/config.ts'
import { account, complaintsOf, files, good, least, names, pem, read, rsa, set, slack, wrongs } from './config/read.ts'

describe('to start', () => {
  test('an empty environment is told everything that is needed, and nothing else', () => {
    const answer = readConfig({}, files({}))
    expect(names(answer)).toEqual(['SLACK_BOT_TOKEN', 'SLACK_APP_TOKEN', 'cordon.yaml'])
    expect(JSON.stringify(answer)).toContain('SLACK_SIGNING_SECRET')
    for (const complaint of complaintsOf(answer)) expect(complaint.remedy).toMatch(/^[A-Z].*[.)]$/)
  })

  test('two tokens and the least of a file are enough', () => {
    const config = good(read(slack))
    expect(config).toMatchObject({
      slack: { botToken: 'xoxb-1', mode: { kind: 'socket', appToken: 'xapp-1' }, apiUrl: 'https://slack.com/api/' },
      store: { kind: 'sqlite', dir: './data' },
      port: 3000,
      publicUrl: null,
      logLevel: 'info',
      secret: null,
      smtp: null,
      dkim: null,
      google: null,
      github: null,
    })
    expect(config.team).toMatchObject({ commandPrefix: 'kf-', incidentPrefix: 'KF', series: [], lists: {} })
    expect(config.team.clocks).toEqual({ lease: 30_000, heartbeat: 10_000, beat: 60_000, poll: 1_000 })
    expect(config.team.terms.version).toBe('1')
  })

  test('a signing secret alone means HTTP; beside an app token Socket Mode is used', () => {
    const http = { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_SIGNING_SECRET: '8f742231b10e8888abcd99yyyzzz85a5' }
    expect(good(read(http)).slack.mode.kind).toBe('http')
    expect(good(read({ ...http, SLACK_APP_TOKEN: 'xapp-1' })).slack.mode.kind).toBe('socket')
  })

  test('several mistakes are told together, those of the file too', () => {
    const answer = set({ SLACK_BOT_TOKEN: 'xoxp-1', PORT: 'eighty', TZ: 'Europe/Berlin' }, 'roles: {}\nplacs: {}\n')
    expect(names(answer)).toEqual(
      expect.arrayContaining(['SLACK_BOT_TOKEN', 'PORT', 'TZ', 'cordon.yaml: places', 'cordon.yaml: placs']),
    )
  })

  test('a slip of the pen in the environment is named', () => {
    const answer = read({ SLACK_BOT_TOKN: 'xoxb-1', SLACK_APP_TOKEN: 'xapp-1' })
    expect(complaintsOf(answer)[0]?.remedy).toContain('SLACK_BOT_TOKN is set')
  })

  test('unset TZ is to be set to UTC, UTC is left alone, another zone is refused', () => {
    expect(good(set({})).setZone).toBe('UTC')
    expect(good(set({ TZ: 'UTC' })).setZone).toBeNull()
    expect(names(set({ TZ: 'America/Los_Angeles' }))).toEqual(['TZ'])
  })

  test('what was read is frozen to the bottom', () => {
    const config = good(
      set(
        {},
        `${least}series: [{key: a, name: A, first: 2023-01-18T08:00, zone: UTC, everyWeeks: 2, minutes: 60, channel: team}]`,
      ),
    )
    const walk = (value: unknown): void => {
      if (typeof value !== 'object' || value === null) return
      expect(Object.isFrozen(value)).toBe(true)
      for (const inner of Object.values(value)) walk(inner)
    }
    walk(config)
    expect(config.team.series[0]?.reminders).toEqual([1440])
  })
})

describe('secrets', () => {
  test('come from a file named by _FILE, without its last line break', () => {
    const env = { SLACK_APP_TOKEN: 'xapp-1', SLACK_BOT_TOKEN_FILE: '/run/bot' }
    expect(good(read(env, least, { '/run/bot': 'xoxb-9\n' })).slack.botToken).toBe('xoxb-9')
  })

  test.each([
    ['given twice', { SLACK_BOT_TOKEN_FILE: '/run/bot' }, 'SLACK_BOT_TOKEN is given twice'],
    ['unreadable', { SMTP_URL_FILE: '/gone' }, 'SMTP_URL_FILE names a file that cannot be read'],
    ['empty', { CORDON_SECRET_FILE: '/empty' }, 'CORDON_SECRET_FILE names an empty file'],
  ])('a file that is %s is complained about once', (_how, env, wrong) => {
    const answer = read({ ...slack, ...env }, least, { '/run/bot': 'xoxb-9', '/empty': '\n' })
    expect(wrongs(answer)).toHaveLength(1)
    expect(wrongs(answer)[0]).toContain(wrong)
  })

  test('are never printed, whatever is wrong with them', () => {
    const canary = 'canary-7f3a9c'
    fc.assert(
      fc.property(
        fc.constantFrom(
          '',
          'xoxb-',
          'https://',
          'smtps://',
          'smtps://u:p@h/',
          'imaps://',
          'postgres://',
          '{"a":"',
          '%zz',
        ),
        fc.constantFrom('', '"}', '@host', ':1/?x=1', '\n\n', '\u0000', ' %'),
        (before, after) => {
          const value = `${before}${canary}${after}`
          const every = Object.fromEntries(settings.filter((it) => it.secret).map((it) => [it.name, value]))
          const asFiles = Object.fromEntries(settings.filter((it) => it.secret).map((it) => [`${it.name}_FILE`, '/f']))
          const yaml = `${least}botToken: ${canary}\nxoxb-${canary}-${'x'.repeat(40)}: 1\n? [${canary}\n`
          for (const answer of [set(every), read(asFiles, least, { '/f': value }), set(every, yaml)]) {
            expect(complaintsOf(answer).length).toBeGreaterThan(0)
            expect(JSON.stringify(answer)).not.toContain(canary)
          }
        },
      ),
    )
    const yaml = `${least}botToken: ${canary}\nxoxb-${canary}-${'x'.repeat(40)}: 1\nterms2: [${canary}]\nzone: ${canary}\n`
    expect(names(set({}, yaml))).toEqual(
      expect.arrayContaining(['cordon.yaml: botToken', 'cordon.yaml: (a key)', 'cordon.yaml: zone']),
    )
    expect(JSON.stringify(set({}, yaml))).not.toContain(canary)
  })
})

describe('a setting of the environment', () => {
  test.each<readonly [string, Readonly<Record<string, string>>, string]>([
    ['bot token of a user', { SLACK_BOT_TOKEN: 'xoxp-1' }, 'SLACK_BOT_TOKEN'],
    ['bot token with a blank inside', { SLACK_BOT_TOKEN: 'xoxb-1 2' }, 'SLACK_BOT_TOKEN'],
    ['app token that is a bot token', { SLACK_APP_TOKEN: 'xoxb-1' }, 'SLACK_APP_TOKEN'],
    ['API address that is not encrypted', { SLACK_API_URL: 'http://slack.example.org/api' }, 'SLACK_API_URL'],
    ['port above the last', { PORT: '70000' }, 'PORT'],
    ['level', { LOG_LEVEL: 'loud' }, 'LOG_LEVEL'],
    ['short secret', { CORDON_SECRET: 'short' }, 'CORDON_SECRET'],
    ['public address with a query', { PUBLIC_URL: 'https://a.example/?x' }, 'PUBLIC_URL'],
    ['database of another kind', { DATABASE_URL: 'mysql://a/b' }, 'DATABASE_URL'],
    ['database without a name', { DATABASE_URL: 'postgres://a' }, 'DATABASE_URL'],
    ['web address for a mail server', { SMTP_URL: 'https://a' }, 'SMTP_URL'],
    ['unencrypted server elsewhere', { SMTP_URL: 'smtp://mail.example.org?tls=none' }, 'SMTP_URL'],
    ['unknown option of a server', { SMTP_URL: 'smtp://localhost?pool=true' }, 'SMTP_URL'],
    ['user without a password', { SMTP_URL: 'smtps://u@h' }, 'SMTP_URL'],
    ['mailbox without a user', { WITNESS_IMAP_URL: 'imaps://h' }, 'WITNESS_IMAP_URL'],
    ['OAuth without a server', { SMTP_OAUTH: '{}' }, 'SMTP_OAUTH'],
    ['OAuth that is no JSON', { IMAP_OAUTH: 'x', INTAKE_IMAP_URL: 'imaps://u@h' }, 'IMAP_OAUTH'],
    ['OAuth, which is not built', { SMTP_OAUTH: '{}', SMTP_URL: 'smtps://u:p@h.example' }, 'SMTP_OAUTH'],
    ['IMAP in clear', { WITNESS_IMAP_URL: 'imap://u:p@h.example' }, 'WITNESS_IMAP_URL'],
    ['key alone', { DKIM_KEY: rsa }, 'DKIM_SELECTOR'],
    ['key that is none', { DKIM_KEY: 'x', DKIM_SELECTOR: 's', DKIM_DOMAIN: 'a.example' }, 'DKIM_KEY'],
    ['key that is weak', { DKIM_KEY: pem(1024), DKIM_SELECTOR: 's', DKIM_DOMAIN: 'a.example' }, 'DKIM_KEY'],
    [
      'selector with a header in it',
      { DKIM_KEY: rsa, DKIM_SELECTOR: 's; x', DKIM_DOMAIN: 'a.example' },
      'DKIM_SELECTOR',
    ],
    ['domain without a dot', { DKIM_KEY: rsa, DKIM_SELECTOR: 's', DKIM_DOMAIN: 'localhost' }, 'DKIM_DOMAIN'],
    ['credentials of a person', { GOOGLE_CREDENTIALS: '{"type":"authorized_user"}' }, 'GOOGLE_CREDENTIALS'],
    ['webhook secret alone', { GITHUB_WEBHOOK_SECRET: 'x' }, 'GITHUB_TOKEN'],
  ])('%s is refused by name', (_what, env, name) => {
    expect(names(set(env))).toContain(name)
  })

  test('mail, Google, GitHub and PostgreSQL are read when they are right', () => {
    const config = good(
      set({
        SMTP_URL: 'smtp://me%40example.org:p%3Aw@mail.example.org',
        WITNESS_IMAP_URL: 'imaps://w%40example.org:q@[::1]:1993',
        DKIM_KEY: rsa.replaceAll('\n', '\\n'),
        DKIM_SELECTOR: 'cordon1',
        DKIM_DOMAIN: 'example.org',
        GOOGLE_CREDENTIALS: account,
        GOOGLE_API_URL: 'http://127.0.0.1:8123/',
        GITHUB_TOKEN: 't',
        DATABASE_URL: 'postgres://u:p@db/cordon',
        DATA_DIR: './elsewhere',
      }),
    )
    expect(config.smtp).toEqual({
      host: 'mail.example.org',
      port: 587,
      tls: 'starttls',
      user: 'me@example.org',
      password: 'p:w',
      oauth: null,
    })
    expect(config.witness).toMatchObject({ host: '::1', port: 1993, tls: 'at-once', password: 'q', oauth: null })
    expect(config.dkim?.key.asymmetricKeyDetails?.modulusLength).toBe(2048)
    expect(config.google).toEqual({ email: 'a@b.iam.example', privateKey: rsa, apiUrl: 'http://127.0.0.1:8123' })
    expect(config.github).toEqual({ token: 't', webhookSecret: null, apiUrl: 'https://api.github.com' })
    expect(config.store).toEqual({ kind: 'postgres', url: 'postgres://u:p@db/cordon' })
  })

  test('never makes reading throw', () => {
    const anything = fc.dictionary(fc.constantFrom(...settings.map((it) => it.name)), fc.string())
    fc.assert(fc.property(anything, fc.string(), (env, yaml) => void read(env, yaml)))
  })
})
