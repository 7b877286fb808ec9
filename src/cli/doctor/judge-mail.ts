import { type Finding, fails, operator, passes, type Remedy, warns } from './finding.ts'

type Submission =
  | Readonly<{ let: 'in'; encrypted: boolean }>
  | Readonly<{ failed: 'connection' | 'tls' | 'login'; answer: number | null }>

const mailAdmin = (remedy: string): Remedy => ({ remedy, who: 'mail admin' })

/** What came of a conversation with the submission host, without a mail. */
export const judgeSubmission = (answer: Submission): Finding => {
  const check = 'mail.smtp'
  if ('let' in answer) {
    if (answer.encrypted) return passes(check, 'the host of SMTP_URL lets Cordon in, encrypted; nothing was sent')
    return warns(
      check,
      'the host of SMTP_URL takes mail in clear, on this machine',
      operator('Use smtps:// or smtp://.'),
    )
  }
  const code = answer.answer === null ? '' : ` (it answers ${answer.answer})`
  const rows = {
    connection: fails(
      check,
      `the host of SMTP_URL cannot be reached, or hangs up${code}`,
      operator('Check host and port in SMTP_URL (465 for smtps://, 587 for smtp://), and the firewall.'),
    ),
    tls: fails(
      check,
      'the host of SMTP_URL shows a certificate that is not trusted here, or no TLS 1.2',
      mailAdmin('Use the name that its certificate bears; for an authority of your own set NODE_EXTRA_CA_CERTS.'),
    ),
    login: fails(
      check,
      `the host of SMTP_URL refuses user or password${code}`,
      mailAdmin('Give the account an app password, and set it in SMTP_URL, percent-encoded.'),
    ),
  }
  return rows[answer.failed]
}

/** What came of opening a mailbox. */
export type Mailbox =
  | Readonly<{ folders: number; lists: Readonly<Record<string, boolean>> }>
  | Readonly<{ failed: 'login' | 'connection' | 'timeout' | 'stopped' }>

/** A mailbox and the setting that names it. */
export const judgeMailbox = (check: string, setting: string, answer: Mailbox): Finding => {
  if ('folders' in answer) {
    if (answer.folders > 0)
      return passes(check, `the mailbox of ${setting} opens, with ${answer.folders} folders to look in`)
    return fails(
      check,
      `the mailbox of ${setting} shows no Inbox`,
      mailAdmin('Let IMAP show Inbox, All Mail and Spam.'),
    )
  }
  if (answer.failed === 'login')
    return fails(
      check,
      `the host of ${setting} refuses user or password`,
      mailAdmin(`Switch IMAP on for the account, give it an app password, and set it in ${setting}, percent-encoded.`),
    )
  return fails(
    check,
    `the host of ${setting} cannot be reached, or shows a certificate that is not trusted here (${answer.failed})`,
    operator(
      `Check host and port in ${setting}, and the firewall; set NODE_EXTRA_CA_CERTS for an authority of your own.`,
    ),
  )
}

/** Whether the witness has ever had a mail of a list: all that can be known of a list without posting to it. */
export const judgeList = (
  it: Readonly<{ key: string; listId: string; from: string }>,
  witness: Mailbox,
): readonly Finding[] => {
  if (!('lists' in witness)) return []
  const check = `mail.list.${it.key}`
  if (witness.lists[it.listId]) return [passes(check, 'the witness has had mail of this list')]
  const remedy = `Subscribe the mailbox of WITNESS_IMAP_URL, let ${it.from} post unmoderated, and post one mail as a trial.`
  return [warns(check, `the witness has no mail of this list (List-Id ${it.listId})`, { remedy, who: 'list owner' })]
}

/** A witness on the sender's own account sees its Sent copy, and proves nothing. */
export const judgeWitnessAccount = (
  sender: Readonly<{ host: string; user: string | null }> | null,
  witness: Readonly<{ host: string; user: string | null }>,
): readonly Finding[] =>
  sender?.user && sender.user.toLowerCase() === witness.user?.toLowerCase()
    ? [
        fails(
          'mail.witness-account',
          'the witness is the account that sends, and would prove nothing',
          operator('Set WITNESS_IMAP_URL to a mailbox of another account.'),
        ),
      ]
    : []
