// Deep copies of configuration values, so that no state reaches the case it was made from.
import type { Dict, Value } from '../../../files/values.ts'

export function deepCopy<T extends Value>(value: T): T {
  if (Array.isArray(value)) return value.map(deepCopy) as T
  if (value instanceof Map) return copyDeepDict(value) as T
  return value
}

/** The configured value, copied; `undefined` where the configuration has none. */
export function copyOf(config: Dict, key: string): Value | undefined {
  const value = config.get(key)
  return value === undefined ? undefined : deepCopy(value)
}

function copyDeepDict(dict: Dict): Dict {
  const copy: Dict = new Map()
  for (const [key, item] of dict) copy.set(key, typeof item === 'object' ? deepCopy(item) : item)
  return copy
}
