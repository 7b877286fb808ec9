import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { createClock } from '../src/adapters/clock.ts'
import { absentEngine } from '../src/adapters/store/absent.ts'
import { createStore } from '../src/adapters/store/store.ts'
import { appManifest, compose } from '../src/app.ts'
import { readConfig } from '../src/config.ts'
import { manifestWithin } from './adapters/slack/manifest-limits.ts'
import { runCordon } from './cli/run.ts'

const committed = readFileSync(new URL('../manifest.yml', import.meta.url), 'utf8')
const clock = createClock()

const team = {
  roles: { lead: ['U000'], responder: ['U000'] },
  places: { team: 'C000' },
  terms: { version: '1', text: 'none' },
}

const settings = (more: Readonly<Record<string, unknown>> = {}) => {
  const env = { SLACK_BOT_TOKEN: 'xoxb-none', SLACK_APP_TOKEN: 'xapp-none' }
  const read = readConfig(env, () => JSON.stringify({ ...team, ...more }))
  if ('complaints' in read) throw new Error(read.complaints.map((it) => it.name).join(', '))
  return read.config
}

describe('manifest.yml', () => {
  test('is what `npm run manifest` makes of the tables today', async () => {
    const made = await runCordon({}, 'manifest')
    expect(made).toEqual({ code: 0, out: committed, err: '' })
  })

  test('lies within the limits that Slack publishes', () => {
    manifestWithin.parse(parse(committed))
  })

  test('names each word of the table of commands, and none besides', () => {
    const given = { store: createStore(absentEngine()), clock, log: () => undefined, sound: () => false }
    const { tables } = compose(settings(), given)
    const words = new Set(tables.commands.map((row) => `/kf-${row.word}`))
    const named = manifestWithin.parse(parse(committed)).features.slash_commands.map((it) => it.command)
    expect(words.size).toBeGreaterThan(0)
    expect(new Set(named)).toEqual(words)
  })

  test('bears the prefix of cordon.yaml, and the address where Slack calls', () => {
    const made = manifestWithin.parse(
      parse(appManifest(settings({ commandPrefix: 'x-' }), clock, 'https://a.example/slack/events')),
    )
    expect(made.settings.socket_mode_enabled).toBe(false)
    expect(made.settings.interactivity.request_url).toBe('https://a.example/slack/events')
    for (const each of made.features.slash_commands) {
      expect(each.command).toMatch(/^\/x-/)
      expect(each.url).toBe('https://a.example/slack/events')
    }
  })
})
