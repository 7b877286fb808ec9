import axe from 'axe-core'
import type { Page } from 'playwright-core'
import { z } from 'zod'

const found = z.object({
  violations: z.array(z.object({ id: z.string(), nodes: z.array(z.object({ html: z.string() })) })),
})

/** What axe-core finds wrong with the page as it stands: the rule, and the elements that break it. */
export const violationsOf = async (page: Page): Promise<readonly string[]> => {
  // Evaluated by the debugger, which the page's own policy does not bind.
  const { violations } = found.parse(await page.evaluate(`${axe.source}; axe.run(document)`))
  return violations.flatMap(({ id, nodes }) => nodes.map((it) => `${id}: ${it.html.slice(0, 200)}`))
}
