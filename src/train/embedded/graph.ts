// A computation, written down operator by operator and then handed to onnxruntime as one file.
import type { Tensor } from '../../weights/gguf.ts'
import {
  type Attribute,
  type ElementType,
  type OnnxConstant,
  type OnnxGraph,
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
  /** Names the result of an operator as an output; it is then computed right into the array of the caller. */
  output(name: string, value: Value, dimensions: OnnxValue['dimensions']): void
  /** What `write` adds is only computed where `condition` (bool) holds; elsewhere its outputs are a zero. */
  when(condition: Value, write: () => void): void
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

type Scope = { nodes: OnnxNode[]; outputs: OnnxValue[]; finalNames: Map<Value, string> }

export function createGraph(name: string): GraphBuilder {
  const constants = new Map<string, OnnxConstant>()
  const inputs: OnnxValue[] = []
  const whole = newScope()
  let scope = whole
  let counter = 0

  function addNodes(operator: string, from: Value[], count: number, options: NodeOptions = {}): Value[] {
    const results = Array.from({ length: count }, () => `${operator}_${counter++}`)
    const { attributes = {}, domain = '' } = options
    scope.nodes.push({ operator, domain, inputs: from, outputs: results, attributes })
    return results
  }

  function constant(added: OnnxConstant): Value {
    if (!constants.has(added.name)) constants.set(added.name, added)
    return added.name
  }

  function scalar(number: number): Value {
    return constant({
      name: `scalar_${number}`,
      type: 'float32',
      dimensions: [],
      bytes: bytesOf(Float32Array.of(number)),
      isExternal: false,
    })
  }

  return {
    input(inputName, type, dimensions) {
      inputs.push({ name: inputName, type, dimensions })
      return inputName
    },
    output(outputName, value, dimensions) {
      scope.finalNames.set(value, outputName)
      scope.outputs.push({ name: outputName, type: 'float32', dimensions })
    },
    when(condition, write) {
      scope = newScope()
      write()
      const branch = {
        name: 'then',
        nodes: finalNodes(scope),
        outputs: scope.outputs,
        constants: [],
        inputs: [],
      }
      scope = whole
      scope.nodes.push(ifNode(condition, branch, scalar(0)))
      scope.outputs.push(...branch.outputs)
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
    scalar,
    build() {
      const nodes = finalNodes(whole)
      const read = new Set(nodes.flatMap(valuesRead))
      const kept = [...constants.values()].filter(({ name }) => read.has(name))
      return {
        model: onnxModel({ name, nodes, constants: kept, inputs, outputs: whole.outputs }),
        externalData: kept
          .filter(({ isExternal }) => isExternal)
          .map(({ name: path, bytes: data }) => ({ path, data })),
      }
    },
  }
}

function newScope(): Scope {
  return { nodes: [], outputs: [], finalNames: new Map() }
}

/** Both branches of an If give the same outputs, so the other one gives a number for each. */
function ifNode(condition: Value, branch: OnnxGraph, nothing: Value): OnnxNode {
  const outputs = branch.outputs.map(({ name }) => name)
  const otherwise = {
    ...branch,
    name: 'else',
    nodes: outputs.map(output => ({
      operator: 'Identity',
      domain: '' as const,
      inputs: [nothing],
      outputs: [output],
      attributes: {},
    })),
    outputs: branch.outputs.map(output => ({ ...output, dimensions: [] })),
  }
  const attributes = { then_branch: { graph: branch }, else_branch: { graph: otherwise } }
  return { operator: 'If', domain: '', inputs: [condition], outputs, attributes }
}

/**
 * The nodes that the outputs need, under their final names: a way back leaves nodes behind that nobody asks for, such as
 * the gradient of the embedding.
 */
function finalNodes({ nodes, outputs, finalNames }: Scope): OnnxNode[] {
  const rename = (names: Value[]) => names.map(name => finalNames.get(name) ?? name)
  const needed = new Set(outputs.map(output => output.name))
  const kept = nodes
    .map(node => ({ ...node, inputs: rename(node.inputs), outputs: rename(node.outputs) }))
    .reverse()
    .filter(node => {
      const isNeeded = node.outputs.some(output => needed.has(output))
      if (isNeeded) for (const value of valuesRead(node)) needed.add(value)
      return isNeeded
    })
    .reverse()
  return endsReversed(kept)
}

/**
 * onnxruntime orders the work from its ends, the nodes that no other reads, and takes the last of them first. Listed the
 * other way round, each is computed as soon as it can be, and what it needs is not kept until everything else is done.
 */
function endsReversed(nodes: OnnxNode[]): OnnxNode[] {
  const read = new Set(nodes.flatMap(valuesRead))
  const isEnd = (node: OnnxNode) => node.outputs.every(output => !read.has(output))
  return [...nodes.filter(node => !isEnd(node)), ...nodes.filter(isEnd).reverse()]
}

/** What a node reads, the graphs inside it included. */
function valuesRead({ inputs, attributes }: OnnxNode): Value[] {
  const inner = Object.values(attributes).flatMap(value =>
    typeof value === 'object' && 'graph' in value ? value.graph.nodes.flatMap(valuesRead) : [],
  )
  return [...inputs, ...inner]
}

function bytesOf(numbers: Float32Array | BigInt64Array): Uint8Array {
  return new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength)
}
