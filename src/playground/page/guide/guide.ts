import { html } from 'hono/html'
import type { Scene } from '../../tour/scene.ts'
import { type GuideStep, guideSteps } from './steps.ts'

/** A direct message stands where the app does. */
const addressOf = (scene: Scene, step: GuideStep): string => {
  const { person, channel } = step.where(scene)
  return `/as/${person.id}/${channel ?? 'cordon'}`
}

const drawCurrent = (scene: Scene, step: GuideStep) => {
  const { person, panel } = step.where(scene)
  const name = person.name.split(' ')[0]
  return html`<div class="guide-current">
    <ol class="guide-todo">${step.todo.map((line) => html`<li>${line}</li>`)}</ol>
    <p class="guide-notice"><strong>Notice.</strong> ${step.notice}</p>
    <p class="guide-ways"><a class="guide-go" data-go href="${addressOf(scene, step)}"${panel === undefined ? '' : html` data-panel="${panel}"`}>Go there as ${name}${panel === undefined ? '' : `, with the panel ${panel}`}</a>
    ${step.done ? '' : html`<button type="button" class="guide-found" data-post="/guide/found">I found it</button>`}</p>
  </div>`
}

/** The guided path of one playground: it moves on by itself when what a step asks for has come about. */
export const createGuide = (scene: Scene) => {
  const listeners = new Set<() => void>()
  let at = 0

  const advance = async (): Promise<void> => {
    for (let step = guideSteps[at]; step?.done && (await step.done(scene)); step = guideSteps[at]) at += 1
  }

  return {
    /** The visitor says that they found what the last step asks for. */
    found: (): void => {
      if (guideSteps[at]?.done === undefined) at = Math.min(at + 1, guideSteps.length)
      for (const call of listeners) call()
    },
    onChange: (call: () => void): (() => void) => {
      listeners.add(call)
      return () => listeners.delete(call)
    },
    /** The path as it stands; can be folded away at any time. */
    draw: async () => {
      await advance()
      const all = guideSteps.length
      const now = guideSteps[at]
      const title = at === all ? 'Guided path: all six steps done' : `Guided path: step ${at + 1} of ${all}`
      return html`<aside id="guide" class="guide" aria-label="Guided path"><details class="guide-path" open>
        <summary>${title}</summary>
        <progress max="${all}" value="${at}" aria-label="Steps done">${at} of ${all}</progress>
        ${now ? html`<p class="guide-title">${now.title}</p>${drawCurrent(scene, now)}` : ''}
        ${at === all ? html`<p class="guide-notice">Now break things: kill Cordon in the panel Cordon while something is under way, or switch a fault on.</p>` : ''}
        <details class="guide-all"><summary>All six steps</summary>
          <ol class="guide-steps">${guideSteps.map(
            (step, index) =>
              html`<li${index === at ? html` aria-current="step"` : ''}>${step.title}${index < at ? html` <span class="guide-mark">done</span>` : ''}</li>`,
          )}</ol></details>
      </details></aside>`
    },
  }
}

export type Guide = ReturnType<typeof createGuide>
