import { expect, test } from 'vitest'
import { createClock } from '../../src/adapters/clock.ts'
import { freshDatabase, hasPostgres } from '../setup/database.ts'
import { createWorld } from '../setup/world.ts'
import { createProxy } from './proxy.ts'

const { pause } = createClock()

test.runIf(hasPostgres)(
  'a database that is gone for a while loses nothing that was acknowledged',
  async () => {
    const proxy = await createProxy(await freshDatabase())
    const world = await createWorld({ store: { DATABASE_URL: proxy.url } })
    try {
      const cordon = await world.start()
      const answers = () => world.ada.messages(world.town).filter((it) => it.ephemeral).length
      const ready = async () => (await fetch(`${world.url}/readyz`)).status
      const give = async () => ((await world.ada.command(world.town, '/kf-incident', 'list')).ok ? 1 : 0)

      let acknowledged = 0
      const before = Promise.all(Array.from({ length: 20 }, give))
      await pause(30)
      await proxy.cut()
      for (const one of await before) acknowledged += one
      while ((await ready()) !== 503) await pause(50)
      for (const one of await Promise.all(Array.from({ length: 3 }, give))) expect(one).toBe(0)

      await proxy.mend()
      while ((await ready()) !== 200) await pause(50)
      for (const one of await Promise.all(Array.from({ length: 5 }, give))) acknowledged += one

      expect(acknowledged).toBeGreaterThanOrEqual(5)
      // What could not even be answered as failed is taken up again once it is a minute old.
      expect(await world.slack.until(() => answers() >= acknowledged, 100_000)).toBe(true)
      expect(cordon.err()).toBe('')
    } finally {
      await world.stop()
      await proxy.cut()
    }
  },
  180_000,
)
