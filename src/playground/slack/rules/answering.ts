import type { Rule } from './rule.ts'

const methods = 'https://docs.slack.dev/reference/methods'

/** Answers, tokens and scopes. */
export const answeringRules = [
  {
    id: 'errors-are-200',
    says: 'a refused call is answered with 200 and ok:false',
    page: 'https://docs.slack.dev/apis/web-api',
  },
  {
    id: 'rate-limit',
    says: 'a limited call is answered with 429 and Retry-After',
    page: 'https://docs.slack.dev/apis/web-api/rate-limits',
  },
  {
    id: 'missing-scope',
    says: 'a call without its scope names what is needed and what is provided',
    page: 'https://docs.slack.dev/reference/scopes',
  },
  { id: 'scopes-header', says: 'answers carry the granted scopes in x-oauth-scopes', page: `${methods}/auth.test` },
  {
    id: 'tokens',
    says: 'no token, a wrong token and a token of another kind are refused each in its own word',
    page: `${methods}/auth.test`,
  },
  {
    id: 'arguments-checked',
    says: 'a missing argument is refused as invalid_arguments',
    page: `${methods}/conversations.info`,
  },
  { id: 'json-bodies', says: 'a call may send its arguments as JSON', page: 'https://docs.slack.dev/apis/web-api' },
  {
    id: 'restricted-action',
    says: 'a workspace may forbid a method to the app',
    page: `${methods}/conversations.kick`,
  },
  {
    id: 'short-pages',
    says: 'a page may be short or empty and still have a cursor',
    page: 'https://docs.slack.dev/apis/web-api/pagination',
  },
  {
    id: 'cursor-checked',
    says: 'a cursor that Slack did not give is refused',
    page: 'https://docs.slack.dev/apis/web-api/pagination',
  },
] as const satisfies Rule[]
