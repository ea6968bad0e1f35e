// A computation, written down operator by operator and then handed to onnxruntime as one file.
import type { Tensor } from '../../weights/gguf.ts'
import {
  type Attribute,
  type ElementType,
  type OnnxConstant,
  type OnnxNode,
  type OnnxValue,
  onnxModel,
} from './onnx.ts'

/** The name of a tensor in the graph. */
export type Value = string

export type NodeOptions = {
  attributes?: Record<string, Attribute>
  /** Operators that only onnxruntime has are in its own domain. */
  domain?: OnnxNode['domain']
}

/** A model file, and the weights that lie beside it under their names. */
export type BuiltGraph = { model: Buffer; externalData: { path: string; data: Uint8Array }[] }

export type GraphBuilder = {
  input(name: string, type: ElementType, dimensions: OnnxValue['dimensions']): Value
  output(name: string, value: Value, dimensions: OnnxValue['dimensions']): void
  /** An operator with one output. */
  node(operator: string, inputs: Value[], options?: NodeOptions): Value
  /** An operator with `count` outputs. */
  nodes(operator: string, inputs: Value[], count: number, options?: NodeOptions): Value[]
  /** A matrix of the model, kept outside the file; the same name gives the same value. */
  weight(name: string, tensor: Tensor): Value
  /** A list of integers, such as a shape. */
  integers(...numbers: number[]): Value
  scalar(number: number): Value
  /** The file, without what no output needs. */
  build(): BuiltGraph
}

export function createGraph(name: string): GraphBuilder {
  const nodes: OnnxNode[] = []
  const constants = new Map<string, OnnxConstant>()
  const inputs: OnnxValue[] = []
  const outputs: OnnxValue[] = []
  let counter = 0

  function addNodes(operator: string, from: Value[], count: number, options: NodeOptions = {}): Value[] {
    const results = Array.from({ length: count }, () => `${operator}_${counter++}`)
    const { attributes = {}, domain = '' } = options
    nodes.push({ operator, domain, inputs: from, outputs: results, attributes })
    return results
  }

  function constant(added: OnnxConstant): Value {
    if (!constants.has(added.name)) constants.set(added.name, added)
    return added.name
  }

  return {
    input(inputName, type, dimensions) {
      inputs.push({ name: inputName, type, dimensions })
      return inputName
    },
    output(outputName, value, dimensions) {
      nodes.push({ operator: 'Identity', domain: '', inputs: [value], outputs: [outputName], attributes: {} })
      outputs.push({ name: outputName, type: 'float32', dimensions })
    },
    node: (operator, from, options) => addNodes(operator, from, 1, options)[0] as Value,
    nodes: addNodes,
    weight: (weightName, { data, shape }) =>
      constant({
        name: weightName,
        type: 'float32',
        dimensions: shape,
        bytes: bytesOf(data),
        isExternal: true,
      }),
    integers: (...numbers) =>
      constant({
        name: `integers_${numbers.join('_')}`,
        type: 'int64',
        dimensions: [numbers.length],
        bytes: bytesOf(BigInt64Array.from(numbers, BigInt)),
        isExternal: false,
      }),
    scalar: number =>
      constant({
        name: `scalar_${number}`,
        type: 'float32',
        dimensions: [],
        bytes: bytesOf(Float32Array.of(number)),
        isExternal: false,
      }),
    build() {
      const needed = neededNodes(nodes, outputs)
      const read = new Set(needed.flatMap(node => node.inputs))
      const kept = [...constants.values()].filter(({ name }) => read.has(name))
      return {
        model: onnxModel({ name, nodes: needed, constants: kept, inputs, outputs }),
        externalData: kept
          .filter(({ isExternal }) => isExternal)
          .map(({ name: path, bytes: data }) => ({ path, data })),
      }
    },
  }
}

/** A way back leaves nodes behind that nobody asks for, such as the gradient of the embedding. */
function neededNodes(nodes: OnnxNode[], outputs: OnnxValue[]): OnnxNode[] {
  const needed = new Set(outputs.map(output => output.name))
  return nodes
    .toReversed()
    .filter(node => {
      const isNeeded = node.outputs.some(output => needed.has(output))
      if (isNeeded) for (const input of node.inputs) needed.add(input)
      return isNeeded
    })
    .reverse()
}

function bytesOf(numbers: Float32Array | BigInt64Array): Uint8Array {
  return new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength)
}
