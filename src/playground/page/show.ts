import { fair } from '../tour/mishaps.ts'
import { createScene, type Scene, type Time } from '../tour/scene.ts'
import { castOf } from './cast.ts'
import { createGuide } from './guide/guide.ts'
import { createHeart } from './panels/heart.ts'
import { createPanels } from './panels/index.ts'
import { type Served, servePage } from './serve.ts'
import type { Stage } from './stage.ts'

/** What the page shows of a scene. */
const stageOf = (scene: Scene): Stage => ({
  slack: scene.slack,
  cast: castOf(scene),
  menu: scene.menu,
  panels: createPanels(scene),
  guide: createGuide(scene),
  now: scene.desk.now,
  after: scene.after,
})

export type Show = Readonly<{
  /** Starts the scene, Cordon and the page; resolves with the page's address. Leaves nothing behind when it fails (throws). */
  start(port?: number): Promise<string>
  /** Ends the page, then Cordon, then all that it spoke to; its files go last. */
  end(): Promise<void>
}>

/** The scene of the tour with nothing performed in it: whoever opens the page performs. */
export const createShow = (time: Time): Show => {
  let scene: Scene | null = null
  let page: Served | null = null
  let rest = (): void => undefined
  let ended = false
  const end = async (): Promise<void> => {
    ended = true
    rest()
    await page?.stop()
    await scene?.end()
  }
  const begin = async (port?: number): Promise<string> => {
    scene = await createScene(time, fair)
    if (!ended) await scene.startCordon()
    if (!ended) rest = createHeart(scene)
    if (!ended) page = await servePage(stageOf(scene), port)
    if (ended || !page) throw new Error('it was ended before it was there')
    return page.address
  }
  return {
    start: async (port) => {
      try {
        return await begin(port)
      } catch (error) {
        await end()
        throw error
      }
    },
    end,
  }
}
