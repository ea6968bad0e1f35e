// The state of a training run on disk: whole or not at all, checked by its hash, enough to go on bit for bit.
import { existsSync, readFileSync } from 'node:fs'
import { sha256 } from '../files/hash.ts'
import { writeWhole } from '../files/whole.ts'
import type { EngineState } from './embedded/contract.ts'

const FORMAT = 'coalm/training-state@1'

type Header = { format: string; step: number; values: number; sha256: string }

/** A header line of JSON, then theta, m and v as little-endian 32-bit floats. The old state stays until the new one is whole. */
export async function writeState(path: string, { theta, m, v, step }: EngineState): Promise<void> {
  const parts = [theta, m, v].map(bytesOf)
  const header: Header = { format: FORMAT, step, values: theta.length, sha256: hashOf(parts) }
  await writeWhole(path, [`${JSON.stringify(header)}\n`, ...parts])
}

/** `undefined` where there is none. Throws where the file is damaged or holds another number of values. */
export function readState(path: string, values: number): EngineState | undefined {
  if (!existsSync(path)) return undefined
  const bytes = readFileSync(path)
  const end = bytes.indexOf(10)
  const header = readHeader(bytes.toString('utf8', 0, Math.max(0, end)))
  const body = bytes.subarray(end + 1)
  const size = values * 4
  const isWhole = header?.format === FORMAT && header.values === values && body.length === 3 * size
  if (!isWhole || sha256(body) !== header.sha256)
    throw new Error(
      `${path}: expected the whole state of a training run of ${values} values, found damaged or foreign bytes; ` +
        'remove the file to train from the beginning',
    )
  const [theta, m, v] = [0, 1, 2].map(part => floatsOf(body.subarray(part * size, (part + 1) * size)))
  return { theta: theta!, m: m!, v: v!, step: header.step }
}

function readHeader(line: string): Header | undefined {
  try {
    return JSON.parse(line) as Header
  } catch {
    return undefined
  }
}

function bytesOf(values: Float32Array): Buffer {
  return Buffer.from(values.buffer, values.byteOffset, values.byteLength)
}

/** A copy: the bytes of a file begin anywhere, those of floats at multiples of four. */
function floatsOf(bytes: Buffer): Float32Array {
  return new Float32Array(Uint8Array.from(bytes).buffer)
}

function hashOf(parts: Buffer[]): string {
  return sha256(Buffer.concat(parts))
}
