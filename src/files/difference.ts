// Where two records of settings differ first: what a resumed run must not change, said in one line.

/** `path: before → now` of the first setting that differs, or `undefined`. */
export function firstDifference(before: unknown, now: unknown, path = ''): string | undefined {
  if (isObject(before) && isObject(now)) {
    for (const key of new Set([...Object.keys(before), ...Object.keys(now)])) {
      const difference = firstDifference(before[key], now[key], path ? `${path}.${key}` : key)
      if (difference) return difference
    }
    return undefined
  }
  const [old, fresh] = [JSON.stringify(before) ?? 'nothing', JSON.stringify(now) ?? 'nothing']
  return old === fresh ? undefined : `${path}: ${old} → ${fresh}`
}

function isObject(value: unknown): value is Record<string, unknown> {
  return value !== null && typeof value === 'object'
}
