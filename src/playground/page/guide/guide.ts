import { html } from 'hono/html'
import type { Scene } from '../../tour/scene.ts'
import { type GuideStep, guideSteps } from './steps.ts'

const addressOf = (scene: Scene, step: GuideStep): string => {
  const { person, channel, panel } = step.where(scene)
  const place = channel ?? person.directMessages()[0]?.id ?? scene.channel('security-team')
  return `/as/${person.id}/${place}${panel === undefined ? '' : `?panel=${panel}`}`
}

const drawCurrent = (scene: Scene, step: GuideStep) => {
  const { person, panel } = step.where(scene)
  const name = person.name.split(' ')[0]
  return html`<div class="guide-current">
    <ol class="guide-todo">${step.todo.map((line) => html`<li>${line}</li>`)}</ol>
    <p class="guide-notice"><strong>Notice.</strong> ${step.notice}</p>
    <a class="guide-go" href="${addressOf(scene, step)}">Go there as ${name}${panel === undefined ? '' : `, with the panel ${panel}`}</a>
  </div>`
}

/** The guided path of one playground: it moves on by itself when what a step asks for has come about. */
export const createGuide = (scene: Scene) => {
  const visits = new Set<string>()
  let at = 0

  const advance = async (): Promise<void> => {
    for (let step = guideSteps[at]; step && (await step.done(scene, visits)); step = guideSteps[at]) at += 1
  }

  return {
    /** Told what the visitor opened: `as:USERID` or `panel:ID`. */
    visited: (what: string): void => {
      visits.add(what)
    },
    /** How many of the steps are done. */
    done: async (): Promise<number> => {
      await advance()
      return at
    },
    /** The path as it stands; can be folded away at any time. */
    draw: async () => {
      await advance()
      const all = guideSteps.length
      const title = at === all ? 'Guided path: all six steps done' : `Guided path: step ${at + 1} of ${all}`
      return html`<details class="guide" data-keep="guide" open>
        <summary>${title}</summary>
        <progress max="${all}" value="${at}" aria-label="Steps done">${at} of ${all}</progress>
        <ol class="guide-steps">
          ${guideSteps.map((step, index) => {
            const state = index < at ? 'done' : index === at ? 'now' : 'later'
            return html`<li class="guide-${state}"${state === 'now' ? html` aria-current="step"` : ''}>
              <span class="guide-title">${step.title}</span>${state === 'done' ? html` <span class="guide-mark">done</span>` : ''}
              ${state === 'now' ? drawCurrent(scene, step) : ''}
            </li>`
          })}
        </ol>
        ${at === all ? html`<p class="guide-notice">Now break things: kill Cordon in the panel Cordon while something is under way, or switch a fault on.</p>` : ''}
      </details>`
    },
  }
}

export type Guide = ReturnType<typeof createGuide>
