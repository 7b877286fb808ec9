import type { Command } from 'commander'
import type { Desk, WithDesk } from './desk.ts'
import { fail, type Print, print } from './print.ts'

const headOf = (text: string): Readonly<{ chain: string; seq: number; hash: string }> | null => {
  const parts = /^([^:]+):(\d+):([0-9a-f]{64})$/.exec(text)
  return parts?.[1] && parts[2] && parts[3] ? { chain: parts[1], seq: Number(parts[2]), hash: parts[3] } : null
}

const heads = async (desk: Desk, how: Print): Promise<void> => {
  const rows = await desk.store.read(async (tx) => {
    const chains = await desk.ledger.chains(tx)
    return Promise.all(chains.map((chain) => desk.ledger.head(tx, chain)))
  })
  print(
    rows.flatMap((head) => (head ? [{ ...head, head: `${head.chain}:${head.seq}:${head.hash}` }] : [])),
    how.json === true,
  )
}

const show = async (desk: Desk, chain: string, how: Print): Promise<void> => {
  const entries = await desk.store.read((tx) => desk.ledger.entries(tx, chain))
  if (entries.length === 0) return fail(`there is no chain "${chain}"`, 'See `ledger heads`.')
  print(
    entries.map(({ seq, at, what, by, body }) => ({
      seq,
      at: new Temporal.Instant(BigInt(at) * 1_000_000n).toString(),
      what,
      by,
      body: JSON.stringify(body),
    })),
    how.json === true,
  )
}

const exported = async (desk: Desk, chain: string): Promise<void> => {
  const text = await desk.store.read((tx) => desk.ledger.exported(tx, chain))
  if (text === '') return fail(`there is no chain "${chain}"`, 'See `ledger heads`.')
  process.stdout.write(text)
}

const verify = async (desk: Desk, options: Readonly<{ head?: string }>): Promise<void> => {
  const head = options.head === undefined ? undefined : headOf(options.head)
  if (head === null) return fail('this is not a head', 'A head is CHAIN:NUMBER:HASH, as `ledger heads` prints it.')
  const faults = await desk.store.read(async (tx) => {
    const known = await desk.ledger.chains(tx)
    const chains = head && !known.includes(head.chain) ? [...known, head.chain] : known
    const found = await Promise.all(
      chains.map(async (chain) => {
        const wrong = await desk.ledger.verify(tx, chain, head?.chain === chain ? head : undefined)
        return wrong.map((what) => ({ chain, what }))
      }),
    )
    return { chains: chains.length, wrong: found.flat() }
  })
  for (const { chain, what } of faults.wrong) process.stderr.write(`${chain}: ${what}\n`)
  if (faults.wrong.length > 0) process.exitCode = 1
  else process.stdout.write(`${faults.chains} chains verified\n`)
}

/** `ledger heads|show|export|verify`. */
export const addLedgerCommands = (program: Command, withDesk: WithDesk): void => {
  const ledger = program.command('ledger').description('who knew and did what, when')
  ledger
    .command('heads')
    .description('the end of each chain; whoever keeps one can prove later that nothing was cut')
    .option('--json', 'as JSON, one chain a line')
    .action((how: Print) => withDesk((desk) => heads(desk, how)))
  ledger
    .command('show <chain>')
    .description('the entries of an incident, or of "desk"')
    .option('--json', 'as JSON, one entry a line')
    .action((chain: string, how: Print) => withDesk((desk) => show(desk, chain, how)))
  ledger
    .command('export <chain>')
    .description('the chain as the file that closing puts into the room: one JSON entry a line')
    .action((chain: string) => withDesk((desk) => exported(desk, chain)))
  ledger
    .command('verify')
    .description('recompute every chain; exit 1 when one was altered')
    .option('--head <head>', 'a head kept from earlier: CHAIN:NUMBER:HASH')
    .action((options: Readonly<{ head?: string }>) => withDesk((desk) => verify(desk, options)))
}
