// A lock on a folder that a dead process does not hold.
import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

type Holder = { pid: number; started: string | null }

/** Takes `folder/lock`, and returns what gives it back. Throws an error naming the process that holds it. */
export function lockFolder(folder: string): () => void {
  const path = join(folder, 'lock')
  const mine: Holder = { pid: process.pid, started: startTime(process.pid) }
  const candidate = join(folder, `lock.${process.pid}.${Math.random().toString(36).slice(2)}`)
  writeFileSync(candidate, JSON.stringify(mine))
  try {
    for (let attempt = 0; attempt < 10; attempt++) {
      if (link(candidate, path)) return () => rmSync(path, { force: true })
      const holder = readHolder(path)
      if (holder && isAlive(holder))
        throw new Error(`${folder}: process ${holder.pid} is writing this run; wait for it or stop it first`)
      setAside(path)
    }
    throw new Error(`${folder}: its lock could not be taken; another process keeps taking it`)
  } finally {
    rmSync(candidate, { force: true })
  }
}

/** Linking fails when the name exists, so of two processes one gets the lock. */
function link(from: string, to: string): boolean {
  try {
    linkSync(from, to)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  }
}

function setAside(path: string): void {
  const aside = `${path}.stale.${process.pid}`
  try {
    renameSync(path, aside)
    rmSync(aside, { force: true })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
  }
}

function readHolder(path: string): Holder | undefined {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Holder
  } catch {
    return undefined
  }
}

function isAlive(holder: Holder): boolean {
  try {
    process.kill(holder.pid, 0)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false
  }
  // A process number is given out again: the start time tells the holder from a stranger with its number.
  return holder.started === null || startTime(holder.pid) === holder.started
}

/** The kernel's start time of a process (Linux); `null` where that cannot be read. */
function startTime(pid: number): string | null {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ')
    return fields?.[19] ?? null
  } catch {
    return null
  }
}
