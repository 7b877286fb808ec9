import { html, raw } from 'hono/html'
import { type Fragment, hashOfAll } from './fragment.ts'
import type { Html } from './markup.ts'
import type { Theme } from './settings.ts'
import { drawWho } from './sidebar.ts'
import { type Sight, titleOf } from './sight.ts'
import { drawThreadHead } from './surfaces.ts'
import { drawTop } from './top.ts'

const sheets = ['page.css', 'talk.css', 'draw.css', 'panels.css', 'guide.css']

/** Fragments were drawn and escaped before; here they only stand in their places. */
const placed = (fragments: readonly Fragment[]) => ({
  one: (id: string): Html => raw(fragments.find((it) => it.id === id)?.html ?? ''),
  list: (name: string): Html =>
    raw(
      fragments
        .filter((it) => it.list === name)
        .map((it) => it.html)
        .join(''),
    ),
})

const thread = (sight: Sight, fragments: readonly Fragment[]): Html => {
  if (sight.thread === null) return html``
  const { one, list } = placed(fragments)
  return html`<aside id="thread" class="thread" aria-label="Thread">${drawThreadHead(sight)}
    <div class="scroll" data-scroll="thread" tabindex="-1"><ol class="messages" id="replies">${list('replies')}</ol></div>
    ${one('reply-composer')}</aside>`
}

const pane = (sight: Sight, fragments: readonly Fragment[]): Html => {
  const { one, list } = placed(fragments)
  const body =
    sight.place.kind === 'home'
      ? html`<div class="scroll" tabindex="-1">${one('home')}</div>`
      : html`<div class="scroll" data-scroll="place" tabindex="-1">${one('earlier')}${one('empty')}
          <h2 class="unseen">Messages</h2>
          <ol class="messages" id="messages" aria-label="Messages">${list('messages')}</ol>${one('end')}</div>
          <button type="button" class="newer" id="newer" hidden>New messages ↓</button>`
  return html`<main id="pane" class="pane" data-place="${sight.place.id}" data-thread="${sight.thread ?? ''}">
    ${one('heading')}${body}${one('composer')}</main>`
}

const beside = (sight: Sight): Html => {
  const { panels } = sight.stage
  if (!panels) return html``
  return html`<aside id="beside" class="beside" aria-label="The world around"><h2 class="unseen">The world around</h2>
    <div class="tabs" id="tabs" role="tablist" data-keep>${panels.tabs.map(
      (it, at) => html`<button type="button" role="tab" id="tab-${it.id}" data-tab="${it.id}" aria-controls="panel"
        aria-selected="${at === 0}" tabindex="${at === 0 ? 0 : -1}">${it.label}</button>`,
    )}</div>
    <div id="panel" class="world" role="tabpanel" tabindex="0" data-keep></div></aside>`
}

const dialogs = (sight: Sight, fragments: readonly Fragment[]): Html => {
  const { one } = placed(fragments)
  const shortcuts = (on: 'message' | 'global') => {
    const known = sight.stage.menu.shortcuts.filter((it) => it.on === on)
    if (known.length === 0) return html`<p class="soft">none registered</p>`
    return html`<ul>${known.map(
      (it) =>
        html`<li><button type="button" data-shortcut="${it.id}"><b>${it.name}</b> <span class="soft">${it.description}</span></button></li>`,
    )}</ul>`
  }
  return html`<dialog id="modal-dialog" aria-label="Form">${one('modal')}</dialog>
    <dialog id="confirm-dialog" aria-labelledby="confirm-title" data-keep><form method="dialog" class="modal">
      <header><h2 id="confirm-title"></h2></header><div class="modal-body"><p id="confirm-text"></p></div>
      <footer><button value="no" id="confirm-no">Cancel</button><button value="yes" class="primary" id="confirm-yes">Yes</button></footer>
    </form></dialog>
    <dialog id="file-dialog" aria-labelledby="file-title" data-keep><form method="dialog" class="modal wide">
      <header><h2 id="file-title"></h2><button class="quiet" aria-label="Close">✕</button></header>
      <div class="modal-body"><pre id="file-text" tabindex="0"></pre></div></form></dialog>
    <dialog id="global-menu" aria-labelledby="global-menu-title" data-keep><form method="dialog" class="modal">
      <header><h2 id="global-menu-title">Shortcuts</h2><button class="quiet" aria-label="Close">✕</button></header>
      <div class="modal-body menu"><h3>Global shortcuts of Cordon</h3>${shortcuts('global')}
      <h3>Commands of Cordon</h3><ul>${sight.stage.menu.commands.map(
        (it) =>
          html`<li><button type="button" data-insert="${it.command} "><b>${it.command}</b> <span class="soft">${it.description}</span></button></li>`,
      )}</ul></div></form></dialog>
    <dialog id="message-menu" aria-labelledby="message-menu-title" data-keep><form method="dialog" class="modal">
      <header><h2 id="message-menu-title">This message</h2><button class="quiet" aria-label="Close">✕</button></header>
      <div class="modal-body menu"><h3>Message shortcuts of Cordon</h3>${shortcuts('message')}</div></form></dialog>`
}

const commands = (sight: Sight): Html =>
  html`<ul id="commands" hidden>${sight.stage.menu.commands.map(
    (it) => html`<li data-command="${it.command}" data-hint="${it.hint}">${it.description}</li>`,
  )}</ul>`

type Drawn = Readonly<{ fragments: readonly Fragment[]; theme: Theme }>

/** The whole page for one tab, with the fragments that were drawn for it. */
export const drawShell = (sight: Sight, { fragments, theme }: Drawn): Html =>
  html`<!doctype html>
<html lang="en" data-theme="${theme}" data-zone="${sight.zone}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${titleOf(sight.place)} · ${sight.person.name} · Cordon</title>
<link rel="icon" href="data:,">
${sheets.map((it) => html`<link rel="stylesheet" href="/style/${it}">`)}
<script type="module" src="/script/page.js"></script></head>
<body><div id="shell" class="shell" data-user="${sight.person.id}" data-seen="${hashOfAll(fragments)}">
  ${drawTop(sight)}
  <div id="side" class="side">${drawWho(sight)}${placed(fragments).one('places')}</div>
  <div id="slack" class="slack ${sight.thread === null ? '' : 'with-thread'}">${placed(fragments).one('guide')}${pane(sight, fragments)}${thread(sight, fragments)}</div>
  ${beside(sight)}
  ${dialogs(sight, fragments)}
  ${commands(sight)}
</div></body></html>`
