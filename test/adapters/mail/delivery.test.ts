import { sender, startWorld, witness } from '../../playground/mail/world-for-tests.ts'
import { deliveryContract } from './delivery-contract.ts'
import { realPeersExist, startRealPeers } from './real-peers.ts'

deliveryContract('the playground', async () => {
  const world = await startWorld()
  return {
    smtpUrl: world.smtpUrl(sender),
    imapUrl: world.imapUrl(witness),
    sender,
    witness,
    inbox: async () => (await world.mailbox(witness).messages()).map((one) => one.raw),
    stop: world.stop,
  }
})

if (realPeersExist) deliveryContract('Postfix and Dovecot', startRealPeers)
