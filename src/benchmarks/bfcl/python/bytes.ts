// Python's bytes put together: `b'a' + b'b'`, `b'a' * 2`.
import { Bytes, isInteger, type Value } from '../../../files/values.ts'

/** Beyond this, memory is taken to have ended. */
const MAX_LENGTH = 20_000_000

/** `undefined` where bytes have no such operation. */
export function onBytes(a: Value, operator: string, b: Value): Bytes | undefined {
  if (operator === '+' && a instanceof Bytes && b instanceof Bytes)
    return new Bytes(Buffer.concat([a.bytes, b.bytes]))
  if (operator !== '*') return undefined
  const [bytes, times] = a instanceof Bytes ? [a, b] : [b, a]
  if (!(bytes instanceof Bytes)) return undefined
  const count = typeof times === 'boolean' ? Number(times) : isInteger(times) ? Number(times) : Number.NaN
  if (!(count * bytes.bytes.length <= MAX_LENGTH)) return undefined
  const result = Buffer.alloc(Math.max(0, count) * bytes.bytes.length)
  if (bytes.bytes.length > 0) result.fill(bytes.bytes)
  return new Bytes(result)
}
