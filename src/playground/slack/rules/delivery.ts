import type { Rule } from './rule.ts'

const events = 'https://docs.slack.dev/reference/events'
const socket = 'https://docs.slack.dev/apis/events-api/using-socket-mode'
const eventsApi = 'https://docs.slack.dev/apis/events-api'

/** Delivery. */
export const deliveryRules = [
  {
    id: 'signed',
    says: 'requests are signed over version, time and body',
    page: 'https://docs.slack.dev/authentication/verifying-requests-from-slack',
  },
  { id: 'event-envelope', says: 'an event comes in an envelope with its own id', page: eventsApi },
  {
    id: 'event-membership',
    says: 'message events come only from channels the app is in',
    page: `${events}/message.groups`,
  },
  { id: 'event-scope', says: 'an event without its scope or subscription does not come', page: eventsApi },
  { id: 'http-retries', says: 'an event not acknowledged comes again, counted and with the reason', page: eventsApi },
  { id: 'http-no-retry', says: 'x-slack-no-retry stops the repetitions', page: eventsApi },
  { id: 'socket-hello', says: 'a connection begins with hello', page: socket },
  { id: 'socket-ticket', says: 'the address of a connection is good once', page: socket },
  { id: 'socket-ten', says: 'there are ten connections at most', page: socket },
  { id: 'socket-any', says: 'an envelope goes to one connection, whichever', page: socket },
  { id: 'socket-refresh', says: 'Slack asks for connections to be made anew', page: socket },
  { id: 'socket-again', says: 'unacknowledged events are sent again, commands are not', page: socket },
] as const satisfies Rule[]
