// Leaves of node_modules what Cordon runs, for the container: node deploy/trim-modules.mjs node_modules
// Of googleapis (some 240 MB, one folder an API) only the APIs named here stay; elsewhere what no program reads goes.
import { existsSync, globSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'

/** The APIs that src/adapters/drive imports, by their folders. */
const usedApis = ['drive']

/** Types, source maps and manuals. Licences and package.json stay. */
const unread = ['**/*.d.ts', '**/*.d.mts', '**/*.d.cts', '**/*.map', '**/README.md', '**/CHANGELOG.md']

const remove = (path) => rmSync(path, { recursive: true, force: true })

/** Keeps the used APIs of googleapis alone; the files beside their folders import every API, so they go too. */
const trimApis = (modules) => {
  const build = join(modules, 'googleapis/build/src')
  const apis = join(build, 'apis')
  const missing = usedApis.filter((api) => !existsSync(join(apis, api, 'index.js')))
  if (missing.length > 0) throw new Error(`googleapis has no ${missing.join(', ')}: look at usedApis`)
  for (const name of readdirSync(build)) if (name !== 'apis') remove(join(build, name))
  for (const name of readdirSync(apis)) if (!usedApis.includes(name)) remove(join(apis, name))
}

const [modules] = process.argv.slice(2)
if (modules === undefined) throw new Error('name the folder: node deploy/trim-modules.mjs node_modules')
trimApis(modules)
for (const path of globSync(unread, { cwd: modules })) remove(join(modules, path))
