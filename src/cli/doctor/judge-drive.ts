import { type Finding, fails, operator, passes, type Remedy, warns } from './finding.ts'

type Failed = 'not-shared' | 'deleted' | 'not-a-document' | 'too-large' | 'refused' | 'off' | 'later'
type Answer = Readonly<{ read: true }> | Readonly<{ failed: Failed; reason: string | null }>

const owner = (remedy: string): Remedy => ({ remedy, who: 'owner of the document' })

/** A series has notes, and nobody to read them as. */
export const noAccount = (check: string): Finding =>
  warns(
    check,
    'GOOGLE_CREDENTIALS is not set (or is no key), so reminders go without an agenda',
    operator('Make a service account in Google Cloud, and name its key file by GOOGLE_CREDENTIALS_FILE.'),
  )

/** What the reading of a document came to; `email` is the account to share it with. */
export const judgeDocument = (check: string, answer: Answer, email: string): Finding => {
  if ('read' in answer) return passes(check, `the notes can be read by ${email}`)
  const { failed, reason } = answer
  const why = reason === null ? '' : ` (${reason})`
  const rows: Readonly<Record<Failed, Finding>> = {
    'not-shared': fails(
      check,
      'Drive shows no such document: it is not shared with Cordon, or its id is wrong',
      owner(`Share it with ${email} as Viewer.`),
    ),
    deleted: fails(check, 'the document lies in the bin', owner('Take it out of the bin, or name another document.')),
    'not-a-document': fails(
      check,
      'it is no Google document, so no agenda can be read from it',
      owner('Open it as a Google document (File, Save as Google Docs), and name that one in cordon.yaml.'),
    ),
    'too-large': fails(
      check,
      'it is larger than Drive exports (10 MB)',
      owner('Move older meetings and pictures into another document.'),
    ),
    refused: fails(
      check,
      `Google does not let the account in${why}`,
      operator(`Make a new key for ${email}, and switch the Drive API on in its project; mind this machine’s clock.`),
    ),
    off: noAccount(check),
    later: warns(check, `Drive does not answer now${why}`, operator('Run doctor again in a minute.')),
  }
  return rows[failed]
}
