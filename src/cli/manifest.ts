import type { Command } from 'commander'
import { fail } from './print.ts'

/** Makes the manifest for Socket Mode, or for an app that Slack calls at `url`; null when the settings refuse. */
export type MakeManifest = (url: string | null) => Promise<string | null>

const isSlackable = (text: string): boolean => URL.parse(text)?.protocol === 'https:'

/** `manifest [--url]`. */
export const addManifestCommands = (program: Command, make: MakeManifest): void => {
  program
    .command('manifest')
    .description('the manifest of the Slack app, from the tables of commands and features')
    .option('--url <url>', 'where Slack calls Cordon by HTTP, such as https://cordon.example.org/slack/events')
    .addHelpText(
      'after',
      '\nWithout --url it is for Socket Mode. The prefix of the commands is that of cordon.yaml, if there is one.',
    )
    .action(async ({ url }: Readonly<{ url?: string }>) => {
      if (url !== undefined && !isSlackable(url))
        return fail('--url is no address that Slack calls', 'It begins with https:// and ends with /slack/events.')
      const manifest = await make(url ?? null)
      if (manifest !== null) process.stdout.write(manifest)
    })
}
