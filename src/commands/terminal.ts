// What a command shows on a terminal: one progress line with rate and time left, and results for people or machines.

export type ProgressLine = {
  /** Shows `done` of `total`, with a rate and the time left, and what `note` adds. */
  show(done: number, total: number, note?: string): void
  /** Clears the line before something else is printed. */
  clear(): void
}

/** Draws on standard error, at most ten times a second; silent where that is not a terminal. */
export function progressLine(label: string, stream: NodeJS.WriteStream = process.stderr): ProgressLine {
  const started = performance.now()
  let first: number | undefined
  let drawn = 0
  return {
    show(done, total, note = '') {
      first ??= Math.max(0, done - 1)
      const now = performance.now()
      if (!stream.isTTY || (now - drawn < 100 && done < total)) return
      drawn = now
      const seconds = (now - started) / 1000
      const rate = (done - first) / Math.max(seconds, 0.001)
      const left = rate > 0 ? sayDuration((total - done) / rate) : '?'
      const text = `${label} ${done}/${total} · ${rate.toFixed(1)}/s · ${left} left${note ? ` · ${note}` : ''}`
      stream.write(`\r\x1b[2K${text.slice(0, (stream.columns ?? 80) - 1)}`)
    },
    clear() {
      if (stream.isTTY && drawn > 0) stream.write('\r\x1b[2K')
    },
  }
}

/** `42 s`, `3 min 05 s`, `2 h 10 min` */
export function sayDuration(seconds: number): string {
  const whole = Math.round(seconds)
  if (whole < 60) return `${whole} s`
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${String(whole % 60).padStart(2, '0')} s`
  return `${Math.floor(whole / 3600)} h ${String(Math.floor((whole % 3600) / 60)).padStart(2, '0')} min`
}

/** `98.4 MB` */
export function saySize(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`
  if (bytes < 1_000_000) return `${(bytes / 1000).toFixed(1)} kB`
  return `${(bytes / 1_000_000).toFixed(1)} MB`
}

export function print(text: string): void {
  process.stdout.write(`${text}\n`)
}

/** Says something beside the result: on standard error, so that `--json` output stays clean. */
export function say(text: string): void {
  process.stderr.write(`${text}\n`)
}

export function printJson(value: unknown): void {
  print(JSON.stringify(value, null, 2))
}
