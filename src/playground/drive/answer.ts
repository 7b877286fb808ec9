/** What the playground's Drive answers a request. */
export type Answer = Readonly<{
  status: number
  headers?: Readonly<Record<string, string>>
  type: 'application/json' | 'text/markdown' | 'text/plain'
  body: string
}>

export const json = (body: unknown, status = 200): Answer => ({
  status,
  type: 'application/json',
  body: JSON.stringify(body),
})

const errorsPage = 'https://developers.google.com/workspace/drive/api/guides/handle-errors'
const exportPage = 'https://developers.google.com/workspace/drive/api/guides/manage-downloads'

/** The errors that Drive is known to give, with the page of Google's documentation that each comes from. */
export const driveErrors = {
  notFound: { status: 404, message: 'File not found: {id}.', page: errorsPage },
  authError: { status: 401, message: 'Invalid Credentials', page: errorsPage },
  exportSizeLimitExceeded: { status: 403, message: 'This file is too large to be exported.', page: exportPage },
  fileNotExportable: { status: 403, message: 'Export only supports Docs Editors files.', page: exportPage },
  badRequest: { status: 400, message: 'The requested conversion is not supported.', page: exportPage },
  userRateLimitExceeded: { status: 403, message: 'User Rate Limit Exceeded', page: errorsPage },
  rateLimitExceeded: { status: 429, message: 'Too many requests', page: errorsPage },
  backendError: { status: 500, message: 'Backend Error', page: errorsPage },
  serviceUnavailable: { status: 503, message: 'The service is currently unavailable.', page: errorsPage },
} as const satisfies Readonly<Record<string, Readonly<{ status: number; message: string; page: string }>>>

export type DriveError = keyof typeof driveErrors

/** An error as Drive words it: code and message, and each error with its domain and reason. */
export const driveError = (reason: DriveError, id = ''): Answer => {
  const { status, message } = driveErrors[reason]
  const said = message.replace('{id}', id)
  return json({ error: { errors: [{ domain: 'global', reason, message: said }], code: status, message: said } }, status)
}

/** An error of the token address, in the form of RFC 6749. */
export const tokenRefusal = (error: string, description: string): Answer =>
  json({ error, error_description: description }, 400)
