import { localDate, slackUser, zoneName } from '../../config/series.ts'

/** The answers so far, by the flag of their question. */
export type Answers = Readonly<Record<string, string>>

/** One question of `init`. The same flag answers it on the command line. */
export type Question = Readonly<{
  flag: string
  asks: string
  /** The answer by choice; null where only the team can know. */
  usual(answers: Answers): string | null
  /** Whether it is asked at all, by the answers before it. */
  wanted?(answers: Answers): boolean
  /** What is wrong with an answer, for the one who gave it; null when it will do. */
  wrong(answer: string): string | null
}>

/** The ids in a list of them. */
export const idsIn = (text: string): readonly string[] => text.split(/[\s,]+/).filter((part) => part !== '')

/** What is left out. */
export const isNone = (answer: string | undefined): boolean => answer === undefined || answer === 'none'

const matches =
  (pattern: RegExp, wrong: string) =>
  (answer: string): string | null =>
    pattern.test(answer) ? null : wrong

const orNone =
  (wrong: (answer: string) => string | null) =>
  (answer: string): string | null =>
    answer === 'none' ? null : wrong(answer)

const plain = matches(/^[^\p{Cc}]{1,80}$/u, 'Write up to 80 plain characters on one line.')
const channel = matches(
  /^[CG][A-Z0-9]{2,20}$/,
  'Write a channel id such as C0123ABCD (channel, About, Copy channel ID).',
)
const address = matches(
  /^[A-Za-z0-9._%+=-]{1,64}@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+$/,
  'Write one mail address, such as security@example.org.',
)
const people = (answer: string): string | null =>
  idsIn(answer).length > 0 && idsIn(answer).every((id) => slackUser.safeParse(id).success)
    ? null
    : 'Write Slack member ids such as U0123ABCD, with commas (profile, ⋮, Copy member ID).'
const whole =
  (most: number) =>
  (answer: string): string | null =>
    /^\d{1,4}$/.test(answer) && Number(answer) >= 1 && Number(answer) <= most
      ? null
      : `Write a number from 1 to ${most}.`
const webAddress = (answer: string): string | null =>
  URL.parse(answer)?.protocol === 'https:' ? null : 'Write an address such as https://security.example.org.'
const localTime = (answer: string): string | null => {
  const [, date = '', hours = ''] = /^(\d{4}-\d\d-\d\d)T((?:[01]\d|2[0-3]):[0-5]\d)$/.exec(answer) ?? []
  return hours !== '' && localDate.safeParse(date).success
    ? null
    : 'Write a local date and time without a zone, such as 2027-01-13T08:00.'
}
const zone = (answer: string): string | null =>
  zoneName.safeParse(answer).success ? null : 'Write a zone of the IANA list, such as America/Los_Angeles.'

const withList = (answers: Answers): boolean => !isNone(answers.list)
const withSeries = (answers: Answers): boolean => !isNone(answers.series)

/** All questions in the order in which they are asked. */
export const questions: readonly Question[] = [
  { flag: 'name', asks: 'Name of the team, as invitations say it', usual: () => 'the security team', wrong: plain },
  {
    flag: 'prefix',
    asks: 'What stands before each slash command, as in /kf-incident ("none" for nothing)',
    usual: () => 'kf-',
    wrong: orNone(matches(/^[a-z0-9_-]{1,12}$/, 'Write up to 12 of a-z, 0-9, _ and -.')),
  },
  {
    flag: 'mode',
    asks: 'How Slack reaches Cordon: socket (no public address needed) or http',
    usual: () => 'socket',
    wrong: matches(/^(socket|http)$/, 'Write socket or http.'),
  },
  {
    flag: 'public-url',
    asks: 'Public address of Cordon, which Slack calls',
    usual: () => null,
    wanted: ({ mode }) => mode === 'http',
    wrong: webAddress,
  },
  { flag: 'leads', asks: 'Leads, by their Slack member ids', usual: () => null, wrong: people },
  { flag: 'responders', asks: 'Responders', usual: ({ leads = '' }) => leads, wrong: people },
  { flag: 'announcers', asks: 'Who writes announcements', usual: ({ leads = '' }) => leads, wrong: people },
  {
    flag: 'approvers',
    asks: 'Who approves what somebody else wrote',
    usual: ({ responders = '' }) => responders,
    wrong: people,
  },
  { flag: 'hosts', asks: 'Hosts of meetings', usual: ({ leads = '' }) => leads, wrong: people },
  { flag: 'team-channel', asks: 'Id of the team’s channel', usual: () => null, wrong: channel },
  {
    flag: 'announcements-channel',
    asks: 'Id of the channel where announcements appear, or none',
    usual: () => 'none',
    wrong: orNone(channel),
  },
  { flag: 'list', asks: 'Address of the mailing list, or none', usual: () => 'none', wrong: orNone(address) },
  {
    flag: 'from',
    asks: 'Address that Cordon’s mails come from',
    usual: () => null,
    wanted: withList,
    wrong: address,
  },
  {
    flag: 'list-id',
    asks: 'The list’s List-Id (Show original of one of its mails), or none if it is the address with a dot for the @',
    usual: () => 'none',
    wanted: withList,
    wrong: orNone(
      matches(/^[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+$/, 'Write it like name.googlegroups.com, without < and >.'),
    ),
  },
  { flag: 'series', asks: 'Name of the meeting that comes again, or none', usual: () => 'none', wrong: orNone(plain) },
  {
    flag: 'first',
    asks: 'Its first date and time, in its own zone',
    usual: () => null,
    wanted: withSeries,
    wrong: localTime,
  },
  { flag: 'zone', asks: 'Its zone', usual: () => 'UTC', wanted: withSeries, wrong: zone },
  { flag: 'every-weeks', asks: 'Every how many weeks', usual: () => '2', wanted: withSeries, wrong: whole(52) },
  { flag: 'minutes', asks: 'How many minutes', usual: () => '60', wanted: withSeries, wrong: whole(1440) },
  {
    flag: 'series-channel',
    asks: 'Id of the channel of its reminders',
    usual: (answers) => answers['team-channel'] ?? null,
    wanted: withSeries,
    wrong: channel,
  },
  {
    flag: 'document',
    asks: 'Its notes: what stands behind /d/ in the address of the Google document, or none',
    usual: () => 'none',
    wanted: withSeries,
    wrong: orNone(matches(/^[\w-]{1,128}$/, 'Write what stands behind /d/ in the address.')),
  },
  {
    flag: 'data',
    asks: 'Where data is kept: a folder of this machine, or postgres',
    usual: () => './data',
    wrong: matches(/^[\w./-]{1,200}$/, 'Write a path of letters, digits, and . / - _, or postgres.'),
  },
]
