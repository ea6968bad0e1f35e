// LoRA adapters as GGUF files: written for llama.cpp, marked with the base they were made for, and refused by another.
import { sha256 } from '../files/hash.ts'
import { type Gguf, readGguf, readTensor, type Tensor } from './gguf.ts'
import { type MetadataItem, writeGguf } from './gguf-write.ts'

/** `tensors` holds pairs `<tensor>.lora_a` ([rank, inputs]) and `<tensor>.lora_b` ([outputs, rank]), in GGUF's names. */
export type Adapter = { alpha: number; tensors: ReadonlyMap<string, Tensor> }

const FINGERPRINT = 'coalm.base.fingerprint'
const BASE_NAME = 'general.base_model.0.name'

/** The metadata keys are llama.cpp's (src/llama-adapter.cpp); it scales by alpha / rank. Equal adapters give equal bytes. */
export async function writeAdapter(
  path: string,
  { adapter, base }: { adapter: Adapter; base: Gguf },
): Promise<void> {
  const text = (value: string): MetadataItem => ({ type: 'string', value })
  await writeGguf(path, {
    metadata: {
      'general.type': text('adapter'),
      'general.architecture': text(String(base.metadata.get('general.architecture'))),
      'general.name': text(`LoRA of ${modelName(base)}`),
      'general.base_model.count': { type: 'uint32', value: 1 },
      [BASE_NAME]: text(modelName(base)),
      'adapter.type': text('lora'),
      'adapter.lora.alpha': { type: 'float32', value: adapter.alpha },
      [FINGERPRINT]: text(await fingerprint(base)),
    },
    tensors: [...adapter.tensors].map(([name, { data, shape }]) => ({ name, data, shape })),
  })
}

function modelName(base: Gguf): string {
  return String(base.metadata.get('general.name') ?? 'a model without a name')
}

/**
 * Says which model a file holds, however it is quantised: the vectors of its norms, which every GGUF keeps in 32 bits,
 * hashed in the order of their names. Models of one size that were trained apart differ in these.
 */
export async function fingerprint(base: Gguf): Promise<string> {
  const norms = [...base.tensors.values()].filter(entry => entry.dimensions.length === 1)
  const parts: string[] = []
  for (const { name } of norms.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const { data } = await readTensor(base, name)
    parts.push(name, sha256(new Uint8Array(data.buffer)))
  }
  return sha256(parts.join('\n')).slice(0, 24)
}

/** Reads an adapter whole. Throws where the file is none, or is cut short. */
export async function readAdapter(path: string): Promise<Adapter> {
  const gguf = await readAdapterFile(path)
  const tensors = new Map<string, Tensor>()
  for (const name of gguf.tensors.keys()) tensors.set(name, await readTensor(gguf, name))
  return { alpha: Number(gguf.metadata.get('adapter.lora.alpha')), tensors }
}

async function readAdapterFile(path: string): Promise<Gguf> {
  const gguf = await readGguf(path)
  const kind = [gguf.metadata.get('general.type'), gguf.metadata.get('adapter.type')].join(' of type ')
  if (kind !== 'adapter of type lora')
    throw new Error(
      `${path}: expected a LoRA adapter, found a GGUF file of another kind; give what "coalm train" wrote`,
    )
  return gguf
}

/** Throws where the adapter at `path` was made for another base, or its matrices do not fit this one. */
export async function checkAdapter(path: string, base: Gguf): Promise<void> {
  const adapter = await readAdapterFile(path)
  const made = adapter.metadata.get(FINGERPRINT)
  if (made !== undefined && made !== (await fingerprint(base)))
    throw new Error(
      `${path}: expected an adapter for ${modelName(base)} (${base.path}), found one made for ` +
        `${adapter.metadata.get(BASE_NAME) === modelName(base) ? 'other weights of that name' : String(adapter.metadata.get(BASE_NAME))}; use it with its own base, or train one for this`,
    )
  for (const { name, dimensions } of adapter.tensors.values()) checkFit(path, base, name, dimensions)
}

function checkFit(path: string, base: Gguf, name: string, dimensions: number[]): void {
  const [, target = '', half = ''] = /^(.*)\.lora_([ab])$/.exec(name) ?? []
  const [inputs, outputs] = base.tensors.get(target)?.dimensions ?? []
  const fits = half === 'a' ? dimensions[0] === inputs : half === 'b' && dimensions[1] === outputs
  if (!fits)
    throw new Error(
      `${path}: expected matrices that fit ${modelName(base)} (${base.path}), found "${name}" of ${dimensions.join(' x ')}` +
        `${inputs === undefined ? ', which it has no place for' : ` for its ${inputs} x ${outputs}`}; the adapter was made for another base`,
    )
}
