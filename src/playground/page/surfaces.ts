import { html } from 'hono/html'
import { drawView, titleId } from './draw/view.ts'
import type { Html } from './markup.ts'
import { eyesOf, hrefOf, type Sight } from './sight.ts'

/** The app's Home as it was last published for the person. */
export const drawHome = (sight: Sight): Html => {
  const view = sight.person.home()
  return html`<div id="home" class="home" data-surface="home">${
    view
      ? drawView(view, eyesOf(sight))
      : html`<p class="soft waiting">Cordon has not published a Home for you yet.</p>`
  }</div>`
}

/** The form that lies on top, or an empty element. Submitting and closing it are deeds of the page. */
export const drawModal = (sight: Sight): Html => {
  const view = sight.person.modal()
  if (!view) return html`<div id="modal"></div>`
  return html`<div id="modal" data-surface="modal" data-view="${view.id}">
    <form class="modal" id="form-${view.id}" data-submit="${view.id}" aria-labelledby="${titleId(view)}" novalidate>${drawView(view, eyesOf(sight))}
      <p class="note" id="modal-note" role="alert" hidden data-keep></p></form></div>`
}

/** The head of the thread that is open. */
export const drawThreadHead = (sight: Sight): Html =>
  html`<header id="thread-head" class="heading"><h2>Thread</h2>
    <a class="quiet" href="${hrefOf(sight.person, sight.place.id)}" data-go aria-label="Close the thread" title="Close the thread">✕</a></header>`
