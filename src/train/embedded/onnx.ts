// ONNX files, written: a graph of operators with its inputs, outputs and constants, as onnxruntime reads it.
import { bytesField, floatField, integerField, textField } from './protobuf.ts'

/** A graph inside a graph also reads the values around it. A bare number is an attribute of type int, a list one of type ints. */
export type Attribute = number | number[] | { float: number } | { text: string } | { graph: OnnxGraph }

export type OnnxNode = {
  operator: string
  /** '' is ONNX's own set of operators. */
  domain: '' | 'com.microsoft'
  inputs: string[]
  outputs: string[]
  attributes: Record<string, Attribute>
}

export type ElementType = 'float32' | 'int64' | 'bool'

/** A dimension that is a name is only known when the graph runs. */
export type OnnxValue = { name: string; type: ElementType; dimensions: (number | string)[] }

/** With `isExternal` the bytes stay outside the file, under the constant's own name. */
export type OnnxConstant = {
  name: string
  type: ElementType
  dimensions: number[]
  bytes: Uint8Array
  isExternal: boolean
}

export type OnnxGraph = {
  name: string
  nodes: OnnxNode[]
  constants: OnnxConstant[]
  inputs: OnnxValue[]
  outputs: OnnxValue[]
}

/** Field numbers below are those of onnx.proto3 (onnx/onnx). */
const ELEMENT_TYPES: Record<ElementType, number> = { float32: 1, int64: 7, bool: 9 }
const FILE_VERSION = 9
const OPERATOR_SETS = [
  { domain: '', version: 18 },
  { domain: 'com.microsoft', version: 1 },
]

/** The bytes of a ModelProto. */
export function onnxModel(graph: OnnxGraph): Buffer {
  return Buffer.concat([
    integerField(1, FILE_VERSION),
    textField(2, 'coalm'),
    bytesField(7, ...graphParts(graph)),
    ...OPERATOR_SETS.map(({ domain, version }) =>
      bytesField(8, textField(1, domain), integerField(2, version)),
    ),
  ])
}

function graphParts({ name, nodes, constants, inputs, outputs }: OnnxGraph): Buffer[] {
  return [
    ...nodes.map(node => bytesField(1, ...nodeParts(node))),
    textField(2, name),
    ...constants.map(constant => bytesField(5, ...constantParts(constant))),
    ...inputs.map(value => bytesField(11, ...valueParts(value))),
    ...outputs.map(value => bytesField(12, ...valueParts(value))),
  ]
}

function nodeParts({ operator, domain, inputs, outputs, attributes }: OnnxNode): Buffer[] {
  return [
    ...inputs.map(input => textField(1, input)),
    ...outputs.map(output => textField(2, output)),
    textField(4, operator),
    ...Object.entries(attributes).map(([name, value]) =>
      bytesField(5, textField(1, name), ...attributeParts(value)),
    ),
    textField(7, domain),
  ]
}

function attributeParts(value: Attribute): Buffer[] {
  if (typeof value === 'number') return [integerField(3, value), integerField(20, 2)]
  if (Array.isArray(value)) return [...value.map(item => integerField(8, item)), integerField(20, 7)]
  if ('graph' in value) return [bytesField(6, ...graphParts(value.graph)), integerField(20, 5)]
  if ('text' in value) return [textField(4, value.text), integerField(20, 3)]
  return [floatField(2, value.float), integerField(20, 1)]
}

function constantParts({ name, type, dimensions, bytes, isExternal }: OnnxConstant): Buffer[] {
  return [
    ...dimensions.map(dimension => integerField(1, dimension)),
    integerField(2, ELEMENT_TYPES[type]),
    textField(8, name),
    ...(isExternal ? externalParts(name, bytes.length) : [bytesField(9, bytes)]),
  ]
}

function externalParts(location: string, length: number): Buffer[] {
  const entry = (key: string, value: string) => bytesField(13, textField(1, key), textField(2, value))
  return [
    entry('location', location),
    entry('offset', '0'),
    entry('length', String(length)),
    integerField(14, 1),
  ]
}

function valueParts({ name, type, dimensions }: OnnxValue): Buffer[] {
  const shape = dimensions.map(dimension =>
    bytesField(1, typeof dimension === 'string' ? textField(2, dimension) : integerField(1, dimension)),
  )
  const tensor = bytesField(1, integerField(1, ELEMENT_TYPES[type]), bytesField(2, ...shape))
  return [textField(1, name), bytesField(2, tensor)]
}
