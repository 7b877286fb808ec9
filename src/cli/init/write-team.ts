import { type Answers, idsIn, isNone } from './questions.ts'

/** JSON is YAML, and needs no other rule of quoting. */
const quoted = (text: string | undefined): string => JSON.stringify(text ?? '')
const ids = (text: string | undefined): string => `[${idsIn(text ?? '').join(', ')}]`

/** A key of cordon.yaml made from words. */
const keyOf = (words: string, otherwise: string): string =>
  words
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60)
    .replace(/-+$/, '') || otherwise

const hasOwnChannel = (it: Answers): boolean => !isNone(it.series) && it['series-channel'] !== it['team-channel']

const places = (it: Answers): readonly string[] => [
  '# Channels by their ids. The bot must be invited to each.',
  'places:',
  `  team: ${it['team-channel']}`,
  ...(isNone(it['announcements-channel']) ? [] : [`  announcements: ${it['announcements-channel']}`]),
  ...(hasOwnChannel(it) ? [`  meetings: ${it['series-channel']}`] : []),
]

const series = (it: Answers): readonly string[] => {
  if (isNone(it.series)) return []
  return [
    '',
    '# Meetings that come again. Times are wall times of the zone.',
    'series:',
    `  - key: ${keyOf(it.series ?? '', 'meeting')}`,
    `    name: ${quoted(it.series)}`,
    `    first: ${it.first}`,
    `    zone: ${it.zone}`,
    `    everyWeeks: ${it['every-weeks']}`,
    `    minutes: ${it.minutes}`,
    `    channel: ${hasOwnChannel(it) ? 'meetings' : 'team'}`,
    ...(isNone(it.document) ? [] : [`    document: ${quoted(it.document)}`]),
    `    hosts: ${ids(it.hosts)}`,
  ]
}

const lists = (it: Answers): readonly string[] => {
  if (isNone(it.list)) return []
  return [
    '',
    '# The mailing list. The account of SMTP_URL must be allowed to post to it as from.',
    'lists:',
    `  ${keyOf(it.list?.split('@')[0] ?? '', 'list')}:`,
    `    address: ${quoted(it.list)}`,
    `    from: ${quoted(it.from)}`,
    ...(isNone(it['list-id']) ? [] : [`    listId: ${quoted(it['list-id'])}`]),
  ]
}

/** The text of cordon.yaml for these answers. */
export const teamFile = (it: Answers): string =>
  [
    '# What Cordon knows of your team, made by `cordon init`. Nothing in here is secret.',
    '# cordon.example.yaml shows everything else that can be said, with a word about each.',
    '',
    `name: ${quoted(it.name)}`,
    `commandPrefix: ${quoted(isNone(it.prefix) ? '' : it.prefix)}`,
    '# What an incident’s id begins with: KF-2026-0007.',
    'incidentPrefix: KF',
    '',
    '# Who may do what, by Slack member id. These roles come from here and from nowhere else.',
    'roles:',
    `  lead: ${ids(it.leads)}`,
    `  responder: ${ids(it.responders)}`,
    `  announcer: ${ids(it.announcers)}`,
    `  approver: ${ids(it.approvers)}`,
    `  host: ${ids(it.hosts)}`,
    '',
    ...places(it),
    '',
    '# What a person accepts before Cordon lets them into an incident’s room. Raise the version when the text changes.',
    'terms:',
    '  version: 1',
    '  text: |',
    '    Everything in this room is under embargo until the disclosure date.',
    '    Tell nobody who is not on the roster, your employer included.',
    ...series(it),
    ...lists(it),
    '',
  ].join('\n')
