import { isBuiltin } from 'node:module'
import { partOf } from './parts.ts'
import { perFile, type Rule } from './rule.ts'
import type { Import, Source } from './source.ts'

/**
 * Each package and the places (beginnings of paths) that may know it. The playground may use any; a package that is not
 * here is refused: give it its one folder.
 */
const homes: Readonly<Record<string, readonly string[]>> = {
  zod: [''],
  '@slack/bolt': ['adapters/slack/'],
  '@slack/socket-mode': ['adapters/slack/'],
  '@slack/types': ['adapters/slack/'],
  '@slack/web-api': ['adapters/slack/'],
  nodemailer: ['adapters/mail/'],
  imapflow: ['adapters/mail/'],
  mailparser: ['adapters/mail/'],
  openpgp: ['adapters/mail/'],
  googleapis: ['adapters/drive/'],
  'google-auth-library': ['adapters/drive/'],
  gaxios: ['adapters/drive/'],
  'markdown-it': ['adapters/drive/'],
  octokit: ['adapters/github/'],
  'node-cron': ['adapters/cron/'],
  kysely: ['adapters/store/'],
  pg: ['adapters/store/'],
  hono: ['adapters/web/'],
  '@hono/node-server': ['adapters/web/'],
  commander: ['cli/'],
  yaml: ['config/', 'adapters/slack/manifest.ts'],
  pino: ['adapters/log/'],
  'pino-pretty': ['adapters/log/'],
  'ae-cvss-calculator': ['advisory/'],
}

const packageOf = (from: string): string =>
  from
    .split('/')
    .slice(0, from.startsWith('@') ? 2 : 1)
    .join('/')

const packageFault = (source: Source, name: string): string | null => {
  if (source.path.startsWith('playground/')) return null
  const allowed = homes[name]
  if (!allowed) return `${name}, which no folder may know yet`
  return allowed.some((place) => source.path.startsWith(place)) ? null : `${name}, which only ${allowed.join(', ')} may`
}

const serves = /^(createServer|createSecureServer|Server|\*)$/

const builtinFault = (source: Source, it: Import, name: string): string | null => {
  const kind = partOf(source.path)?.kind
  if (['module', 'vm', 'process', 'console'].includes(name)) return `node:${name}, a way around the rules`
  if (kind === 'module') {
    if (name !== 'crypto') return `node:${name}, though a module does no input and output`
    const chance = it.names.find((word) => word === '*' || word.startsWith('random') || word.startsWith('generate'))
    return chance ? `${chance} of node:crypto: chance comes through a port` : null
  }
  if (it.typeOnly || kind === 'playground') return null
  if (name === 'sqlite' && !source.path.startsWith('adapters/store/')) return 'node:sqlite, which only the store may'
  if (['http', 'https', 'http2'].includes(name) && it.names.some((word) => serves.test(word)))
    return source.path.startsWith('adapters/web/') ? null : `a server of node:${name}, which only adapters/web/ may`
  return null
}

const faultOf = (source: Source, it: Import): string | null => {
  if (it.from === null || it.from.startsWith('.')) return null
  const fault = isBuiltin(it.from)
    ? builtinFault(source, it, it.from.replace(/^node:/, '').split('/')[0] ?? '')
    : packageFault(source, packageOf(it.from))
  return fault === null ? null : `${source.path}:${it.line} imports ${fault}`
}

const onlyZod = (source: Source, it: Import): string | null =>
  source.path.startsWith('kernel/') && it.from !== null && !it.from.startsWith('.') && it.from !== 'zod'
    ? `${source.path}:${it.line} imports ${it.from}, though the kernel knows only zod`
    : null

export const vendors: Rule = {
  says: 'a vendor is known to one folder, and the kernel knows only zod',
  faults: perFile((source) => source.imports.flatMap((it) => onlyZod(source, it) ?? faultOf(source, it) ?? [])),
  bites: [
    ['incident/open-incident.ts', "import { WebClient } from '@slack/web-api'"],
    ['incident/ports.ts', "import type { WebClient } from '@slack/web-api'"],
    ['adapters/web/server.ts', "import { App } from '@slack/bolt'"],
    ['adapters/slack/post.ts', "import { Kysely } from 'kysely'"],
    ['adapters/slack/post.ts', "import { sql } from 'kysely/migration'"],
    ['adapters/slack/receive.ts', "import { createServer } from 'node:http'"],
    ['adapters/slack/receive.ts', "import * as http from 'http'"],
    ['adapters/mail/inbox.ts', "import { DatabaseSync } from 'node:sqlite'"],
    ['adapters/slack/post.ts', "import { stringify } from 'yaml'"],
    ['adapters/mail/inbox.ts', "import leftPad from 'left-pad'"],
    ['adapters/mail/inbox.ts', "import { createRequire } from 'node:module'"],
    ['meeting/read-notes.ts', "import { readFile } from 'node:fs/promises'"],
    ['meeting/read-notes.ts', "import { randomUUID } from 'node:crypto'"],
    ['app.ts', "import { env } from 'node:process'"],
    ['kernel/tx.ts', "import { createHash } from 'node:crypto'"],
    ['kernel/tx.ts', "import type { Kysely } from 'kysely'"],
  ],
  spares: [
    ['kernel/place.ts', "import { z } from 'zod'"],
    ['ledger/entry.ts', "import { createHash } from 'node:crypto'\nimport { z } from 'zod'"],
    ['adapters/store/store.ts', "import { Migrator } from 'kysely/migration'\nimport pg from 'pg'"],
    [
      'adapters/slack/receive.ts',
      "import type { IncomingMessage } from 'node:http'\nimport { App } from '@slack/bolt'",
    ],
    ['adapters/web/server.ts', "import { createServer } from 'node:http'"],
    ['playground/mail/server.ts', "import { SMTPServer } from 'smtp-server'\nimport { createServer } from 'node:http'"],
  ],
}
