// Work that may be left out most of the time: a page drawn anew, results written while a run goes on.

/** Does the work when so many milliseconds have passed since the last time; at most a twentieth of the time goes to it. */
export function everySoOften(milliseconds: number, work: () => void): () => void {
  let due = performance.now() + milliseconds
  return () => {
    const started = performance.now()
    if (started < due) return
    work()
    const now = performance.now()
    due = now + Math.max(milliseconds, 20 * (now - started))
  }
}
