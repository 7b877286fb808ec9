import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { z } from 'zod'

const manifest = z.object({
  features: z.object({
    slash_commands: z
      .array(z.object({ command: z.string(), description: z.string(), usage_hint: z.string().default('') }))
      .default([]),
    shortcuts: z
      .array(
        z.object({
          name: z.string(),
          type: z.enum(['message', 'global']),
          callback_id: z.string(),
          description: z.string(),
        }),
      )
      .default([]),
  }),
})

/** A slash command as Slack offers it while somebody types. */
export type SlashCommand = Readonly<{ command: string; description: string; hint: string }>

/** A shortcut of the app, on a message or from anywhere. */
export type Shortcut = Readonly<{ id: string; name: string; on: 'message' | 'global'; description: string }>

/** What the app offers in Slack's own menus. */
export type AppMenu = Readonly<{ commands: readonly SlashCommand[]; shortcuts: readonly Shortcut[] }>

/** Reads what an app offers from its manifest (YAML). Refuses (throws) what is no manifest. */
export const menuOf = (text: string): AppMenu => {
  const { slash_commands, shortcuts } = manifest.parse(parse(text)).features
  return {
    commands: slash_commands.map((it) => ({ command: it.command, description: it.description, hint: it.usage_hint })),
    shortcuts: shortcuts.map((it) => ({
      id: it.callback_id,
      name: it.name,
      on: it.type,
      description: it.description,
    })),
  }
}

/** What Cordon offers, by the manifest in this repository. */
export const readMenu = (): AppMenu => menuOf(readFileSync(new URL('../../../manifest.yml', import.meta.url), 'utf8'))
