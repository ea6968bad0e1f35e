// Fields of Protocol Buffers, against the bytes that the encoding's description gives for them.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { bytesField, floatField, integerField, textField } from '../../../src/train/embedded/protobuf.ts'

const CASES: [string, Buffer, string][] = [
  ['a small integer', integerField(1, 5), '0805'],
  ['an integer of two bytes', integerField(1, 150), '089601'],
  ['a negative integer takes ten bytes', integerField(2, -1), '10ffffffffffffffffff01'],
  ['an integer beyond 32 bits', integerField(3, 2 ** 40), '18808080808020'],
  ['a field number beyond 15', integerField(20, 7), 'a00107'],
  ['a float', floatField(2, 1.5), '150000c03f'],
  ['a text', textField(2, 'testing'), '120774657374696e67'],
  ['a message inside', bytesField(3, integerField(1, 150)), '1a03089601'],
]

for (const [name, bytes, expected] of CASES) test(name, () => assert.equal(bytes.toString('hex'), expected))
