import { type Complain, nearest } from './complaint.ts'

/**
 * Every setting of the environment. The names are fixed, so that any tool can drive Cordon. A secret may also come from a
 * file: the same name with `_FILE` holds its path.
 */
export const settings = [
  { name: 'SLACK_BOT_TOKEN', secret: true },
  { name: 'SLACK_APP_TOKEN', secret: true },
  { name: 'SLACK_SIGNING_SECRET', secret: true },
  { name: 'SLACK_API_URL', secret: false },
  { name: 'SMTP_URL', secret: true },
  { name: 'SMTP_OAUTH', secret: true },
  { name: 'WITNESS_IMAP_URL', secret: true },
  { name: 'INTAKE_IMAP_URL', secret: true },
  { name: 'BOUNCE_IMAP_URL', secret: true },
  { name: 'IMAP_OAUTH', secret: true },
  { name: 'DKIM_KEY', secret: true },
  { name: 'DKIM_SELECTOR', secret: false },
  { name: 'DKIM_DOMAIN', secret: false },
  { name: 'GOOGLE_CREDENTIALS', secret: true },
  { name: 'GOOGLE_API_URL', secret: false },
  { name: 'GITHUB_TOKEN', secret: true },
  { name: 'GITHUB_WEBHOOK_SECRET', secret: true },
  { name: 'GITHUB_API_URL', secret: false },
  { name: 'DATABASE_URL', secret: true },
  { name: 'DATA_DIR', secret: false },
  { name: 'PORT', secret: false },
  { name: 'PUBLIC_URL', secret: false },
  { name: 'CORDON_CONFIG', secret: false },
  { name: 'CORDON_SECRET', secret: true },
  { name: 'LOG_LEVEL', secret: false },
  { name: 'TZ', secret: false },
] as const

export type SettingName = (typeof settings)[number]['name']
export type Environment = Readonly<Record<string, string | undefined>>

/** Reads a text file; throws when it cannot. */
export type ReadFile = (path: string) => string

/** What a section of the configuration is read with. */
export type Ask = Readonly<{
  /** The setting's value; null when it is unset, empty or was complained about. */
  value(name: SettingName): string | null
  /** Whether the setting was given at all, readable or not. */
  given(name: SettingName): boolean
  complain: Complain
  /** Complains about a setting that must be there, naming one that looks like a slip of the pen. */
  missing(name: SettingName, wrong: string, remedy: string): null
}>

const filled = (env: Environment, name: string): string | null => {
  const value = env[name]?.trim()
  return value === undefined || value === '' ? null : value
}

const fromFile = (name: string, path: string, readFile: ReadFile, complain: Complain): string | null => {
  const variable = `${name}_FILE`
  let content: string
  try {
    content = readFile(path).trim()
  } catch {
    return complain(variable, 'names a file that cannot be read', 'Check the path, and that Cordon may read the file.')
  }
  return content === '' ? complain(variable, 'names an empty file', `Put the value of ${name} into the file.`) : content
}

/** Reads all settings at once; what is wrong with a file is complained about here, once. */
export const createAsk = (env: Environment, readFile: ReadFile, complain: Complain): Ask => {
  const values = new Map<string, string | null>()
  for (const { name, secret } of settings) {
    const direct = filled(env, name)
    const path = secret ? filled(env, `${name}_FILE`) : null
    if (direct !== null && path !== null)
      values.set(name, complain(name, `is given twice, also as ${name}_FILE`, 'Keep one of the two.'))
    else if (path !== null) values.set(name, fromFile(name, path, readFile, complain))
    else if (direct !== null) values.set(name, direct)
  }
  const known: readonly string[] = settings.flatMap(({ name }) => [name, `${name}_FILE`])
  const strangers = Object.keys(env).filter((name) => /^[A-Z_]+$/.test(name) && !known.includes(name))
  return {
    value: (name) => values.get(name) ?? null,
    given: (name) => values.has(name),
    complain,
    missing: (name, wrong, remedy) => {
      const slip = nearest(name, strangers)
      return complain(name, wrong, slip ? `${remedy} (${slip} is set: was ${name} meant?)` : remedy)
    },
  }
}
