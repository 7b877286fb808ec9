import type { Fields } from './model.ts'

/** What a method answers with `ok: false`; thrown inside a method before anything was changed. */
export class SlackRefusal extends Error {
  readonly code: string
  readonly extra: Fields

  /** `code` as on the method's page, under Errors; `extra` are further fields of the answer. */
  constructor(code: string, extra: Fields = {}) {
    super(code)
    this.code = code
    this.extra = extra
  }
}

/** Refuses because of arguments, with the messages Slack puts into response_metadata. */
export function refuseArguments(code: string, messages: string[]): SlackRefusal {
  return new SlackRefusal(code, { response_metadata: { messages } })
}
