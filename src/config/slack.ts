import { webAddress } from './address.ts'
import type { Ask, SettingName } from './environment.ts'

export type SlackSettings = Readonly<{
  botToken: string
  mode: Readonly<{ kind: 'socket'; appToken: string }> | Readonly<{ kind: 'http'; signingSecret: string }>
  /** Ends with a slash, as the Web API's client wants it. */
  apiUrl: string
}>

const token = (ask: Ask, name: SettingName, begins: string, where: string): string | null => {
  const value = ask.value(name)
  if (value === null) return null
  if (/^[\x21-\x7e]+$/.test(value) && value.startsWith(begins)) return value
  return ask.complain(name, `does not begin with ${begins}`, `Copy it from ${where} in the app's settings.`)
}

const botToken = (ask: Ask): string | null =>
  ask.given('SLACK_BOT_TOKEN')
    ? token(ask, 'SLACK_BOT_TOKEN', 'xoxb-', 'OAuth & Permissions (Bot User OAuth Token)')
    : ask.missing(
        'SLACK_BOT_TOKEN',
        'is not set',
        'Set it to the Bot User OAuth Token (xoxb-…) of the Slack app, from OAuth & Permissions.',
      )

const signingSecret = (ask: Ask): string | null => {
  const value = ask.value('SLACK_SIGNING_SECRET')
  if (value === null) return null
  if (/^[\x21-\x7e]+$/.test(value) && !/^xo?[a-z]{2,3}-/.test(value)) return value
  return ask.complain(
    'SLACK_SIGNING_SECRET',
    'is not a signing secret',
    "Copy the Signing Secret from Basic Information in the app's settings; it is no token.",
  )
}

const mode = (ask: Ask): SlackSettings['mode'] | null => {
  if (ask.given('SLACK_APP_TOKEN')) {
    const appToken = token(ask, 'SLACK_APP_TOKEN', 'xapp-', 'Basic Information (App-Level Tokens)')
    return appToken === null ? null : { kind: 'socket', appToken }
  }
  if (ask.given('SLACK_SIGNING_SECRET')) {
    const secret = signingSecret(ask)
    return secret === null ? null : { kind: 'http', signingSecret: secret }
  }
  return ask.missing(
    'SLACK_APP_TOKEN',
    'is not set, and SLACK_SIGNING_SECRET is not set either',
    'Set SLACK_APP_TOKEN (xapp-…, with connections:write) for Socket Mode, or SLACK_SIGNING_SECRET to be called by HTTP.',
  )
}

/** The settings of Slack, each null when it is not set or was complained about. */
export type SlackParts = Readonly<{ [name in keyof SlackSettings]: SlackSettings[name] | null }>

/** What there is of Slack's settings. With an app token Cordon connects by Socket Mode; otherwise Slack calls it. */
export const readSlackParts = (ask: Ask): SlackParts => {
  const apiUrl = webAddress(ask, 'SLACK_API_URL', 'https://slack.com/api')
  return { botToken: botToken(ask), mode: mode(ask), apiUrl: apiUrl && `${apiUrl}/` }
}

/** How Slack is reached; null when a part of it is missing. */
export const wholeSlack = ({ botToken, mode, apiUrl }: SlackParts): SlackSettings | null =>
  botToken === null || mode === null || apiUrl === null ? null : { botToken, mode, apiUrl }
