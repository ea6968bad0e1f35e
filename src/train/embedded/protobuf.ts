// Protocol Buffers, written: the four kinds of field that an ONNX file is made of.

const VARINT = 0
const BYTES = 2
const FIXED32 = 5

/** An integer field; a negative number takes ten bytes, as int64 fields do. */
export function integerField(field: number, value: number): Buffer {
  return Buffer.concat([tag(field, VARINT), varint(value)])
}

export function floatField(field: number, value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeFloatLE(value)
  return Buffer.concat([tag(field, FIXED32), bytes])
}

export function textField(field: number, text: string): Buffer {
  return bytesField(field, Buffer.from(text))
}

/** Bytes, or a message inside a message: its own fields, joined. */
export function bytesField(field: number, ...parts: Uint8Array[]): Buffer {
  const length = parts.reduce((sum, part) => sum + part.length, 0)
  return Buffer.concat([tag(field, BYTES), varint(length), ...parts])
}

function tag(field: number, kind: number): Buffer {
  return varint(field * 8 + kind)
}

function varint(value: number): Buffer {
  if (value >= 0 && value < 128) return Buffer.of(value)
  const bytes: number[] = []
  let rest = BigInt.asUintN(64, BigInt(value))
  for (; rest >= 128n; rest >>= 7n) bytes.push(Number(rest & 127n) | 128)
  return Buffer.from([...bytes, Number(rest)])
}
