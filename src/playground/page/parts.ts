import { html } from 'hono/html'
import { drawComposer, drawReplyBox } from './composer.ts'
import { listOfPlace, listOfThread, shownOf } from './conversation.ts'
import { type Fragment, fragmentOf } from './fragment.ts'
import { drawHeading } from './heading.ts'
import { msOf } from './instant.ts'
import type { Html } from './markup.ts'
import { drawPlaces } from './sidebar.ts'
import type { Sight } from './sight.ts'
import { drawHome, drawModal } from './surfaces.ts'

/** What a place holds before anything is written in it. */
const drawEmpty = (sight: Sight): Html => {
  const { place, person } = sight
  const empty = place.kind !== 'home' && (place.channelId === null || person.messages(place.channelId).length === 0)
  const words =
    place.kind === 'direct'
      ? 'Nothing was written here yet. What Cordon has to say to you alone comes here.'
      : 'Nothing was written here yet. Type / to see what Cordon can do.'
  return html`<p id="empty" class="empty soft" ${empty ? '' : html`hidden`}>${words}</p>`
}

/** The way to earlier messages, where there are some. */
export const drawEarlier = (sight: Sight): Html => {
  const { shown, earlier } = shownOf(sight)
  const before = shown[0]?.ts ?? ''
  return html`<p id="earlier" class="earlier" ${earlier > 0 ? '' : html`hidden`} data-count="${shown.length}">
    <button type="button" class="quiet" data-earlier="${before}">Show earlier messages (${earlier})</button></p>`
}

/** How far the place was shown, so that a page can say what was read. */
const drawEnd = (sight: Sight): Html => {
  const last = shownOf(sight).shown.at(-1)?.ts ?? ''
  return html`<span id="end" hidden data-ts="${last}" data-at="${last === '' ? '' : msOf(last)}"></span>`
}

/** Everything of the page that can change, in an order that does not. */
export const partsOf = async (sight: Sight): Promise<readonly Fragment[]> => {
  const single: readonly (readonly [string, Html])[] = [
    ['places', drawPlaces(sight)],
    ['heading', drawHeading(sight)],
    ['modal', drawModal(sight)],
    ['composer', drawComposer(sight)],
    ...(sight.stage.guide ? ([['guide', await sight.stage.guide.draw()]] as const) : []),
    ...(sight.place.kind === 'home'
      ? ([['home', drawHome(sight)]] as const)
      : ([
          ['earlier', drawEarlier(sight)],
          ['empty', drawEmpty(sight)],
          ['end', drawEnd(sight)],
        ] as const)),
    ...(sight.thread === null ? [] : ([['reply-composer', drawReplyBox(sight)]] as const)),
  ]
  const drawn = await Promise.all(single.map(([id, it]) => fragmentOf(id, it)))
  return [...drawn, ...(await listOfPlace(sight)), ...(await listOfThread(sight))]
}
