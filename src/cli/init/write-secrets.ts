import { type Answers, isNone } from './questions.ts'

/** A setting to fill in: a blank, with a word about where its value comes from. A blank counts as not set. */
type Blank = Readonly<{ name: string; from: readonly string[]; needed: boolean }>

const blank = ({ name, from, needed }: Blank): readonly string[] => [
  ...from.map((line) => `# ${line}`),
  needed ? `${name}=` : `# ${name}=`,
]

const slack = ({ mode, 'public-url': url }: Answers): readonly string[] => [
  '# --- Slack ---',
  ...blank({
    name: 'SLACK_BOT_TOKEN',
    from: ['Bot User OAuth Token (xoxb-…): OAuth & Permissions, once the app is installed.'],
    needed: true,
  }),
  ...(mode === 'http'
    ? [
        ...blank({ name: 'SLACK_SIGNING_SECRET', from: ['Signing Secret: Basic Information.'], needed: true }),
        '# The address by which Slack reaches Cordon; it calls /slack/events there.',
        `PUBLIC_URL=${url}`,
      ]
    : blank({
        name: 'SLACK_APP_TOKEN',
        from: ['App-level token (xapp-…) with connections:write: Basic Information, App-Level Tokens.'],
        needed: true,
      })),
]

const data = ({ data: where }: Answers): readonly string[] => [
  '# --- Where Cordon keeps its data ---',
  ...(where === 'postgres'
    ? blank({
        name: 'DATABASE_URL',
        from: ['postgres://user:password@host/name, with a database of its own.'],
        needed: true,
      })
    : ['# Keep it on a local disk that survives a restart.', `DATA_DIR=${where}`]),
]

const mail = (it: Answers): readonly string[] => [
  '# --- Mail ---',
  ...blank({
    name: 'SMTP_URL',
    from: [
      'The account that posts to the list, with an app password from its mail admin; %40 for the @ in the user:',
      'smtps://user:password@smtp.example.org',
    ],
    needed: !isNone(it.list),
  }),
  ...blank({
    name: 'WITNESS_IMAP_URL',
    from: [
      'A mailbox of another account, subscribed to the list, which proves that mails arrive:',
      'imaps://user:password@imap.example.org',
    ],
    needed: !isNone(it.list),
  }),
  ...blank({
    name: 'BOUNCE_IMAP_URL',
    from: ['The mailbox of the account that posts, where lists send their notices.'],
    needed: false,
  }),
  '# Signing by Cordon itself, if the mail host does not sign: all three or none. The key is made by',
  '# openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:2048 -out dkim.pem',
  '# and `cordon doctor` says what to publish in DNS.',
  '# DKIM_KEY_FILE=',
  '# DKIM_SELECTOR=',
  '# DKIM_DOMAIN=',
]

const google = (it: Answers): readonly string[] => [
  '# --- The meeting notes in Google Drive ---',
  ...blank({
    name: 'GOOGLE_CREDENTIALS_FILE',
    from: [
      'Path of the JSON key of a service account (Google Cloud, IAM & Admin, Service Accounts, Keys).',
      'Share the notes with its address as Viewer.',
    ],
    needed: !isNone(it.series) && !isNone(it.document),
  }),
]

/** The text of .env for these answers, its secrets left blank; `secret` is the key of Cordon's own tokens, made here. */
export const secretsFile = (it: Answers, secret: string): string =>
  [
    '# Cordon’s settings, made by `cordon init`. Keep this file to yourself. .env.example explains all there are.',
    '# Each secret may come from a file instead: the same name with _FILE, and a path.',
    '',
    ...slack(it),
    '',
    ...data(it),
    '',
    ...mail(it),
    '',
    ...google(it),
    '',
    '# --- The process ---',
    '# The key of Cordon’s own tokens, made by chance just now.',
    `CORDON_SECRET=${secret}`,
    '# PORT=3000',
    '# LOG_LEVEL=info',
    '',
  ].join('\n')
