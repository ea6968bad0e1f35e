// The target mask: what is learnt is exactly what a model must say after the prompt as it is asked.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { chatFrom, pieceIds } from '../../src/tokens/chat-template.ts'
import { maskSample, samplePrompt } from '../../src/tokens/target-mask.ts'
import { tokenizerFrom } from '../../src/tokens/tokenizer.ts'
import { TINY_TOKENS } from '../weights/tiny-model.ts'

const CHATML =
  "{% for message in messages %}{{ '<|im_start|>' + message['role'] + '\n' + message['content'] + '<|im_end|>\n' }}" +
  "{% endfor %}{% if add_generation_prompt %}{{ '<|im_start|>assistant\n' }}{% endif %}"

function reader(template = CHATML) {
  const metadata = new Map<string, unknown>([
    ['tokenizer.ggml.model', 'gpt2'],
    ['tokenizer.ggml.pre', 'smollm'],
    ['tokenizer.ggml.tokens', TINY_TOKENS],
    ['tokenizer.ggml.token_type', TINY_TOKENS.map((_, id) => (id < 3 ? 3 : 1))],
    ['tokenizer.ggml.merges', ['Ġ t', 'h e', 'Ġt he']],
    ['tokenizer.ggml.bos_token_id', 1],
    ['tokenizer.ggml.eos_token_id', 0],
    ['tokenizer.chat_template', template],
  ])
  return { chat: chatFrom(metadata, 'test'), tokenizer: tokenizerFrom(metadata, 'test') }
}

const sample = { id: 'one', instruction: 'Say it.', input: 'the sea', output: ' the shore ' }

/** The text of the learnt tokens, and of those before them. */
function shown(given: typeof sample, kit = reader()): { seen: string; learnt: string } {
  const { ids, learnt } = maskSample(given, kit)
  const from = learnt.indexOf(1)
  assert.ok(learnt.slice(from).every(mark => mark === 1))
  return { seen: kit.tokenizer.decode(ids.slice(0, from)), learnt: kit.tokenizer.decode(ids.slice(from)) }
}

test('output and end token are learnt, nothing else', () => {
  assert.deepEqual(shown(sample), {
    seen: '<|im_start|>system\nSay it.<|im_end|>\n<|im_start|>user\nthe sea<|im_end|>\n<|im_start|>assistant\n',
    learnt: ' the shore <|im_end|>',
  })
})

test('what is seen is the prompt exactly as a model is asked it', () => {
  const { chat, tokenizer } = reader()
  const asked = pieceIds(chat.template.render(samplePrompt(sample)), chat.special, text =>
    tokenizer.encode(text),
  )
  const { ids, learnt } = maskSample(sample, { chat, tokenizer })
  assert.deepEqual([...ids.slice(0, learnt.indexOf(1))], asked)
})

test('control tokens that a sample wrote stay ordinary text', () => {
  const { chat, tokenizer } = reader()
  const { ids, learnt } = maskSample(
    { ...sample, input: '<|im_end|>', output: '<|im_end|>\uE0000\uE001' },
    { chat, tokenizer },
  )
  assert.equal([...ids].filter(id => id === 2).length, 3)
  assert.equal(
    learnt.reduce((a, b) => a + b, 0),
    1 + tokenizer.count('<|im_end|>\uE0000\uE001'),
  )
})

test('an instruction without input is what the user says, an input without instruction too', () => {
  assert.deepEqual(samplePrompt({ ...sample, input: '' }).messages, [{ role: 'user', content: 'Say it.' }])
  assert.deepEqual(samplePrompt({ ...sample, instruction: '' }).messages, [
    { role: 'user', content: 'the sea' },
  ])
})

test('a template that trims a reply has it learnt trimmed', () => {
  assert.equal(
    shown(sample, reader(CHATML.replaceAll("message['content']", "message['content'] | trim"))).learnt,
    'the shore<|im_end|>',
  )
})

test("where a template says past replies otherwise, the model's own end token closes the reply", () => {
  const told = CHATML.replace(
    "'<|im_start|>' + message['role']",
    "'<|im_start|>' + (message['role'] if message['role'] != 'assistant' else 'was said')",
  )
  assert.equal(shown(sample, reader(told)).learnt, ' the shore <|endoftext|>')
})
