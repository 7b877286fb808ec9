import type { UsersInfoResponse } from '@slack/web-api'
import type { Person, PersonId, Standing } from '../../kernel/person.ts'
import { minute } from '../../kernel/time.ts'
import type { Slack } from './client.ts'
import type { People } from './ports.ts'

type User = NonNullable<UsersInfoResponse['user']>

/**
 * What an account of `users.info` is in this workspace (https://docs.slack.dev/reference/objects/user-object).
 * The strictest word wins; an account of which Slack says neither team is taken as foreign.
 */
export const standingOf = (user: User, team: string): Standing => {
  if (user.deleted) return 'deactivated'
  if (user.is_bot || user.is_workflow_bot || user.is_connector_bot || user.id === 'USLACKBOT') return 'bot'
  const teams = [user.team_id, ...(user.teams ?? []), ...(user.enterprise_user?.teams ?? [])]
  if (user.is_stranger || !teams.includes(team)) return 'foreign'
  return user.is_restricted || user.is_ultra_restricted ? 'guest' : 'member'
}

const personOf = (user: User, id: PersonId, team: string): Person => ({
  id,
  name: user.profile?.display_name || user.profile?.real_name || user.real_name || user.name || id,
  standing: standingOf(user, team),
  ...(user.tz ? { zone: user.tz } : {}),
})

/** How long an answer of `users.info` is believed, and how many are kept (line time). */
const kept = 10 * minute
const most = 5000

/** People by `users.info`, kept ten minutes. A failure is not kept, and means that nobody knows who it is: null. */
export const createPeople = (slack: Slack, team: () => string | null): People => {
  const known = new Map<PersonId, Readonly<{ until: number; person: Person }>>()
  const asking = new Map<PersonId, Promise<Person | null>>()

  const ask = async (id: PersonId): Promise<Person | null> => {
    const ours = team()
    if (ours === null) return null
    const answer = await slack.ask((web) => web.users.info({ user: id }))
    if (!('ok' in answer) || answer.ok.user?.id !== id) return null
    const person = personOf(answer.ok.user, id, ours)
    if (known.size >= most) known.clear()
    known.set(id, { until: slack.clock.line() + kept, person })
    return person
  }

  return {
    lookup: async (id) => {
      const before = known.get(id)
      if (before && before.until > slack.clock.line()) return before.person
      const running = asking.get(id) ?? ask(id).finally(() => asking.delete(id))
      asking.set(id, running)
      return running
    },
  }
}
