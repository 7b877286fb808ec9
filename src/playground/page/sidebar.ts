import { html } from 'hono/html'
import { signOf } from './heading.ts'
import type { Html } from './markup.ts'
import { avatarOf } from './message.ts'
import { home, type Place, placeOf, withApp } from './place.ts'
import { hrefOf, type Sight, titleOf } from './sight.ts'

const unreadOf = ({ reading, person, place: here }: Sight, place: Place): number =>
  place.kind === 'home' || place.id === here.id || place.channelId === null
    ? 0
    : reading.unread(person, place.channelId)

const entry = (sight: Sight, place: Place, sign: Html, label: string): Html => {
  const unread = unreadOf(sight, place)
  const archived = place.kind === 'channel' && place.channel.archived
  const sorts = ['entry', unread > 0 && 'unread', archived && 'archived'].filter(Boolean).join(' ')
  return html`<li><a class="${sorts}" href="${hrefOf(sight.person, place.id)}" data-go
    ${place.id === sight.place.id ? html`aria-current="page"` : ''}>${sign}<span class="entry-name">${label}</span>${
      archived ? html`<span class="hidden">archived</span>` : ''
    }${unread > 0 ? html`<span class="count" aria-label="${unread} unread">${unread}</span>` : ''}</a></li>`
}

const section = (title: string, entries: readonly Html[]): Html =>
  html`<section><h2>${title}</h2><ul>${entries.length > 0 ? entries : html`<li class="none">none</li>`}</ul></section>`

/** The channels of a person, open ones first. */
const channelsOf = (sight: Sight): readonly Place[] =>
  sight.person
    .channels()
    .toSorted((one, other) => Number(one.archived) - Number(other.archived) || one.name.localeCompare(other.name))
    .flatMap((it) => placeOf(sight.person, sight.stage.slack.botUserId, it.id) ?? [])

const directsOf = (sight: Sight): readonly Place[] => {
  const { person, stage } = sight
  const ids = person.directMessages().filter((it) => it.withId !== stage.slack.botUserId)
  return [withApp, ...ids.map((it) => it.id)].flatMap((id) => placeOf(person, stage.slack.botUserId, id) ?? [])
}

/** Where a person can go, and where something waits for them. */
export const drawPlaces = (sight: Sight): Html => {
  const direct = (place: Place) => {
    const withId = place.kind === 'direct' ? place.withId : ''
    return entry(sight, place, avatarOf(withId, titleOf(place), withId === sight.stage.slack.botUserId), titleOf(place))
  }
  return html`<nav id="places" aria-label="Channels and messages">
    ${section(
      'Channels',
      channelsOf(sight).map((it) => entry(sight, it, signOf(it), titleOf(it))),
    )}
    ${section('Direct messages', directsOf(sight).map(direct))}
    ${section('Apps', [entry(sight, { kind: 'home', id: home }, avatarOf('', 'Cordon', true), 'Cordon · Home')])}
  </nav>`
}

const choice = (sight: Sight, member: Sight['stage']['cast'][number]): Html => {
  const { stage, place } = sight
  const other = stage.slack.person(member.id)
  const href = placeOf(other, stage.slack.botUserId, place.id) ? hrefOf(other, place.id) : `/as/${other.id}`
  return html`<li><a href="${href}" data-go ${member.id === sight.person.id ? html`aria-current="true"` : ''}>
    ${avatarOf(member.id, member.name, false)}<span class="who-words"><b>${member.name}</b>
    <span class="soft">${member.about}</span><small>${member.may}</small></span></a></li>`
}

/** Who one is on this page, and whom else one can be. */
export const drawWho = (sight: Sight): Html => {
  const member = sight.stage.cast.find((it) => it.id === sight.person.id)
  return html`<details id="who" class="who"><summary>${avatarOf(sight.person.id, sight.person.name, false)}
    <span class="who-words"><span class="soft">You are</span><b>${sight.person.name}</b>
    <span class="soft">${member?.about ?? ''}</span></span></summary>
    <ul>${sight.stage.cast.map((it) => choice(sight, it))}</ul>
    <p class="soft">Open one in another tab to be two people at a time.</p></details>`
}
