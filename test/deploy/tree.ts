import { spawn } from 'node:child_process'
import { lstatSync, readdirSync } from 'node:fs'
import { join, relative } from 'node:path'

/** Every file and folder below `root` by its path in it, with slashes. */
export const pathsBelow = (root: string): readonly string[] =>
  readdirSync(root, { recursive: true, withFileTypes: true }).map((entry) =>
    relative(root, join(entry.parentPath, entry.name)),
  )

const block = 4096

/** Bytes on a disk that gives whole blocks of 4 KiB. */
export const bytesOnDisk = (root: string): number =>
  pathsBelow(root).reduce((sum, path) => {
    const about = lstatSync(join(root, path))
    return sum + (about.isDirectory() ? block : Math.ceil(about.size / block) * block)
  }, block)

/** Bytes of the tree as a layer is sent: a gzipped tar. */
export const bytesSent = (root: string): Promise<number> =>
  new Promise((resolve, reject) => {
    const tar = spawn('tar', ['-cz', '-C', root, '.'], { stdio: ['ignore', 'pipe', 'inherit'] })
    let bytes = 0
    tar.stdout.on('data', (chunk) => {
      bytes += Buffer.byteLength(chunk)
    })
    tar.on('error', reject)
    tar.on('close', (code) => (code === 0 ? resolve(bytes) : reject(new Error(`tar ended with ${code}`))))
  })

/** What tells whether anything was written below `root`, but for the folder `except`. */
export const stateBelow = (root: string, except: string): ReadonlyMap<string, string> =>
  new Map(
    pathsBelow(root)
      .filter((path) => path !== except && !path.startsWith(`${except}/`))
      .map((path) => {
        const { size, mtimeMs, mode, uid } = lstatSync(join(root, path))
        return [path, [size, mtimeMs, mode, uid].join(' ')]
      }),
  )
