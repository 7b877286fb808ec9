/** Who can do what a finding asks for. */
export type Who = 'operator' | 'workspace admin' | 'owner of the document' | 'mail admin' | 'DNS admin' | 'list owner'

/** What one check found. `says` and `remedy` hold nothing secret. */
export type Finding = Readonly<{
  /** The subject and what was looked at, such as `slack.bot-token`. */
  check: string
  state: 'passes' | 'warns' | 'fails'
  says: string
  remedy: string | null
  who: Who | null
}>

/** What is to be done, and who can do it. */
export type Remedy = Readonly<{ remedy: string; who: Who }>

export const passes = (check: string, says: string): Finding => ({
  check,
  state: 'passes',
  says,
  remedy: null,
  who: null,
})

/** Cordon starts and works, with less than it could. */
export const warns = (check: string, says: string, { remedy, who }: Remedy): Finding => ({
  check,
  state: 'warns',
  says,
  remedy,
  who,
})

/** Cordon does not start, or something that it was set up for does not work. */
export const fails = (check: string, says: string, { remedy, who }: Remedy): Finding => ({
  check,
  state: 'fails',
  says,
  remedy,
  who,
})

/** A remedy for the one who runs Cordon. */
export const operator = (remedy: string): Remedy => ({ remedy, who: 'operator' })
