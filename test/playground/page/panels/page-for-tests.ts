import { z } from 'zod'
import { createPanels, type Panels } from '../../../../src/playground/page/panels/index.ts'
import type { Scene } from '../../../../src/playground/tour/scene.ts'

const answer = z.union([z.strictObject({ note: z.string() }), z.strictObject({ wrong: z.string() })])

/** The panels of a scene as the shell uses them: drawn for Berlin, and posted to with JSON. */
export const createPage = (scene: Scene) => {
  const panels: Panels = createPanels(scene)
  return {
    ...panels,
    draw: async (id: string): Promise<string> => String(await panels.draw(id, { zone: 'Europe/Berlin' })),
    /** Posts what a button (nothing) or a form (its fields) posts; `path` is what stands in `data-post`. */
    post: async (path: string, fields?: Readonly<Record<string, unknown>>) => {
      const body = fields === undefined ? {} : { body: JSON.stringify(fields) }
      const response = await panels.routes.request(path.replace(/^\/panel/, ''), { method: 'POST', ...body })
      return { status: response.status, ...answer.parse(await response.json()) }
    },
  }
}

/** What the buttons and forms of a drawn panel post to. */
export const postsIn = (drawn: string): readonly string[] =>
  [...drawn.matchAll(/data-post="([^"]*)"/g)].flatMap((it) => it[1] ?? [])
