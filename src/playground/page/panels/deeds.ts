import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { z } from 'zod'
import type { Answer, Deed } from './panel.ts'

/** Bytes of a posted form; the longest is the notes. */
const longestBody = 2 * 1024 * 1024

const fields = z.record(z.string(), z.unknown())

/** The fields of a JSON body; a button sends none. Undefined for what is no JSON object. */
const fieldsIn = (body: string): Readonly<Record<string, unknown>> | undefined => {
  if (body.trim() === '') return {}
  try {
    return fields.parse(JSON.parse(body) ?? {})
  } catch {
    return undefined
  }
}

/** A deed whose fields (and names in the path) are parsed by `given` before it runs; what does not fit is refused. */
export const deed = <T>(
  path: string,
  given: z.ZodType<T>,
  run: (it: T) => Answer | Promise<Answer>,
  misfit = 'This form is not one of the page as it is now. Reload the page and try again.',
): Deed => ({
  path,
  run: async (sent) => {
    const parsed = given.safeParse(sent)
    return parsed.success ? run(parsed.data) : { wrong: misfit }
  },
})

/** A deed that needs nothing to be said. */
export const press = (path: string, run: () => Answer | Promise<Answer>): Deed => deed(path, z.object({}), run)

/** What an error says, for the person at the page. */
export const wordsOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))

/** The deeds as routes that take JSON and answer `{ note }`, or 400 `{ wrong }`. */
export const createRoutes = (deeds: readonly Deed[]): Hono => {
  const app = new Hono()
  const tooLong = { wrong: 'This is more than the page takes (2 MB). Make it shorter.' }
  app.use(bodyLimit({ maxSize: longestBody, onError: (c) => c.json(tooLong, 400) }))
  for (const { path, run } of deeds)
    app.post(path, async (c) => {
      const sent = fieldsIn(await c.req.text())
      if (!sent) return c.json({ wrong: 'The page sent what is no JSON object. Reload the page and try again.' }, 400)
      const answer = await run({ ...sent, ...c.req.param() })
      return 'wrong' in answer ? c.json(answer, 400) : c.json(answer)
    })
  app.onError((error, c) =>
    c.json({ wrong: `That did not work: ${wordsOf(error)}. Look at the panel, and try again.` }, 400),
  )
  return app
}
