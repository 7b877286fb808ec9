import type { Rebuff, References } from '../../kernel/refusal.ts'

const standings: Readonly<Record<string, string>> = {
  guest: 'is a guest of this workspace',
  foreign: 'is from another workspace',
  bot: 'is a bot',
  deactivated: 'has a deactivated account',
}

const unfitRebuff: Rebuff = ({ why }) => {
  const standing = standings[String(why)]
  if (standing === undefined)
    return { says: 'Slack did not say who this is, so nobody was invited.', remedy: 'Please try again in a minute.' }
  return { says: `Nobody was invited: one of them ${standing}.`, remedy: 'Only members of this workspace can be.' }
}

const said =
  (says: string, remedy: string): Rebuff =>
  () => ({ says, remedy })

/** How this module's refusals are said. None names what an incident is about, or that one exists. */
export const incidentRebuffs: Readonly<Record<string, Rebuff>> = {
  unfit: unfitRebuff,
  'too-many': ({ most }) => ({ says: 'These are too many at once.', remedy: `Please name at most ${most}.` }),
  'nobody-named': said('Nobody was named.', 'Name at least one person.'),
  'terms-changed': said('The terms have changed since you saw them.', 'Please read them again and answer anew.'),
  'date-past': said('This date has passed.', 'Please choose one that is still to come.'),
  'date-missing': said('There is no date yet.', 'Please choose one.'),
  'embargo-move': ({ from, may }) => ({
    says: `The embargo is ${from}, so this cannot be done with it.`,
    remedy: may === '' ? 'It is over and stays so.' : `What can be done now: ${may}.`,
  }),
  'incident-move': ({ from, may }) => ({
    says: `The incident is in the state ${from}, so this cannot follow.`,
    remedy: may === '' ? 'It is closed and stays so.' : `What can follow: ${may}.`,
  }),
  'incident-closed': said('This incident is closed, so nothing was changed.', 'Open another one if need be.'),
  'not-published': said('It was not published, so it cannot be closed as published.', 'Choose another reason.'),
  'was-published': said('It was published, so it can only be closed as published.', 'Choose this reason.'),
  'other-id': said('This is not the id of the incident.', 'Type the id of this room, as its overview shows it.'),
  'not-in-room': said('This is only done in the room of an incident.', 'Write it there.'),
  'no-room-yet': said('Its room does not stand.', 'Please try again in a minute.'),
  'invitation-gone': said('This invitation is no longer open.', 'Ask whoever invited you for a new one.'),
  'already-invited': said('One of them is on the roster or invited already.', 'See the overview, and name the others.'),
  'not-on-roster': said('This person is not on the roster.', 'See the overview for who is.'),
  'lead-stays': said('The incident lead cannot be removed.', 'Somebody else has to hold the incident first.'),
}

/** A refusal as one sentence beside a form's field. */
export const fieldWords = (rule: string, about: References): string => {
  const { says, remedy } = (incidentRebuffs[rule] ?? said('This cannot be accepted.', 'Please check it.'))(about)
  return `${says} ${remedy}`
}
