import { describe, expect, test } from 'vitest'
import { readConfig, readStoreConfig, readTeamConfig } from '../../src/config.ts'
import { complaintsOf, files, good, least, names, set, slack, wrongs } from './read.ts'

describe('cordon.yaml', () => {
  const meeting = 'key: a, name: A, first: 2023-01-18T08:00, zone: America/Los_Angeles, everyWeeks: 2, minutes: 60'
  const list = 'address: l@example.org, from: Team <t@example.org>'

  test.each<readonly [string, string, string]>([
    ['unknown key with the one that was meant', 'commandPrefx: kf-', 'cordon.yaml: commandPrefx is not a known key'],
    [
      'unknown key deep inside',
      `series: [{${meeting}, chanel: team}]`,
      'cordon.yaml: series[0].chanel is not a known key',
    ],
    ['role that is no user', 'organisations: {amber: X}', 'is not the id of a Slack user'],
    ['channel that is a name', 'places: {team: "#team"}', 'cordon.yaml: places.team is not the id of a Slack channel'],
    ['places without the team', 'places: {other: C01}', 'does not name the channel of the team'],
    ['series in a channel nobody named', `series: [{${meeting}, channel: nowhere}]`, 'which places does not name'],
    ['series twice', `series: [{${meeting}, channel: team}, {${meeting}, channel: team}]`, 'has the key a twice'],
    ['day that does not exist', 'holidays: [2026-02-30]', 'cordon.yaml: holidays[0] is not a date'],
    ['zone nobody knows', 'zone: Mars/Olympus', 'cordon.yaml: zone is not a zone'],
    ['zone that is an offset', 'zone: "+01:00"', 'cordon.yaml: zone is not a zone'],
    ['clock that is raised', 'clocks: {lease: 31}', 'cordon.yaml: clocks.lease is above 30'],
    ['heart that beats too seldom', 'clocks: {lease: 5}', 'cordon.yaml: clocks.heartbeat is more than half'],
    ['list of two recipients', 'lists: {a: {address: "a@b.org,c@d.org", from: t@b.org}}', 'is not one mail address'],
    [
      'sender with a header inside',
      'lists: {a: {address: a@b.org, from: "x\\r\\nBcc: e@f.org <t@b.org>"}}',
      'lists.a.from',
    ],
    ['kind of value', 'commandPrefix: 7', 'cordon.yaml: commandPrefix is not text'],
    ['key that is a sentence', 'lists: {"a b": {}}', 'is not a key'],
    [
      'override with a bad date',
      `series: [{${meeting}, channel: team, overrides: [{skipped: 2026-13-01}]}]`,
      'overrides[0].skipped is not a date',
    ],
    [
      'override of no kind',
      `series: [{${meeting}, channel: team, overrides: [{dropped: 2026-12-01}]}]`,
      'overrides[0] is none of',
    ],
    [
      'rule whose first is too early',
      `series: [{${meeting}, channel: team, overrides: [{from: 2027-02-01, first: 2027-01-01T08:00}]}]`,
      'before the new rule begins',
    ],
    ['DNS server by name', 'dnsServers: [dns.example.org]', 'dnsServers[0] is not the IP address'],
    ['YAML that breaks off', 'series: [', 'cordon.yaml cannot be read at line'],
    ['key written twice', 'zone: UTC\nzone: UTC', 'cordon.yaml cannot be read at line'],
    ['lists without an account', `lists: {a: {${list}}}`, 'SMTP_URL is not set, though cordon.yaml names lists'],
    ['lists that nobody can approve', `lists: {a: {${list}}}`, 'leaves nobody who could approve'],
  ])('%s is refused', (_what, more, wrong) => {
    const changed = more.split(':')[0] ?? ''
    const kept = least.split('\n').filter((line) => !line.startsWith(`${changed}:`))
    expect(wrongs(set({}, `${kept.join('\n')}\n${more}\n`)).join('\n')).toContain(wrong)
  })

  test('the key that was meant is named, at the top and inside', () => {
    const remedies = (yaml: string) => complaintsOf(set({}, yaml)).map((it) => it.remedy)
    expect(remedies(`${least}commandPrefx: kf-`)).toEqual(['Was commandPrefix meant?'])
    expect(remedies(`${least}series: [{${meeting}, channel: team, minuts: 60}]`)).toEqual(['Was minutes meant?'])
    expect(remedies(`${least}clocks: {leese: 3}`)).toEqual(['Was lease meant?'])
    expect(remedies(`${least}clocks: {quartz: 3}`)).toEqual(['Known here: lease, heartbeat, beat, poll.'])
  })

  test('an empty file, a list and a word are told what is missing', () => {
    expect(names(set({}, ''))).toEqual(['cordon.yaml: roles', 'cordon.yaml: places', 'cordon.yaml: terms'])
    expect(wrongs(set({}, '- a\n'))).toEqual(['cordon.yaml is not a file of keys with values'])
    expect(wrongs(set({}, 'word'))).toEqual(['cordon.yaml is not a file of keys with values'])
  })

  test('aliases that multiply are refused', () => {
    const bomb = `a: &a [x,x]\nb: &b [*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b]\nd: [*c,*c,*c,*c,*c]\n`
    expect(wrongs(set({}, bomb))).toEqual(['cordon.yaml repeats itself too often by aliases'])
  })

  test('clocks are written in seconds and kept in milliseconds', () => {
    expect(good(set({}, `${least}clocks: {lease: 2, heartbeat: 0.5, beat: 1}`)).team.clocks).toEqual({
      lease: 2000,
      heartbeat: 500,
      beat: 1000,
      poll: 1000,
    })
  })

  test('another file is named by CORDON_CONFIG, and missed by that name', () => {
    const env = { ...slack, CORDON_CONFIG: '/etc/cordon.yaml' }
    expect(good(readConfig(env, files({ '/etc/cordon.yaml': least }))).team.places).toEqual({ team: 'C01' })
    expect(names(readConfig(env, files({})))).toEqual(['CORDON_CONFIG'])
  })

  test('the operator commands need only their own part', () => {
    const some = files({ './cordon.yaml': least })
    expect(readStoreConfig({ DATA_DIR: '/d' }, some)).toEqual({ store: { kind: 'sqlite', dir: '/d' } })
    expect(readStoreConfig({ DATABASE_URL: 'x' }, some)).toMatchObject({ complaints: [{ name: 'DATABASE_URL' }] })
    expect(readTeamConfig({}, some)).toMatchObject({ team: { incidentPrefix: 'KF' } })
    expect(readTeamConfig({}, files({}))).toMatchObject({ complaints: [{ name: 'cordon.yaml' }] })
  })
})
