// A file that appears whole or not at all: written beside its place, flushed, then renamed into it.
import { type FileHandle, open, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { makeFolder } from './folder.ts'

/** A file in the making. `commit` puts it in its place; `abandon` after that does nothing. */
export type WholeFile = {
  write(piece: Uint8Array | string): Promise<void>
  commit(): Promise<void>
  abandon(): Promise<void>
}

/** Begins a file that takes the place of `path` only at `commit`; until then what stands there is untouched. */
export async function openWhole(path: string): Promise<WholeFile> {
  const partial = `${path}.partial-${process.pid}`
  const handle = await named(path, async () => {
    makeFolder(dirname(path))
    return open(partial, 'w')
  })
  let isOpen = true
  return {
    write: piece => named(path, () => writeAll(handle, piece)),
    async commit() {
      await named(path, () => handle.sync())
      await handle.close()
      isOpen = false
      await named(path, () => rename(partial, path))
    },
    async abandon() {
      if (!isOpen) return
      isOpen = false
      await handle.close()
      await rm(partial, { force: true })
    },
  }
}

/** Writes pieces to `path`. On any error, a full disk included, what stood there before is kept and nothing is left over. */
export async function writeWhole(path: string, pieces: Iterable<Uint8Array | string>): Promise<void> {
  const file = await openWhole(path)
  try {
    for (const piece of pieces) await file.write(piece)
    await file.commit()
  } finally {
    await file.abandon()
  }
}

async function writeAll(handle: FileHandle, piece: Uint8Array | string): Promise<void> {
  const bytes = typeof piece === 'string' ? Buffer.from(piece) : piece
  for (let done = 0; done < bytes.length; ) {
    const { bytesWritten } = await handle.write(bytes, done, Math.min(bytes.length - done, 1 << 30))
    done += bytesWritten
  }
}

/** Says a full disk or a read-only folder in a sentence. */
async function named<Result>(path: string, action: () => Promise<Result>): Promise<Result> {
  try {
    return await action()
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code
    if (code === 'ENOSPC' || code === 'EDQUOT')
      throw new Error(
        `${path}: expected room to write it, found the disk full; free some space and try again`,
        {
          cause: error,
        },
      )
    if (code === 'EACCES' || code === 'EROFS' || code === 'EPERM')
      throw new Error(
        `${path}: expected a folder that can be written, found it read-only; choose another place`,
        {
          cause: error,
        },
      )
    throw error
  }
}
