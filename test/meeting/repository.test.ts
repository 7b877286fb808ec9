import { Tx } from '../../src/kernel/tx.ts'
import { createFakeRepository } from './desk.ts'
import { meetingRepositoryContract } from './repository-contract.ts'

meetingRepositoryContract('memory', async () => ({
  repository: createFakeRepository(),
  read: (run) => run(new Tx()),
  transact: (run) => run(new Tx()),
  close: async () => {},
}))
