import { createMeetingRepository } from '../../../src/adapters/store/meetings.ts'
import { createStore } from '../../../src/adapters/store/store.ts'
import { parseOverride } from '../../../src/meeting/index.ts'
import { meetingRepositoryContract } from '../../meeting/repository-contract.ts'
import { engines } from '../../setup/engines.ts'

for (const engine of engines)
  meetingRepositoryContract(engine.name, async () => {
    const store = createStore((await engine.fresh()).open())
    await store.migrate()
    const { read, transact, close } = store
    return { repository: createMeetingRepository(parseOverride), read, transact, close }
  })
