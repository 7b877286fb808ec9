import { html } from 'hono/html'
import type { Html } from './markup.ts'
import type { Sight } from './sight.ts'

/** The line above everything: what this is, whether it is live, and how it looks. */
export const drawTop = (sight: Sight): Html =>
  html`<header id="top" class="top">
    <button type="button" class="quiet burger" id="burger" aria-label="Channels and people" aria-controls="side" aria-expanded="false">☰</button>
    <p class="brand"><span class="brand-mark" aria-hidden="true"></span><b>Cordon</b> <span class="soft">playground: all of it on this machine, all of it made up</span></p>
    <p id="connection" class="connection" role="status" aria-live="polite" data-keep></p>
    ${
      sight.stage.panels
        ? html`<div class="views" id="views" role="group" aria-label="What is shown" data-keep>
      <button type="button" data-view-of="slack" aria-pressed="true">Slack</button>
      <button type="button" data-view-of="beside" aria-pressed="false">World</button></div>`
        : ''
    }
    <button type="button" class="quiet" id="theme" aria-label="Dark or light" title="Dark or light" data-keep>◐</button>
  </header>`
