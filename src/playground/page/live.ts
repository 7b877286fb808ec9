import type { SSEStreamingApi } from 'hono/streaming'
import { changeOf, type Fragment, hashOfAll } from './fragment.ts'
import { partsOf } from './parts.ts'
import { createPulse } from './pulse.ts'
import type { Sight } from './sight.ts'

/** Line milliseconds between two looks at a workspace that changes. */
const between = 80
/** Line milliseconds between two signs of life, well below what a proxy or a browser takes for an end. */
const heartbeat = 15_000

type Followed = Readonly<{
  stage: Sight['stage']
  /** What the tab looks at now; undefined once its person may not see the place any more. */
  look(): Sight | undefined
  /** By `hashOfAll`, what the page shows already. */
  seen: string
}>

/**
 * Tells one tab, until it is gone, what changed for its person, and once that it shows all there is. Nothing else is ever
 * in the stream.
 */
export const follow = async (stream: SSEStreamingApi, { stage, look, seen }: Followed): Promise<void> => {
  let known: readonly Fragment[] | null = null
  const tell = async (): Promise<void> => {
    const sight = look()
    if (!sight) return stream.writeSSE({ event: 'gone', data: '' })
    const now = await partsOf(sight)
    if (known === null && hashOfAll(now) === seen) known = now
    const change = changeOf(known, now)
    known = now
    if (change) await stream.writeSSE({ event: 'change', data: JSON.stringify(change) })
  }
  const ended = new Promise<void>((resolve) => stream.onAbort(resolve))
  const pulse = createPulse(stage.after, between, tell)
  const panels = createPulse(stage.after, between, () => stream.writeSSE({ event: 'panel', data: '' }))
  const forget = [
    stage.slack.onChange(pulse.changed),
    stage.panels?.onChange(panels.changed),
    stage.guide?.onChange(pulse.changed),
    pulse.end,
    panels.end,
  ]
  let callOff = () => {}
  const live = () => {
    callOff = stage.after(heartbeat, live)
    void stream.write(': still here\n\n')
  }
  live()
  await tell()
  await stream.writeSSE({ event: 'live', data: '' })
  await ended
  callOff()
  for (const end of forget) end?.()
}
