import { readFileSync } from 'node:fs'
import { Hono } from 'hono'

const style = 'text/css; charset=utf-8'
const script = 'text/javascript; charset=utf-8'

/** The files that a browser may have, by their address; nothing else of this folder is served. */
const assets: Readonly<Record<string, Readonly<{ file: string; type: string }>>> = {
  '/style/page.css': { file: 'browser/page.css', type: style },
  '/style/talk.css': { file: 'browser/talk.css', type: style },
  '/style/draw.css': { file: 'draw/draw.css', type: style },
  '/style/panels.css': { file: 'panels/panels.css', type: style },
  '/style/guide.css': { file: 'guide/guide.css', type: style },
  '/script/page.js': { file: 'browser/page.js', type: script },
  '/script/morph.js': { file: 'browser/morph.js', type: script },
  '/script/live.js': { file: 'browser/live.js', type: script },
  '/script/ask.js': { file: 'browser/ask.js', type: script },
  '/script/box.js': { file: 'browser/box.js', type: script },
  '/script/dialogs.js': { file: 'browser/dialogs.js', type: script },
  '/script/world.js': { file: 'browser/world.js', type: script },
}

/** Serves the page's styles and scripts. */
export const assetRoutes = (): Hono => {
  const app = new Hono()
  for (const [path, { file, type }] of Object.entries(assets))
    app.get(path, (c) => c.body(readFileSync(new URL(file, import.meta.url), 'utf8'), 200, { 'Content-Type': type }))
  return app
}
