// How many requests are in flight at a server: fewer for a while after it said that there were too many.

export type Gate = {
  /** Waits for a place, works, and gives the place back. `isTooMany` tells a server's "too many" from other errors. */
  pass<T>(work: () => Promise<T>, isTooMany: (error: unknown) => boolean): Promise<T>
}

/**
 * A gate for at most `most` at once. A "too many" halves what may be inside, once for all that were inside together;
 * each success opens it a little again, so that it comes back to `most` after a while of quiet.
 */
export function openGate(most: number): Gate {
  const waiting: (() => void)[] = []
  let limit = most
  let inside = 0
  let entries = 0
  let lastNarrowing = 0

  function letIn(): void {
    while (waiting.length > 0 && inside < Math.floor(limit)) {
      inside++
      waiting.shift()?.()
    }
  }

  async function enter(): Promise<number> {
    if (inside < Math.floor(limit)) inside++
    else await new Promise<void>(resolve => waiting.push(resolve))
    return ++entries
  }

  return {
    async pass(work, isTooMany) {
      const entry = await enter()
      try {
        const result = await work()
        limit = Math.min(most, limit + 1 / limit)
        return result
      } catch (error) {
        if (isTooMany(error) && entry > lastNarrowing) {
          limit = Math.max(1, limit / 2)
          lastNarrowing = entries
        }
        throw error
      } finally {
        inside--
        letIn()
      }
    },
  }
}
