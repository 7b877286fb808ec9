import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { createManifest, type ManifestGiven, manifestYaml } from '../../../src/adapters/slack/manifest.ts'
import { compareScopes, features } from '../../../src/adapters/slack/scopes.ts'
import { manifestWithin } from './manifest-limits.ts'

const row = (word: string, verb: string) => ({ word, verb, usage: verb, says: `Does ${verb || word}.` })
const given: ManifestGiven = {
  name: 'Cordon',
  prefix: 'kf-',
  commands: [row('incident', 'open'), row('incident', 'close'), row('report', '')],
  features,
  hears: new Set(['member_joined_channel', 'message']),
  mode: { url: 'https://cordon.example.org/slack/events' },
}

const longest: ManifestGiven = {
  ...given,
  commands: Array.from({ length: 300 }, (_, at) => row('incident', `a-rather-long-verb-${at}`)),
}

describe('the manifest', () => {
  test.each([
    ['over HTTP', given],
    ['in Socket Mode', { ...given, mode: 'socket' as const }],
    ['of a long table', longest],
    ['that hears nothing', { ...given, hears: new Set<string>() }],
  ])('%s lies within Slack’s limits, and is the same as YAML', (_, it) => {
    manifestWithin.parse(createManifest(it))
    expect(parse(manifestYaml(it))).toEqual(createManifest(it))
  })
  test('has one slash command a word, and mentions arrive as ids', () => {
    expect(createManifest(given).features?.slash_commands).toEqual([
      {
        command: '/kf-incident',
        description: 'Cordon: open, close, help',
        usage_hint: 'open | close | help',
        should_escape: true,
        url: 'https://cordon.example.org/slack/events',
      },
      expect.objectContaining({ command: '/kf-report', description: 'Does report.' }),
    ])
  })
  test('asks for the events that somebody listens to, each with its scope', () => {
    expect(createManifest(given).settings?.event_subscriptions?.bot_events).toEqual([
      'member_joined_channel',
      'message.groups',
      'message.im',
      'message.channels',
    ])
    const rooms = features.filter((it) => it.name === 'core' || it.name === 'rooms')
    const { settings, oauth_config } = createManifest({ ...given, features: rooms })
    expect(settings?.event_subscriptions?.bot_events).toEqual(['member_joined_channel', 'message.groups'])
    expect(oauth_config?.scopes).toEqual({
      bot: ['commands', 'chat:write', 'im:write', 'users:read', 'groups:write', 'groups:read', 'groups:history'],
    })
  })
  test('lets the Messages tab be written in, or reporters could not answer', () => {
    expect(createManifest(given).features?.app_home).toMatchObject({
      messages_tab_enabled: true,
      messages_tab_read_only_enabled: false,
    })
  })
  test('never asks for what Cordon has sworn off', () => {
    const asked = JSON.stringify(createManifest(given).oauth_config)
    for (const scope of ['channels:join', 'chat:write.public', 'admin', '"user"', 'conversations.connect'])
      expect(asked).not.toContain(scope)
  })
})

describe('granted scopes', () => {
  const all = features.flatMap((it) => it.scopes)
  test('switch everything on when all are there', () => {
    expect(compareScopes(features, all)).toEqual({ on: features.map((it) => it.name), off: [], lacking: [] })
  })
  test('lacking an optional one switch its feature off and say so', () => {
    const it = compareScopes(
      features,
      all.filter((scope) => scope !== 'files:write'),
    )
    expect(it.off).toEqual([{ feature: 'export', missing: ['files:write'] }])
    expect(it.lacking).toEqual([])
  })
  test('lacking a needed one keep Cordon from being ready', () => {
    const it = compareScopes(
      features,
      all.filter((scope) => scope !== 'groups:history'),
    )
    expect(it.lacking).toEqual(['groups:history'])
    expect(it.on).not.toContain('rooms')
  })
})
